frappe.listview_settings["CSS Restricted Note"] = {
	hide_name_column: true,
	hide_name_filter: true,
};
