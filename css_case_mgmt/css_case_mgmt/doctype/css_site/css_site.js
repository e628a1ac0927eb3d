frappe.ui.form.on("CSS Site", {
	refresh(frm) {
		frm.set_df_property("time_zone", "options", Intl.supportedValuesOf("timeZone"));
		frm.fields_dict.time_zone.set_data?.(Intl.supportedValuesOf("timeZone"));
		offer_settings(frm);
	},
});

/** The settings that a site may override: the numbers and choices of CSS Settings. */
function offer_settings(frm) {
	frappe.model.with_doctype("CSS Settings", () => {
		const options = frappe
			.get_meta("CSS Settings")
			.fields.filter(({ fieldtype }) => ["Int", "Select"].includes(fieldtype))
			.map(({ fieldname, label }) => ({ value: fieldname, label: __(label) }));
		frm.fields_dict.settings.grid.update_docfield_property("setting", "options", options);
	});
}
