// The decision at the head of the form: the outcome with its reasons, safety, the level, and the enrolment.

import { button, fill_field, h, link_to, pill } from "../dom";
import { open_enrol } from "../enrol";
import { outcome_text, outcome_tone } from "./words";

export function show_decision(frm, decision, standing) {
	const { outcome, reasons, problems } = decision;
	fill_field(
		frm,
		"decision_panel",
		h(
			"section",
			{ class: "css-panel", "aria-label": __("Decision"), "data-outcome": outcome },
			h(
				"div",
				{ class: "css-panel-head" },
				h("h3", {}, __("Decision")),
				pill(outcome_text(outcome), outcome_tone(outcome))
			),
			h(
				"ul",
				{ class: "css-reasons-list" },
				[...problems, ...reasons].map((text) => h("li", {}, text))
			),
			decision.asks_for_safety_steps ? safety_steps() : null,
			outcome === "Eligible" ? levels() : null,
			outcome === "Ineligible" ? offers(frm) : null,
			links(frm, standing)
		)
	);
}

function safety_steps() {
	return h(
		"div",
		{ class: "css-notice css-alert css-safety" },
		h(
			"div",
			{},
			h("strong", {}, __("Violence or abuse is named: think of safety first.")),
			h(
				"ul",
				{},
				[
					__("Speak alone with the person, and ask when and how it is safe to be in touch."),
					__(
						"Consider a further assessment by a clinical or mental health professional, and trauma- and violence-informed counselling."
					),
					__(
						"Where a child is or may be in danger, report it at once, as the law of the province requires."
					),
					__(
						"Where somebody may harm herself, himself or others, or a senior is abused, ask your manager at once what must be reported."
					),
				].map((text) => h("li", {}, text))
			)
		)
	);
}

function levels() {
	return h(
		"div",
		{ class: "css-note" },
		h(
			"div",
			{},
			h("strong", {}, __("High needs")),
			" ",
			__("Ongoing, high-level intervention and coordination on numerous issues on the settlement plan.")
		),
		h(
			"div",
			{},
			h("strong", {}, __("Low needs")),
			" ",
			__(
				"Help to navigate the settlement plan, integration help beyond general settlement services, light coordination of services."
			)
		)
	);
}

function offers(frm) {
	return (frm.doc.services_offered || []).length
		? null
		: h(
				"p",
				{ class: "css-note" },
				__("Nothing offered yet. Go on with specialised services and write them down below.")
		  );
}

function links(frm, standing) {
	const { doc } = frm;
	const may_enrol = standing && standing.may_enrol && !frm.is_dirty();
	const parts = [
		may_enrol ? button(__("Enrol"), () => enrol(frm, standing), { kind: "primary" }) : null,
		doc.enrolment ? link_to("CSS Enrolment", doc.enrolment, __("Enrolment")) : null,
		doc.earlier_enrolment
			? link_to("CSS Enrolment", doc.earlier_enrolment, __("Earlier enrolment"))
			: null,
		doc.css_case && !frm.is_new() ? link_to("CSS Case", doc.css_case, __("Case")) : null,
	].filter(Boolean);
	return parts.length ? h("div", { class: "css-panel-foot css-actions" }, parts) : null;
}

function enrol(frm, { today, has_own_file }) {
	open_enrol({
		member: { client: frm.doc.client, has_own_file },
		css_case: frm.doc.css_case,
		family: { today },
		needs_level: frm.doc.needs_level,
		reload: () => frm.reload_doc(),
	});
}
