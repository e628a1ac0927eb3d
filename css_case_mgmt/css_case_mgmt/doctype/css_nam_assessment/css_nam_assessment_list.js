frappe.listview_settings["CSS NAM Assessment"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["draft_status", "superseded_by", "marked_in_error_on", "docstatus"],
	has_indicator_for_draft: 1,

	get_indicator({ docstatus, draft_status, superseded_by, marked_in_error_on }) {
		if (marked_in_error_on) {
			return [__("Entered in the wrong file"), "red", "marked_in_error_on,is,set"];
		}
		if (superseded_by) return [__("Corrected since"), "gray", "superseded_by,is,set"];
		if (docstatus === 1) return [__("Completed"), "green", "draft_status,=,Completed"];
		return draft_status === "Abandoned"
			? [__("Abandoned"), "gray", "draft_status,=,Abandoned"]
			: [__("Draft"), "blue", "draft_status,=,Open"];
	},

	formatters: {
		sequence: (sequence) => (sequence ? __("A{0}", [sequence]) : ""),
	},
};
