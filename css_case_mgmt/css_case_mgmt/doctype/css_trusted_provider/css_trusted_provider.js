frappe.ui.form.on("CSS Trusted Provider", {
	async onload(frm) {
		if (!frm.is_new() || frm.doc.site) return;
		const sites = await frappe.css_case_mgmt.read("family.own_sites");
		if (sites.length === 1 && frm.is_new() && !frm.doc.site) await frm.set_value("site", sites[0]);
	},
});
