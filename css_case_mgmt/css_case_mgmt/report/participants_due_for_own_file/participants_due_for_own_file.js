frappe.query_reports["Participants Due for Own File"] = {
	filters: [{ fieldname: "only_reached", label: __("Birthday has passed"), fieldtype: "Check" }],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		const target = {
			case_number: ["CSS Case", data.css_case],
			client_number: ["CSS Client", data.client],
		}[column.fieldname];
		return target && value ? frappe.utils.get_form_link(target[0], target[1], true, shown) : shown;
	},
};
