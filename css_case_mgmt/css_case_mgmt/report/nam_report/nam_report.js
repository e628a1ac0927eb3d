// In a block of its own: all reports of a session share one scope.
{
	const reads_files = ["CSS Caseworker", "CSS Manager", "CSS Monitor"].some((role) =>
		frappe.user.has_role(role)
	);

	frappe.query_reports["NAM Report"] = {
		filters: [
			...frappe.css_case_mgmt.date_filters(12),
			frappe.css_case_mgmt.site_filter({ hidden: !reads_files }),
			frappe.css_case_mgmt.caseworker_filter(),
			{
				fieldname: "breakdown",
				label: __("Breakdown"),
				fieldtype: "Select",
				options: ["Factor", "Site"],
				default: "Factor",
				hidden: reads_files,
			},
		],

		formatter(value, row, column, data, default_formatter) {
			if (column.fieldtype === "Float" && (value === null || value === undefined)) {
				return "";
			}
			const shown = default_formatter(value, row, column, data);
			if (column.fieldname === "title" && data && data.assessment) {
				return frappe.utils.get_form_link("CSS NAM Assessment", data.assessment, true, shown);
			}
			return shown;
		},
	};
}
