frappe.listview_settings["CSS Note Addendum"] = {
	hide_name_column: true,
	hide_name_filter: true,
};
