frappe.query_reports["Cases to Reassign"] = {
	onload(report) {
		report.page.main.on("click", ".css-assign", (event) => {
			frappe.css_case_mgmt.open_assign_caseworker(event.currentTarget.dataset.case, () =>
				report.refresh()
			);
		});
	},

	formatter(value, row, column, data, default_formatter) {
		if (!data) return default_formatter(value, row, column, data);
		if (column.fieldname === "assign") {
			const label = frappe.utils.escape_html(__("Assign"));
			const css_case = frappe.utils.escape_html(data.css_case);
			return `<button type="button" class="css-cell-button css-assign" data-case="${css_case}">${label}</button>`;
		}
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname === "case_number") {
			return frappe.utils.get_form_link("CSS Case", data.css_case, true, shown);
		}
		return shown;
	},
};
