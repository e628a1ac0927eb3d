// Enrolling somebody, and changing the level of need. A person decides the level; no score sets it (D-06).

import { once_at_a_time } from "./dom";
import { write } from "./server";
import { level_text } from "./words";

function levels() {
	return [
		"",
		{ value: "High", label: __("High: ongoing, high-level intervention on numerous issues") },
		{ value: "Low", label: __("Low: help to navigate the plan, light coordination") },
	];
}

export function open_enrol({ member, css_case, family, reload, needs_level = "" }) {
	const dialog = new frappe.ui.Dialog({
		title: __("Enrol"),
		fields: [
			{
				fieldname: "enrolment_date",
				fieldtype: "Date",
				label: __("Enrolment date"),
				default: family.today,
				reqd: 1,
				description: __("Months in the programme and due dates count from this day."),
			},
			{
				fieldname: "needs_level",
				fieldtype: "Select",
				label: __("Level of need"),
				options: levels(),
				default: needs_level,
				reqd: 1,
			},
			{
				fieldname: "direct_intervention_reason",
				fieldtype: "Small Text",
				label: __("Direct intervention: reason"),
				hidden: member.has_own_file,
				reqd: !member.has_own_file,
				description: __("Why this child needs own records instead of the parent's or guardian's."),
			},
		],
		primary_action_label: __("Enrol"),
		primary_action: once_at_a_time(async (values) => {
			await frappe.call({
				method: "frappe.client.insert",
				args: { doc: { doctype: "CSS Enrolment", client: member.client, css_case, ...values } },
				freeze: true,
			});
			dialog.hide();
			reload();
		}),
	});
	dialog.show();
}

export function open_change_level(frm, today) {
	const other = frm.doc.needs_level === "High" ? "Low" : "High";
	const dialog = new frappe.ui.Dialog({
		title: __("Change Level of Need"),
		fields: [
			{
				fieldname: "needs_level",
				fieldtype: "Select",
				label: __("New level of need"),
				options: levels(),
				default: other,
				reqd: 1,
				description: __("Now: {0}", [level_text(frm.doc.needs_level)]),
			},
			{
				fieldname: "level_from",
				fieldtype: "Date",
				label: __("From"),
				default: today,
				reqd: 1,
			},
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				reqd: 1,
				description: __("What has changed. A person decides the level; a score never sets it."),
			},
		],
		primary_action_label: __("Change Level"),
		primary_action: once_at_a_time(async (values) => {
			await write("family.change_level", { enrolment: frm.doc.name, ...values });
			dialog.hide();
			frm.reload_doc();
		}),
	});
	dialog.show();
}
