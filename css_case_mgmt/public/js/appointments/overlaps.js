// Whose time would be taken twice: said before saving, never refused.

import { h, link_to, replace_children } from "../dom";
import { read } from "../server";
import { when_text, who_text } from "./words";

export function overlap_list(overlaps) {
	if (!overlaps.length) return null;
	return h(
		"div",
		{ class: "css-overlaps", role: "status" },
		h("strong", {}, __("At the same time:")),
		h(
			"ul",
			{},
			overlaps.map((each) => h("li", {}, line(each)))
		)
	);
}

function line({ who, name, title, local_start, local_end }) {
	const what = name ? link_to("CSS Appointment", name, title) : __("another family");
	return [
		when_text(local_start, local_end),
		": ",
		what,
		" ",
		h("span", { class: "css-quiet-text" }, __("(takes the time of {0})", [who.map(who_text).join(", ")])),
	];
}

/** Asks again whenever something changes, and shows the answer to the last question only. */
export class OverlapNote {
	constructor() {
		this.element = h("div", { "aria-live": "polite" });
		this.asked = 0;
	}

	ask(args) {
		const number = ++this.asked;
		clearTimeout(this.timer);
		if (!args) {
			replace_children(this.element);
			return;
		}
		this.timer = setTimeout(async () => {
			const overlaps = await read("appointment.get_overlaps", args);
			if (number === this.asked) replace_children(this.element, overlap_list(overlaps));
		}, 300);
	}
}
