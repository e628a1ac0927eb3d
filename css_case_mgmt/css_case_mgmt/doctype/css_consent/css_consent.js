frappe.ui.form.on("CSS Consent", {
	setup(frm) {
		frm.set_query("consent_form", () => ({ filters: { kind: "Consent", status: "Published" } }));
		frm.set_query("interpreter", () => ({ filters: { enabled: 1 } }));
	},

	refresh(frm) {
		const css = frappe.css_case_mgmt;
		css.hide_what_is_refused(frm);
		if (frm.is_new()) {
			css.take_case_of_client(frm);
			css.offer_interpreters(frm);
		}
		return css.show_consent(frm);
	},

	async client(frm) {
		await frappe.css_case_mgmt.take_case_of_client(frm);
		frappe.css_case_mgmt.show_consent(frm);
	},
});
