frappe.listview_settings["CSS Settlement Plan"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["status"],

	get_indicator({ status }) {
		return {
			Draft: [__("Draft"), "blue", "status,=,Draft"],
			Agreed: [__("Agreed"), "green", "status,=,Agreed"],
			Superseded: [__("Superseded"), "gray", "status,=,Superseded"],
			Closed: [__("Closed"), "gray", "status,=,Closed"],
		}[status];
	},
};
