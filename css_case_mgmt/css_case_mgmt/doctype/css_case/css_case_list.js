frappe.listview_settings["CSS Case"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["status"],
	filters: [["status", "=", "Open"]],

	onload(list) {
		if (!frappe.user.has_role("CSS Manager")) return;
		list.page.add_actions_menu_item(__("Reassign Cases"), () =>
			frappe.css_case_mgmt.open_reassign_cases({ cases: list.get_checked_items(true) }, () =>
				list.refresh()
			)
		);
	},

	get_indicator({ status }) {
		return status === "Open"
			? [__("Open"), "green", "status,=,Open"]
			: [__("Closed"), "gray", "status,=,Closed"];
	},
};
