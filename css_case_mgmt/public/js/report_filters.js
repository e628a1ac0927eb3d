// Filters that several reports have. Only managers choose among colleagues and sites.

export function site_filter({ hidden = !frappe.user.has_role("CSS Manager") } = {}) {
	return { fieldname: "site", label: __("Site"), fieldtype: "Link", options: "CSS Site", hidden };
}

export function caseworker_filter() {
	return {
		fieldname: "caseworker",
		label: __("Caseworker"),
		fieldtype: "Link",
		options: "User",
		hidden: !frappe.user.has_role("CSS Manager"),
		get_query: () => ({ query: "css_case_mgmt.api.caseload.caseworkers_of_my_sites" }),
	};
}

/** From so many months ago until today. */
export function date_filters(months, { from = frappe.datetime.get_today() } = {}) {
	return [
		{
			fieldname: "from_date",
			label: __("From Date"),
			fieldtype: "Date",
			default: frappe.datetime.add_months(from, -months),
			reqd: 1,
		},
		{
			fieldname: "to_date",
			label: __("To Date"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
			reqd: 1,
		},
	];
}

/** What a kind of activity is in the Framework, and in the programme. */
export function framework_filters() {
	return [
		{
			fieldname: "framework_group",
			label: __("Group of the Framework"),
			fieldtype: "Link",
			options: "CSS Framework Group",
		},
		{
			fieldname: "component",
			label: __("Component of the programme"),
			fieldtype: "Select",
			options: [
				"",
				"Intensive Case Management",
				"Community Capacity Building",
				"National Coordination",
			],
		},
	];
}
