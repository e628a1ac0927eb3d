frappe.ui.form.on("CSS Caseload Concern", {
	async onload(frm) {
		if (!frm.is_new()) return;
		if (!frm.doc.about) frm.set_value("about", frappe.session.user);
		const sites = await frappe.css_case_mgmt.read("family.own_sites");
		if (sites.length === 1 && frm.is_new() && !frm.doc.site) frm.set_value("site", sites[0]);
	},

	refresh(frm) {
		const may_answer = frappe.user.has_role("CSS Manager");
		for (const fieldname of ["answer", "discussed_on", "program_officer"]) {
			frm.set_df_property(fieldname, "read_only", may_answer ? 0 : 1);
		}
		frm.set_query("about", () => ({ query: "css_case_mgmt.api.caseload.caseworkers_of_my_sites" }));
		frm.set_df_property("about", "read_only", may_answer && frm.is_new() ? 0 : 1);
	},
});
