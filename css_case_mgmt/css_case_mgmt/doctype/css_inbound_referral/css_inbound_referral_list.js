frappe.listview_settings["CSS Inbound Referral"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["status", "naars_follow_up_opens", "naars_follow_up_due", "naars_followed_up_on"],

	get_indicator({ status }) {
		const colour = {
			Received: "blue",
			"NAARS Needed": "orange",
			"In Triage": "yellow",
			Accepted: "green",
			Returned: "gray",
			Withdrawn: "gray",
		}[status];
		return [__(status), colour, `status,=,${status}`];
	},

	formatters: {
		naars_follow_up_due: (due, _field, row) => frappe.css_case_mgmt.follow_up_mark(due, row),
	},
};
