frappe.listview_settings["CSS Exit"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["workflow_state", "exit_date"],
	has_indicator_for_draft: 1,

	get_indicator({ workflow_state }) {
		return [
			__(workflow_state),
			frappe.css_case_mgmt.exit_colours[workflow_state],
			`workflow_state,=,${workflow_state}`,
		];
	},
};
