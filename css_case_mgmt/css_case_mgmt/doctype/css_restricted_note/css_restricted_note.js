frappe.ui.form.on("CSS Restricted Note", {
	setup(frm) {
		frm.set_query("topic", () => ({ filters: { enabled: 1 } }));
		frm.set_query("activity", () => ({ filters: { css_case: frm.doc.css_case } }));
	},

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		return Promise.all([
			frappe.css_case_mgmt.take_case_of_client(frm),
			frappe.css_case_mgmt.show_note(frm, "note"),
		]);
	},

	client(frm) {
		return frappe.css_case_mgmt.take_case_of_client(frm);
	},
});
