// The intake of a family: what is done and what is next, in the guide's order, with the way there.

import { open_assign_caseworker } from "./assign";
import { record_consent } from "./consent/record";
import { button, fill_field, h, link_to, pill } from "./dom";
import { open_enrol } from "./enrol";
import { open_start_nam } from "./nam/start";
import { open_start_plan } from "./plan/start";
import { read } from "./server";
import { age_text, date_text } from "./words";

export async function show_intake(frm) {
	if (frm.is_new() || frm.doc.status === "Closed") {
		fill_field(frm, "intake_panel");
		return;
	}
	const css_case = frm.doc.name;
	const intake = await read("intake.get_intake", { css_case });
	if (frm.doc.name !== css_case) return;
	const context = { frm, intake, css_case, reload: () => frm.refresh() };
	fill_field(
		frm,
		"intake_panel",
		h(
			"section",
			{ class: "css-panel css-intake", "aria-label": __("Intake") },
			h(
				"div",
				{ class: "css-panel-head" },
				h("h3", {}, __("Intake")),
				button(__("Good Practice"), show_good_practice)
			),
			step_list(intake.family, null, context),
			intake.people.map((person) => person_block(person, context)),
			children_note(intake.children)
		)
	);
}

function person_block(person, context) {
	const to_do = person.steps.filter((step) => !["Done", "Not Needed"].includes(step.state)).length;
	return h(
		"details",
		{ class: "css-block", open: !person.is_complete, "data-intake-of": person.client },
		h(
			"summary",
			{},
			h("strong", {}, h("bdi", {}, person.full_name)),
			" ",
			person.is_complete
				? pill(__("Intake complete"), "good")
				: pill(to_do === 1 ? __("1 step left") : __("{0} steps left", [to_do]), "calm")
		),
		step_list(person.steps, person, context)
	);
}

function step_list(steps, person, context) {
	return h(
		"ol",
		{ class: "css-steps" },
		steps
			.filter((step) => step.state !== "Not Needed")
			.map((step) =>
				h(
					"li",
					{ class: `css-step css-step-${state_class(step)}`, "data-step": step.step },
					h("span", { class: "css-step-mark", "aria-hidden": "true" }, MARKS[step.state]),
					h(
						"div",
						{ class: "css-step-text" },
						h("span", { class: "css-step-name" }, step_name(step)),
						h("span", { class: "css-quiet-text" }, step_detail(step))
					),
					h("div", { class: "css-actions" }, way_there(step, person, context))
				)
			)
	);
}

const MARKS = { Done: "✓", Next: "➜", Open: "○", Waiting: "…" };

function state_class(step) {
	return step.state.toLowerCase();
}

function step_name({ step }) {
	return {
		Referral: __("Referral and NAARS"),
		Caseworker: __("Caseworker assigned"),
		Identity: __("Who she or he is, and how to reach her or him safely"),
		Eligibility: __("Eligibility"),
		Enrolment: __("Enrolment and level of need"),
		Consent: __("Consent and confidentiality, explained and signed"),
		Charter: __("Client charter"),
		Graduation: __("When and how case management ends, spoken about"),
		Copies: __("Copies of what was signed given"),
		"Health Screening": __("Connected for the initial health screening"),
		"Services in French": __("Informed of services in French"),
		"First Assessment": __("First needs assessment (A1)"),
		"Updated Plan": __("Settlement plan, looked at anew and agreed"),
	}[step];
}

function step_detail(step) {
	if (step.state === "Done") return date_text(step.since);
	if (step.state === "Waiting") return __("Waits for the steps before it");
	return step.missing.map(missing_text).filter(Boolean).join(" · ");
}

function missing_text(code) {
	return {
		referral: __("No referral on file"),
		naars_date: __("NAARS not completed"),
		results_received: __("Results not received"),
		settlement_plan_received: __("Settlement plan not received"),
		date_of_birth: __("Date of birth"),
		immigration_category: __("Immigration category"),
		primary_language: __("Preferred language"),
		phones: __("A way to reach the person"),
		safe_to_call: __("Ask whether it is safe to call"),
		coming_back: __("Coming back needs a new eligibility assessment"),
		ineligible: __("Not eligible: offer other services and write them down"),
		consent: __("Copy of the consent"),
		charter: __("Copy of the charter"),
		"No Consent": null,
		"Consent Not Explained": __("Not explained yet"),
		"Consent Not Signed": __("Not signed by both"),
		"Consent Not Yet Valid": __("Not valid yet"),
		"Consent Expired": __("Expired"),
		"Consent Withdrawn": __("Withdrawn"),
		"Consent Of Guardian Ended": __("Given by a guardian; the young person now gives an own one"),
		"Consent Of A Child": __("The parent or guardian must give it"),
		Draft: __("Begun, not completed"),
	}[code];
}

// A consent that can still be completed; for all others a new one is given.
const UNFINISHED = ["Consent Not Explained", "Consent Not Signed", "Consent Not Yet Valid"];

function way_there(step, person, context) {
	const { frm, intake, css_case, reload } = context;
	const go_on = { class: "btn btn-default css-button" };
	const open = step.name ? link_to(step.doctype, step.name, __("Open", null, "Verb"), go_on) : null;
	if (step.state === "Done" || !intake.may_write || step.state === "Waiting") return open;
	const kind = step.state === "Next" ? "primary" : "default";
	const record = (doctype, values = {}) =>
		button(
			__("Record", null, "Verb"),
			() => frappe.new_doc(doctype, { client: person.client, css_case, ...values }),
			{
				kind,
			}
		);
	switch (step.step) {
		case "Caseworker":
			return intake.may_assign
				? button(
						__("Assign Caseworker"),
						() => open_assign_caseworker(css_case, () => frm.reload_doc()),
						{ kind }
				  )
				: null;
		case "Eligibility":
			return open && step.missing[0] !== "coming_back" ? open : record("CSS Eligibility Assessment");
		case "Enrolment":
			return intake.may_enrol
				? button(
						__("Enrol"),
						() =>
							open_enrol({
								member: person,
								family: intake,
								css_case,
								reload,
							}),
						{ kind }
				  )
				: null;
		case "Consent":
			return UNFINISHED.includes(step.missing[0])
				? open
				: button(
						__("Record Consent"),
						() => record_consent({ client: person.client, css_case, after: reload }),
						{ kind }
				  );
		case "Charter":
			return record("CSS Charter Acknowledgement");
		case "First Assessment":
			return (
				open ||
				(intake.may_assess
					? button(
							__("Start NAM A{0}", [1]),
							() => open_start_nam({ enrolment: person.enrolment, today: intake.today }),
							{ kind }
					  )
					: null)
			);
		case "Updated Plan":
			return (
				open ||
				(intake.may_assess
					? button(
							__("Begin Plan"),
							() => open_start_plan({ enrolment: person.enrolment, today: intake.today }),
							{ kind }
					  )
					: null)
			);
		default:
			return open;
	}
}

function children_note(children) {
	if (!children.length) return null;
	return h(
		"p",
		{ class: "css-note" },
		__("Documented with a parent or guardian: {0}", [
			children.map((child) => `${child.full_name} (${age_text(child.age)})`).join(", "),
		])
	);
}

async function show_good_practice() {
	const items = await read("intake.good_practice");
	frappe.msgprint({
		title: __("Good practice at intake"),
		message: h(
			"ul",
			{},
			items.map((item) => h("li", {}, __(item)))
		).outerHTML,
	});
}
