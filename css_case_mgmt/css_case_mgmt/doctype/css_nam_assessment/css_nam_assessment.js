frappe.ui.form.on("CSS NAM Assessment", {
	setup(frm) {
		frm.set_query("bank", () => ({ filters: { status: "Published" } }));
		frm.set_query("interpreter", () => ({ filters: { enabled: 1 } }));
		frm.set_query("place", () => ({ filters: { enabled: 1 } }));
		frm.set_query("enrolment", () => ({
			filters: { status: "Active", ...(frm.doc.client ? { client: frm.doc.client } : {}) },
		}));
	},

	refresh(frm) {
		frappe.css_case_mgmt.advise_place(frm.fields_dict.place, frm.doc.place);
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		if (frm.doc.docstatus === 0 && frm.doc.draft_status === "Open") {
			frappe.css_case_mgmt.offer_interpreters(frm);
		}
		return Promise.all([
			frappe.css_case_mgmt.refresh_assessment(frm),
			frappe.css_case_mgmt.show_note(frm, "case_note"),
		]);
	},

	place(frm) {
		frappe.css_case_mgmt.advise_place(frm.fields_dict.place, frm.doc.place);
	},

	before_save(frm) {
		return frappe.css_case_mgmt.save_answers_first(frm);
	},
});
