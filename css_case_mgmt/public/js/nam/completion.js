// Completing, correcting and abandoning an assessment (D-03, D-21, R-172).

import { button, h, once_at_a_time } from "../dom";
import { write } from "../server";
import { places_in_use, words_to_choose } from "../ways_of_meeting";

export async function complete(frm, sheet) {
	if (!(await sheet.keeper.flush())) {
		frappe.msgprint({
			title: __("Not saved yet"),
			message: __("The last answers are not saved yet. Try again when they are."),
			indicator: "orange",
		});
		return;
	}
	const gaps = sheet.gaps();
	if (gaps.length) {
		show_gaps(sheet, gaps);
		return;
	}
	if (frm.is_dirty()) await frm.save();
	if (frm.is_dirty()) return;
	ask_for_note(frm);
}

/** The note is part of the assessment; the meeting may be written down as a contact in the same step. */
async function ask_for_note(frm) {
	const places = await places_in_use();
	const { name, revises, mode, place, duration_minutes, case_note } = frm.doc;
	const in_person = (mode || "").startsWith("In Person");
	let is_completed = false;
	const dialog = new frappe.ui.Dialog({
		title: __("Complete the Assessment"),
		fields: [
			{
				fieldname: "case_note",
				fieldtype: "Text",
				label: __("Case note"),
				reqd: 1,
				default: case_note,
				description: __(
					"What was spoken of, what was agreed and what follows. The client may read it."
				),
			},
			{
				fieldname: "place",
				fieldtype: "Select",
				label: __("Place"),
				options: ["", ...words_to_choose(places, place)],
				default: place,
				hidden: !in_person,
			},
			{
				fieldname: "duration_minutes",
				fieldtype: "Int",
				label: __("Duration (minutes)"),
				default: duration_minutes || null,
			},
			{
				fieldname: "write_down",
				fieldtype: "Check",
				label: __("Write this meeting down as a contact"),
				default: revises ? 0 : 1,
				hidden: Boolean(revises) || !frappe.model.can_create("CSS Activity"),
			},
			{
				fieldtype: "HTML",
				options: h(
					"p",
					{ class: "css-note" },
					__("The answers are then locked. A correction later keeps the original.")
				).outerHTML,
			},
		],
		primary_action_label: __("Complete", null, "Verb"),
		primary_action: once_at_a_time(async (values) => {
			const { activity } = await write("nam.complete", {
				assessment: name,
				case_note: values.case_note,
				...(values.place ? { place: values.place } : {}),
				...(values.duration_minutes ? { duration_minutes: values.duration_minutes } : {}),
				write_down: values.write_down ? 1 : 0,
			});
			is_completed = true;
			dialog.hide();
			frappe.show_alert({
				message: activity ? __("Completed, and written down as a contact.") : __("Completed"),
				indicator: "green",
			});
			await frm.reload_doc();
			frappe.utils.scroll_to(0);
		}),
	});
	dialog.onhide = () => !is_completed && keep_typed(frm, name, dialog);
	dialog.show();
}

/** Closed without completing: what was typed goes into the form, and is saved with it. */
function keep_typed(frm, name, dialog) {
	if (frm.doc.name !== name || frm.doc.docstatus !== 0) return;
	for (const fieldname of ["case_note", "place", "duration_minutes"]) {
		const typed = dialog.get_value(fieldname);
		if (typed && typed !== frm.doc[fieldname]) frm.set_value(fieldname, typed);
	}
}

function show_gaps(sheet, gaps) {
	const dialog = new frappe.ui.Dialog({
		title: __("Not complete yet"),
		fields: [{ fieldname: "gaps", fieldtype: "HTML" }],
		primary_action_label: __("Go to the First"),
		primary_action: () => go_to(gaps[0]),
		secondary_action_label: __("Mark All as Not Asked"),
		secondary_action: () => {
			dialog.hide();
			sheet.take(
				gaps.map(({ question }) => ({
					question_code: question.content.code,
					option_code: null,
					unanswered_reason: "Not Asked",
				}))
			);
		},
	});
	dialog.fields_dict.gaps.$wrapper.get(0).append(
		h(
			"p",
			{},
			gaps.length === 1
				? __("One question has neither an answer nor a reason for having none.")
				: __("{0} questions have neither an answer nor a reason for having none.", [gaps.length])
		),
		h(
			"ul",
			{ class: "css-gaps" },
			gaps.map((gap) =>
				h(
					"li",
					{},
					button(gap.question.content.text, () => go_to(gap), { class: "css-text-button" }),
					h("span", { class: "css-facts" }, gap.card.content.title)
				)
			)
		)
	);
	dialog.show();

	function go_to(gap) {
		dialog.onhide = () => sheet.go_to(gap);
		dialog.hide();
	}
}

export function add_actions(frm) {
	const { docstatus, draft_status, superseded_by, marked_in_error_on } = frm.doc;
	const is_latest = !superseded_by && !marked_in_error_on;
	if (docstatus === 1 && is_latest && frappe.model.can_create(frm.doctype)) {
		frm.add_custom_button(__("Correct"), () => ask_for_correction(frm));
	}
	if (docstatus === 0 && draft_status === "Open" && frm.perm[0].write) {
		frm.add_custom_button(__("Abandon"), () => ask_for_abandonment(frm));
	}
}

export function ask_for_correction(frm) {
	ask_reason({
		title: __("Correct This Assessment"),
		explanation: __(
			"The original stays on file. A correction with the same answers opens for you to change."
		),
		label: __("Correct"),
		action: async (reason) => {
			const { message } = await frm.call({
				doc: frm.doc,
				method: "correct",
				args: { reason },
				freeze: true,
			});
			frappe.set_route("Form", frm.doctype, message);
		},
	});
}

export function ask_for_abandonment(frm) {
	ask_reason({
		title: __("Abandon This Draft"),
		explanation: __("The draft stays on file with its number and can no longer be changed."),
		label: __("Abandon"),
		action: async (reason) => {
			await frm.call({ doc: frm.doc, method: "abandon", args: { reason }, freeze: true });
			frm.reload_doc();
		},
	});
}

function ask_reason({ title, explanation, label, action }) {
	const dialog = new frappe.ui.Dialog({
		title,
		fields: [
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				reqd: 1,
				description: explanation,
			},
		],
		primary_action_label: label,
		primary_action: once_at_a_time(async ({ reason }) => {
			await action(reason);
			dialog.hide();
		}),
	});
	dialog.show();
}
