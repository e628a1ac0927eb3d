frappe.ui.form.on("CSS Appointment", {
	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		frappe.css_case_mgmt.offer_family_page(frm, frm.doc.css_case);
		return frappe.css_case_mgmt.refresh_appointment(frm);
	},

	starts_on(frm) {
		frappe.css_case_mgmt.suggest_end(frm);
		frappe.css_case_mgmt.look_for_overlaps(frm);
	},

	method(frm) {
		if (frm.doc.method && frm.doc.method !== "In Person") frm.set_value("location_kind", "");
	},

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
