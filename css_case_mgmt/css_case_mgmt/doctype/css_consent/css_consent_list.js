frappe.listview_settings["CSS Consent"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["withdrawn_on", "valid_until", "client_signed_on"],

	/** At first sight; whether it is valid depends on more, and is asked of the server for the rows shown. */
	get_indicator({ withdrawn_on }) {
		if (withdrawn_on) return [__("Withdrawn"), "red", "withdrawn_on,is,set"];
		return [__("Recorded"), "gray", "withdrawn_on,is,not set"];
	},

	refresh(listview) {
		frappe.css_case_mgmt.mark_standing(listview);
	},
};
