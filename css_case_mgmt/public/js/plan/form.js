// The form of a settlement plan: strengths, then needs, then goals.

import { button, fill_field, h, link_to, pill } from "../dom";
import { read } from "../server";
import { date_text } from "../words";
import { open_agree } from "./agree";
import { from_naars } from "./from_naars";
import { goals_of_before } from "./goals_of_before";
import { goal_list } from "./goal_list";
import { remember_base } from "./keep_both";
import { open_proposals } from "./propose";
import { ask_for_copy, open_review, put_aside, revise } from "./steps";
import { balance_text, missing_text, plan_status, plan_tone } from "./words";

export async function refresh_plan(frm) {
	remember_base(frm);
	if (frm.is_new()) {
		fill_field(
			frm,
			"plan_panel",
			h("p", { class: "css-note" }, __("Begin with what the client does well. Save to add goals."))
		);
		fill_field(frm, "goal_panel");
		return;
	}
	if (frm.doc.status !== "Draft") frm.disable_form();
	const { name } = frm.doc;
	const panel = await read("plan.get_panel", { plan: name });
	if (frm.doc.name !== name) return;
	frm.css_plan = panel;
	fill_field(
		frm,
		"plan_panel",
		h(
			"section",
			{ class: "css-panel css-plan", "aria-label": __("Settlement plan") },
			head(frm, panel),
			to_answer(frm, panel),
			panel.may_write ? goals_of_before(frm) : null,
			frm.doc.status === "Draft" ? finding_strengths(frm, panel) : what_was_agreed(frm.doc)
		)
	);
	fill_field(frm, "goal_panel", goal_list(frm, panel));
}

function head(frm, panel) {
	const { doc } = frm;
	return h(
		"div",
		{},
		h(
			"div",
			{ class: "css-panel-head" },
			h(
				"h3",
				{},
				__("Settlement plan {0}", [doc.revision]),
				" ",
				pill(plan_status(doc.status), plan_tone(doc.status))
			),
			h("div", { class: "css-actions" }, actions(frm, panel))
		),
		h(
			"div",
			{ class: "css-facts" },
			pill(balance_text(panel.balance), panel.balance.missing ? "warm" : "good"),
			doc.client_agreed_on
				? h("span", {}, __("Agreed on {0}", [date_text(doc.client_agreed_on)]))
				: null,
			doc.copy_given_on
				? h("span", {}, __("Copy given on {0}", [date_text(doc.copy_given_on)]))
				: doc.status === "Agreed"
				? pill(__("No copy given yet"), "warm")
				: null,
			panel.last_review
				? h("span", {}, __("Looked at again on {0}", [date_text(panel.last_review)]))
				: null,
			doc.superseded_by ? link_to(doc.doctype, doc.superseded_by, __("Open the revision")) : null,
			panel.draft ? link_to(doc.doctype, panel.draft.name, __("Continue the revision")) : null,
			link_to("CSS Enrolment", doc.enrolment, __("Enrolment"))
		)
	);
}

function actions(frm, panel) {
	const { status, copy_given_on } = frm.doc;
	if (!panel.may_write) return [print_button(frm)];
	if (status === "Draft") {
		return [
			button(__("Agree"), () => open_agree(frm, panel), { kind: "primary" }),
			panel.assessment ? button(__("From the Needs Assessment"), () => open_proposals(frm)) : null,
			print_button(frm),
			button(__("Put Aside"), () => put_aside(frm)),
		];
	}
	if (status === "Agreed") {
		return [
			button(__("Record a Review"), () => open_review(frm, panel), { kind: "primary" }),
			panel.draft ? null : button(__("Revise"), () => revise(frm)),
			print_button(frm),
			copy_given_on ? null : button(__("Copy Given"), () => ask_for_copy(frm)),
		];
	}
	return [print_button(frm)];
}

function print_button(frm) {
	return button(__("Print"), () => frm.print_doc());
}

/** After a needs assessment the plan is looked at again. */
function to_answer(frm, { assessment, may_write }) {
	if (!assessment || assessment.is_answered) return null;
	const text = __("{0} of {1} is completed. Look at the plan again together.", [
		assessment.label,
		date_text(assessment.assessment_date),
	]);
	return h(
		"div",
		{ class: "css-note css-plan-ask" },
		h("p", {}, text),
		h(
			"div",
			{ class: "css-actions" },
			may_write && frm.doc.status === "Draft"
				? button(__("See What It Proposes"), () => open_proposals(frm))
				: null,
			link_to("CSS NAM Assessment", assessment.name, __("Open the needs assessment"))
		)
	);
}

/** As it reads on a phone, strengths before needs. */
function what_was_agreed({ strengths = [], needs = [] }) {
	return [
		list_of(
			__("Strengths"),
			strengths.map(({ category, strength }) => [
				h("bdi", {}, strength),
				" ",
				h("span", { class: "css-quiet-text" }, __(category)),
			])
		),
		list_of(
			__("Needs"),
			needs.map(({ need_code, need, challenge }) => [
				h("bdi", {}, need || challenge),
				" ",
				h("span", { class: "css-quiet-text" }, need_code),
			])
		),
	];
}

function list_of(title, rows) {
	if (!rows.length) return null;
	return h(
		"div",
		{ class: "css-block" },
		h("h4", {}, title),
		h(
			"ul",
			{},
			rows.map((row) => h("li", {}, row))
		)
	);
}

/** What the NAARS found, and questions that help to find more, those first of which there is none yet. */
function finding_strengths(frm, panel) {
	const { balance, categories } = panel;
	return [
		balance.missing ? h("p", { class: "css-plan-missing" }, missing_text(balance)) : null,
		from_naars(frm, panel),
		h(
			"details",
			{ class: "css-more", open: balance.missing > 0 && balance.strengths > 0 },
			h("summary", {}, __("Questions that help to find strengths")),
			h(
				"dl",
				{ class: "css-plan-questions" },
				categories.map(({ label, is_used, questions }) => [
					h("dt", {}, label, is_used ? [" ", pill(__("Named"), "good")] : null),
					questions.map((question) => h("dd", {}, question)),
				])
			),
			h(
				"p",
				{ class: "css-note" },
				__(
					"Listen for what is said in passing, and come back to it: a strength often hides in a story."
				)
			)
		),
		h(
			"details",
			{ class: "css-more" },
			h("summary", {}, __("From a challenge to a need: an example")),
			h(
				"dl",
				{ class: "css-plan-questions" },
				h("dt", {}, __("Challenge")),
				h("dd", {}, __("I do not understand the letters that come. I am afraid of the mail.")),
				h("dt", {}, __("Need")),
				h(
					"dd",
					{},
					__(
						"I need somebody who goes through the letters with me, and the words that come up most."
					)
				)
			),
			h(
				"p",
				{ class: "css-note" },
				__("A challenge says where somebody is stuck; a need says what would help.")
			)
		),
	];
}
