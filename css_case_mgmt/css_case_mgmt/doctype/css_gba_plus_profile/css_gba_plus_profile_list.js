frappe.listview_settings["CSS GBA Plus Profile"] = {
	hide_name_column: true,
	hide_name_filter: true,
};
