// What the sections have in common.

import { h, link_to } from "../dom";
import { line_list } from "../lines";
import { date_text } from "../words";

/** A section with its heading; without `content`, of which the reader may see nothing, not even a heading. */
export function card(key, title, content) {
	if (!content) return null;
	return h(
		"section",
		{ class: "css-family-card", "data-section": key, "aria-labelledby": `css-family-${key}` },
		h("h3", { id: `css-family-${key}` }, title),
		content
	);
}

export function nothing(text) {
	return h("p", { class: "css-note" }, text);
}

export function lines_card(key, title, lines, empty) {
	if (!lines) return null;
	return card(key, title, lines.length ? line_list(lines) : nothing(empty));
}

/** a banner before everything else. */
export function safety(lines) {
	if (!lines) return null;
	return h(
		"section",
		{ class: "css-banner css-alert", "data-section": "safety", "aria-label": __("Read before a visit") },
		h("h3", {}, __("Read before a visit")),
		lines.map(safety_note)
	);
}

function safety_note({ who, text, detail, date, doctype, name }) {
	return h(
		"div",
		{ class: "css-safety-note" },
		h("p", {}, h("strong", {}, __("What happened before:")), " ", h("bdi", {}, text)),
		detail ? h("p", {}, h("strong", {}, __("What to do:")), " ", h("bdi", {}, detail)) : null,
		h(
			"div",
			{ class: "css-facts" },
			link_to(doctype, name, __("Noted {0}", [date_text(date)])),
			h("bdi", {}, who)
		)
	);
}

/** What is about one person of several. */
export function of_person(full_name, ...content) {
	return h("div", { class: "css-family-of" }, h("h4", {}, h("bdi", {}, full_name)), content);
}
