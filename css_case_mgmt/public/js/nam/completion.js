// Completing, correcting and abandoning an assessment (D-03, D-21, R-172).

import { button, h, once_at_a_time } from "../dom";

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
	frappe.confirm(
		__("Complete this assessment? Its answers are then locked. A correction later keeps the original."),
		async () => {
			await frm.save("Submit");
			frappe.utils.scroll_to(0);
		}
	);
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
	const { docstatus, draft_status, superseded_by } = frm.doc;
	if (docstatus === 1 && !superseded_by && frappe.model.can_create(frm.doctype)) {
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
