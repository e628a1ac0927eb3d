frappe.listview_settings["CSS Eligibility Assessment"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["outcome", "enrolment", "services_offered_on"],

	get_indicator({ outcome, enrolment, services_offered_on }) {
		if (outcome === "Eligible") {
			return enrolment
				? [__("Eligible, enrolled"), "green", "enrolment,is,set"]
				: [__("Eligible"), "blue", "outcome,=,Eligible"];
		}
		return services_offered_on
			? [__("Not eligible"), "gray", "outcome,=,Ineligible"]
			: [__("Nothing offered yet"), "orange", "outcome,=,Ineligible|services_offered_on,is,not set"];
	},
};
