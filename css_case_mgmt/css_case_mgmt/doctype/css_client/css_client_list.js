frappe.listview_settings["CSS Client"] = {
	// People are added in their family's case, so that no file is left without one.
	hide_name_column: true,
	hide_name_filter: true,
	// A merged file goes on in another one.
	filters: [["merged_into", "is", "not set"]],
};
