// Keeps a draft's answers: on the server, on this device until they are there, and shows their scores at once.

import { Keeper } from "../keeper";
import { post_quietly } from "../server";
import { keep_backup } from "./backup";

const PREVIEW_AFTER = 350;

export class DraftKeeper extends Keeper {
	/** As a Keeper; on_scores(scores) is told what the answers come to, before they are stored. */
	constructor({ assessment, on_scores, ...told }) {
		super({
			method: "nam.save_answers",
			args: { assessment },
			key_of: ({ question_code }) => question_code,
			...told,
		});
		Object.assign(this, { assessment, on_scores });
	}

	change(answers) {
		super.change(answers);
		clearTimeout(this.preview_timer);
		this.preview_timer = setTimeout(() => this.preview(), PREVIEW_AFTER);
	}

	/** The backup stays until the server has confirmed. */
	remember() {
		keep_backup(this.assessment, this.pending);
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

	dispose() {
		clearTimeout(this.preview_timer);
		return super.dispose();
	}
}
