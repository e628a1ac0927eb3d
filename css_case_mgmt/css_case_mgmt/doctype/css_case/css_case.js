frappe.ui.form.on("CSS Case", {
	async onload(frm) {
		if (!frm.is_new() || frm.doc.site) return;
		const sites = await frappe.css_case_mgmt.read("family.own_sites");
		if (sites.length === 1 && frm.is_new() && !frm.doc.site) frm.set_value("site", sites[0]);
	},

	refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		frappe.css_case_mgmt.offer_family_page(frm, frm.doc.name);
		return Promise.all([
			frappe.css_case_mgmt.show_family(frm),
			frappe.css_case_mgmt.show_appointments(frm),
			frappe.css_case_mgmt.show_intake(frm),
		]);
	},
});
