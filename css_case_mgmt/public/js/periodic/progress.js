// The periodic assessments of an enrolment beside its needs assessments (D-01, R-180, R-187).

import { button, h, link_to, pill } from "../dom";
import { date_text, due_text, level_text, level_tone } from "../words";
import { open_start_periodic } from "./start";

export function periodic_action({ periodic, today }, enrolment) {
	const { draft } = periodic;
	if (draft) {
		return link_to("CSS Periodic Assessment", draft.name, __("Continue {0}", [draft.label]), {
			class: "btn btn-default css-button",
		});
	}
	return periodic.may_assess
		? button(__("Start Periodic Assessment"), () => open_start_periodic({ enrolment, today }), {
				kind: periodic.is_overdue ? "primary" : "default",
		  })
		: null;
}

/** What of a clock goes into a tile: the day, and whether it has passed. */
export function due_content({ next_due, is_overdue }) {
	return [
		h("strong", {}, due_text(next_due, is_overdue)),
		is_overdue ? pill(__("Overdue"), "alert") : null,
	];
}

export function periodic_table({ assessments, missed_months }) {
	return h(
		"div",
		{ class: "css-block" },
		h("h4", {}, __("Periodic assessments")),
		assessments.length
			? h(
					"table",
					{ class: "css-table" },
					h(
						"thead",
						{},
						h(
							"tr",
							{},
							[
								__("Assessment"),
								__("Date"),
								__("Still required"),
								__("Ready for exit"),
								__("New level"),
							].map((text) => h("th", { scope: "col" }, text))
						)
					),
					h("tbody", {}, assessments.map(row))
			  )
			: h("p", { class: "css-note" }, __("No periodic assessment is completed yet.")),
		missed_months.length
			? h("p", { class: "css-note" }, __("Not assessed in month: {0}", [missed_months.join(", ")]))
			: null
	);
}

function row(assessment) {
	const { name, label, assessment_date, still_required, ready_for_exit, needs_level } = assessment;
	return h(
		"tr",
		{},
		h("th", { scope: "row" }, link_to("CSS Periodic Assessment", name, label)),
		h("td", { class: "css-date" }, date_text(assessment_date)),
		h("td", {}, still_required ? __(still_required) : "–"),
		h("td", {}, ready_for_exit === "Yes" ? pill(__("Yes"), "good") : __(ready_for_exit || "–")),
		h(
			"td",
			{},
			needs_level
				? pill(level_text(needs_level), level_tone(needs_level))
				: h("span", { class: "css-quiet-text" }, "–")
		)
	);
}
