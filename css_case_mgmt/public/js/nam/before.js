// What was established last time, beside a question: read, never taken for an answer by itself (D-05, R-163).

import { button, h, pill, replace_children } from "../dom";
import { date_text } from "../words";
import { reason_text } from "./question";

const NEW_QUESTION = "new";
const LESS = "less";
const MORE = "more";
const OTHER = "other";
const SAME = "same";

export class Before {
	/**
	 * previous: the assessment before, with its answers by question; content: the question of today;
	 * language: attributes (lang, dir) of the texts; on_repeat(answer) where "as before" may be tapped.
	 */
	constructor({ previous, content, language, may_answer, on_repeat }) {
		Object.assign(this, { previous, content, language, may_answer, on_repeat });
		this.entry = previous.answers[content.code];
		this.marker = h("span", { class: "css-before-marker" });
		this.repeat = this.make_repeat();
		this.element = h(
			"div",
			{ class: "css-before" },
			this.entry ? this.make_text() : h("span", {}, __("New question: not asked last time.")),
			this.marker,
			this.repeat
		);
	}

	make_text() {
		const { text, unanswered_reason, relation, question } = this.entry;
		const given = text
			? h("span", { ...this.language }, text)
			: h("em", {}, unanswered_reason ? reason_text(unanswered_reason) : __("Not answered"));
		return [
			h(
				"span",
				{ class: "css-before-text" },
				h("span", { class: "css-before-when" }, date_text(this.previous.assessment_date)),
				given
			),
			relation === "Reworded"
				? h(
						"span",
						{ class: "css-before-reworded" },
						__("Asked in other words then:"),
						" ",
						h("q", { ...this.language }, question)
				  )
				: null,
		];
	}

	make_repeat() {
		if (!this.may_answer || !this.entry || !this.entry.may_repeat) return null;
		const { option_code, unanswered_reason } = this.entry;
		return button(
			__("As before"),
			() => this.on_repeat({ question_code: this.content.code, option_code, unanswered_reason }),
			{ class: "btn btn-default css-button css-before-repeat" }
		);
	}

	show(answer) {
		const change = this.change(answer);
		replace_children(this.marker, marker_pill(change));
		if (this.repeat) this.repeat.hidden = change === SAME;
	}

	/** How an answer differs from the one of last time; null as long as there is none. */
	change({ option_code, unanswered_reason }) {
		if (!this.entry) return option_code ? NEW_QUESTION : null;
		if (!option_code && !unanswered_reason) return null;
		const option = this.content.options.find(({ code }) => code === option_code);
		if (!option || this.entry.weight === null) {
			const is_same =
				!option && !this.entry.option_code && unanswered_reason === this.entry.unanswered_reason;
			return is_same ? SAME : OTHER;
		}
		const difference = option.weight - this.entry.weight;
		if (difference) return difference < 0 ? LESS : MORE;
		return SAME;
	}

	has_changed(answer) {
		return [LESS, MORE, OTHER].includes(this.change(answer));
	}
}

function marker_pill(change) {
	return {
		[LESS]: () => pill(__("Less support needed than last time"), "good"),
		[MORE]: () => pill(__("More support needed than last time"), "warm"),
		[OTHER]: () => pill(__("Answered differently"), "calm"),
		[SAME]: () => pill(__("As last time")),
	}[change]?.();
}
