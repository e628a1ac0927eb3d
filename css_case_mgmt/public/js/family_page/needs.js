// Needs and trend: a drawing, and tables that say the same (R-167, R-174, D-03, D-04).

import { h, pill } from "../dom";
import { line_list } from "../lines";
import { factor_table } from "../nam/score_panel";
import { overall_table } from "../progress_panel";
import {
	change_text,
	change_tone,
	date_text,
	scale_note,
	score_text,
	status_tone,
	status_word,
} from "../words";
import { card, nothing, of_person } from "./parts";

const LOWEST = 1;
const HIGHEST = 3;
const HEIGHT = 170;
const ROOM_FOR_MONTH = 160;

export function needs(found) {
	if (!found) return null;
	return card(
		"needs",
		__("Needs and trend"),
		found.length
			? [h("p", { class: "css-note" }, scale_note()), found.map(needs_of)]
			: nothing(__("Nobody is enrolled yet."))
	);
}

function needs_of({ client, full_name, assessments, factors, helps }) {
	if (!assessments.length) {
		return of_person(full_name, nothing(__("No assessment is completed yet.")));
	}
	return of_person(
		full_name,
		in_words(assessments),
		helps.length
			? h(
					"div",
					{ class: "css-family-helps" },
					h("h5", {}, __("Where support helps most")),
					line_list(helps)
			  )
			: null,
		scored(assessments).length > 1
			? h("div", { class: "css-family-chart", "data-chart": client, "aria-hidden": "true" })
			: null,
		h(
			"details",
			{ class: "css-more" },
			h("summary", {}, __("Every assessment and factor")),
			overall_table(assessments),
			factor_table(factors, Object.fromEntries(factors.map(({ factor, title }) => [factor, title])))
		)
	);
}

/** "A3, 2 May: 1.85, improved by 0.40 since the baseline"; without a score a word that says why. */
function in_words(assessments) {
	const last = assessments.at(-1);
	const change = change_text(last);
	return h(
		"div",
		{ class: "css-facts css-family-last" },
		h("span", {}, `${last.label} · ${date_text(last.assessment_date)}`),
		last.status === "Scored"
			? h("strong", {}, __("Overall {0}", [score_text(last)]))
			: pill(status_word(last.status), status_tone(last.status)),
		last.autonomy ? h("span", { title: last.autonomy.wording }, last.autonomy.level) : null,
		change
			? pill(__("{0} since the baseline", [change]), change_tone(last.direction))
			: h(
					"span",
					{},
					last.label === "A1" ? __("A1 is the baseline.") : __("Not comparable with the baseline")
			  )
	);
}

function scored(assessments) {
	return assessments.filter(({ status }) => status === "Scored");
}

/** Once the places are on the page: a chart measures its own. */
export function draw_charts(body, found) {
	for (const { client, assessments } of found || []) {
		const place = body.querySelector(`[data-chart="${CSS.escape(client)}"]`);
		if (place) draw(place, scored(assessments));
	}
}

function draw(place, assessments) {
	frappe.utils.make_chart(place, {
		type: "line",
		height: HEIGHT,
		// While it moves, a telephone that is turned would take it apart.
		animate: false,
		disableEntryAnimation: true,
		colors: ["#1366ae"],
		data: {
			labels: assessments.map((each) => point_label(each, place.clientWidth / assessments.length)),
			datasets: [{ name: __("Overall"), values: assessments.map(({ score }) => score) }],
			yMarkers: [
				{ label: __("No support needed"), value: LOWEST, options: { labelPos: "left" } },
				{ label: __("Support needed"), value: HIGHEST, options: { labelPos: "left" } },
			],
		},
		lineOptions: { dotSize: 5 },
		axisOptions: { xIsSeries: 0, xAxisMode: "tick" },
		tooltipOptions: { formatTooltipY: (value) => score_text({ status: "Scored", score: value }) },
	});
}

/** With the month where there is room for it; the table has the day. */
function point_label({ label, assessment_date }, room) {
	return room < ROOM_FOR_MONTH ? label : `${label} ${moment(assessment_date).format("MMM YYYY")}`;
}
