// The list by urgency, the day's appointments before all else. Long parts are drawn when they are asked for.

import { button, h } from "../dom";
import { row } from "./row";
import { state_word, STATES } from "./words";

const AT_FIRST = { Overdue: 30, "Due Today": 100, Soon: 30, Waiting: 10 };

/** { level, id }: of the headings. */
export function sections(items, context, { level = 2, id = "today" } = {}) {
	const appointments = items.filter(is_todays_appointment);
	const others = items.filter((item) => !is_todays_appointment(item));
	return [
		section(__("Appointments today"), appointments, context, {
			level,
			id: `${id}-appointments`,
			at_first: 100,
		}),
		STATES.map((state) =>
			section(
				state_word(state),
				others.filter((item) => item.state === state),
				context,
				{ level, id: `${id}-${slug(state)}`, at_first: AT_FIRST[state] }
			)
		),
	]
		.flat()
		.filter(Boolean);
}

/** Where one's own list begins to speak of a state. */
export function heading_of(items, state) {
	const is_first = state === "Due Today" && items.some(is_todays_appointment);
	return is_first ? "today-appointments" : `today-${slug(state)}`;
}

function is_todays_appointment({ kind, state }) {
	return kind === "Appointment" && state === "Due Today";
}

function slug(state) {
	return state.toLowerCase().replace(" ", "-");
}

function section(title, items, context, { level, id, at_first }) {
	if (!items.length) return null;
	return h(
		"section",
		{ class: "css-today-section", "aria-labelledby": id },
		h(
			`h${level}`,
			{ id, tabindex: "-1" },
			title,
			" ",
			h("span", { class: "css-today-count" }, String(items.length))
		),
		rows(items, context, at_first)
	);
}

/** A list that begins with some of its rows; the others come with one tap, and the keyboard goes on at the first. */
function rows(items, context, at_first) {
	const list = h(
		"ul",
		{ class: "css-today-list" },
		items.slice(0, at_first).map((item) => row(item, context))
	);
	if (items.length <= at_first) return list;
	const more = button(__("Show all {0}", [items.length]), () => {
		const rest = items.slice(at_first).map((item) => row(item, context));
		list.append(...rest);
		more.remove();
		rest[0].querySelector(".css-today-task").focus();
	});
	return [list, more];
}
