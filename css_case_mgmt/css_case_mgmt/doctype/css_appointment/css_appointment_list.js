frappe.listview_settings["CSS Appointment"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["outcome", "ends_on"],

	get_indicator({ outcome, ends_on }) {
		const colours = { Kept: "green", Missed: "red", Cancelled: "gray", Rescheduled: "gray" };
		if (outcome) return [__(outcome), colours[outcome], `outcome,=,${outcome}`];
		const is_over = ends_on && ends_on < frappe.datetime.system_datetime();
		return is_over
			? [__("What came of it?"), "orange", "outcome,is,not set"]
			: [__("Planned"), "blue", "outcome,is,not set"];
	},
};
