frappe.query_reports["Assessment Timeliness"] = {
	filters: [
		...frappe.css_case_mgmt.date_filters(12),
		{
			fieldname: "breakdown",
			label: __("Breakdown"),
			fieldtype: "Select",
			options: ["Caseworker", "Site", "Slot"].map((value) => ({
				value,
				label: value === "Slot" ? __("Each due date") : __(value),
			})),
			default: "Caseworker",
		},
		{
			fieldname: "clock",
			label: __("Assessment"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("Both") },
				{ value: "NAM", label: __("NAM") },
				{ value: "Periodic Assessment", label: __("Periodic Assessment") },
			],
		},
		frappe.css_case_mgmt.site_filter(),
		frappe.css_case_mgmt.caseworker_filter(),
	],

	formatter(value, row, column, data, default_formatter) {
		if (value === null || value === undefined) return "";
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		const target = {
			case_number: ["CSS Case", data.css_case],
			client_number: ["CSS Client", data.client],
			due: ["CSS Enrolment", data.enrolment],
		}[column.fieldname];
		if (target && target[1]) return frappe.utils.get_form_link(target[0], target[1], true, shown);
		if (column.fieldname === "standing") {
			const colour = {
				"On time": "green",
				Late: "orange",
				Overdue: "red",
				Missed: "gray",
			}[value];
			return colour ? `<span class="indicator-pill ${colour}">${shown}</span>` : shown;
		}
		return shown;
	},
};
