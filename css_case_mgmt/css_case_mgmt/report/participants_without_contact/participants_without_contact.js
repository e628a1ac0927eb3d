frappe.query_reports["Participants Without Contact"] = {
	filters: [
		{ fieldname: "as_of", label: __("As of"), fieldtype: "Date" },
		{ fieldname: "days", label: __("Days without contact"), fieldtype: "Int" },
		frappe.css_case_mgmt.site_filter(),
		frappe.css_case_mgmt.caseworker_filter(),
	],

	formatter(value, row, column, data, default_formatter) {
		if (data && column.fieldname === "last_contact" && !value) return __("Never");
		const shown = default_formatter(value, row, column, data);
		const target =
			data &&
			{
				case_number: ["CSS Case", data.css_case],
				client_number: ["CSS Client", data.client],
			}[column.fieldname];
		return target && value ? frappe.utils.get_form_link(target[0], target[1], true, shown) : shown;
	},
};
