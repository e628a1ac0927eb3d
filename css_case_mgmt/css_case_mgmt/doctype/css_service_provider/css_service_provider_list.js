frappe.listview_settings["CSS Service Provider"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["enabled", "francophone", "ircc_funded"],

	get_indicator({ enabled }) {
		return enabled ? [__("In use"), "green", "enabled,=,1"] : [__("Not in use"), "gray", "enabled,=,0"];
	},

	onload(listview) {
		const importers = ["CSS Manager", "CSS National Analyst", "CSS National Coordinator"];
		if (frappe.model.can_export("CSS Service Provider")) {
			listview.page.add_inner_button(__("Download Directory"), () =>
				frappe.css_case_mgmt.download_directory()
			);
		}
		if (importers.some((role) => frappe.user.has_role(role))) {
			listview.page.add_inner_button(__("Import Directory"), () =>
				frappe.css_case_mgmt.open_directory_import({
					reload: () => {
						// A list that was just read would not be read again.
						listview.last_args = null;
						return listview.refresh();
					},
				})
			);
		}
	},
};
