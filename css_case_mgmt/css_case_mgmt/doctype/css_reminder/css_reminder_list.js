const COLOURS = { Overdue: "orange", Escalated: "red", Due: "yellow" };

frappe.listview_settings["CSS Reminder"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["stage", "subject_doctype", "subject"],

	get_indicator({ stage }) {
		return [__(stage), COLOURS[stage] || "blue", `stage,=,${stage}`];
	},

	/** What it is about says more than the reminder itself. */
	get_form_link({ subject_doctype, subject }) {
		return frappe.utils.get_form_link(subject_doctype, subject);
	},
};
