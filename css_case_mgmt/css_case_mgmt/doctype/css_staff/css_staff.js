frappe.ui.form.on("CSS Staff", {
	refresh(frm) {
		if (!frm.is_new() && frappe.user.has_role("CSS Manager")) {
			frm.add_custom_button(__("Cover an Absence"), () =>
				frappe.css_case_mgmt.open_cover_absence(frm.doc.user)
			);
			frm.add_custom_button(__("Reassign Cases"), () =>
				frappe.css_case_mgmt.open_reassign_cases({ user: frm.doc.user }, () => frm.reload_doc())
			);
		}
	},
});
