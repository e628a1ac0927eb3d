// The questions of an exit interview, one after another, strengths first.

import { h, replace_children } from "../dom";
import { LOGGED_OUT, OFFLINE } from "../keeper";
import { KeepingBar } from "../keeping_bar";
import { interpreter_note } from "../nam/sheet_parts";
import { read } from "../server";
import { InterviewKeeper } from "./interview_keeper";
import { InterviewQuestion } from "./interview_question";
import { topic_title } from "./words";

const NOTHING = { satisfaction: null, answer: "", is_declined: 0 };

export class InterviewSheet {
	/** frm: the form; wrapper: the element to fill; on_saved() once the server has taken answers. */
	constructor({ frm, wrapper, on_saved }) {
		Object.assign(this, { frm, wrapper, on_saved });
		this.interview = frm.doc.name;
		this.offers = h("div", { class: "css-notices" });
	}

	async load() {
		this.content = await read("exit_interview.get_sheet", { interview: this.interview });
		this.may_write = this.content.may_write;
		if (this.may_write) {
			this.keeper = new InterviewKeeper({
				interview: this.interview,
				on_state: (state, refusal) => this.bar.show_state(state, refusal),
				on_saved: (result) => this.take_saved(result),
			});
			this.bar = new KeepingBar({
				label: __("Next Question"),
				on_main: () => this.go_on(),
				on_retry: () => this.keeper.flush(),
				texts: {
					[OFFLINE]: __("No connection. Leave this page open: it keeps trying."),
					[LOGGED_OUT]: __(
						"You are logged out. Leave this page open, log in again in another tab, then try again here."
					),
				},
			});
		}
		this.questions = this.content.questions.map(
			(content) =>
				new InterviewQuestion({
					content,
					may_write: this.may_write && content.is_asked,
					offer_colleague: content.is_about_caseworker && this.content.is_own_caseworker,
					on_answer: (answer) => this.take(answer),
				})
		);
		this.draw();
	}

	draw() {
		replace_children(
			this.wrapper,
			h(
				"div",
				{ class: "css-sheet css-interview" },
				interpreter_note(this.content.interpreter),
				this.offers,
				this.by_topic().map(({ topic, questions }) =>
					h(
						"section",
						{ class: "css-topic", "data-topic": topic },
						h("h4", {}, topic_title(topic)),
						questions.map(({ element }) => element)
					)
				),
				this.bar ? this.bar.element : null
			)
		);
		this.show_answers();
	}

	/** Neighbours on the same topic stand below one heading. */
	by_topic() {
		const groups = [];
		for (const question of this.questions) {
			const { topic } = question.content;
			if (!groups.length || groups[groups.length - 1].topic !== topic)
				groups.push({ topic, questions: [] });
			groups[groups.length - 1].questions.push(question);
		}
		return groups;
	}

	rows() {
		return this.frm.doc.answers || [];
	}

	show_answers() {
		for (const question of this.questions) {
			const { code } = question.content;
			question.show(this.rows().find((row) => row.question === code) || NOTHING);
		}
		this.show_progress();
	}

	asked() {
		return this.questions.filter(({ content }) => content.is_asked);
	}

	show_progress() {
		if (!this.bar) return;
		const asked = this.asked();
		const done = asked.filter((question) => question.is_answered()).length;
		this.bar.show_progress(done, asked.length);
		this.bar.main.textContent = done < asked.length ? __("Next Question") : __("Back to the Exit");
	}

	/** What was said goes into the form's rows at once, so that saving the form stores it as well. */
	take(answer) {
		this.put_into_form(answer);
		this.keeper.change([answer]);
		this.show_progress();
	}

	put_into_form({ question, ...values }) {
		let row = this.rows().find((each) => each.question === question);
		if (!row) row = this.frm.add_child("answers", { question });
		Object.assign(row, values);
	}

	take_saved({ answers, modified, questions_open, is_complete }) {
		if (this.frm.doc.name !== this.interview) return;
		Object.assign(this.frm.doc, { modified, questions_open, is_complete });
		for (const answer of answers) {
			if (!(answer.question in this.keeper.pending)) this.put_into_form(answer);
		}
		this.on_saved();
	}

	/** To the first question that is open after the one in view; then back to the exit. */
	async go_on() {
		const open = this.asked().filter((question) => !question.is_answered());
		if (open.length) {
			const here = this.questions.findIndex(({ element }) => element.contains(document.activeElement));
			const after = open.find((question) => this.questions.indexOf(question) > here);
			return (after || open[0]).focus();
		}
		if (await this.keeper.flush()) frappe.set_route("Form", "CSS Exit", this.frm.doc.css_exit);
	}

	dispose() {
		if (this.keeper) this.keeper.dispose();
	}
}
