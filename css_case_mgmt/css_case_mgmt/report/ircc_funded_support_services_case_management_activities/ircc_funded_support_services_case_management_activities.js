frappe.query_reports["IRCC-funded Support Services Case Management Activities"] = {
	filters: [
		...frappe.css_case_mgmt.date_filters(3),
		frappe.css_case_mgmt.site_filter(),
		frappe.css_case_mgmt.caseworker_filter(),
		...frappe.css_case_mgmt.framework_filters(),
	],

	formatter(value, row, column, data, default_formatter) {
		if (column.fieldname === "needing" && (value === null || value === undefined)) return "";
		return default_formatter(value, row, column, data);
	},
};
