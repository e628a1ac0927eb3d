frappe.listview_settings["CSS Client"] = {
	// People are added in their family's case, so that no file is left without one.
	hide_name_column: true,
	hide_name_filter: true,
};
