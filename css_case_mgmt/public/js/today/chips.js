// Filters by kind with their counts, and the counts by urgency that lead to their part of the list.

import { h } from "../dom";
import { kind_icon } from "./icons";
import { count_text, kind_word, KINDS, STATES, TONES } from "./words";

export function chips(items, chosen, choose) {
	const counts = new Map();
	for (const { kind } of items) counts.set(kind, (counts.get(kind) || 0) + 1);
	const kinds = KINDS.filter((kind) => counts.has(kind));
	if (kinds.length < 2) return null;
	return h(
		"div",
		{ class: "css-today-chips", role: "group", "aria-label": __("Show only") },
		chip(null, items.length, chosen === null, choose),
		kinds.map((kind) => chip(kind, counts.get(kind), chosen === kind, choose))
	);
}

function chip(kind, count, is_chosen, choose) {
	return h(
		"button",
		{
			type: "button",
			class: "css-today-chip",
			"aria-pressed": String(is_chosen),
			"data-key": `chip/${kind}`,
			onclick: () => choose(is_chosen ? null : kind),
		},
		kind ? kind_icon(kind) : null,
		kind ? kind_word(kind) : __("Everything"),
		" ",
		h("span", { class: "css-today-count" }, String(count))
	);
}

export function state_counts(items) {
	return Object.fromEntries(
		STATES.map((state) => [state, items.filter((item) => item.state === state).length])
	);
}

/** Words with numbers; those that are not there are not said. */
export function glance(counts) {
	return STATES.filter((state) => counts[state]).map((state) =>
		h("span", { class: `css-pill css-${TONES[state]}` }, count_text(state, counts[state]))
	);
}

/** The same, each in a place of its own, so that one worker's numbers stand below the other's. */
export function glance_in_places(counts) {
	return STATES.map((state) => h("span", {}, counts[state] ? glance({ [state]: counts[state] }) : null));
}

/** The same, each leading to its part of the list. */
export function ways_by_state(counts, go_to) {
	return STATES.filter((state) => counts[state]).map((state) =>
		h(
			"button",
			{
				type: "button",
				class: `css-pill css-${TONES[state]}`,
				"data-key": `state/${state}`,
				onclick: () => go_to(state),
			},
			count_text(state, counts[state])
		)
	);
}
