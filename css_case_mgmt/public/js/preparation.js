// The card to read before meeting somebody again: strengths first.

import { h, replace_children } from "./dom";
import { line_list } from "./lines";
import { read } from "./server";
import { scale_note } from "./words";

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
		line_list(lines)
	);
}
