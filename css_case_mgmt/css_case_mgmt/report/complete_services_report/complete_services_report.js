frappe.query_reports["Complete Services Report"] = {
	filters: [
		...frappe.css_case_mgmt.date_filters(1),
		frappe.css_case_mgmt.site_filter(),
		frappe.css_case_mgmt.caseworker_filter(),
		...frappe.css_case_mgmt.framework_filters(),
		{ fieldname: "detail", label: __("Each service in a row"), fieldtype: "Check" },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		const target =
			data &&
			data.day &&
			{
				day: [data.doctype, data.name],
				case_number: ["CSS Case", data.css_case],
				client_number: ["CSS Client", data.client],
			}[column.fieldname];
		return target && value ? frappe.utils.get_form_link(target[0], target[1], true, shown) : shown;
	},
};
