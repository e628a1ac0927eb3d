// In a block of its own: all reports of a session share one scope.
{
	const COLOURS = { Yes: "green", No: "red", "N/A": "gray" };
	const HEIGHT_OF_A_FILE = 92;

	frappe.query_reports["File Completeness"] = {
		filters: [
			frappe.css_case_mgmt.site_filter(),
			frappe.css_case_mgmt.caseworker_filter(),
			{ fieldname: "css_case", label: __("Case"), fieldtype: "Link", options: "CSS Case" },
			{
				fieldname: "state",
				label: __("State"),
				fieldtype: "Select",
				options: ["", "Something is missing", "Complete"],
			},
			{
				fieldname: "problem_days",
				label: __("Days a problem may wait"),
				fieldtype: "Int",
			},
			{
				fieldname: "late_percent",
				label: __("Late notes allowed (%)"),
				fieldtype: "Int",
			},
		],

		get_datatable_options(options) {
			return Object.assign(options, { cellHeight: HEIGHT_OF_A_FILE, inlineFilters: false });
		},

		formatter(value, row, column, data, default_formatter) {
			if (data && column.fieldname === "to_do") {
				const text = frappe.utils.escape_html(value || __("Nothing is missing."));
				return `<div style="white-space: normal; overflow-y: auto; max-height: ${
					HEIGHT_OF_A_FILE - 16
				}px; line-height: 1.35">${text}</div>`;
			}
			const shown = default_formatter(value, row, column, data);
			if (column.fieldtype === "Select" && COLOURS[value]) {
				return `<span class="indicator-pill ${COLOURS[value]} no-indicator-dot">${shown}</span>`;
			}
			const target =
				data &&
				{
					case_number: ["CSS Case", data.css_case],
					client_number: ["CSS Client", data.client],
				}[column.fieldname];
			return target && value ? frappe.utils.get_form_link(target[0], target[1], true, shown) : shown;
		},
	};
}
