frappe.ui.form.on("CSS Contact Deviation", {
	setup(frm) {
		frm.set_query("enrolment", () => ({
			filters: frm.doc.client ? { client: frm.doc.client } : {},
		}));
	},

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		if (frm.is_new()) {
			frappe.css_case_mgmt.take_case_of_client(frm);
			frm.set_intro(
				__(
					"The week or month comes from the report Contact Frequency Against Targets, and with it the facts."
				)
			);
		}
	},

	client: (frm) => frappe.css_case_mgmt.take_case_of_client(frm),
});
