// The answer sheet: every question of the bank in place of a grid of codes (R-160 to R-162, D-03).

import { h, replace_children } from "../dom";
import { KeepingBar } from "../keeping_bar";
import { read } from "../server";
import { read_backup } from "./backup";
import { DraftKeeper } from "./draft_keeper";
import { FactorCard } from "./factor_card";
import { hints } from "./hints";
import { oarss } from "./oarss";
import {
	answered_note,
	backup_notice,
	illustrative_notice,
	interpreter_note,
	language_choice,
	only_changed_choice,
	overall_text,
} from "./sheet_parts";

const NO_ANSWER = { option_code: null, unanswered_reason: null };

export class AnswerSheet {
	/** frm: the form; wrapper: the element to fill; on_scores(scores), on_complete(). */
	constructor({ frm, wrapper, on_scores, on_complete }) {
		Object.assign(this, { frm, wrapper, on_scores, on_complete });
		this.assessment = frm.doc.name;
		this.may_answer = frm.doc.docstatus === 0 && frm.doc.draft_status === "Open";
		if (this.may_answer) {
			this.keeper = new DraftKeeper({
				assessment: this.assessment,
				on_state: (state, refusal) => this.bar && this.bar.show_state(state, refusal),
				on_scores: (scores) => this.show_scores(scores),
				on_saved: (result) => this.take_saved(result),
			});
		}
	}

	async load(second_language = null) {
		const args = { assessment: this.assessment };
		if (second_language !== null) args.second_language = second_language;
		this.content = await read("nam.get_sheet", args);
		this.may_answer = this.may_answer && this.content.may_write;
		this.languages = {
			first: this.language_attributes(this.content.first),
			second: this.language_attributes(this.content.second),
		};
		this.scores = this.scores || this.content.scores;
		this.titles = Object.fromEntries(this.content.factors.map(({ factor, title }) => [factor, title]));
		this.draw();
	}

	language_attributes(code) {
		const language = this.content.languages.find((each) => each.code === code);
		return language ? { lang: language.tag, dir: language.right_to_left ? "rtl" : "ltr" } : {};
	}

	draw() {
		const open = this.cards && this.cards.filter((card) => card.is_open()).map(factor_of);
		this.cards = this.content.factors.map((content) => new FactorCard({ sheet: this, content }));
		this.notices = h("div", { class: "css-notices" });
		this.offers = this.offers || h("div", { class: "css-notices" });
		if (this.may_answer) {
			this.bar = new KeepingBar({
				label: __("Complete", null, "Verb"),
				on_main: () => this.on_complete(),
				on_retry: () => this.keeper.flush(),
			});
		}
		replace_children(
			this.wrapper,
			h(
				"div",
				{ class: "css-sheet" },
				this.content.is_illustrative ? illustrative_notice() : null,
				interpreter_note(this.content.interpreter),
				answered_note(this.content.answered_by),
				this.offers,
				this.notices,
				h(
					"div",
					{ class: "css-sheet-tools" },
					language_choice(this.content, (code) => this.load(code)),
					this.content.previous
						? only_changed_choice(this.content.previous, this.only_changed, (only_changed) =>
								this.show_only_changed(only_changed)
						  )
						: null,
					this.may_answer ? hints() : null,
					this.may_answer ? oarss() : null
				),
				this.cards.map((card) => card.element),
				this.bar ? this.bar.element : null
			)
		);
		this.offer_backup();
		this.show_answers();
		this.show_scores(this.scores);
		this.open_first(open);
	}

	open_first(open) {
		const unfinished = this.cards.find((card) =>
			card.questions.some(({ content }) => !this.is_explained(content.code))
		);
		const chosen = open || (this.may_answer && unfinished ? [factor_of(unfinished)] : []);
		for (const card of this.cards) card.set_open(chosen.includes(factor_of(card)));
	}

	rows() {
		return this.frm.doc.answers || [];
	}

