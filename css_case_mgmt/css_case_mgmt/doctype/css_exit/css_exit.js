frappe.ui.form.on("CSS Exit", {
	setup(frm) {
		frm.set_query("exit_reason", () => ({ filters: { enabled: 1 } }));
		frm.set_query("enrolment", () => ({ filters: { status: "Active" } }));
		frm.set_query("final_assessment", () => ({
			filters: { enrolment: frm.doc.enrolment || "", docstatus: 1, superseded_by: ["is", "not set"] },
		}));
		frm.set_query("final_referral", () => ({ filters: { client: frm.doc.client || "", is_final: 1 } }));
	},

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		return frappe.css_case_mgmt.refresh_exit(frm);
	},
});
