frappe.ui.form.on("CSS Goal", {
	setup(frm) {
		frm.set_query("serves_goal", () => ({
			filters: { client: frm.doc.client, horizon: "Intermediate", name: ["!=", frm.doc.name] },
		}));
		frm.set_query("strategy", "setbacks", () => ({ filters: { enabled: 1 } }));
	},

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		return frappe.css_case_mgmt.refresh_goal(frm);
	},

	before_save(frm) {
		return frappe.css_case_mgmt.keep_both(frm);
	},

	...Object.fromEntries(
		["goal", "horizon", "start_date", "target_date", "vision", "success_measure", "serves_goal"].map(
			(fieldname) => [fieldname, (frm) => frappe.css_case_mgmt.help_soon(frm)]
		)
	),
});

frappe.ui.form.on("CSS Goal Action", {
	action: (frm) => frappe.css_case_mgmt.help_soon(frm),
	due_date: (frm) => frappe.css_case_mgmt.help_soon(frm),
	strength_code: (frm) => frappe.css_case_mgmt.help_soon(frm),
	actions_remove: (frm) => frappe.css_case_mgmt.help_soon(frm),
});

frappe.ui.form.on("CSS Goal", {
	refresh: (frm) => frappe.css_case_mgmt.offer_referral(frm),
});
