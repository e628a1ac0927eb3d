// One question: real radio buttons under large labels, so that taps, arrow keys and screen readers all work.

import { button, h } from "../dom";

const REASONS = ["Not Asked", "Declined", "Not Applicable", "Unknown"];

export function reason_text(reason) {
	return {
		"Not Asked": __("Not asked"),
		Declined: __("Declined", null, "Answer"),
		"Not Applicable": __("Not applicable"),
		Unknown: __("Unknown"),
	}[reason];
}

export class Question {
	/**
	 * content: the texts of the question and its options; languages: attributes (lang, dir) of the first and the
	 * second language; before: what was established last time, if anything was; on_answer({ question_code,
	 * option_code, unanswered_reason }).
	 */
	constructor({ content, languages, may_answer, before = null, on_answer }) {
		Object.assign(this, { content, languages, may_answer, before, on_answer });
		this.group = `css-${frappe.utils.get_random(8)}`;
		this.element = may_answer ? this.make_fieldset() : this.make_text();
	}

	make_fieldset() {
		this.inputs = {};
		this.reasons = h(
			"details",
			{ class: "css-reasons" },
			h("summary", {}, __("No answer because…")),
			h(
				"div",
				{ class: "css-reason-row" },
				REASONS.map((reason) =>
					this.make_choice(`reason:${reason}`, "css-reason", reason_text(reason))
				)
			)
		);
		this.clear_button = button(__("Clear answer"), () => this.answer(null, null), {
			class: "css-text-button",
		});
		return h(
			"fieldset",
			{ class: "css-question", "data-question": this.content.code },
			h("legend", {}, this.both_texts(this.content)),
			this.make_help(),
			this.before ? this.before.element : null,
			h(
				"div",
				{ class: "css-options" },
				this.content.options.map((option) =>
					this.make_choice(`option:${option.code}`, "css-option", this.both_texts(option))
				)
			),
			h("div", { class: "css-question-foot" }, this.reasons, this.clear_button)
		);
	}

	make_choice(key, css_class, label) {
		const [kind, code] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)];
		const input = h("input", {
			type: "radio",
			name: this.group,
			value: key,
			onchange: () => (kind === "option" ? this.answer(code, null) : this.answer(null, code)),
		});
		this.inputs[key] = input;
		return h("label", { class: css_class }, input, h("span", {}, label));
	}

	make_text() {
		this.answer_line = h("div", { class: "css-given" });
		return h(
			"div",
			{ class: "css-question css-read", "data-question": this.content.code },
			h("div", { class: "css-legend" }, this.both_texts(this.content)),
			this.answer_line,
			this.before ? this.before.element : null
		);
	}

	make_help() {
		if (!this.content.help) return null;
		return h(
			"details",
			{ class: "css-help" },
			h("summary", {}, __("Help")),
			h("p", { ...this.languages.first }, this.content.help)
		);
	}

	both_texts({ text, second }) {
		return [
			h("span", { class: "css-first-text", ...this.languages.first }, text),
			second ? h("span", { class: "css-second-text", ...this.languages.second }, second) : null,
		];
	}

	answer(option_code, unanswered_reason) {
		const answer = { question_code: this.content.code, option_code, unanswered_reason };
		this.show(answer);
		this.on_answer(answer);
	}

	show({ option_code, unanswered_reason }) {
		if (this.before) this.before.show({ option_code, unanswered_reason });
		this.element.classList.toggle("css-answered", Boolean(option_code || unanswered_reason));
		if (this.may_answer) {
			const chosen = option_code
				? `option:${option_code}`
				: unanswered_reason && `reason:${unanswered_reason}`;
			for (const [key, input] of Object.entries(this.inputs)) input.checked = key === chosen;
			this.reasons.open = this.reasons.open || Boolean(unanswered_reason);
			this.clear_button.hidden = !chosen;
		} else {
			this.show_text(option_code, unanswered_reason);
		}
	}

	show_text(option_code, unanswered_reason) {
		const option = this.content.options.find(({ code }) => code === option_code);
		this.answer_line.replaceChildren(
			...(option
				? this.both_texts(option).filter(Boolean)
				: [
						h(
							"span",
							{ class: "css-no-answer" },
							unanswered_reason
								? __("No answer: {0}", [reason_text(unanswered_reason)])
								: __("Not answered")
						),
				  ])
		);
	}
}
