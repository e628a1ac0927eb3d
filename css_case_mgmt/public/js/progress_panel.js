// An enrolment over time: A1 to An, what is due next, and the level of need (D-01, D-04, R-150, R-169).

import { button, fill_field, h, link_to, pill, svg } from "./dom";
import { open_change_level } from "./enrol";
import { exit_standing } from "./exit/standing";
import { extension_standing } from "./extension/standing";
import { next_steps } from "./nam/next_steps";
import { open_start_nam } from "./nam/start";
import { due_content, periodic_action, periodic_table } from "./periodic/progress";
import { plan_standing } from "./plan/standing";
import { preparation } from "./preparation";
import { read } from "./server";
import {
	change_text,
	change_tone,
	date_text,
	level_text,
	level_tone,
	scale_note,
	score_text,
	status_tone,
	status_word,
} from "./words";

export async function show_progress(frm) {
	if (frm.is_new()) {
		fill_field(frm, "progress_panel");
		return;
	}
	const enrolment = frm.doc.name;
	const progress = await read("nam.get_progress", { enrolment });
	if (frm.doc.name !== enrolment) return;
	fill_field(
		frm,
		"progress_panel",
		h(
			"section",
			{ class: "css-panel", "aria-label": __("Progress") },
			h(
				"div",
				{ class: "css-panel-head" },
				h("h3", {}, __("Progress")),
				h("div", { class: "css-actions" }, actions(frm, progress))
			),
			tiles(frm.doc, progress),
			extension_standing(frm.doc, progress),
			next_steps(progress.next_steps),
			plan_standing(enrolment),
			exit_standing(enrolment),
			frm.doc.status === "Active" ? preparation(enrolment) : null,
			assessment_table(progress),
			missed(progress),
			periodic_table(progress.periodic)
		)
	);
}

function actions(frm, progress) {
	const { draft } = progress;
	return [
		draft
			? link_to("CSS NAM Assessment", draft.name, __("Continue {0}", [draft.label]), {
					class: "btn btn-primary css-button",
			  })
			: progress.may_assess &&
			  button(
					__("Start NAM"),
					() => open_start_nam({ enrolment: frm.doc.name, today: progress.today }),
					{ kind: "primary" }
			  ),
		periodic_action(progress, frm.doc.name),
		progress.may_write && frm.doc.status === "Active"
			? button(__("Change Level"), () => open_change_level(frm, progress.today))
			: null,
	];
}

function tiles(doc, progress) {
	return h(
		"div",
		{ class: "css-tiles" },
		tile(__("Level of need"), pill(level_text(doc.needs_level), level_tone(doc.needs_level))),
		tile(__("Months in the programme"), h("strong", {}, String(progress.months_in_programme))),
		progress.next_due
			? tile(__("Next NAM, month {0}", [progress.next_month]), due_content(progress))
			: tile(__("Enrolment"), pill(__("Ended"))),
		progress.periodic.next_due
			? tile(
					__("Next periodic assessment, month {0}", [progress.periodic.next_month]),
					due_content(progress.periodic)
			  )
			: null
	);
}

function tile(label, content) {
	return h(
		"div",
		{ class: "css-tile" },
		h("span", { class: "css-tile-label" }, label),
		h("span", { class: "css-tile-value css-tile-text" }, content)
	);
}

export function assessment_table({ assessments }) {
	if (!assessments.length) {
		return h("p", { class: "css-note" }, __("No assessment is completed yet."));
	}
	return [trend(assessments), overall_table(assessments), h("p", { class: "css-note" }, scale_note())];
}

export function overall_table(assessments) {
	return h(
		"table",
		{ class: "css-table" },
		h(
			"thead",
			{},
			h(
				"tr",
				{},
				[__("Assessment"), __("Date"), __("Overall"), __("Change since the baseline")].map((text) =>
					h("th", { scope: "col" }, text)
				)
			)
		),
		h("tbody", {}, assessments.map(assessment_row))
	);
}

function assessment_row(assessment) {
	const change = change_text(assessment);
	return h(
		"tr",
		{},
		h("th", { scope: "row" }, link_to("CSS NAM Assessment", assessment.name, assessment.label)),
		h("td", { class: "css-date" }, date_text(assessment.assessment_date)),
		h(
			"td",
			{},
			assessment.status === "Scored"
				? [
						h("strong", {}, score_text(assessment)),
						assessment.autonomy
							? h("span", { class: "css-autonomy", title: assessment.autonomy.wording }, [
									h("b", {}, assessment.autonomy.level),
							  ])
							: null,
				  ]
				: pill(status_word(assessment.status), status_tone(assessment.status))
		),
		h(
			"td",
			{},
			change
				? pill(change, change_tone(assessment.direction))
				: h("span", { class: "css-quiet-text" }, "–")
		)
	);
}

function missed({ missed_months }) {
	if (!missed_months.length) return null;
	return h("p", { class: "css-note" }, __("Not assessed in month: {0}", [missed_months.join(", ")]));
}

const WIDTH = 240;
const HEIGHT = 48;
const MARGIN = 6;

/** The overall scores in order; a picture of the table below it. Incomplete ones have no point. */
function trend(assessments) {
	const scored = assessments.filter(({ status }) => status === "Scored");
	if (scored.length < 2) return null;
	const first = scored[0].timepoint_month;
	const months = Math.max(scored.at(-1).timepoint_month - first, 1);
	const points = scored.map(({ timepoint_month, score }) => [
		MARGIN + ((WIDTH - 2 * MARGIN) * (timepoint_month - first)) / months,
		MARGIN + ((HEIGHT - 2 * MARGIN) * (3 - score)) / 2,
	]);
	return h(
		"div",
		{ class: "css-trend", "aria-hidden": "true" },
		svg(
			"svg",
			{ viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT },
			svg("polyline", { points: points.map((point) => point.join(",")).join(" ") }),
			points.map(([x, y]) => svg("circle", { cx: x, cy: y, r: 3.5 }))
		)
	);
}
