// Lines that say one thing each, as the server words them.

import { h, link_to, pill } from "./dom";
import { date_text, score_number } from "./words";

const SHORT = 40;

export function line_list(lines) {
	return h("ul", { class: "css-preparation-lines" }, lines.map(line_item));
}

export function line_item({ text, who, state, date, time, detail, score, tone, doctype, name }) {
	const is_short = detail && detail.length <= SHORT;
	return h(
		"li",
		{ class: tone ? `css-line-${tone}` : null },
		h(
			"span",
			{ class: "css-facts" },
			doctype ? link_to(doctype, name, h("bdi", {}, text)) : h("bdi", {}, text),
			score === undefined ? null : h("strong", {}, score_number(score)),
			state ? pill(state) : null,
			date ? h("span", {}, [date_text(date), time].filter(Boolean).join(", ")) : null,
			is_short ? h("span", {}, detail) : null,
			who ? h("bdi", { class: "css-line-who" }, who) : null
		),
		detail && !is_short ? h("p", { class: "css-preparation-detail" }, detail) : null
	);
}
