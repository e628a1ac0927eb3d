// Strengths first, then the plan with its goals and what is to be done by when.

import { h, link_to, pill } from "../dom";
import { line_list } from "../lines";
import { date_text } from "../words";
import { card, nothing, of_person } from "./parts";

export function strengths(found) {
	if (!found) return null;
	return card(
		"strengths",
		__("Strengths"),
		found.length
			? found.map(strengths_of)
			: nothing(__("No strengths are written down yet. Begin with them."))
	);
}

function strengths_of({ full_name, said, best }) {
	return of_person(
		full_name,
		h(
			"div",
			{ class: "css-family-pair" },
			said.length ? h("div", {}, h("h5", {}, __("In the plan")), line_list(said)) : null,
			best.length
				? h("div", {}, h("h5", {}, __("What goes best in the last assessment")), line_list(best))
				: null
		)
	);
}

export function plan(found) {
	if (!found) return null;
	return card(
		"plan",
		__("Plan and goals"),
		found.length ? found.map(plan_of) : nothing(__("There is no settlement plan yet."))
	);
}

function plan_of({ full_name, plan: current, goals }) {
	return of_person(
		full_name,
		current
			? h(
					"div",
					{ class: "css-facts" },
					link_to(
						"CSS Settlement Plan",
						current.name,
						__("Settlement plan of {0}", [date_text(current.plan_date)])
					),
					current.status === "Draft" ? pill(__("Draft"), "calm") : pill(__("Agreed"), "good")
			  )
			: null,
		goals.length
			? h("ul", { class: "css-family-goals" }, goals.map(goal_item))
			: nothing(__("No goal is open."))
	);
}

function goal_item({ name, goal, horizon, target_date, is_overdue, actions }) {
	return h(
		"li",
		{},
		h("div", { class: "css-family-goal" }, link_to("CSS Goal", name, h("bdi", {}, goal))),
		h(
			"div",
			{ class: "css-facts" },
			h("span", {}, __(horizon)),
			target_date ? h("span", {}, __("by {0}", [date_text(target_date)])) : null,
			is_overdue ? pill(__("Overdue"), "alert") : null
		),
		actions.length ? line_list(actions) : null
	);
}
