frappe.ui.form.on("CSS Client Document", {
	setup(frm) {
		frm.set_query("document_kind", () => ({ filters: { enabled: 1 } }));
	},

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		frappe.css_case_mgmt.take_case_of_client(frm);
	},

	client(frm) {
		return frappe.css_case_mgmt.take_case_of_client(frm);
	},
});
