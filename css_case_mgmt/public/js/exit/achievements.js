// What goes well comes first, also at the end; then what the client says is still open.

import { button, h, link_to, pill } from "../dom";
import { date_text } from "../words";
import { open_start_interview } from "./start_interview";
import { satisfaction_text, satisfaction_tone } from "./words";

export function celebration({ doc }, { months, strengths, goals, own_words }) {
	const said = [doc.achievements, ...own_words].filter(Boolean);
	if (!said.length && !goals.length && !strengths.length) return null;
	return h(
		"section",
		{ class: "css-banner css-good css-celebration", "aria-label": __("What was achieved") },
		h("h3", {}, months ? __("What was achieved in {0} months", [months]) : __("What was achieved")),
		said.map((text) => h("p", { class: "css-as-typed", dir: "auto" }, text)),
		list_of(__("Goals reached"), goals),
		list_of(__("Strengths"), strengths)
	);
}

function list_of(title, texts) {
	if (!texts.length) return null;
	return [
		h("strong", {}, title),
		h(
			"ul",
			{},
			texts.map((text) => h("li", { dir: "auto" }, text))
		),
	];
}

/** The interviews, and in the client's own words what is still open. */
export function interview_block({ frm, readiness, interviews }) {
	const { interviews: held, pending, satisfaction, may_record } = interviews;
	// Where an interview is asked for, what is missing leads to the first one.
	if (!held.length && (readiness.is_planned || !may_record)) return null;
	return h(
		"section",
		{ class: "css-block", "aria-label": __("Exit interview") },
		h("h3", {}, __("Exit interview")),
		held.length
			? h(
					"ul",
					{ class: "css-interviews" },
					held.map((each, place) =>
						h(
							"li",
							{ class: "css-facts" },
							link_to("CSS Exit Interview", each.name, date_text(each.interviewed_on)),
							each.place ? h("span", {}, __(each.place)) : null,
							each.is_complete
								? pill(__("Answered in full"), "good")
								: pill(__("Not complete yet"), "warm"),
							place === 0 && held.length > 1 ? h("span", {}, __("this one counts")) : null
						)
					)
			  )
			: h("p", { class: "css-note" }, __("Not asked for here; it may be held all the same.")),
		pending.length
			? h(
					"div",
					{ class: "css-banner css-warm", "data-pending": true },
					h("p", {}, h("strong", {}, __("What the client says is still open:"))),
					pending.map((text) => h("p", { class: "css-as-typed", dir: "auto" }, text))
			  )
			: null,
		satisfaction.length
			? h(
					"ul",
					{ class: "css-satisfied" },
					satisfaction.map((each) =>
						h(
							"li",
							{},
							h("span", {}, each.question),
							" ",
							pill(satisfaction_text(each.satisfaction), satisfaction_tone(each.satisfaction)),
							each.words
								? h("div", { class: "css-as-typed css-quiet-text", dir: "auto" }, each.words)
								: null
						)
					)
			  )
			: null,
		may_record
			? h(
					"div",
					{ class: "css-actions" },
					button(held.length ? __("Record Another Interview") : __("Record the Interview"), () =>
						open_start_interview({ css_exit: frm.doc.name, today: interviews.today })
					)
			  )
			: null
	);
}
