frappe.views.calendar["CSS Appointment"] = {
	// Frappe takes an appointment for one of a whole day unless it is told otherwise.
	field_map: { id: "name", start: "starts_on", end: "ends_on", title: "title", allDay: "all_day" },
	get_events_method: "css_case_mgmt.api.appointment_calendar.get_events",
	filters: [{ fieldtype: "Link", fieldname: "caseworker", options: "User", label: __("With") }],

	// The words of the title say it as well.
	get_css_class({ outcome, overlaps }) {
		if (outcome === "Kept") return "success";
		if (outcome) return "danger";
		return overlaps ? "warning" : "default";
	},

	options: frappe.is_mobile()
		? {
				defaultView: "listWeek",
				header: { left: "prev, title, next", right: "today, listWeek, agendaDay" },
				buttonText: { today: __("Today"), listWeek: __("Week"), day: __("Day") },
				noEventsMessage: __("Nothing is planned in this week."),
		  }
		: { defaultView: "agendaWeek", scrollTime: "08:00:00" },
};
