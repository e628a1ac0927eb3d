frappe.listview_settings["CSS NAM Bank"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["status", "is_illustrative"],

	get_indicator({ status }) {
		const colour = { Draft: "blue", Published: "green", Retired: "gray" }[status];
		return [__(status), colour, `status,=,${status}`];
	},

	onload(listview) {
		if (frappe.model.can_create("CSS NAM Bank")) {
			listview.page.add_inner_button(__("Import File"), () => frappe.css_case_mgmt.open_bank_import());
		}
	},
};
