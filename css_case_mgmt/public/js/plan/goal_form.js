// The form of a goal: what helps to write it well above, how it goes and how it ends.

import { button, fill_field, h, link_to, once_at_a_time, pill, replace_children } from "../dom";
import { write } from "../server";
import { date_text } from "../words";
import { open_check_in, open_end, open_setback } from "./goal_steps";
import { remember_base } from "./keep_both";
import { goal_status, goal_tone, horizon_word } from "./words";

const WAIT = 400;

export async function refresh_goal(frm) {
	remember_base(frm);
	frm.css_help = null;
	if (!frm.doc.plan) {
		fill_field(
			frm,
			"goal_panel",
			h("p", { class: "css-note" }, __("Goals are added in the settlement plan that they belong to."))
		);
		return;
	}
	for (const fieldname of ["plan", "client", "css_case"]) frm.set_df_property(fieldname, "read_only", 1);
	if (!frm.is_new() && frm.doc.status !== "Open") frm.disable_form();
	const help = h("div", { class: "css-goal-help", "aria-live": "polite" });
	frm.css_help_place = help;
	fill_field(
		frm,
		"goal_panel",
		h(
			"section",
			{ class: "css-panel css-plan", "aria-label": __("Goal") },
			head(frm),
			help,
			frm.doc.status === "Open" ? good_goals() : null
		)
	);
	frm.css_help_asked = show_help(frm);
	await frm.css_help_asked;
}

function head(frm) {
	const { doc } = frm;
	return h(
		"div",
		{ class: "css-panel-head" },
		h(
			"div",
			{},
			h(
				"h3",
				{},
				horizon_word(doc.horizon) || __("Goal"),
				" ",
				pill(goal_status(doc.status), goal_tone(doc.status))
			),
			h(
				"div",
				{ class: "css-facts" },
				doc.target_date ? h("span", {}, __("by {0}", [date_text(doc.target_date)])) : null,
				link_to("CSS Settlement Plan", doc.plan, __("Open the settlement plan"))
			)
		),
		frm.is_new() || !frappe.model.can_write("CSS Goal")
			? null
			: h("div", { class: "css-actions" }, actions(frm))
	);
}

function actions(frm) {
	const { status } = frm.doc;
	if (status === "Open") {
		return [
			button(__("Check In"), () => open_check_in(frm)),
			button(__("A Setback"), () => open_setback(frm)),
			button(__("The Goal Ends"), () => open_end(frm)),
		];
	}
	return status === "Carried Over"
		? []
		: [
				button(
					__("Take It Up Again"),
					once_at_a_time(async () => {
						await write("goal.reopen", { goal: frm.doc.name });
						await frm.reload_doc();
					})
				),
		  ];
}

/** Asks a moment after the last change what could be added: a few things, and nothing that stands in the way. */
export function help_soon(frm) {
	clearTimeout(frm.css_help_timer);
	frm.css_help_timer = setTimeout(() => show_help(frm), WAIT);
}

async function show_help(frm) {
	const { name, plan } = frm.doc;
	const found = await read_help(frm);
	if (!found || frm.doc.name !== name || frm.doc.plan !== plan) return;
	frm.css_help = found;
	offer_choices(frm, found);
	if (!frm.css_help_place) return;
	const { hints } = found;
	replace_children(
		frm.css_help_place,
		frm.doc.status === "Open" && hints.length
			? [
					h("h4", {}, __("This could make it clearer")),
					h(
						"ul",
						{},
						hints.map(({ code, text }) => h("li", { "data-hint": code }, text))
					),
			  ]
			: null
	);
}

function read_help(frm) {
	const { plan, name, goal, horizon, start_date, target_date, vision, success_measure, serves_goal } =
		frm.doc;
	const actions = (frm.doc.actions || []).map(({ action, due_date, status, strength_code }) => ({
		action,
		due_date,
		status,
		strength_code,
	}));
	return write(
		"goal.get_help",
		{
			plan,
			goal: {
				name,
				goal,
				horizon,
				start_date,
				target_date,
				vision,
				success_measure,
				serves_goal,
				actions,
			},
		},
		{ freeze: false }
	);
}

function offer_choices(frm, { strengths, needs }) {
	const need = frm.fields_dict.need_code;
	if (need && need.set_data) need.set_data(needs);
	frm.set_df_property("need_code", "options", needs);
	frm.fields_dict.actions.grid.update_docfield_property("strength_code", "options", strengths);
}

/** What helps and what does not. */
function good_goals() {
	const pairs = [
		[__("Say exactly what is wanted"), __("not: things will get better")],
		[
			__("Let the client choose how to see progress: one step a month, for example"),
			__("not: something that nobody can tell apart from nothing"),
		],
		[
			__("Allow enough time for each step, with the strengths that are there"),
			__("not: more than can be done by that day"),
		],
		[
			__("Connect it with what matters to the client, and with what comes later"),
			__("not: what others think is best"),
		],
		[__("Choose a day to look forward to"), __("not: some day")],
	];
	return h(
		"details",
		{ class: "css-more" },
		h("summary", {}, __("What makes a goal easier to reach")),
		h(
			"ul",
			{ class: "css-goal-dos" },
			pairs.map(([good, poor]) =>
				h("li", {}, h("strong", {}, good), h("span", { class: "css-quiet-text" }, poor))
			)
		)
	);
}
