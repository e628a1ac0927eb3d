// The card to read before meeting somebody again: strengths first.

import { h, link_to, replace_children } from "./dom";
import { read } from "./server";
import { date_text, scale_note, score_number } from "./words";

/** Closed until somebody wishes to read it; then it asks once. */
export function preparation(enrolment) {
	const body = h("div", { class: "css-preparation" });
	let is_loaded = false;
	const element = h(
		"details",
		{
			class: "css-more",
			ontoggle: async () => {
				if (!element.open || is_loaded) return;
				is_loaded = true;
				const { sections } = await read("preparation.get_preparation", { enrolment });
				replace_children(
					body,
					sections.map(section_card),
					h("p", { class: "css-note" }, scale_note())
				);
			},
		},
		h("summary", {}, __("Prepare the next meeting")),
		body
	);
	return element;
}

function section_card({ key, title, lines }) {
	return h(
		"section",
		{ class: "css-tile", "data-section": key },
		h("h4", { class: "css-tile-label" }, title),
		h("ul", { class: "css-preparation-lines" }, lines.map(line_item))
	);
}

function line_item({ text, date, detail, score, tone, doctype, name }) {
	return h(
		"li",
		{ class: tone ? `css-line-${tone}` : null },
		h(
			"span",
			{ class: "css-facts" },
			doctype ? link_to(doctype, name, text) : h("bdi", {}, text),
			score === undefined ? null : h("strong", {}, score_number(score)),
			date ? h("span", {}, date_text(date)) : null,
			detail && detail.length <= 40 ? h("span", {}, detail) : null
		),
		detail && detail.length > 40 ? h("p", { class: "css-preparation-detail" }, detail) : null
	);
}
