frappe.ui.form.on("CSS Periodic Assessment", {
	setup(frm) {
		frm.set_query("interpreter", () => ({ filters: { enabled: 1 } }));
		frm.set_query("place", () => ({ filters: { enabled: 1 } }));
		frm.set_query("enrolment", () => ({
			filters: { status: "Active", ...(frm.doc.client ? { client: frm.doc.client } : {}) },
		}));
	},

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		if (frm.doc.docstatus === 0 && frm.doc.draft_status === "Open") {
			frappe.css_case_mgmt.offer_interpreters(frm);
		}
		return Promise.all([
			frappe.css_case_mgmt.refresh_periodic(frm),
			frappe.css_case_mgmt.show_note(frm, "case_note"),
		]);
	},
});
