frappe.ui.form.on("CSS Charter Acknowledgement", {
	setup(frm) {
		frm.set_query("charter_form", () => ({ filters: { kind: "Charter", status: "Published" } }));
		frm.set_query("interpreter", () => ({ filters: { enabled: 1 } }));
	},

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		if (!frm.is_new()) return;
		frappe.css_case_mgmt.take_case_of_client(frm);
		frappe.css_case_mgmt.offer_interpreters(frm);
	},

	client: (frm) => frappe.css_case_mgmt.take_case_of_client(frm),
});
