// In a block of its own: all reports of a session share one scope.
{
	const reads_files = ["CSS Caseworker", "CSS Manager", "CSS Monitor"].some((role) =>
		frappe.user.has_role(role)
	);
	const shared = ["Service", "Status", "Target class", "Level of support", "Site"];

	const of_files = (filter) => {
		return { ...filter, hidden: !reads_files };
	};

	frappe.query_reports["Referrals Report"] = {
		filters: [
			...frappe.css_case_mgmt.date_filters(3),
			frappe.css_case_mgmt.site_filter(),
			frappe.css_case_mgmt.caseworker_filter(),
			{
				fieldname: "breakdown",
				label: __("Breakdown"),
				fieldtype: "Select",
				options: reads_files ? ["", ...shared, "Provider", "Caseworker"] : shared,
				default: reads_files ? "" : "Service",
			},
			of_files({
				fieldname: "status",
				label: __("Status"),
				fieldtype: "Select",
				options: [
					"",
					"Consented",
					"Sent",
					"Waitlisted",
					"Accepted",
					"In Progress",
					"Completed",
					"Declined",
					"Missed",
					"Cancelled",
				],
			}),
			of_files({
				fieldname: "provider",
				label: __("Provider"),
				fieldtype: "Link",
				options: "CSS Service Provider",
			}),
			of_files({
				fieldname: "service",
				label: __("Service"),
				fieldtype: "Link",
				options: "CSS Service Type",
			}),
			of_files({
				fieldname: "target_class",
				label: __("Target class"),
				fieldtype: "Select",
				options: [
					"",
					"IRCC Settlement Service",
					"Other Federal",
					"Provincial or Municipal",
					"Health, Family or Community",
					"Internal",
				],
			}),
			of_files({
				fieldname: "support_level",
				label: __("Level of support"),
				fieldtype: "Select",
				options: ["", "Worker Books", "Worker Accompanies", "Client Alone"],
			}),
			of_files({
				fieldname: "francophone",
				label: __("To Francophone providers only"),
				fieldtype: "Check",
			}),
			of_files({
				fieldname: "overdue",
				label: __("Overdue follow-ups only"),
				fieldtype: "Check",
			}),
		],

		formatter(value, row, column, data, default_formatter) {
			const is_number =
				column.fieldtype === "Float" ||
				column.fieldname === "days_to_linkage" ||
				column.fieldname === "days_overdue";
			if (is_number && (value === null || value === undefined)) return "";
			const shown = default_formatter(value, row, column, data);
			const target =
				data &&
				{
					referred_on: ["CSS Referral", data.referral],
					case_number: ["CSS Case", data.css_case],
					client_number: ["CSS Client", data.client],
				}[column.fieldname];
			return target && value ? frappe.utils.get_form_link(target[0], target[1], true, shown) : shown;
		},
	};
}
