// How a goal goes on: check-ins, setbacks with a way to go on, and how it ends.

import { h, once_at_a_time, replace_children } from "../dom";
import { write } from "../server";

export function open_check_in(frm) {
	open_saved(frm, {
		title: __("Check In"),
		label: __("Record", null, "Verb"),
		method: "goal.check_in",
		fields: ({ today }) => [
			{ fieldname: "checked_on", fieldtype: "Date", label: __("On"), default: today, reqd: 1 },
			{
				fieldname: "progress",
				fieldtype: "Small Text",
				label: __("How it goes"),
				reqd: 1,
				description: __("What has been done since, however small, in the client's words."),
			},
		],
	});
}

export function open_setback(frm) {
	open_saved(frm, {
		title: __("A Setback"),
		label: __("Record", null, "Verb"),
		method: "goal.add_setback",
		fields: ({ today, strategies }, dialog) => [
			{ fieldname: "happened_on", fieldtype: "Date", label: __("On"), default: today, reqd: 1 },
			{ fieldname: "setback", fieldtype: "Small Text", label: __("What happened"), reqd: 1 },
			{
				fieldname: "strategy",
				fieldtype: "Select",
				label: __("What helps to go on"),
				options: ["", ...strategies],
				change: () => show_questions(dialog(), strategies),
			},
			{ fieldname: "questions", fieldtype: "HTML" },
			{ fieldname: "response", fieldtype: "Small Text", label: __("What we do now") },
		],
	});
}

function show_questions(dialog, strategies) {
	const chosen = strategies.find(({ value }) => value === dialog.get_value("strategy"));
	replace_children(
		dialog.fields_dict.questions.$wrapper.get(0),
		chosen
			? h(
					"ul",
					{ class: "css-note" },
					chosen.questions.map((question) => h("li", {}, question))
			  )
			: null
	);
}

export function open_end(frm) {
	open_saved(frm, {
		title: __("The Goal Ends"),
		label: __("Record", null, "Verb"),
		method: "goal.end",
		fields: ({ today }) => [
			{
				fieldname: "status",
				fieldtype: "Select",
				label: __("Outcome"),
				options: ["Achieved", "Partly Achieved", "Set Aside"].map((value) => ({
					value,
					label: __(value),
				})),
				default: "Achieved",
				reqd: 1,
			},
			{ fieldname: "outcome_on", fieldtype: "Date", label: __("Ended on"), default: today, reqd: 1 },
			{
				fieldname: "outcome_note",
				fieldtype: "Small Text",
				label: __("What came of it"),
				mandatory_depends_on: "eval:doc.status!='Achieved'",
			},
		],
	});
}

/** What is typed in the form is saved first, so that the dialog's record never stands in its way. */
async function open_saved(frm, { title, label, method, fields }) {
	if (frm.is_dirty()) await frm.save();
	if (!frm.css_help) await frm.css_help_asked;
	if (frm.is_dirty() || !frm.css_help) return;
	let dialog = null;
	dialog = new frappe.ui.Dialog({
		title,
		fields: fields(frm.css_help, () => dialog),
		primary_action_label: label,
		primary_action: once_at_a_time(async (values) => {
			await write(method, { goal: frm.doc.name, ...values });
			dialog.hide();
			await frm.reload_doc();
		}),
	});
	dialog.show();
}
