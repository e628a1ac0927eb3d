frappe.ui.form.on("CSS Interpreter", {
	async onload(frm) {
		if (!frm.is_new() || frm.doc.site) return;
		const site = await frappe.css_case_mgmt.read("interpreters.get_own_site");
		if (site && !frm.doc.site) frm.set_value("site", site);
	},

	refresh(frm) {
		frm.set_query("agency", () => ({ filters: { enabled: 1 } }));
		frm.set_query("language", "languages", () => ({ filters: { enabled: 1 } }));
	},
});
