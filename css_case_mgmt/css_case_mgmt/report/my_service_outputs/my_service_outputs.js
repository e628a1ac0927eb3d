const sees_colleagues = frappe.user.has_role("CSS Manager");

frappe.query_reports["My Service Outputs"] = {
	filters: [
		{
			fieldname: "from_date",
			label: __("From Date"),
			fieldtype: "Date",
			default: frappe.datetime.add_months(frappe.datetime.get_today(), -1),
			reqd: 1,
		},
		{
			fieldname: "to_date",
			label: __("To Date"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
			reqd: 1,
		},
		{
			fieldname: "site",
			label: __("Site"),
			fieldtype: "Link",
			options: "CSS Site",
			hidden: !sees_colleagues,
		},
		{
			fieldname: "caseworker",
			label: __("Caseworker"),
			fieldtype: "Link",
			options: "User",
			hidden: !sees_colleagues,
			get_query: () => ({ query: "css_case_mgmt.api.caseload.caseworkers_of_my_sites" }),
		},
		{
			fieldname: "by_caseworker",
			label: __("By caseworker"),
			fieldtype: "Check",
			hidden: !sees_colleagues,
		},
		{ fieldname: "by_month", label: __("By month"), fieldtype: "Check" },
	],
};
