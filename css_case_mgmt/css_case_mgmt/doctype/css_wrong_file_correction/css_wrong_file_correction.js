frappe.ui.form.on("CSS Wrong File Correction", {
	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		return frappe.css_case_mgmt.show_correction(frm);
	},
});
