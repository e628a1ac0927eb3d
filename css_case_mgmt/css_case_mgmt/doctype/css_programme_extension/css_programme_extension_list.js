frappe.listview_settings["CSS Programme Extension"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["workflow_state"],

	get_indicator({ workflow_state }) {
		const [colour] = {
			"Ready for Review": ["blue"],
			Returned: ["orange"],
			Approved: ["green"],
		}[workflow_state] || ["gray"];
		return [__(workflow_state), colour, `workflow_state,=,${workflow_state}`];
	},
};
