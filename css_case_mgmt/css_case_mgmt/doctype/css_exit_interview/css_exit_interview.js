frappe.ui.form.on("CSS Exit Interview", {
	setup(frm) {
		for (const fieldname of ["interpreter", "method", "place"]) {
			frm.set_query(fieldname, () => ({ filters: { enabled: 1 } }));
		}
	},

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		return frappe.css_case_mgmt.refresh_interview(frm);
	},

	css_exit(frm) {
		return frappe.css_case_mgmt.take_exit_of_interview(frm);
	},

	before_save(frm) {
		return frappe.css_case_mgmt.save_answers_first(frm);
	},
});
