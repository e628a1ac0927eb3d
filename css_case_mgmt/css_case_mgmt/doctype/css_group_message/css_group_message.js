frappe.ui.form.on("CSS Group Message", {
	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		if (frm.is_new()) return frappe.css_case_mgmt.open_group_message();
		frm.disable_form();
		return frappe.css_case_mgmt.show_recipients(frm);
	},
});
