// The last contacts with their notes, and problems that are still open.

import { button, h, link_to } from "../dom";
import { date_text } from "../words";
import { card, nothing } from "./parts";

// Longer notes are folded; on paper they are whole.
const LONG = 420;

export function contacts(found) {
	if (!found) return null;
	return card(
		"contacts",
		__("Last contacts"),
		found.length
			? h("ul", { class: "css-family-contacts" }, found.map(contact))
			: nothing(__("No contact is written down yet."))
	);
}

function contact({ name, text, date, people, worker, note }) {
	return h(
		"li",
		{},
		h(
			"div",
			{ class: "css-facts" },
			h("strong", {}, date_text(date)),
			link_to("CSS Activity", name, text),
			h("bdi", {}, people.join(", ")),
			worker ? h("bdi", {}, worker) : null
		),
		note ? folded(note) : h("p", { class: "css-note" }, __("No note"))
	);
}

function folded(note) {
	const text = h("p", { class: "css-family-note", dir: "auto" }, note);
	if (note.length <= LONG) return text;
	text.classList.add("css-family-folded");
	const unfold = button(
		__("Read All"),
		() => {
			text.classList.remove("css-family-folded");
			unfold.remove();
		},
		{ class: "btn btn-default btn-xs css-family-unfold" }
	);
	return [text, unfold];
}

export function problems(found) {
	if (!found) return null;
	return card(
		"problems",
		__("Open problems"),
		found.length
			? h(
					"ul",
					{ class: "css-preparation-lines" },
					found.map(({ name, problem, date, people }) =>
						h(
							"li",
							{},
							link_to("CSS Activity", name, h("bdi", {}, problem)),
							h(
								"div",
								{ class: "css-facts css-quiet-text" },
								h("span", {}, __("since {0}", [date_text(date)])),
								h("bdi", {}, people.join(", "))
							)
						)
					)
			  )
			: nothing(__("No problem is open."))
	);
}
