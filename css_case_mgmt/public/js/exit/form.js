// The form of an exit: what was achieved, what is missing, and the next step (R-360 to R-377, D-24).

import { button, fill_field, h, link_to, pill } from "../dom";
import { read } from "../server";
import { date_text } from "../words";
import { celebration, interview_block } from "./achievements";
import { check_list, progress_of } from "./checks";
import { show_indicators } from "./indicators";
import { course, for_the_manager, REASONS, returned_note } from "./review";
import { step_buttons } from "./steps";
import { leave_steps_to_panel } from "./steps_in_panel";
import { state_tone, what_is_next } from "./words";

const EDITABLE = ["Draft", "Returned"];

export async function refresh_exit(frm) {
	leave_steps_to_panel(frm);
	frm.set_df_property("decision_note", "read_only", 1);
	if (frm.is_new()) {
		fill_field(frm, "indicators_panel");
		fill_field(
			frm,
			"readiness_panel",
			h(
				"p",
				{ class: "css-note" },
				__("Exits are begun in the enrolment. Save this one to see what it needs.")
			)
		);
		return;
	}
	const { name } = frm.doc;
	const is_editable = EDITABLE.includes(frm.doc.workflow_state);
	if (!is_editable) frm.disable_form();
	const [readiness, interviews, achieved] = await Promise.all([
		read("exits.get_readiness", { css_exit: name }),
		read("exit_interview.get_of_exit", { css_exit: name }),
		read("exit_form.get_achievements", { css_exit: name }),
	]);
	if (frm.doc.name !== name) return;
	const context = { frm, readiness: { ...readiness, is_editable }, interviews };
	show_reasons_asked_for(frm, readiness);
	await show_indicators(frm, is_editable && readiness.may_write);
	if (frm.doc.name !== name) return;
	fill_field(
		frm,
		"readiness_panel",
		h(
			"section",
			{ class: "css-panel css-exit", "aria-label": __("Exit") },
			head(frm.doc, achieved.full_name),
			h("p", {}, what_is_next(frm.doc, readiness, date_text(frm.doc.exit_date))),
			returned_note(frm.doc),
			celebration(frm, achieved),
			missing_block(context),
			for_the_manager(context),
			interview_block(context),
			course(frm.doc),
			foot(context)
		)
	);
}

/** A reason is asked for where something is not as it should be; what was written stays in sight. */
function show_reasons_asked_for(frm, { checks }) {
	for (const [code, fieldname] of Object.entries(REASONS)) {
		const check = checks.find((each) => each.code === code);
		const is_asked = Boolean(check) && ["Missing", "Explained"].includes(check.standing);
		frm.toggle_display(fieldname, is_asked || Boolean(frm.doc[fieldname]));
	}
}

function head({ workflow_state, exit_reason, exit_date, client, enrolment }, full_name) {
	return h(
		"div",
		{ class: "css-panel-head" },
		h(
			"h3",
			{},
			link_to("CSS Client", client, h("bdi", {}, full_name)),
			" ",
			pill(__(workflow_state), state_tone(workflow_state))
		),
		h(
			"div",
			{ class: "css-facts" },
			exit_reason ? h("span", {}, __(exit_reason)) : null,
			exit_date ? h("span", {}, __("last day {0}", [date_text(exit_date)])) : null,
			link_to("CSS Enrolment", enrolment, __("Enrolment"))
		)
	);
}

function missing_block(context) {
	const { readiness, frm } = context;
	if (frm.doc.workflow_state === "Exited") return null;
	const { done, total } = progress_of(readiness.checks);
	const list = check_list(context);
	const title = __("{0} of {1} done", [done, total]);
	return h(
		"section",
		{ class: "css-block", "aria-label": __("What is missing") },
		h(
			"div",
			{ class: "css-panel-head" },
			h("h3", {}, done < total ? __("What is missing") : __("Nothing is missing")),
			h("span", { class: "css-count", "data-progress": true }, title)
		),
		h("progress", { class: "css-exit-progress", max: total, value: done, "aria-label": title }),
		done < total
			? list
			: h("details", { class: "css-more" }, h("summary", {}, __("Show each point")), list)
	);
}

function foot(context) {
	const { frm } = context;
	return h("div", { class: "css-panel-foot css-actions" }, step_buttons(context), print_buttons(frm));
}

function print_buttons(frm) {
	if (!frm.perm[0] || !frm.perm[0].print) return null;
	const { handover, handover_consent, planned } = frm.doc;
	return [
		planned ? button(__("Print Page for the Client"), () => print(frm, "What You Have Achieved")) : null,
		handover === "Hand Over" && handover_consent
			? button(__("Print Handover Summary"), () => print(frm, "Handover Summary"))
			: null,
	];
}

function print({ doctype, doc }, format) {
	const query = new URLSearchParams({ doctype, name: doc.name, format });
	window.open(`/printview?${query}`);
}
