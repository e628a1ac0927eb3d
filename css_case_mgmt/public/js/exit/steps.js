// The steps of an exit as buttons: each asks what it needs, and the server checks it again (D-24, R-358).

import { button, h, once_at_a_time } from "../dom";
import { write } from "../server";
import { step_label } from "./words";

const DECIDING = ["Approved", "Exited"];

export function step_buttons({ frm, readiness }) {
	return readiness.steps.map((step) =>
		button(step_label(step), () => open_step(frm, step), {
			kind: is_next(step, readiness) ? "primary" : "default",
			"data-step": step,
		})
	);
}

/** Asking stands out once nothing is missing. */
function is_next(step, { is_ready }) {
	return DECIDING.includes(step) || (step === "Ready for Review" && is_ready);
}

/** What was typed is saved first: the step is taken with it. */
async function open_step(frm, step) {
	if (frm.is_dirty()) await frm.save();
	if (frm.is_dirty()) return;
	const dialog = new frappe.ui.Dialog({
		title: step_label(step),
		fields: [
			{ fieldtype: "HTML", fieldname: "what" },
			{
				fieldtype: "Small Text",
				fieldname: "note",
				label: step === "Returned" ? __("What is missing") : __("Note"),
				reqd: step === "Returned",
				hidden: step === "Draft",
			},
		],
		primary_action_label: step_label(step),
		primary_action: once_at_a_time(async ({ note }) => {
			await write("exits.take_step", { css_exit: frm.doc.name, step, ...(note ? { note } : {}) });
			dialog.hide();
			await frm.reload_doc();
			frappe.utils.scroll_to(0);
		}),
	});
	dialog.fields_dict.what.$wrapper.get(0).append(h("p", {}, what_it_does(step)));
	dialog.show();
}

function what_it_does(step) {
	return {
		"Ready for Review": __(
			"A manager who has not asked for it looks at it. Until it is decided nothing of it changes; you can take it back."
		),
		Draft: __("It goes back to you as a draft, to be changed."),
		Returned: __("It goes back to the caseworker, with what you write here."),
		Approved: __(
			"You have read what was achieved, what is explained and what is still open. On the last day the enrolment ends, the file closes, and every reminder stops."
		),
		Exited: __("The enrolment ends now, the file closes, and every reminder stops."),
	}[step];
}
