const LANGUAGE_IN_TABLES = ["languages", "other_names", "phones", "addresses"];

frappe.ui.form.on("CSS Client", {
	setup(frm) {
		for (const fieldname of ["primary_language", "immigration_category"]) {
			frm.set_query(fieldname, () => ({ filters: { enabled: 1 } }));
		}
		for (const table of LANGUAGE_IN_TABLES) {
			frm.set_query("language", table, () => ({ filters: { enabled: 1 } }));
		}
	},

	onload(frm) {
		frappe.css_case_mgmt.show_uci_as_on_documents(frm);
	},

	async refresh(frm) {
		frappe.css_case_mgmt.hide_what_is_refused(frm);
		frappe.css_case_mgmt.remember_identity(frm);
		const { name } = frm.doc;
		await frappe.css_case_mgmt.show_file(frm);
		if (frm.doc.name === name) frappe.css_case_mgmt.show_merging(frm);
	},

	before_save(frm) {
		return frappe.css_case_mgmt.ask_before_saving(frm);
	},

	// What stands only beside a Yes goes with it.
	ifh_coverage(frm) {
		if (frm.doc.ifh_coverage !== "Yes") return frm.set_value("ifh_until", null);
	},

	health_screening_connected(frm) {
		if (frm.doc.health_screening_connected === "Yes") return;
		return frm.set_value({ health_screening_on: null, health_screening_agency: null });
	},
});
