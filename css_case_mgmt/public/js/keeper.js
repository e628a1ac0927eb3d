// Stores what is typed or tapped in the background, a moment after the last change and on leaving.

import { post_quietly } from "./server";

const SAVE_AFTER = 2500;
const RETRY_AFTER = 15000;

export const SAVED = "saved";
export const WAITING = "waiting";
export const SAVING = "saving";
export const OFFLINE = "offline";
export const LOGGED_OUT = "logged_out";
export const REFUSED = "refused";

export class Keeper {
	/**
	 * method: of the API, which takes `args` and the changes as `answers`; key_of(answer): what it answers;
	 * on_state(state, refusal) and on_saved(result) are told what happens; `pending` holds the changes that are not
	 * stored yet, by key.
	 */
	constructor({ method, args, key_of, on_state, on_saved }) {
		Object.assign(this, { method, args, key_of, on_state, on_saved });
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
		for (const answer of answers) this.pending[this.key_of(answer)] = answer;
		this.remember();
		this.set_state(WAITING);
		this.plan_save(SAVE_AFTER);
	}

	/** What is pending has changed. */
	remember() {}

	has_pending() {
		return Object.keys(this.pending).length > 0;
	}

	plan_save(milliseconds) {
		clearTimeout(this.save_timer);
		this.save_timer = setTimeout(() => this.flush(), milliseconds);
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
		const result = await post_quietly(this.method, this.arguments_for(sent));
		this.saving = null;
		if (!result.ok) {
			this.tell_failure(result);
			return false;
		}
		for (const [key, answer] of Object.entries(sent)) {
			if (this.pending[key] === answer) delete this.pending[key];
		}
		this.remember();
		this.on_saved(result.message);
		this.set_state(this.has_pending() ? WAITING : SAVED);
		if (this.has_pending() && !this.disposed) this.plan_save(SAVE_AFTER);
		return !this.has_pending();
	}

	tell_failure({ status, refusal }) {
		if (status === 0 || status >= 500) {
			this.set_state(OFFLINE);
			this.try_again();
		} else if (status === 401 || (status === 400 && !refusal) || this.is_guest()) {
			this.set_state(LOGGED_OUT);
		} else if (status === 403 && !refusal) {
			this.set_state(LOGGED_OUT);
		} else {
			this.set_state(REFUSED, refusal);
		}
	}

	try_again() {
		if (!this.disposed) this.plan_save(RETRY_AFTER);
	}

	is_guest() {
		return frappe.get_cookie("user_id") === "Guest";
	}

	/** The page is going away: the browser finishes this request without it. */
	save_while_leaving() {
		if (this.has_pending()) {
			post_quietly(this.method, this.arguments_for(this.pending), { keepalive: true }).then(
				({ ok }) => ok && this.flush()
			);
		}
	}

	arguments_for(answers) {
		return { ...this.args, answers: Object.values(answers) };
	}

	set_state(state, refusal = "") {
		this.state = state;
		this.on_state(state, refusal);
	}

	/** Another document is shown: store what there is, and listen no longer. */
	dispose() {
		this.disposed = true;
		document.removeEventListener("visibilitychange", this.on_leaving);
		window.removeEventListener("online", this.on_online);
		return this.flush();
	}

	/** The form itself was saved, answers included. */
	forget_pending() {
		this.pending = {};
		this.remember();
		clearTimeout(this.save_timer);
		this.set_state(SAVED);
	}
}
