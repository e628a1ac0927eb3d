frappe.ui.form.on("CSS Appointment", {
	setup: (frm) => frappe.css_case_mgmt.set_meeting_queries(frm, { can_be_planned: 1 }),

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		frappe.css_case_mgmt.offer_family_page(frm, frm.doc.css_case);
		return Promise.all([
			frappe.css_case_mgmt.refresh_appointment(frm),
			frappe.css_case_mgmt.show_place(frm),
		]);
	},

	starts_on(frm) {
		frappe.css_case_mgmt.suggest_end(frm);
		frappe.css_case_mgmt.look_for_overlaps(frm);
	},

	method: (frm) => frappe.css_case_mgmt.method_changed(frm),

	ends_on: (frm) => frappe.css_case_mgmt.look_for_overlaps(frm),
	caseworker: (frm) => frappe.css_case_mgmt.look_for_overlaps(frm),
	interpreter: (frm) => frappe.css_case_mgmt.look_for_overlaps(frm),
	css_case(frm) {
		frappe.css_case_mgmt.limit_clients(frm);
		frappe.css_case_mgmt.look_for_overlaps(frm);
	},
});

frappe.ui.form.on("CSS Appointment Client", {
	client: (frm) => frappe.css_case_mgmt.look_for_overlaps(frm),
	clients_remove: (frm) => frappe.css_case_mgmt.look_for_overlaps(frm),
});
