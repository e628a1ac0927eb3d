frappe.listview_settings["CSS Referral"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["status", "follow_up_due", "followed_up_on"],

	get_indicator({ status }) {
		return [__(status), frappe.css_case_mgmt.referral_colours[status], `status,=,${status}`];
	},
};
