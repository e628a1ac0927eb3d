// In a block of its own: all reports of a session share one scope.
{
	/** The reason that was recorded, or a link to record one once the week or month is over. */
	const reason = (value, data) => {
		if (data.deviation) {
			return frappe.utils.get_form_link(
				"CSS Contact Deviation",
				data.deviation,
				true,
				frappe.utils.escape_html(value)
			);
		}
		if (data.standing === "On Target" || data.own_to >= frappe.datetime.get_today()) return "";
		const start = new URLSearchParams({
			client: data.client,
			css_case: data.css_case,
			enrolment: data.enrolment,
			period_from: data.own_from,
			period_to: data.own_to,
		});
		return `<a href="/app/css-contact-deviation/new?${start}">${__("Record the reason")}</a>`;
	};

	frappe.query_reports["Contact Frequency Against Targets"] = {
		filters: [
			...frappe.css_case_mgmt.date_filters(1, { from: frappe.datetime.month_start() }),
			frappe.css_case_mgmt.site_filter(),
			frappe.css_case_mgmt.caseworker_filter(),
			{
				fieldname: "needs_level",
				label: __("Level of need then"),
				fieldtype: "Select",
				options: ["", "High", "Low"],
			},
			{ fieldname: "only_deviations", label: __("Only deviations"), fieldtype: "Check" },
			{ fieldname: "not_discussed", label: __("Not yet discussed"), fieldtype: "Check" },
		],

		formatter(value, row, column, data, default_formatter) {
			if (data && column.fieldname === "services" && value === null) return "";
			if (data && column.fieldname === "reason") return reason(value, data);
			const shown = default_formatter(value, row, column, data);
			if (!data || value === null || value === undefined) return shown;
			if (column.fieldname === "services" && data.service_missing) {
				return `<span class="indicator-pill red">${shown}</span>`;
			}
			if (column.fieldname === "standing" && value !== "On Target") {
				return `<span class="indicator-pill ${value === "Below" ? "red" : "orange"}">${shown}</span>`;
			}
			const target = {
				case_number: ["CSS Case", data.css_case],
				client_number: ["CSS Client", data.client],
			}[column.fieldname];
			return target ? frappe.utils.get_form_link(target[0], target[1], true, shown) : shown;
		},
	};
}
