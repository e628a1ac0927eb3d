// In a block of its own: all reports of a session share one scope.
{
	const waiting = ({ is_long_ago }, shown) => {
		return is_long_ago ? `<span class="indicator-pill red">${shown}</span>` : shown;
	};

	frappe.query_reports["Review Individual and Family Services"] = {
		filters: [
			...frappe.css_case_mgmt.date_filters(3),
			{ fieldname: "css_case", label: __("Family"), fieldtype: "Link", options: "CSS Case" },
			{ fieldname: "client", label: __("Person"), fieldtype: "Link", options: "CSS Client" },
			frappe.css_case_mgmt.site_filter(),
			frappe.css_case_mgmt.caseworker_filter(),
		],

		formatter(value, row, column, data, default_formatter) {
			if (!data) return default_formatter(value, row, column, data);
			if (column.fieldname === "last_contact" && !value) {
				return data.enrolment_date ? waiting(data, __("Never")) : "";
			}
			const shown = default_formatter(value, row, column, data);
			if (column.fieldname === "case_number" || (column.fieldname === "who" && data.is_family)) {
				const url = frappe.css_case_mgmt.family_page_url(data.css_case);
				return data.is_family
					? `<a href="${url}"><b>${shown}</b></a>`
					: `<a href="${url}">${shown}</a>`;
			}
			if (column.fieldname === "who") {
				return frappe.utils.get_form_link("CSS Client", data.client, true, shown);
			}
			return column.fieldname === "days" && value ? waiting(data, shown) : shown;
		},
	};
}
