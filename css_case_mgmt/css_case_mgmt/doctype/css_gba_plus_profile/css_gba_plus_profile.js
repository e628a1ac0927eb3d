frappe.ui.form.on("CSS GBA Plus Profile", {
	setup(frm) {
		frm.set_query("groups", () => ({ filters: { enabled: 1 } }));
	},

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		frappe.css_case_mgmt.take_case_of_client(frm);
	},

	client(frm) {
		return frappe.css_case_mgmt.take_case_of_client(frm);
	},

	declined(frm) {
		if (frm.doc.declined && (frm.doc.groups || []).length) return frm.set_value("groups", []);
	},
});
