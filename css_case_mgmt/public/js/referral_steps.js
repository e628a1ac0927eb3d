// The dialogs of a referral's steps; each calls the method of the document, which checks the step.

import { once_at_a_time } from "./dom";

export function open_triage({ frm, reload }) {
	open_step({
		title: __("Start Triage"),
		fields: [
			{
				fieldname: "urgency",
				fieldtype: "Select",
				label: __("Urgency"),
				options: ["Routine", "Soon", "Urgent"].map((urgency) => ({
					value: urgency,
					label: __(urgency),
				})),
				default: frm.doc.urgency || "Routine",
				reqd: 1,
			},
			{
				fieldname: "triage_note",
				fieldtype: "Small Text",
				label: __("Triage"),
				default: frm.doc.triage_note,
			},
		],
		run: (values) => call_step(frm, "start_triage", values),
		reload,
	});
}

export function open_return({ frm, reload }) {
	open_step({
		title: __("Return"),
		fields: [
			{
				fieldname: "return_reason",
				fieldtype: "Link",
				options: "CSS Referral Return Reason",
				only_select: 1,
				label: __("Reason for the return"),
				reqd: 1,
				get_query: () => ({ filters: { enabled: 1 } }),
			},
			{
				fieldname: "return_note",
				fieldtype: "Small Text",
				label: __("Note to the referring organisation"),
				description: __(
					"It is printed on the reply. Say nothing about whether the person is known here."
				),
			},
		],
		run: (values) => call_step(frm, "return_to_sender", values),
		reload,
	});
}

export function open_withdraw({ frm, reload }) {
	open_step({
		title: __("Withdraw"),
		fields: [
			{
				fieldname: "return_note",
				fieldtype: "Small Text",
				label: __("Note"),
				description: __("Who withdraws it, and why."),
			},
		],
		run: (values) => call_step(frm, "withdraw", values),
		reload,
	});
}

export function open_follow_up({ frm, standing, reload }) {
	open_step({
		title: __("Record Follow-up"),
		fields: [
			{
				fieldname: "followed_up_on",
				fieldtype: "Date",
				label: __("Followed up on"),
				default: standing.today,
				reqd: 1,
			},
		],
		run: (values) => call_step(frm, "record_follow_up", values),
		reload,
	});
}

export function call_step(frm, method, args) {
	return frappe.call({
		method: "run_doc_method",
		args: { dt: frm.doctype, dn: frm.doc.name, method, args: JSON.stringify(args) },
		freeze: true,
	});
}

function open_step({ title, fields, run, reload }) {
	const dialog = new frappe.ui.Dialog({
		title,
		fields,
		primary_action_label: title,
		primary_action: once_at_a_time(async (values) => {
			await run(values);
			dialog.hide();
			reload();
		}),
	});
	dialog.show();
}
