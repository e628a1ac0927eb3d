frappe.ui.form.on("CSS Import", {
	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		frappe.css_case_mgmt.show_import(frm);
	},
});
