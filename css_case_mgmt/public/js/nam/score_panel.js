// Scores of an assessment with words beside every number (D-03, D-04, R-144 to R-147).

import { append, h, link_to, pill, replace_children } from "../dom";
import { marked_notice } from "../notes/marked";
import { plan_standing } from "../plan/standing";
import { next_steps } from "./next_steps";
import {
	change_text,
	change_tone,
	date_text,
	due_text,
	scale_note,
	score_number,
	score_text,
	status_tone,
	status_word,
} from "../words";

const LOWEST = 1;
const HIGHEST = 3;

/** titles: factor -> title; next: progress of the enrolment, once known; preparation: the card to read before. */
export function draw_score_panel(wrapper, { doc, scores, titles, next, is_open, preparation }) {
	replace_children(
		wrapper,
		h(
			"section",
			{ class: "css-panel css-scores", "aria-label": __("Scores") },
			panel_head(doc),
			marked_notice(doc.marked_in_error_on),
			doc.docstatus === 1
				? h(
						"div",
						{ class: "css-tiles" },
						overall_tile(scores.overall, doc),
						next ? next_tile(doc, next) : null
				  )
				: null,
			doc.docstatus === 1 && next && is_latest(doc, next)
				? [next_steps(next.next_steps), plan_standing(doc.enrolment)]
				: null,
			preparation || null,
			h("p", { class: "css-note" }, scale_note()),
			h(
				"details",
				{ class: "css-more css-score-details", open: is_open },
				h("summary", {}, doc.docstatus === 1 ? __("Scores per factor") : __("Scores so far")),
				factor_table(scores.factors, titles)
			)
		)
	);
}

function panel_head(doc) {
	const revision = doc.revision ? __("A{0}, correction {1}", [doc.sequence, doc.revision]) : null;
	return h(
		"div",
		{ class: "css-panel-head" },
		h("h3", {}, revision || __("A{0}", [doc.sequence]), " ", state_pill(doc)),
		h(
			"div",
			{ class: "css-facts" },
			h("span", {}, date_text(doc.assessment_date)),
			h("span", {}, __(doc.mode)),
			h("span", {}, __("Month {0}", [doc.timepoint_month])),
			doc.superseded_by
				? link_to("CSS NAM Assessment", doc.superseded_by, __("Open the correction"))
				: null
		)
	);
}

export function state_pill({ docstatus, draft_status, superseded_by, marked_in_error_on }) {
	if (marked_in_error_on) return pill(__("Entered in the wrong file"), "alert");
	if (superseded_by) return pill(__("Corrected since"), "warm");
	if (docstatus === 1) return pill(__("Completed"), "good");
	return draft_status === "Abandoned" ? pill(__("Abandoned")) : pill(__("Draft"), "calm");
}

function overall_tile(overall, doc) {
	const change = change_text(overall);
	return h(
		"div",
		{ class: "css-tile" },
		h("span", { class: "css-tile-label" }, __("Overall")),
		h(
			"span",
			{ class: "css-tile-value" },
			overall.status === "Scored"
				? h("strong", {}, score_text(overall))
				: pill(status_word(overall.status), status_tone(overall.status))
		),
		overall.status === "Scored" ? bar(overall) : null,
		autonomy_words(overall, true),
		h(
			"span",
			{ class: "css-facts" },
			change
				? pill(__("{0} since the baseline", [change]), change_tone(overall.direction))
				: doc.sequence === 1 && !doc.marked_in_error_on
				? h("span", {}, __("A1 is the baseline."))
				: null
		)
	);
}

function next_tile(doc, next) {
	const content = next.next_due
		? [
				h("strong", {}, due_text(next.next_due, next.is_overdue)),
				next.is_overdue ? pill(__("Overdue"), "alert") : null,
		  ]
		: h("span", {}, __("The enrolment has ended."));
	return h(
		"div",
		{ class: "css-tile", "data-tile": "next" },
		h(
			"span",
			{ class: "css-tile-label" },
			next.next_due ? __("Next assessment, month {0}", [next.next_month]) : __("Next assessment")
		),
		h("span", { class: "css-tile-value css-tile-text" }, content),
		link_to("CSS Enrolment", doc.enrolment, __("Open the enrolment"))
	);
}

/** The level of autonomy; in full where there is room for it. */
function autonomy_words({ autonomy }, in_full = false) {
	if (!autonomy) return null;
	return h(
		"span",
		{ class: "css-autonomy", title: autonomy.wording },
		h("b", {}, autonomy.level),
		in_full ? ` – ${autonomy.wording}` : null
	);
}

function is_latest(doc, { assessments }) {
	return Boolean(assessments.length) && assessments.at(-1).name === doc.name;
}

export function factor_table(factors, titles) {
	return h(
		"table",
		{ class: "css-table css-score-table" },
		h(
			"thead",
			{},
			h(
				"tr",
				{},
				[__("Factor"), __("Score"), __("Change since the baseline")].map((text) =>
					h("th", { scope: "col" }, text)
				)
			)
		),
		h(
			"tbody",
			{},
			factors.map((score) => factor_row(score, titles[score.factor] || score.factor))
		)
	);
}

function factor_row(score, title) {
	const change = change_text(score);
	return h(
		"tr",
		{},
		h("th", { scope: "row" }, title),
		h(
			"td",
			{ class: "css-score-cell" },
			score.status === "Scored"
				? [h("strong", {}, score_text(score)), bar(score), autonomy_words(score)]
				: pill(status_word(score.status), status_tone(score.status))
		),
		h(
			"td",
			{},
			change ? pill(change, change_tone(score.direction)) : h("span", { class: "css-quiet-text" }, "–")
		)
	);
}

/** A picture of what the number beside it says; a tick shows where the baseline was. */
function bar({ score, change, direction }) {
	const share = (value) => (100 * (value - LOWEST)) / (HIGHEST - LOWEST);
	const element = h(
		"span",
		{ class: "css-score-bar", "aria-hidden": "true" },
		h("span", { class: "css-score-fill", style: `width: ${Math.max(share(score), 2)}%` })
	);
	if (direction) {
		const baseline = score - change;
		append(
			element,
			h("span", {
				class: "css-score-tick",
				style: `inset-inline-start: ${share(baseline)}%`,
				title: __("Baseline {0}", [score_number(baseline)]),
			})
		);
	}
	return element;
}
