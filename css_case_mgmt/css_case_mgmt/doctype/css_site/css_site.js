frappe.ui.form.on("CSS Site", {
	refresh(frm) {
		frm.set_df_property("time_zone", "options", Intl.supportedValuesOf("timeZone"));
		frm.fields_dict.time_zone.set_data?.(Intl.supportedValuesOf("timeZone"));
		offer_settings(frm);
		offer_holidays(frm);
	},
});

/** Another year of public holidays: those that are filled in by themselves reach to the end of next year. */
function offer_holidays(frm) {
	if (frm.is_new() || !frm.has_perm("write")) return;
	const year = (frm.doc.holidays_filled_until || new Date().getFullYear() - 1) + 1;
	frm.add_custom_button(__("Fill in the Holidays of {0}", [year]), () =>
		frm.call("fill_next_year").then(() => frm.reload_doc())
	);
}

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
