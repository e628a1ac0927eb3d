frappe.ui.form.on("CSS Eligibility Assessment", {
	setup(frm) {
		frm.set_query("legal_status", () => ({ filters: { enabled: 1 } }));
		frm.set_query("service", "services_offered", () => ({ filters: { enabled: 1 } }));
		frm.set_query("members", () => ({ filters: { name: ["in", frm.family_members || []] } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.assessment_date) {
			frm.set_value("assessment_date", frappe.datetime.get_today());
		}
	},

	async refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		await frappe.css_case_mgmt.take_case_of_client(frm);
		await frm.trigger("css_case");
		return frappe.css_case_mgmt.refresh_eligibility(frm);
	},

	client(frm) {
		frappe.css_case_mgmt.decide_soon(frm);
		return frappe.css_case_mgmt.take_case_of_client(frm);
	},

	assessment_date: (frm) => frappe.css_case_mgmt.decide_soon(frm),
	other_factor: (frm) => frappe.css_case_mgmt.decide_soon(frm),
	other_factor_column: (frm) => frappe.css_case_mgmt.decide_soon(frm),
	other_factor_reason: (frm) => frappe.css_case_mgmt.decide_soon(frm),

	async css_case(frm) {
		if (!frm.doc.css_case) return;
		const rows = await frappe.db.get_list("CSS Case Member", {
			filters: { css_case: frm.doc.css_case, member_to: ["is", "not set"] },
			fields: ["client"],
			limit: 0,
		});
		frm.family_members = rows.map((row) => row.client).filter((client) => client !== frm.doc.client);
	},

	is_family_level(frm) {
		if (!frm.doc.is_family_level) frm.set_value("members", []);
	},

	legal_status(frm) {
		frappe.css_case_mgmt.show_rule_of_status(frm);
		frappe.css_case_mgmt.decide_soon(frm);
	},
});
