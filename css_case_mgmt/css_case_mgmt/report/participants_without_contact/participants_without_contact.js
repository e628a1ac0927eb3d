frappe.query_reports["Participants Without Contact"] = {
	filters: [
		{ fieldname: "as_of", label: __("As of"), fieldtype: "Date" },
		{ fieldname: "days", label: __("Days without contact"), fieldtype: "Int" },
		{ fieldname: "site", label: __("Site"), fieldtype: "Link", options: "CSS Site" },
		{
			fieldname: "caseworker",
			label: __("Caseworker"),
			fieldtype: "Link",
			options: "User",
			hidden: !frappe.user.has_role("CSS Manager"),
			get_query: () => ({ query: "css_case_mgmt.api.caseload.caseworkers_of_my_sites" }),
		},
	],

	formatter(value, row, column, data, default_formatter) {
		if (data && column.fieldname === "last_contact" && !value) return __("Never");
		const shown = default_formatter(value, row, column, data);
		const target =
			data &&
			{
				case_number: ["CSS Case", data.css_case],
				client_number: ["CSS Client", data.client],
			}[column.fieldname];
		return target && value ? frappe.utils.get_form_link(target[0], target[1], true, shown) : shown;
	},
};
