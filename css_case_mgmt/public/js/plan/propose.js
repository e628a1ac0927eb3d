// What the latest needs assessment proposes for the plan, beside what the RAP provider has left to case management.
// Nothing is added that the worker has not ticked.

import { h, once_at_a_time, pill, replace_children } from "../dom";
import { read, write } from "../server";
import { date_text, scale_note, score_number } from "../words";

export const open_proposals = once_at_a_time(async (frm) => {
	if (frm.is_dirty()) await frm.save();
	if (frm.is_dirty()) return;
	const found = await read("plan.propose", { plan: frm.doc.name });
	// A plan that was begun on paper is entered with its own day.
	const from = frm.doc.status === "Draft" ? frm.doc.plan_date : frm.css_plan.today;
	const cards = found.factors.map((factor) => new FactorCard(factor, from));
	const dialog = new frappe.ui.Dialog({
		title: __("From the Needs Assessment"),
		size: "large",
		fields: [{ fieldtype: "HTML", fieldname: "factors" }],
		...(cards.length
			? {
					primary_action_label: __("Add What Is Ticked"),
					primary_action: once_at_a_time(() => add({ frm, dialog, found, cards })),
			  }
			: {}),
	});
	replace_children(dialog.fields_dict.factors.$wrapper.get(0), content(found, cards));
	dialog.show();
});

function content(found, cards) {
	return h("div", {}, left_over_from_rap(found.from_rap), proposed(found, cards));
}

function left_over_from_rap(needs) {
	if (!needs.length) return null;
	return h(
		"section",
		{ class: "css-tile css-proposal css-from-rap" },
		h("h4", { class: "css-tile-label" }, __("Left over from RAP, to be addressed here")),
		h(
			"ul",
			{ class: "css-proposal-asked" },
			needs.map((need) => h("li", {}, h("bdi", {}, need)))
		)
	);
}

function proposed({ assessment }, cards) {
	if (!assessment) return h("p", { class: "css-note" }, __("No needs assessment is completed yet."));
	if (!cards.length) {
		return h("p", { class: "css-note" }, __("No factor of the last needs assessment asks for support."));
	}
	return h(
		"div",
		{ class: "css-proposals" },
		h(
			"p",
			{ class: "css-note" },
			__(
				"Where {0} of {1} shows the most need. Speak about it first, and write what the client says.",
				[assessment.label, date_text(assessment.assessment_date)]
			),
			" ",
			scale_note()
		),
		cards.map((card) => card.element)
	);
}

class FactorCard {
	constructor(factor, from) {
		this.factor = factor;
		this.from = from;
		this.challenge = text_field(__("What is difficult, in the client's words"));
		this.need = text_field(__("Said as a need: what would help?"));
		this.goal = text_field(__("A goal, in the client's words"));
		this.target = h("input", { type: "date", class: "form-control", min: from });
		this.adds_need = tick(__("Add a need"), () => this.show());
		this.adds_goal = tick(__("Add a goal"), () => this.show());
		this.need_part = h(
			"div",
			{ class: "css-proposal-part" },
			labelled(this.challenge),
			labelled(this.need)
		);
		this.goal_part = h(
			"div",
			{ class: "css-proposal-part" },
			labelled(this.goal),
			h("label", {}, h("span", {}, __("To be reached by")), this.target)
		);
		this.element = h(
			"section",
			{ class: "css-tile css-proposal", "data-factor": factor.factor },
			h(
				"div",
				{ class: "css-goal-head" },
				h("h4", {}, factor.title),
				h(
					"span",
					{ class: "css-facts" },
					h("strong", {}, score_number(factor.score)),
					factor.level ? pill(factor.level) : null
				)
			),
			h(
				"ul",
				{ class: "css-proposal-asked" },
				factor.asked.map(({ question, answer }) =>
					h("li", {}, question, " ", h("span", { class: "css-quiet-text" }, answer))
				)
			),
			factor.needs.length
				? h("p", { class: "css-note" }, __("In the plan already: {0}", [factor.needs.join("; ")]))
				: null,
			h("div", { class: "css-facts" }, this.adds_need.label, this.adds_goal.label),
			this.need_part,
			this.goal_part
		);
		this.show();
	}

	show() {
		this.need_part.hidden = !this.adds_need.input.checked;
		this.goal_part.hidden = !this.adds_goal.input.checked;
	}

	/** Labels of the fields that are still empty. */
	missing() {
		return [
			this.adds_need.input.checked && !this.challenge.input.value.trim() ? this.challenge.text : null,
			this.adds_need.input.checked && !this.need.input.value.trim() ? this.need.text : null,
			this.adds_goal.input.checked && !this.goal.input.value.trim() ? this.goal.text : null,
			this.adds_goal.input.checked && !this.target.value ? __("To be reached by") : null,
		].filter(Boolean);
	}

	need_row() {
		if (!this.adds_need.input.checked) return [];
		const { factor } = this.factor;
		return [{ factor, challenge: this.challenge.input.value.trim(), need: this.need.input.value.trim() }];
	}

	goal_row() {
		if (!this.adds_goal.input.checked) return [];
		const a_year = frappe.datetime.add_months(this.from, 12);
		return [
			{
				factor: this.factor.factor,
				goal: this.goal.input.value.trim(),
				start_date: this.from,
				target_date: this.target.value,
				horizon: this.target.value > a_year ? "Intermediate" : "Immediate",
			},
		];
	}
}

function text_field(text) {
	return { text, input: h("textarea", { class: "form-control", rows: "2", "aria-label": text }) };
}

function labelled({ text, input }) {
	return h("label", {}, h("span", {}, text), input);
}

function tick(text, onchange) {
	const input = h("input", { type: "checkbox", onchange });
	return { input, label: h("label", { class: "css-goal-step" }, input, text) };
}

async function add({ frm, dialog, found, cards }) {
	const needs = cards.flatMap((card) => card.need_row());
	const goals = cards.flatMap((card) => card.goal_row());
	if (!needs.length && !goals.length) {
		frappe.show_alert({ message: __("Tick what you want to add."), indicator: "orange" });
		return;
	}
	const missing = cards.flatMap((card) => card.missing());
	if (missing.length) {
		frappe.show_alert({ message: __("Still to be written: {0}", [missing[0]]), indicator: "orange" });
		return;
	}
	await write("plan.add_proposed", { plan: frm.doc.name, needs, goals, assessment: found.assessment.name });
	dialog.hide();
	await frm.reload_doc();
}
