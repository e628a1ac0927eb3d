frappe.ui.form.on("CSS Service Provider", {
	setup(frm) {
		frm.set_query("service_type", "services", () => ({ filters: { enabled: 1 } }));
		frm.set_query("language", "languages", () => ({ filters: { enabled: 1 } }));
	},

	refresh(frm) {
		if (frm.is_new() || !frappe.model.can_create("CSS Trusted Provider")) return;
		frm.add_custom_button(__("Trust at My Site"), () =>
			frappe.new_doc("CSS Trusted Provider", { provider: frm.doc.name })
		);
	},
});
