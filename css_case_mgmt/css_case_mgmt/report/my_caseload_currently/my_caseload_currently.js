frappe.query_reports["My Caseload Currently"] = {
	filters: [
		frappe.css_case_mgmt.caseworker_filter(),
		{
			fieldname: "needs_level",
			label: __("Level of need"),
			fieldtype: "Select",
			options: ["", "High", "Low"],
		},
		{
			fieldname: "nam_status",
			label: __("Where it stands"),
			fieldtype: "Select",
			options: ["", "Overdue", "Due soon", "Draft open", "On time"],
		},
	],

	formatter(value, row, column, data, default_formatter) {
		if (!data) return default_formatter(value, row, column, data);
		if (column.fieldname === "overall_score" && data.overall_score === null) {
			return data.overall_status ? __(data.overall_status) : "";
		}
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname === "head_of_family" && value) {
			return `<a href="${frappe.css_case_mgmt.family_page_url(data.css_case)}">${shown}</a>`;
		}
		const target = {
			case_number: ["CSS Case", data.css_case],
			client_number: ["CSS Client", data.client],
			enrolment_date: ["CSS Enrolment", data.enrolment],
			last_nam: ["CSS NAM Assessment", data.last_assessment],
		}[column.fieldname];
		if (target && target[1] && value) {
			return frappe.utils.get_form_link(target[0], target[1], true, shown);
		}
		const is_late_periodic = column.fieldname === "next_periodic_due" && data.periodic_is_overdue;
		if (is_late_periodic || (column.fieldname === "nam_status" && value === "Overdue")) {
			return `<span class="indicator-pill red">${shown}</span>`;
		}
		return shown;
	},
};
