frappe.listview_settings["CSS Caseload Concern"] = {
	hide_name_column: true,
	add_fields: ["status"],

	get_indicator({ status }) {
		return status === "Open"
			? [__("Open"), "orange", "status,=,Open"]
			: [__("Answered"), "green", "status,=,Answered"];
	},
};
