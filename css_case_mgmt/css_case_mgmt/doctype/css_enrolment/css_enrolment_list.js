frappe.listview_settings["CSS Enrolment"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["status", "needs_level"],
	filters: [["status", "=", "Active"]],

	get_indicator({ status, needs_level }) {
		if (status === "Exited") return [__("Ended"), "gray", "status,=,Exited"];
		return needs_level === "High"
			? [__("High"), "orange", "needs_level,=,High"]
			: [__("Low"), "green", "needs_level,=,Low"];
	},

	refresh(listview) {
		frappe.css_case_mgmt.mark_overdue(listview);
	},
};
