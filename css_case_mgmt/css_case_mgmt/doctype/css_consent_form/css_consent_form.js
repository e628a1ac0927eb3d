frappe.ui.form.on("CSS Consent Form", {
	setup(frm) {
		frm.set_query("language", () => ({ filters: { enabled: 1 } }));
	},

	refresh(frm) {
		if (frm.doc.is_sample) {
			frm.set_intro(__("Sample – replace by your agency's text."), "orange");
		}
		if (frm.is_new() || frm.doc.status === "Draft") return;
		for (const fieldname of ["title", "body", "is_sample"]) {
			frm.set_df_property(fieldname, "read_only", 1);
		}
		if (!frm.perm[0] || !frm.perm[0].write) return;
		frm.add_custom_button(__("Make New Version"), async () => {
			const { message } = await frm.call({ doc: frm.doc, method: "make_new_version", freeze: true });
			frappe.set_route("Form", "CSS Consent Form", message);
		});
	},
});
