frappe.ui.form.on("CSS Settlement Plan", {
	setup(frm) {
		frm.set_query("enrolment", () => ({
			filters: { status: "Active", ...(frm.doc.client ? { client: frm.doc.client } : {}) },
		}));
		frm.set_query("nam_assessment", () => ({
			filters: {
				enrolment: frm.doc.enrolment,
				docstatus: 1,
				marked_in_error_on: ["is", "not set"],
			},
		}));
		frm.set_query("category", "strengths", () => ({ filters: { enabled: 1 } }));
	},

	client(frm) {
		return frappe.css_case_mgmt.take_case_of_client(frm);
	},

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		return frappe.css_case_mgmt.refresh_plan(frm);
	},

	before_save(frm) {
		return frappe.css_case_mgmt.keep_both(frm);
	},
});
