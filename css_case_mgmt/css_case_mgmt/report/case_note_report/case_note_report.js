// In a block of its own: all reports of a session share one scope.
{
	const LINES_OF_A_NOTE = 96;

	frappe.query_reports["Case Note Report"] = {
		filters: [
			...frappe.css_case_mgmt.date_filters(3),
			{ fieldname: "css_case", label: __("Case"), fieldtype: "Link", options: "CSS Case" },
			{ fieldname: "client", label: __("Client"), fieldtype: "Link", options: "CSS Client" },
			frappe.css_case_mgmt.site_filter(),
			frappe.css_case_mgmt.caseworker_filter(),
			{
				fieldname: "without_note",
				label: __("Activities without a note too"),
				fieldtype: "Check",
			},
		],

		get_datatable_options(options) {
			return Object.assign(options, { cellHeight: LINES_OF_A_NOTE, inlineFilters: false });
		},

		formatter(value, row, column, data, default_formatter) {
			if (data && column.fieldname === "note") {
				const text = frappe.utils.escape_html(value || "");
				return `<div dir="auto" style="white-space: pre-wrap; overflow-y: auto; max-height: ${
					LINES_OF_A_NOTE - 16
				}px">${text}</div>`;
			}
			const shown = default_formatter(value, row, column, data);
			if (data && value && column.fieldname === "case_number") {
				return frappe.utils.get_form_link("CSS Case", data.css_case, true, shown);
			}
			if (data && value && column.fieldname === "note_date") {
				return frappe.utils.get_form_link(data.reference_doctype, data.reference_name, true, shown);
			}
			return shown;
		},
	};
}
