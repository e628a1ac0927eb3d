// In a block of its own: all reports of a session share one scope.
{
	const reads_files = ["CSS Caseworker", "CSS Manager", "CSS Monitor"].some((role) =>
		frappe.user.has_role(role)
	);

	frappe.query_reports["NAM Change Over Time"] = {
		filters: [
			...frappe.css_case_mgmt.date_filters(12),
			{
				fieldname: "of_those_who_left",
				label: __("Of those who left (dates of the exit)"),
				fieldtype: "Check",
			},
			{
				fieldname: "month",
				label: __("Month in the programme"),
				fieldtype: "Int",
				hidden: !reads_files,
				depends_on: "eval:!doc.of_those_who_left",
			},
			{
				fieldname: "factor",
				label: __("Factor"),
				fieldtype: "Link",
				options: "CSS Factor of Settlement",
				hidden: !reads_files,
			},
			{
				fieldname: "needs_level",
				label: __("Level of need now"),
				fieldtype: "Select",
				options: ["", "High", "Low"].map((value) => ({ value, label: value && __(value) })),
				hidden: !reads_files,
			},
			frappe.css_case_mgmt.site_filter({ hidden: !reads_files }),
			frappe.css_case_mgmt.caseworker_filter(),
			{
				fieldname: "breakdown",
				label: __("Breakdown"),
				fieldtype: "Select",
				options: reads_files ? ["", "Factor", "Exit reason"] : ["Factor", "Site", "Exit reason"],
				default: reads_files ? "" : "Factor",
				depends_on: reads_files ? "of_those_who_left" : "",
			},
		],

		formatter(value, row, column, data, default_formatter) {
			if (column.fieldtype === "Float" && (value === null || value === undefined)) {
				return "";
			}
			const shown = default_formatter(value, row, column, data);
			if (column.fieldname === "title" && data && data.enrolment) {
				return frappe.utils.get_form_link("CSS Enrolment", data.enrolment, true, shown);
			}
			if (column.fieldname === "title" && data && data.assessment) {
				return frappe.utils.get_form_link("CSS NAM Assessment", data.assessment, true, shown);
			}
			return shown;
		},
	};
}
