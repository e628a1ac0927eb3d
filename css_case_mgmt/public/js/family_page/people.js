// Who is who, how to reach each safely, and whether consent and charter hold.

import { contact_list } from "../client_contact";
import { h, link_to, pill } from "../dom";
import { line_list } from "../lines";
import { age_text, date_text, level_text, level_tone } from "../words";
import { seen_pill } from "./head";
import { card, nothing, of_person } from "./parts";

export function people(found) {
	if (!found) return null;
	return card(
		"people",
		__("Who is who"),
		found.length
			? h("ul", { class: "css-family-people" }, found.map(person))
			: nothing(__("Nobody is in this family yet."))
	);
}

function person(member) {
	return h(
		"li",
		{ "data-client": member.client },
		h(
			"div",
			{ class: "css-card-title" },
			link_to("CSS Client", member.client, h("bdi", {}, member.full_name)),
			own_script(member),
			member.is_head ? pill(__("Head of Family"), "calm") : null
		),
		h(
			"div",
			{ class: "css-facts" },
			facts(member).map((fact) => h("span", {}, fact))
		),
		h("div", { class: "css-facts css-family-standing" }, standing(member)),
		member.died_on ? null : contact_list(member)
	);
}

/** In the writing of its language, so that a screen reader says it and the browser sets it right. */
function own_script({ name_in_own_script, language }) {
	if (!name_in_own_script) return null;
	return h(
		"bdi",
		{
			class: "css-own-script",
			lang: language && language.code,
			dir: language && language.is_right_to_left ? "rtl" : "auto",
		},
		name_in_own_script
	);
}

function facts(member) {
	if (member.died_on) return [__(member.relationship), __("Died {0}", [date_text(member.died_on)])];
	return [
		member.is_head ? null : __(member.relationship),
		age_text(member.age, member.age_is_estimated),
		member.preferred_name ? __("Called {0}", [member.preferred_name]) : null,
		member.has_own_file ? __("Own records") : records_of_others(member),
		member.language ? __("Speaks {0}", [__(member.language.name)]) : null,
	].filter(Boolean);
}

function records_of_others({ age }) {
	return age === null ? null : __("Documented with the parent or guardian");
}

function standing({ enrolment, programme_stage, needs_interpreter, last_seen: seen, died_on }) {
	if (died_on) return null;
	return [
		programme_stage ? pill(__(programme_stage)) : null,
		needs_interpreter ? pill(__("Needs an interpreter"), "calm") : null,
		enrolment && enrolment.status === "Active"
			? [
					pill(level_text(enrolment.needs_level), level_tone(enrolment.needs_level)),
					link_to(
						"CSS Enrolment",
						enrolment.name,
						__("Enrolled {0}", [date_text(enrolment.enrolment_date)])
					),
			  ]
			: enrolment
			? link_to("CSS Enrolment", enrolment.name, __("Enrolment ended"))
			: null,
		seen ? seen_pill(seen) : null,
	];
}

export function agreements(found) {
	if (!found) return null;
	return card(
		"agreements",
		__("Consent and charter"),
		found.length ? found.map(agreements_of) : nothing(__("Nobody has a file of her or his own yet."))
	);
}

function agreements_of({ full_name, is_enrolled, holds, lines }) {
	if (!holds && !is_enrolled) {
		return of_person(full_name, nothing(__("Not enrolled. Consent and charter come first.")));
	}
	return of_person(
		full_name,
		holds ? pill(__("In force"), "good") : pill(__("Not complete"), "warm"),
		line_list(lines)
	);
}
