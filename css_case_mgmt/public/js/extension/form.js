// Staying longer than the longest length of the programme: ask, review, approve (D-02, R-361, D-24).

import { button, fill_field, h, link_to, once_at_a_time, pill } from "../dom";
import { returned_note } from "../exit/review";
import { leave_steps_to_panel } from "../exit/steps_in_panel";
import { read } from "../server";
import { date_text } from "../words";
import { state_text, state_tone, step_text } from "./words";

const EDITABLE = ["Draft", "Returned"];

export function open_extend(enrolment) {
	frappe.new_doc("CSS Programme Extension", { enrolment });
}

export async function refresh_extension(frm) {
	leave_steps_to_panel(frm);
	frm.set_df_property("decision_note", "read_only", 1);
	if (frm.is_new()) {
		fill_field(
			frm,
			"extension_panel",
			h(
				"p",
				{ class: "css-note" },
				__("Say why the client stays longer and what will be worked on. A manager approves it.")
			)
		);
		return;
	}
	const { name } = frm.doc;
	if (!EDITABLE.includes(frm.doc.workflow_state)) {
		frm.set_read_only();
		frm.disable_save();
		frm.refresh_fields();
	}
	const panel = await read("extension.get_panel", { extension: name });
	if (frm.doc.name !== name) return;
	fill_field(
		frm,
		"extension_panel",
		h(
			"section",
			{ class: "css-panel", "aria-label": __("Longer stay") },
			h(
				"div",
				{ class: "css-panel-head" },
				h("h3", {}, __("Longer stay"), " ", pill(state_text(panel.state), state_tone(panel.state))),
				h(
					"div",
					{ class: "css-actions" },
					panel.steps.map((step) => step_button(frm, panel.state, step))
				)
			),
			h(
				"div",
				{ class: "css-facts" },
				link_to("CSS Enrolment", panel.enrolment, __("Enrolment {0}", [panel.enrolment_title])),
				h("span", {}, __("since {0}", [date_text(panel.enrolment_date)])),
				h("span", {}, __("{0} months in the programme", [panel.months])),
				h("span", {}, __("ends without this on {0}", [date_text(panel.end)])),
				EDITABLE.includes(panel.state)
					? h("span", {}, __("at most until {0}", [date_text(panel.last_day)]))
					: null
			),
			returned_note(frm.doc)
		)
	);
}

function step_button(frm, from, to) {
	const kind = ["Ready for Review", "Approved"].includes(to) ? "primary" : "default";
	return button(step_text(from, to), () => take(frm, to), { kind });
}

const take = once_at_a_time(async (frm, state) => {
	if (frm.is_dirty()) await frm.save();
	if (frm.is_dirty()) return;
	if (state === "Returned") {
		ask_what_is_missing(frm, state);
		return;
	}
	await move(frm, state);
});

function ask_what_is_missing(frm, state) {
	const dialog = new frappe.ui.Dialog({
		title: __("Return"),
		fields: [{ fieldname: "note", fieldtype: "Small Text", label: __("What is missing"), reqd: 1 }],
		primary_action_label: __("Return"),
		primary_action: once_at_a_time(async ({ note }) => {
			await move(frm, state, note);
			dialog.hide();
		}),
	});
	dialog.show();
}

async function move(frm, state, note) {
	await frm.call({ doc: frm.doc, method: "take_step", args: { state, note }, freeze: true });
	await frm.reload_doc();
}
