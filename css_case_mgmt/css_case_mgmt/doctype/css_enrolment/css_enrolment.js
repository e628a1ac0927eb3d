frappe.ui.form.on("CSS Enrolment", {
	setup(frm) {
		frm.set_query("exit_reason", () => ({ filters: { enabled: 1 } }));
	},

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		return frappe.css_case_mgmt.show_progress(frm);
	},
});
