// Saves a draft's answers in the background, a moment after the last one and on leaving.

import { post_quietly } from "../server";
import { keep_backup } from "./backup";

const SAVE_AFTER = 2500;
const PREVIEW_AFTER = 350;
const RETRY_AFTER = 15000;

export const SAVED = "saved";
export const WAITING = "waiting";
export const SAVING = "saving";
export const OFFLINE = "offline";
export const LOGGED_OUT = "logged_out";
export const REFUSED = "refused";

export class DraftKeeper {
	/**
	 * on_state(state, refusal), on_scores(scores) and on_saved(result) are told what happens; `pending` holds
	 * the answers that are not stored yet, by question.
	 */
	constructor({ assessment, on_state, on_scores, on_saved }) {
		Object.assign(this, { assessment, on_state, on_scores, on_saved });
		this.pending = {};
		this.state = SAVED;
		this.on_leaving = () => {
			if (document.visibilityState === "hidden") this.save_while_leaving();
		};
		this.on_online = () => this.flush();
		document.addEventListener("visibilitychange", this.on_leaving);
		window.addEventListener("online", this.on_online);
	}

	change(answers) {
		for (const answer of answers) this.pending[answer.question_code] = answer;
		keep_backup(this.assessment, this.pending);
		this.set_state(WAITING);
		this.plan_save(SAVE_AFTER);
		clearTimeout(this.preview_timer);
		this.preview_timer = setTimeout(() => this.preview(), PREVIEW_AFTER);
	}

	has_pending() {
		return Object.keys(this.pending).length > 0;
	}

	plan_save(milliseconds) {
		clearTimeout(this.save_timer);
		this.save_timer = setTimeout(() => this.flush(), milliseconds);
	}

	async preview() {
		if (this.saving || !this.has_pending()) return;
		const asked = JSON.stringify(this.pending);
		const result = await post_quietly("nam.preview_scores", {
			assessment: this.assessment,
			answers: Object.values(this.pending),
		});
		const is_current = asked === JSON.stringify(this.pending);
		if (result.ok && is_current && !this.disposed) this.on_scores(result.message);
	}

	/** Resolves to whether everything is stored. Saves follow each other, never side by side. */
	flush() {
		clearTimeout(this.save_timer);
		this.saving = (this.saving || Promise.resolve()).then(() => this.save_pending());
		return this.saving;
	}

	async save_pending() {
		if (!this.has_pending()) return true;
		const sent = { ...this.pending };
		this.set_state(SAVING);
		const result = await post_quietly("nam.save_answers", this.arguments_for(sent));
		this.saving = null;
		if (!result.ok) {
			this.tell_failure(result);
			return false;
		}
		for (const [question_code, answer] of Object.entries(sent)) {
			if (this.pending[question_code] === answer) delete this.pending[question_code];
		}
		keep_backup(this.assessment, this.pending);
		this.on_saved(result.message);
		this.set_state(this.has_pending() ? WAITING : SAVED);
		if (this.has_pending() && !this.disposed) this.plan_save(SAVE_AFTER);
		return !this.has_pending();
	}

	tell_failure({ status, refusal }) {
		if (status === 0 || status >= 500) {
			this.set_state(OFFLINE);
			if (!this.disposed) this.plan_save(RETRY_AFTER);
		} else if (status === 401 || (status === 400 && !refusal) || this.is_guest()) {
			this.set_state(LOGGED_OUT);
		} else if (status === 403 && !refusal) {
			this.set_state(LOGGED_OUT);
		} else {
			this.set_state(REFUSED, refusal);
		}
	}

	is_guest() {
		return frappe.get_cookie("user_id") === "Guest";
	}

	/** The page is going away: the browser finishes this request without it. The backup stays until confirmed. */
	save_while_leaving() {
		if (this.has_pending()) {
			post_quietly("nam.save_answers", this.arguments_for(this.pending), { keepalive: true }).then(
				({ ok }) => ok && this.flush()
			);
		}
	}

	arguments_for(answers) {
		return { assessment: this.assessment, answers: Object.values(answers) };
	}

	set_state(state, refusal = "") {
		this.state = state;
		this.on_state(state, refusal);
	}

	/** Another document is shown: store what there is, and listen no longer. */
	dispose() {
		this.disposed = true;
		clearTimeout(this.preview_timer);
		document.removeEventListener("visibilitychange", this.on_leaving);
		window.removeEventListener("online", this.on_online);
		this.flush();
	}

	/** The form itself was saved, answers included. */
	forget_pending() {
		this.pending = {};
		keep_backup(this.assessment, this.pending);
		clearTimeout(this.save_timer);
		this.set_state(SAVED);
	}
}
