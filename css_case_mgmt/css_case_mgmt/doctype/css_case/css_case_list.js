frappe.listview_settings["CSS Case"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["status"],
	filters: [["status", "=", "Open"]],

	get_indicator({ status }) {
		return status === "Open"
			? [__("Open"), "green", "status,=,Open"]
			: [__("Closed"), "gray", "status,=,Closed"];
	},
};
