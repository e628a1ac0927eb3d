frappe.listview_settings["CSS Client Document"] = {
	hide_name_column: true,
	hide_name_filter: true,
};
