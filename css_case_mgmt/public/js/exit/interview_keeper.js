// Keeps what a client said: on the server as soon as it can be. It is not put on the device, which others may use; so
// the page asks before it closes, and goes on trying after the form was left.

import { Keeper, REFUSED } from "../keeper";

const RETRY_AFTER = 8000;

export class InterviewKeeper extends Keeper {
	constructor({ interview, ...told }) {
		super({
			method: "exit_interview.save_answers",
			args: { interview },
			key_of: ({ question }) => question,
			...told,
		});
		this.on_unload = (event) => {
			if (this.has_pending()) event.preventDefault();
		};
		window.addEventListener("beforeunload", this.on_unload);
	}

	try_again() {
		this.plan_save(RETRY_AFTER);
	}

	async save_pending() {
		const is_stored = await super.save_pending();
		if (this.disposed && (is_stored || this.state === REFUSED)) {
			window.removeEventListener("beforeunload", this.on_unload);
		}
		return is_stored;
	}
}
