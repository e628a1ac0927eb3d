frappe.listview_settings["CSS Activity"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["draft_status", "marked_in_error_on", "docstatus"],
	has_indicator_for_draft: 1,

	get_indicator({ docstatus, draft_status, marked_in_error_on }) {
		if (marked_in_error_on) {
			return [__("Entered in the wrong file"), "red", "marked_in_error_on,is,set"];
		}
		if (docstatus === 1) return [__("Final"), "green", "docstatus,=,1"];
		return draft_status === "Abandoned"
			? [__("Put aside"), "gray", "draft_status,=,Abandoned"]
			: [__("Draft"), "blue", "docstatus,=,0"];
	},
};
