frappe.ui.form.on("CSS Note Addendum", {
	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		if (!frm.is_new()) frm.disable_form();
	},
});
