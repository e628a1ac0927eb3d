// One question of the exit interview: large taps for satisfaction, and room for the client's own words.

import { h, pill, svg } from "../dom";
import { SATISFACTION, satisfaction_text, satisfaction_tone } from "./words";

// The curve of the mouth, from glad to sad.
const MOUTHS = [4, 2, 0, -2, -4];

export class InterviewQuestion {
	/** content: the texts of the question; may_write; offer_colleague: whether to offer that somebody else asks it;
	 * on_answer({ question, satisfaction, answer, is_declined }). */
	constructor({ content, may_write, offer_colleague, on_answer }) {
		Object.assign(this, { content, may_write, offer_colleague, on_answer });
		this.id = `css-${frappe.utils.get_random(8)}`;
		this.element = may_write ? this.make_fieldset() : this.make_text();
	}

	asks_for_satisfaction() {
		return this.content.kind === "Satisfaction";
	}

	make_fieldset() {
		this.steps = this.asks_for_satisfaction()
			? SATISFACTION.map((step, place) => this.step(step, place))
			: [];
		this.words = h("textarea", {
			class: "form-control css-words",
			id: this.id,
			rows: this.asks_for_satisfaction() ? 2 : 4,
			dir: "auto",
			oninput: () => {
				this.fit();
				this.give({
					answer: this.words.value,
					...(this.words.value.trim() ? { is_declined: 0 } : {}),
				});
			},
		});
		this.declined = h("input", { type: "checkbox", onchange: () => this.decline() });
		return h(
			"fieldset",
			{ class: "css-question css-interview-question", "data-question": this.content.code },
			h("legend", {}, this.content.text),
			this.content.help ? h("p", { class: "css-note" }, this.content.help) : null,
			this.offer_colleague ? colleague_note() : null,
			this.steps.length
				? h(
						"div",
						{ class: "css-options css-satisfaction" },
						this.steps.map(({ element }) => element)
				  )
				: null,
			h(
				"label",
				{ class: "css-words-label", for: this.id },
				this.asks_for_satisfaction()
					? __("In the client's words, if there is more to say")
					: __("In the client's words")
			),
			this.words,
			h("label", { class: "css-reason" }, this.declined, h("span", {}, __("Prefers not to say")))
		);
	}

	step(step, place) {
		const input = h("input", {
			type: "radio",
			name: this.id,
			value: step,
			onchange: () => this.give({ satisfaction: step, is_declined: 0 }),
		});
		return {
			step,
			input,
			element: h(
				"label",
				{ class: "css-option" },
				input,
				face(place),
				h("span", {}, satisfaction_text(step))
			),
		};
	}

	decline() {
		const has_said = this.answer.satisfaction || (this.answer.answer || "").trim();
		const apply = () => this.give({ is_declined: 1, satisfaction: null, answer: "" });
		if (!this.declined.checked) return this.give({ is_declined: 0 });
		if (!has_said) return apply();
		this.declined.checked = false;
		frappe.confirm(__("Take out what is written here? The client prefers not to say."), apply);
	}

	give(changes) {
		this.answer = { ...this.answer, ...changes };
		this.show(this.answer);
		this.on_answer({ question: this.content.code, ...this.answer });
	}

	/** answer: satisfaction, answer and is_declined as they are by now. */
	show({ satisfaction, answer, is_declined }) {
		this.answer = {
			satisfaction: satisfaction || null,
			answer: answer || "",
			is_declined: is_declined ? 1 : 0,
		};
		if (!this.may_write) return this.show_text();
		for (const { step, input } of this.steps) input.checked = step === satisfaction;
		this.declined.checked = Boolean(is_declined);
		if (this.words.value !== this.answer.answer) this.words.value = this.answer.answer;
		this.element.classList.toggle("css-answered", this.is_answered());
		this.fit();
	}

	fit() {
		this.words.style.height = "auto";
		if (this.words.scrollHeight) this.words.style.height = `${this.words.scrollHeight + 4}px`;
	}

	is_answered() {
		const { satisfaction, answer, is_declined } = this.answer;
		return Boolean(is_declined || (this.asks_for_satisfaction() ? satisfaction : answer.trim()));
	}

	make_text() {
		this.given = h("div", { class: "css-given" });
		return h(
			"div",
			{ class: "css-question css-read", "data-question": this.content.code },
			h("div", { class: "css-legend" }, this.content.text),
			this.given
		);
	}

	show_text() {
		const { satisfaction, answer, is_declined } = this.answer;
		this.given.replaceChildren(
			...[
				satisfaction ? pill(satisfaction_text(satisfaction), satisfaction_tone(satisfaction)) : null,
				answer ? h("div", { class: "css-as-typed", dir: "auto" }, answer) : null,
				is_declined ? h("span", { class: "css-no-answer" }, __("Prefers not to say")) : null,
				this.is_answered() || answer
					? null
					: h("span", { class: "css-no-answer" }, __("Not answered")),
			].filter(Boolean)
		);
	}

	focus() {
		this.element.scrollIntoView({ block: "start" });
		const target = this.steps.length ? this.steps[0].input : this.words;
		if (target) target.focus({ preventScroll: true });
	}
}

/** the caseworker asks about herself or himself. */
function colleague_note() {
	return h(
		"p",
		{ class: "css-notice css-calm" },
		__("This question is about you. Offer that a colleague asks it, or that the client answers alone.")
	);
}

function face(place) {
	const bend = MOUTHS[place];
	return svg(
		"svg",
		{ class: "css-face", viewBox: "0 0 24 24", width: 26, height: 26, "aria-hidden": "true" },
		svg("circle", { cx: 12, cy: 12, r: 10 }),
		svg("path", { d: "M8.5 9.2v1.2M15.5 9.2v1.2" }),
		svg("path", { d: `M7.5 15.5q4.5 ${bend} 9 0` })
	);
}
