// What the sections have in common.

import { h } from "../dom";
import { line_list } from "../lines";

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
		line_list(lines.map((line) => ({ ...line, tone: null })))
	);
}

/** What is about one person of several. */
export function of_person(full_name, ...content) {
	return h("div", { class: "css-family-of" }, h("h4", {}, h("bdi", {}, full_name)), content);
}
