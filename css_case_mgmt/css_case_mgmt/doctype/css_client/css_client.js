frappe.ui.form.on("CSS Client", {
	setup(frm) {
		for (const fieldname of ["primary_language", "immigration_category"]) {
			frm.set_query(fieldname, () => ({ filters: { enabled: 1 } }));
		}
		frm.set_query("language", "languages", () => ({ filters: { enabled: 1 } }));
	},

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		return frappe.css_case_mgmt.show_file(frm);
	},
});
