frappe.ui.form.on("CSS Client Interpreter", {
	setup(frm) {
		frm.set_query("interpreter", () => ({ filters: { enabled: 1 } }));
	},

	refresh(frm) {
		if (frm.is_new()) frappe.css_case_mgmt.take_case_of_client(frm);
	},

	client: (frm) => frappe.css_case_mgmt.take_case_of_client(frm),
});