	answer_to(question_code) {
		return this.rows().find((row) => row.question_code === question_code) || NO_ANSWER;
	}

	is_explained(question_code) {
		const { option_code, unanswered_reason } = this.answer_to(question_code);
		return Boolean(option_code || unanswered_reason);
	}

	gaps() {
		return this.cards.flatMap((card) =>
			card.questions
				.filter(({ content }) => !this.is_explained(content.code))
				.map((question) => ({ card, question }))
		);
	}

	/** Answers given by a tap. The form's rows follow at once, so that saving the form stores them as well. */
	take(answers) {
		this.put_into_form(answers);
		this.show_answers();
		this.keeper.change(answers);
	}

	put_into_form(answers) {
		for (const { question_code, option_code, unanswered_reason } of answers) {
			let row = this.rows().find((each) => each.question_code === question_code);
			if (!row) row = this.frm.add_child("answers", { question_code });
			row.option_code = option_code;
			row.unanswered_reason = unanswered_reason;
		}
	}

	take_saved({ answers, modified, ...scores }) {
		if (this.frm.doc.name === this.assessment) {
			this.frm.doc.modified = modified;
			this.put_into_form(
				answers.filter(({ question_code }) => !(question_code in this.keeper.pending))
			);
			this.show_answers();
			this.show_scores(scores);
		}
	}

	show_answers() {
		for (const card of this.cards) card.show_answers();
		if (this.bar) {
			const total = this.cards.reduce((sum, card) => sum + card.questions.length, 0);
			this.bar.show_progress(total - this.gaps().length, total);
		}
	}

	show_scores(scores) {
		this.scores = scores;
		const by_factor = new Map(scores.factors.map((score) => [score.factor, score]));
		for (const card of this.cards || []) card.show_score(by_factor.get(factor_of(card)));
		if (this.bar) this.bar.show_remark(overall_text(scores.overall));
		this.on_scores(scores);
	}

	show_only_changed(only_changed) {
		this.only_changed = only_changed;
		for (const card of this.cards) {
			card.show_changes();
			if (only_changed) card.set_open(!card.element.hidden);
		}
	}

	offer_backup() {
		if (!this.may_answer) return;
		const backup = read_backup(this.assessment);
		const lost = Object.values((backup && backup.answers) || {}).filter((answer) => {
			const stored = this.answer_to(answer.question_code);
			return (
				(stored.option_code || null) !== (answer.option_code || null) ||
				(stored.unanswered_reason || null) !== (answer.unanswered_reason || null)
			);
		});
		const unsent = lost.filter(({ question_code }) => !(question_code in this.keeper.pending));
		if (unsent.length) {
			replace_children(
				this.notices,
				backup_notice({
					count: unsent.length,
					restore: () => this.finish_backup(unsent),
					discard: () => this.finish_backup([]),
				})
			);
		}
	}

	finish_backup(answers) {
		replace_children(this.notices);
		if (answers.length) this.take(answers);
		else this.keeper.forget_pending();
	}

	card_after(card) {
		return this.cards[this.cards.indexOf(card) + 1];
	}

	open_after(card) {
		const next = this.card_after(card);
		card.set_open(false);
		next.set_open(true);
		next.element.scrollIntoView({ block: "start" });
		next.head.focus({ preventScroll: true });
	}

	go_to({ card, question }) {
		if (this.only_changed) {
			this.only_changed = false;
			this.draw();
			card = this.cards.find((each) => factor_of(each) === factor_of(card));
			question = card.questions.find(({ content }) => content.code === question.content.code);
		}
		card.set_open(true);
		question.element.scrollIntoView({ block: "center" });
		const input = question.element.querySelector("input");
		if (input) input.focus({ preventScroll: true });
	}

	dispose() {
		if (this.keeper) this.keeper.dispose();
	}
}

function factor_of(card) {
	return card.content.factor;
}
