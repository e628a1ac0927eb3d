frappe.ui.form.on("CSS Referral", {
	setup(frm) {
		frappe.css_case_mgmt.limit_referral_choices(frm);
	},

	onload(frm) {
		if (frm.is_new() && frm.doc.client) return frappe.css_case_mgmt.take_client_of_referral(frm);
	},

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		return frappe.css_case_mgmt.show_outgoing_referral(frm);
	},

	client(frm) {
		return frappe.css_case_mgmt.take_client_of_referral(frm);
	},

	service(frm) {
		return frappe.css_case_mgmt.take_service_of_referral(frm);
	},

	provider(frm) {
		return frappe.css_case_mgmt.take_provider_of_referral(frm);
	},

	is_internal(frm) {
		return frappe.css_case_mgmt.take_internal_referral(frm);
	},

	support_level(frm) {
		frappe.css_case_mgmt.ask_for_support_reason(frm);
	},

	// Benefit is asked only of what was obtained.
	obtained(frm) {
		if (frm.doc.obtained !== "Yes") return frm.set_value("benefitted", "");
	},
});
