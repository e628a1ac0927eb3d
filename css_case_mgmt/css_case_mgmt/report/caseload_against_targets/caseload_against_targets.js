frappe.query_reports["Caseload Against Targets"] = {
	filters: [
		frappe.css_case_mgmt.site_filter(),
		frappe.css_case_mgmt.caseworker_filter(),
		{ fieldname: "only_over_target", label: __("Only over the target"), fieldtype: "Check" },
	],

	onload(report) {
		report.page.add_inner_button(__("Raise a Concern"), () => frappe.new_doc("CSS Caseload Concern"));
		report.page.main.on("click", ".css-reassign", ({ currentTarget }) =>
			frappe.css_case_mgmt.open_reassign_cases({ user: currentTarget.dataset.user }, () =>
				report.refresh()
			)
		);
	},

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		if (column.fieldname === "standing" && value === "Over the Target")
			return `<strong>${shown}</strong>`;
		if (column.fieldname === "concern_kind" && data.concern) {
			return frappe.utils.get_form_link("CSS Caseload Concern", data.concern, true, shown);
		}
		if (column.fieldname === "caseworker_name" && frappe.user.has_role("CSS Manager")) {
			const user = frappe.utils.escape_html(data.caseworker);
			return `<button type="button" class="css-cell-button css-reassign" data-user="${user}">${shown}</button>`;
		}
		return shown;
	},
};
