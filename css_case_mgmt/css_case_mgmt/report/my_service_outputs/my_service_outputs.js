// In a block of its own: all reports of a session share one scope.
{
	const sees_colleagues = frappe.user.has_role("CSS Manager");

	frappe.query_reports["My Service Outputs"] = {
		filters: [
			...frappe.css_case_mgmt.date_filters(1),
			frappe.css_case_mgmt.site_filter(),
			frappe.css_case_mgmt.caseworker_filter(),
			{
				fieldname: "by_caseworker",
				label: __("By caseworker"),
				fieldtype: "Check",
				hidden: !sees_colleagues,
			},
			{ fieldname: "by_month", label: __("By month"), fieldtype: "Check" },
		],
	};
}
