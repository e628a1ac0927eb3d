frappe.listview_settings["CSS Safety Note"] = {
	hide_name_column: true,
	hide_name_filter: true,
};
