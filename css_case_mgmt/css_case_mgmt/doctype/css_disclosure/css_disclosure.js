frappe.ui.form.on("CSS Disclosure", {
	setup(frm) {
		frm.set_query("ground", () => ({
			filters: { enabled: 1, ...(frm.doc.is_override ? { for_override: 1 } : {}) },
		}));
		frm.set_query("consent", () => ({ filters: { client: frm.doc.client } }));
	},

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		if (frm.is_new()) {
			frappe.css_case_mgmt.take_case_of_client(frm);
			return;
		}
		frappe.css_case_mgmt.show_approval(frm);
	},

	client: (frm) => frappe.css_case_mgmt.take_case_of_client(frm),
});
