// What is done with a plan that is there: revise it, look at it again, give a copy, put a draft aside.

import { once_at_a_time } from "../dom";
import { write } from "../server";

export function revise(frm) {
	ask_reason({
		title: __("Revise the Plan"),
		description: __("The agreed plan stays on file. A revision opens with the same strengths and needs."),
		label: __("Revise"),
		action: async (reason) => {
			const { message } = await frm.call({
				doc: frm.doc,
				method: "revise",
				args: { reason },
				freeze: true,
			});
			frappe.set_route("Form", frm.doctype, message);
		},
	});
}

export function put_aside(frm) {
	ask_reason({
		title: __("Put This Draft Aside"),
		description: __("The draft stays on file with its number and can no longer be changed."),
		label: __("Put Aside"),
		action: async (reason) => {
			await frm.call({ doc: frm.doc, method: "put_aside", args: { reason }, freeze: true });
			await frm.reload_doc();
		},
	});
}

export const ask_for_copy = once_at_a_time(async (frm) => {
	await frm.call({ doc: frm.doc, method: "record_copy", freeze: true });
	await frm.reload_doc();
});

/** Looking at the plan again, with the assessment that gave the occasion. */
export function open_review(frm, { today, assessment }) {
	const asked = assessment && !assessment.is_answered ? assessment : null;
	const dialog = new frappe.ui.Dialog({
		title: __("Record a Review"),
		fields: [
			{
				fieldname: "occasion",
				fieldtype: "Select",
				label: __("Occasion"),
				options: ["Check-in", "Needs Assessment", "Periodic Assessment", "Exit"].map((value) => ({
					value,
					label: __(value),
				})),
				default: asked ? "Needs Assessment" : "Check-in",
				reqd: 1,
			},
			{
				fieldname: "reviewed_on",
				fieldtype: "Date",
				label: __("Reviewed on"),
				default: today,
				reqd: 1,
			},
			{
				fieldname: "what_changes",
				fieldtype: "Small Text",
				label: __("What changes"),
				reqd: 1,
				description: __("Nothing is an answer, too. Strengths or needs that change are a revision."),
			},
		],
		primary_action_label: __("Record", null, "Verb"),
		primary_action: once_at_a_time(async (values) => {
			await write("plan.record_review", {
				plan: frm.doc.name,
				...values,
				...(asked && values.occasion === "Needs Assessment" ? { nam_assessment: asked.name } : {}),
			});
			dialog.hide();
			await frm.reload_doc();
		}),
	});
	dialog.show();
}

function ask_reason({ title, description, label, action }) {
	const dialog = new frappe.ui.Dialog({
		title,
		fields: [{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1, description }],
		primary_action_label: label,
		primary_action: once_at_a_time(async ({ reason }) => {
			await action(reason);
			dialog.hide();
		}),
	});
	dialog.show();
}
