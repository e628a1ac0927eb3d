frappe.ui.form.on("CSS Caseload Transfer", {
	refresh(frm) {
		if (frm.is_new() || frm.doc.undone_on) return;
		frm.add_custom_button(__("Undo"), () =>
			frappe.confirm(__("Put all these cases back with who had them before?"), async () => {
				await frappe.css_case_mgmt.undo_transfer(frm.doc.name);
				frm.reload_doc();
			})
		);
	},
});
