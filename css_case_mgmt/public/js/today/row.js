// One line of the list. The whole line leads to where the work is done; the name leads to the file.

import { record_consent } from "../consent/record";
import { log_contact_of } from "../contacts/log";
import { button, h, link_to, once_at_a_time } from "../dom";
import { family_page_link } from "../family_page/links";
import { open_start_nam } from "../nam/start";
import { open_start_periodic } from "../periodic/start";
import { open_start_plan } from "../plan/start";
import { write } from "../server";
import { kind_icon } from "./icons";
import { due_text, kind_word, task_text, time_text, TONES } from "./words";

export function row(item, context) {
	const due = due_text(item);
	return h(
		"li",
		{ class: `css-today-row css-today-${TONES[item.state]}`, "data-kind": item.kind },
		h(
			"div",
			{ class: "css-today-who" },
			item.starts_on
				? h("time", { class: "css-today-time", datetime: item.starts_on }, time_text(item.starts_on))
				: null,
			whom(item)
		),
		h("span", { class: "css-today-due" }, due),
		h(
			"div",
			{ class: "css-today-what" },
			h("span", { class: "css-today-kind" }, kind_icon(item.kind), kind_word(item.kind)),
			way_there(item, due, context)
		),
		h("div", { class: "css-today-end" }, number(item), log_button(item, context))
	);
}

/** Whatever is due: who was met or called on the way is written down at once. */
function log_button({ css_case, client, people, kind }, { reload }) {
	if (!css_case || kind === "Contact" || !frappe.model.can_create("CSS Activity")) return null;
	return button(
		kind_icon("Contact"),
		once_at_a_time(() => log_contact_of({ css_case, client, people, reload })),
		{ class: "css-today-log", title: __("Log a Contact"), "aria-label": __("Log a Contact") }
	);
}

function whom(item) {
	const text = h("bdi", {}, item.people.join(", ") || item.file_number);
	if (item.client) return link_to("CSS Client", item.client, text, { class: "css-today-name" });
	if (item.css_case) return link_to("CSS Case", item.css_case, text, { class: "css-today-name" });
	return h("span", { class: "css-today-name" }, text);
}

/** The number, which leads to the page of the family where there is one. */
function number({ people, file_number, css_case }) {
	if (!css_case) return people.length ? h("span", { class: "css-today-number" }, file_number) : null;
	return h(
		"span",
		{ class: "css-today-number" },
		people.length ? [file_number, " · "] : null,
		family_page_link(css_case, __("Family page"), { class: "css-today-family" })
	);
}

function way_there(item, due, context) {
	const task = task_text(item);
	return link_to(item.doctype, item.name, task, {
		class: "css-today-task",
		"data-key": key_of(item),
		"aria-label": [task, ...item.people, item.file_number, due].filter(Boolean).join(", "),
		onclick: at_once(item, context),
	});
}

/** Stays the same when the list is read again, so that the keyboard stays where it was. */
export function key_of({ doctype, name, task }) {
	return `${doctype}/${name}/${task}`;
}

// Speaking of the transition, and all that follows, is written into the exit.
const LEADING_TO_EXIT = [
	"Speak of Transition",
	"Consider Exit",
	"Beyond Typical Length",
	"End Programme",
	"Plan Exit",
];

/** What is done on the spot; a new tab, or a link that is copied, still leads to the record. */
function at_once(item, { today, reload }) {
	const begins_exit = LEADING_TO_EXIT.includes(item.task) && frappe.model.can_create("CSS Exit");
	const act = {
		NAM: () => open_start_nam({ enrolment: item.enrolment, today }),
		"Periodic Assessment": () => open_start_periodic({ enrolment: item.enrolment, today }),
		"Settlement Plan": () => open_start_plan({ enrolment: item.enrolment, today }),
		Contact: () => log_contact_of({ css_case: item.css_case, client: item.client, reload }),
		Consent: () => record_consent({ client: item.client, css_case: item.css_case, after: reload }),
		"Programme Length": () => begin_exit(item.enrolment),
		Citizenship: () => begin_exit(item.enrolment),
	}[item.kind];
	const is_direct =
		begins_exit ||
		(act &&
			["Start Assessment", "Begin Plan", "Reach", "Ask for Consent", "Renew Consent"].includes(
				item.task
			));
	if (!is_direct) return null;
	const run = once_at_a_time(act);
	return (event) => {
		if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
		event.preventDefault();
		event.stopPropagation();
		run();
	};
}

/** Or goes on with the one that was begun. */
async function begin_exit(enrolment) {
	frappe.set_route("Form", "CSS Exit", await write("exits.begin", { enrolment }));
}
