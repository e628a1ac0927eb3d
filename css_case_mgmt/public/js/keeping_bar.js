// How far one has come, whether it is stored, and what comes next: a bar at the lower edge of the screen.

import { button, h, replace_children } from "./dom";
import { LOGGED_OUT, OFFLINE, REFUSED, SAVED, SAVING, WAITING } from "./keeper";

export class KeepingBar {
	/** label: of the main button; on_main(), on_retry(); texts: other words for some states. */
	constructor({ label, on_main, on_retry, texts = {} }) {
		this.texts = texts;
		this.progress = h("progress", { max: 1, value: 0, "aria-label": __("Questions answered") });
		this.count = h("span", { class: "css-bar-count" });
		this.remark = h("span", { class: "css-bar-overall" });
		this.state = h("span", { class: "css-bar-state", role: "status" });
		this.retry = button(__("Try Again"), on_retry, { hidden: true });
		this.main = button(label, on_main, { kind: "primary" });
		this.element = h(
			"div",
			{ class: "css-bar" },
			this.progress,
			h("div", { class: "css-bar-texts" }, this.count, this.remark, this.state),
			h("div", { class: "css-actions" }, this.retry, this.main)
		);
		this.show_state(SAVED);
	}

	show_progress(done, total) {
		this.progress.max = total;
		this.progress.value = done;
		this.count.textContent = __("{0} of {1} answered", [done, total]);
	}

	show_remark(text) {
		replace_children(this.remark, text);
	}

	show_state(state, refusal) {
		this.state.textContent = {
			[SAVED]: __("All answers saved"),
			[WAITING]: __("Not saved yet"),
			[SAVING]: __("Saving…"),
			[OFFLINE]: __("No connection: kept on this device"),
			[LOGGED_OUT]: __(
				"You are logged out. Your answers are kept on this device: log in again and open this page."
			),
			...this.texts,
			[REFUSED]: refusal || __("Not saved: the server refused the answers."),
		}[state];
		this.retry.hidden =
			![OFFLINE, REFUSED].includes(state) && !(state === LOGGED_OUT && this.texts[state]);
		this.element.classList.toggle("css-bar-alert", [OFFLINE, LOGGED_OUT, REFUSED].includes(state));
	}
}
