// The goals of a plan with their steps: what leads where, what is done, what comes next.

import { button, h, link_to, once_at_a_time, pill } from "../dom";
import { write } from "../server";
import { date_text } from "../words";
import { goal_status, goal_tone, goals_text, horizon_word, who_word } from "./words";

export function goal_list(frm, panel) {
	const { goals, completion, may_add_goal } = panel;
	const served = new Map(goals.map((goal) => [goal.name, goal]));
	const reload = () => frm.reload_doc();
	return h(
		"section",
		{ class: "css-panel css-plan", "aria-label": __("Goals") },
		h(
			"div",
			{ class: "css-panel-head" },
			h("div", { class: "css-facts" }, figures(completion)),
			may_add_goal
				? h(
						"div",
						{ class: "css-actions" },
						button(__("Add Goal"), () => add_goal(frm, panel), { kind: "primary" })
				  )
				: null
		),
		goals.length
			? goals.map((goal) =>
					goal_card(goal, { served, panel, reload, strengths: frm.doc.strengths || [] })
			  )
			: h(
					"p",
					{ class: "css-note" },
					__(
						"What does the client want, in own words? Goals may be small: each one reached gives confidence."
					)
			  )
	);
}

function figures(completion) {
	return [
		h("strong", {}, goals_text(completion)),
		completion.actions
			? h("span", {}, __("{0} of {1} steps done", [completion.actions_done, completion.actions]))
			: null,
	];
}

function goal_card(goal, context) {
	const { served, panel } = context;
	const leads_to = served.get(goal.serves_goal);
	return h(
		"article",
		{ class: "css-tile css-goal", "data-goal": goal.name },
		h(
			"div",
			{ class: "css-goal-head" },
			link_to("CSS Goal", goal.name, h("bdi", {}, goal.goal), { class: "css-goal-text" }),
			pill(goal_status(goal.status), goal_tone(goal.status))
		),
		h(
			"div",
			{ class: "css-facts" },
			h("span", {}, horizon_word(goal.horizon)),
			goal.status === "Open"
				? h("span", {}, __("by {0}", [date_text(goal.target_date)]))
				: h("span", {}, __("ended {0}", [date_text(goal.outcome_on)])),
			goal.is_overdue ? pill(__("Overdue"), "alert") : null,
			goal.need_code ? h("span", {}, __("Need {0}", [goal.need_code])) : null,
			goal.factor_title ? h("span", {}, goal.factor_title) : null,
			leads_to ? h("span", {}, "→ ", h("bdi", {}, leads_to.goal)) : null
		),
		goal.vision ? h("p", { class: "css-goal-why" }, __("Why: {0}", [goal.vision])) : null,
		goal.outcome_note ? h("p", { class: "css-goal-why" }, goal.outcome_note) : null,
		goal.actions.length
			? h(
					"ul",
					{ class: "css-goal-steps" },
					goal.actions.map((action) => step(goal, action, context, panel.may_write))
			  )
			: null
	);
}

function step(goal, action, { reload, strengths }, may_write) {
	const { status, due_date, responsible, is_overdue } = action;
	const strength = strengths.find(({ strength_code }) => strength_code === action.strength_code);
	const is_done = status === "Done";
	const text = h("bdi", { class: status === "Dropped" ? "css-dropped" : null }, action.action);
	return h(
		"li",
		{},
		may_write && goal.status === "Open" && status !== "Dropped"
			? h(
					"label",
					{ class: "css-goal-step" },
					h("input", {
						type: "checkbox",
						checked: is_done,
						onchange: once_at_a_time((event) => tick(event.target, goal, action, reload)),
					}),
					text
			  )
			: h("span", { class: "css-goal-step" }, is_done ? "✓ " : "", text),
		h(
			"span",
			{ class: "css-facts" },
			h("span", {}, who_word(responsible)),
			is_done && action.done_on
				? h("span", {}, __("done {0}", [date_text(action.done_on)]))
				: due_date
				? h("span", {}, __("by {0}", [date_text(due_date)]))
				: null,
			is_overdue ? pill(__("Overdue"), "alert") : null,
			strength ? h("span", {}, __("with: {0}", [strength.strength])) : null
		)
	);
}

/** A refusal, shown by Frappe, leaves the tick as it was. */
async function tick(input, goal, action, reload) {
	try {
		await write("goal.set_action", {
			goal: goal.name,
			action: action.name,
			status: input.checked ? "Done" : "Open",
		});
	} catch (error) {
		input.checked = !input.checked;
		throw error;
	}
	await reload();
}

export function add_goal(frm, { today }) {
	const { name, title, client, css_case } = frm.doc;
	frappe.utils.add_link_title(frm.doctype, name, title);
	frappe.new_doc("CSS Goal", { plan: name, client, css_case }, (goal) => {
		goal.start_date = today;
	});
}
