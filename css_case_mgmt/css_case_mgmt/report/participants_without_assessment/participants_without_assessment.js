frappe.query_reports["Participants Without Assessment"] = {
	filters: [
		{ fieldname: "as_of", label: __("As of"), fieldtype: "Date" },
		{
			fieldname: "days",
			label: __("More than (days)"),
			fieldtype: "Int",
			description: __("Left empty, the number in the settings of each site."),
		},
		frappe.css_case_mgmt.site_filter(),
		frappe.css_case_mgmt.caseworker_filter(),
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data || !value) return shown;
		const target = {
			case_number: ["CSS Case", data.css_case],
			client_number: ["CSS Client", data.client],
			enrolment_date: ["CSS Enrolment", data.enrolment],
			last_nam: ["CSS NAM Assessment", data.last_nam_name],
			last_periodic_date: ["CSS Periodic Assessment", data.last_periodic_name],
		}[column.fieldname];
		if (target && target[1]) return frappe.utils.get_form_link(target[0], target[1], true, shown);
		if (["nam_standing", "periodic_standing"].includes(column.fieldname) && value === "Overdue") {
			return `<span class="indicator-pill red">${shown}</span>`;
		}
		return shown;
	},
};
