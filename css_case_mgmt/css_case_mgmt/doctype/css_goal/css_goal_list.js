frappe.listview_settings["CSS Goal"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["status"],

	get_indicator({ status }) {
		return {
			Open: [__("Open"), "blue", "status,=,Open"],
			Achieved: [__("Achieved"), "green", "status,=,Achieved"],
			"Partly Achieved": [__("Partly Achieved"), "green", "status,=,Partly Achieved"],
			"Carried Over": [__("Carried Over"), "gray", "status,=,Carried Over"],
			"Set Aside": [__("Set Aside"), "gray", "status,=,Set Aside"],
		}[status];
	},
};
