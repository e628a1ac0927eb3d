// What to know of a person before doing anything: safety, death, citizenship, services in French.

import { button, h, link_to, pill } from "./dom";
import { date_text } from "./words";

export function notices(frm, person) {
	return [
		frm.doc.died_on ? died(frm.doc.died_on) : null,
		person.safety_notes.length ? safety_box(person.safety_notes) : null,
		frm.doc.citizen_since && !frm.doc.died_on ? citizen(frm.doc.citizen_since) : null,
		person.inform_of_french_services ? french_services(frm, person) : null,
	];
}

function died(date) {
	return h(
		"p",
		{ class: "css-banner css-quiet" },
		__("Died {0}. No reminders are sent about this file.", [date_text(date)])
	);
}

function safety_box(notes) {
	return h(
		"section",
		{ class: "css-banner css-alert", "aria-label": __("Read before a visit") },
		h("h3", {}, __("Read before a visit")),
		notes.map((note) =>
			h(
				"div",
				{ class: "css-safety-note" },
				h("p", {}, h("strong", {}, __("What happened before:")), " ", h("bdi", {}, note.behaviour)),
				h("p", {}, h("strong", {}, __("What to do:")), " ", h("bdi", {}, note.precautions)),
				h(
					"div",
					{ class: "css-facts" },
					link_to("CSS Safety Note", note.name, __("Noted {0}", [date_text(note.noted_on)])),
					note.review_is_due
						? pill(__("Look whether this still holds"), "warm")
						: h("span", {}, __("Review {0}", [date_text(note.review_on)]))
				)
			)
		)
	);
}

function citizen(date) {
	return h(
		"p",
		{ class: "css-banner css-warm" },
		h("strong", {}, __("Canadian citizen since {0}.", [date_text(date)])),
		" ",
		__(
			"Settlement services are open up to the day of citizenship. Plan the exit and offer other services."
		)
	);
}

/** whoever speaks French is told of services in French. */
function french_services(frm, { may_write, today }) {
	return h(
		"div",
		{ class: "css-banner css-calm" },
		h(
			"p",
			{},
			h("strong", {}, __("Speaks French.")),
			" ",
			__("Tell this person about services in French, and refer her or him there if they are preferred.")
		),
		may_write
			? button(__("Informed Today"), async () => {
					await frm.set_value("francophone_services_explained_on", today);
					frm.scroll_to_field("prefers_francophone_services");
			  })
			: null
	);
}
