frappe.ui.form.on("CSS Inbound Referral", {
	setup(frm) {
		for (const fieldname of ["primary_language", "immigration_category"]) {
			frm.set_query(fieldname, () => ({ filters: { enabled: 1 } }));
		}
	},

	async onload(frm) {
		if (!frm.is_new()) return;
		if (!frm.doc.received_on) frm.set_value("received_on", frappe.datetime.get_today());
		if (!frm.doc.channel) frm.set_value("channel", "Telephone");
		if (frm.doc.site) return;
		const sites = await frappe.css_case_mgmt.read("family.own_sites");
		if (sites.length === 1 && frm.is_new() && !frm.doc.site) frm.set_value("site", sites[0]);
	},

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		return frappe.css_case_mgmt.show_referral(frm);
	},
});
