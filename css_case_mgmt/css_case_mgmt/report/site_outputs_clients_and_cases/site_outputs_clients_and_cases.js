// In a block of its own: all reports of a session share one scope.
{
	const reads_files = frappe.user.has_role("CSS Manager");

	frappe.query_reports["Site Outputs Clients and Cases"] = {
		filters: [
			...frappe.css_case_mgmt.date_filters(reads_files ? 3 : 12),
			frappe.css_case_mgmt.site_filter(),
			frappe.css_case_mgmt.caseworker_filter(),
			{
				fieldname: "needs_level",
				label: __("Level of need"),
				fieldtype: "Select",
				options: ["", "High", "Low"],
				hidden: !reads_files,
			},
			{
				fieldname: "breakdown",
				label: __("Breakdown"),
				fieldtype: "Select",
				options: reads_files ? ["Site", "Month", "Quarter", "Caseworker"] : ["Site", "Level of need"],
				default: "Site",
			},
		],
	};
}
