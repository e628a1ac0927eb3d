frappe.listview_settings["CSS Exit Interview"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["is_complete"],

	get_indicator({ is_complete }) {
		return is_complete
			? [__("Answered in full"), "green", "is_complete,=,1"]
			: [__("Not complete yet"), "orange", "is_complete,=,0"];
	},
};
