// One factor of settlement: its questions under a heading that opens and closes.

import { button, h, pill, replace_children } from "../dom";
import { change_text, change_tone, score_text, status_tone, status_word } from "../words";
import { Before } from "./before";
import { children_note } from "./children";
import { Question } from "./question";

export class FactorCard {
	/** sheet: the answer sheet; content: the factor's title and questions. */
	constructor({ sheet, content }) {
		Object.assign(this, { sheet, content });
		this.questions = content.questions.map(
			(question) =>
				new Question({
					content: question,
					languages: sheet.languages,
					may_answer: sheet.may_answer,
					before: this.make_before(question),
					on_answer: (answer) => sheet.take([answer]),
				})
		);
		this.element = this.make_element();
	}

	make_before(question) {
		const { content, languages, may_answer } = this.sheet;
		if (!content.previous) return null;
		return new Before({
			previous: content.previous,
			content: question,
			language: languages.first,
			may_answer,
			on_repeat: (answer) => this.sheet.take([answer]),
		});
	}

	make_element() {
		const id = `css-${frappe.utils.get_random(8)}`;
		this.count = h("span", { class: "css-count" });
		this.changes = h("span", { class: "css-changes" });
		this.score = h("span", { class: "css-factor-score" });
		this.head = h(
			"button",
			{
				type: "button",
				class: "css-factor-head",
				"aria-expanded": "false",
				"aria-controls": id,
				onclick: () => this.set_open(!this.is_open()),
			},
			h("span", { class: "css-chevron", "aria-hidden": "true" }),
			h(
				"span",
				{ class: "css-factor-title" },
				h("span", { ...this.sheet.languages.first }, this.content.title),
				this.content.second
					? h(
							"span",
							{ class: "css-second-text", ...this.sheet.languages.second },
							this.content.second
					  )
					: null
			),
			this.changes,
			this.count,
			this.score
		);
		this.body = h(
			"div",
			{ class: "css-factor-body", id, hidden: true },
			this.is_about_children() ? children_note(this.sheet.content.children) : null,
			this.sheet.may_answer ? this.make_shortcut() : null,
			this.questions.map((question) => question.element),
			this.make_foot()
		);
		return h(
			"section",
			{ class: "css-factor", "data-factor": this.content.factor },
			h("h4", { class: "css-factor-heading" }, this.head),
			this.body
		);
	}

	make_shortcut() {
		this.shortcut = button("", () => this.toggle_whole_factor(), { class: "css-text-button" });
		return h("div", { class: "css-shortcut" }, this.shortcut);
	}

	is_about_children() {
		const { children } = this.sheet.content;
		return Boolean(children) && children.factor === this.content.factor;
	}

	has_no_children() {
		return this.is_about_children() && !this.sheet.content.children.of_household.length;
	}

	make_foot() {
		this.next_button = button("", () => this.sheet.open_after(this), { kind: "default" });
		return h("div", { class: "css-factor-foot" }, this.next_button);
	}

	is_open() {
		return !this.body.hidden;
	}

	set_open(open) {
		this.body.hidden = !open;
		this.head.setAttribute("aria-expanded", String(open));
		const next = this.sheet.card_after(this);
		this.next_button.hidden = !next;
		if (next) this.next_button.textContent = __("Next: {0}", [next.content.title]);
	}

	is_out_of_scope() {
		return this.questions.every(
			({ content }) => this.sheet.answer_to(content.code).unanswered_reason === "Not Applicable"
		);
	}

	toggle_whole_factor() {
		const reason = this.is_out_of_scope() ? null : "Not Applicable";
		const has_answers = this.questions.some(
			({ content }) => this.sheet.answer_to(content.code).option_code
		);
		const apply = () =>
			this.sheet.take(
				this.questions.map(({ content }) => ({
					question_code: content.code,
					option_code: null,
					unanswered_reason: reason,
				}))
			);
		if (!has_answers) return apply();
		frappe.confirm(
			__(
				"Replace the answers of this factor by Not applicable? The factor is then left out of the score."
			),
			apply
		);
	}

	show_answers() {
		for (const question of this.questions) {
			question.show(this.sheet.answer_to(question.content.code));
		}
		const done = this.questions.filter(({ content }) => this.sheet.is_explained(content.code)).length;
		this.count.textContent = __("{0} of {1}", [done, this.questions.length]);
		this.element.classList.toggle("css-done", done === this.questions.length);
		if (this.shortcut) {
			this.shortcut.textContent = this.is_out_of_scope()
				? __("Ask about this factor after all")
				: this.has_no_children()
				? __("No children: not applicable")
				: __("This whole factor does not apply");
		}
		this.show_changes();
	}

	/** What is otherwise than last time: counted in the head, and all that is left when only that is wished for. */
	show_changes() {
		let changed = 0;
		for (const question of this.questions) {
			const answer = this.sheet.answer_to(question.content.code);
			const has_changed = Boolean(question.before && question.before.has_changed(answer));
			changed += has_changed;
			question.element.hidden = this.sheet.only_changed && !has_changed;
		}
		this.changes.textContent = changed ? __("{0} changed", [changed]) : "";
		this.element.hidden = this.sheet.only_changed && !changed;
	}

	show_score(score) {
		const is_begun = this.questions.some(({ content }) => this.sheet.is_explained(content.code));
		if (!score || !is_begun) {
			replace_children(this.score);
			return;
		}
		const change = change_text(score);
		replace_children(
			this.score,
			score.status === "Scored"
				? h("strong", { title: status_word(score.status) }, score_text(score))
				: pill(status_word(score.status), status_tone(score.status)),
			change && !this.sheet.may_answer ? pill(change, change_tone(score.direction)) : null
		);
	}
}
