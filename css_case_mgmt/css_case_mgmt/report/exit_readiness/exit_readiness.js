frappe.query_reports["Exit Readiness"] = {
	filters: [
		frappe.css_case_mgmt.site_filter(),
		frappe.css_case_mgmt.caseworker_filter(),
		{
			fieldname: "months",
			label: __("From month in the programme"),
			fieldtype: "Int",
		},
		{
			fieldname: "standing",
			label: __("Standing"),
			fieldtype: "Select",
			options: [
				"",
				{ value: "Ready", label: __("Ready") },
				{ value: "Not Ready", label: __("Not Ready") },
			],
		},
	],

	formatter(value, row, column, data, default_formatter) {
		if (!data) return default_formatter(value, row, column, data);
		if (column.fieldtype === "Float" && (value === null || value === undefined)) return "";
		if (column.fieldname === "exit_state" && !value && data.enrolment) {
			return frappe.utils.get_form_link("CSS Enrolment", data.enrolment, true, __("Begin the exit"));
		}
		const shown = default_formatter(value, row, column, data);
		const target = {
			client_number: ["CSS Client", data.client],
			months: ["CSS Enrolment", data.enrolment],
			last_nam: ["CSS NAM Assessment", data.last_assessment],
			exit_state: ["CSS Exit", data.css_exit],
			case_number: ["CSS Case", data.css_case],
		}[column.fieldname];
		if (target && target[1] && value !== null && value !== undefined) {
			return frappe.utils.get_form_link(target[0], target[1], true, shown);
		}
		if (column.fieldname === "end_by" && data.is_overdue) {
			return `<span class="indicator-pill red">${shown}</span>`;
		}
		if (column.fieldname === "standing" && value === "Ready") {
			return `<span class="indicator-pill green">${shown}</span>`;
		}
		return shown;
	},
};
