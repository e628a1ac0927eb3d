// The head of a person's file: name, age, what to know before a visit, contact, family, enrolments and
// assessments.

import { contact_block } from "./client_contact";
import { notices } from "./client_notices";
import { coming_back } from "./coming_back";
import { record_consent } from "./consent/record";
import { button, fill_field, h, link_to, pill } from "./dom";
import { exit_standing } from "./exit/standing";
import { new_referral } from "./outgoing/form";
import { plan_standing } from "./plan/standing";
import { assessment_table } from "./progress_panel";
import { rap_block } from "./rap_block";
import { read } from "./server";
import { age_text, date_text, due_text, level_text, level_tone } from "./words";

export async function show_file(frm) {
	if (frm.is_new()) {
		fill_field(
			frm,
			"file_panel",
			h(
				"p",
				{ class: "css-note" },
				__("People are added in their family's case, where they become members at once.")
			)
		);
		return;
	}
	const client = frm.doc.name;
	const [overview, person] = await Promise.all([
		read("nam.get_client_overview", { client }),
		read("client_file.get_person", { client }),
	]);
	if (frm.doc.name !== client) return;
	fill_field(
		frm,
		"file_panel",
		h(
			"section",
			{ class: "css-panel", "aria-label": __("Client file") },
			headline(frm.doc, overview, person),
			notices(frm, person),
			coming_back(frm, overview),
			contact_block(person),
			ties_block(person),
			rap_block(frm, person),
			overview.enrolments.map((enrolment) => enrolment_block(enrolment, frm.doc.died_on)),
			panel_actions(frm, person)
		)
	);
}

function headline(doc, { case: css_case, age }, person) {
	return h(
		"div",
		{ class: "css-headline" },
		h(
			"h2",
			{},
			h("bdi", {}, person.full_name),
			doc.name_in_own_script ? h("bdi", { class: "css-own-script" }, doc.name_in_own_script) : null
		),
		h(
			"div",
			{ class: "css-facts" },
			h("span", {}, doc.file_number),
			doc.died_on ? null : h("span", {}, age_text(age, doc.birth_date_is_estimated)),
			doc.preferred_name ? h("span", {}, __("Called {0}", [doc.preferred_name])) : null,
			person.uci ? h("span", {}, __("UCI {0}", [person.uci])) : null,
			doc.programme_stage ? pill(__(doc.programme_stage)) : null,
			doc.needs_interpreter ? pill(__("Needs an interpreter"), "calm") : null
		),
		css_case
			? h(
					"div",
					{ class: "css-facts" },
					link_to("CSS Case", css_case.name, __("Family {0}", [css_case.file_number])),
					h("span", {}, css_case.is_head ? __("Head of Family") : __(css_case.relationship)),
					css_case.member_to
						? h("span", {}, __("left the family {0}", [date_text(css_case.member_to)]))
						: null
			  )
			: h("div", { class: "css-facts" }, __("Not a member of a case yet"))
	);
}

function ties_block({ ties }) {
	if (!ties.length) return null;
	return h(
		"div",
		{ class: "css-block" },
		h("h3", {}, __("Relatives in other households")),
		h(
			"ul",
			{ class: "css-ties" },
			ties.map((tie) =>
				h(
					"li",
					{},
					__(tie.relationship),
					": ",
					tie.client
						? link_to("CSS Client", tie.client, h("bdi", {}, tie.full_name))
						: __("in a file that you do not see")
				)
			)
		)
	);
}

function panel_actions(frm, { css_case, today, may_add, gba_profile }) {
	const add = (label, doctype, date) =>
		may_add.includes(doctype)
			? button(label, () =>
					frappe.new_doc(doctype, { client: frm.doc.name, css_case }, (doc) => {
						doc[date] = today;
					})
			  )
			: null;
	const actions = [
		may_add.includes("CSS Consent")
			? button(__("Record Consent"), () => record_consent({ client: frm.doc.name, css_case }))
			: null,
		may_add.includes("CSS Referral")
			? button(__("Refer to a Service"), () => new_referral({ client: frm.doc.name, css_case }))
			: null,
		add(__("Add Copy of a Document"), "CSS Client Document", "received_on"),
		add(__("Add Safety Note"), "CSS Safety Note", "noted_on"),
		gba_profile
			? link_to("CSS GBA Plus Profile", gba_profile, __("GBA Plus Profile"), {
					class: "btn btn-default css-button",
			  })
			: add(__("Add GBA Plus Profile"), "CSS GBA Plus Profile", "declared_on"),
	].filter(Boolean);
	return actions.length ? h("div", { class: "css-panel-foot css-actions" }, actions) : null;
}

function enrolment_block(enrolment, died_on) {
	const { draft } = enrolment;
	const next_due = died_on ? null : enrolment.next_due;
	return h(
		"div",
		{ class: "css-block" },
		h(
			"div",
			{ class: "css-facts css-standing" },
			link_to("CSS Enrolment", enrolment.name, __("Enrolment {0}", [enrolment.episode])),
			h("span", {}, __("since {0}", [date_text(enrolment.enrolment_date)])),
			pill(level_text(enrolment.needs_level), level_tone(enrolment.needs_level)),
			next_due
				? h("span", {}, __("Next assessment {0}", [due_text(next_due, enrolment.is_overdue)]))
				: null,
			next_due && enrolment.is_overdue ? pill(__("Overdue"), "alert") : null,
			draft ? link_to("CSS NAM Assessment", draft.name, __("Continue {0}", [draft.label])) : null
		),
		enrolment.status === "Active" ? plan_standing(enrolment.name) : null,
		exit_standing(enrolment.name),
		assessment_table(enrolment)
	);
}
