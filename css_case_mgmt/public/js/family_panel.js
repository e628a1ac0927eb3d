// Who belongs to a family, and the next step for each.

import { open_add_member } from "./add_member";
import { assignment_history, open_assign_caseworker } from "./assign";
import { open_change_head } from "./case_dialogs";
import { open_coming_back } from "./coming_back";
import { contacts_of_family } from "./contacts/panel";
import { button, fill_field, h, link_to, once_at_a_time, pill } from "./dom";
import { eligibility_step } from "./eligibility/next_step";
import { open_enrol } from "./enrol";
import { begin_exit, exit_line } from "./exit/standing";
import { former_members } from "./family/former_members";
import { open_family_change } from "./family/menu";
import { own_file_button, own_file_note } from "./family/own_file";
import { relatives_of } from "./family/relative";
import { show_intake } from "./intake_panel";
import { open_start_nam } from "./nam/start";
import { notes_of_family } from "./notes/problems";
import { read, write } from "./server";
import { age_text, date_text, due_text, level_text, level_tone } from "./words";

export async function show_family(frm) {
	if (frm.is_new()) {
		fill_field(frm, "family_panel", first_step());
		return;
	}
	const css_case = frm.doc.name;
	const family = await read("family.get_family", { css_case });
	if (frm.doc.name !== css_case) return;
	const context = {
		frm,
		family,
		css_case,
		reload: () => Promise.all([show_family(frm), show_intake(frm)]),
	};
	fill_field(
		frm,
		"family_panel",
		h(
			"section",
			{ class: "css-panel", "aria-label": __("Family") },
			h("div", { class: "css-panel-head" }, h("h3", {}, __("Family")), protection_note(family)),
			family.members.length ? member_list(context) : nobody_yet(context),
			former_members(context),
			contacts_of_family(css_case),
			notes_of_family(css_case),
			assignment_history(css_case),
			panel_actions(context)
		)
	);
}

function first_step() {
	return h(
		"p",
		{ class: "css-note" },
		__("Save the case first. Then add the head of family and everybody who belongs to the family.")
	);
}

function panel_actions({ frm, family, css_case, reload }) {
	const actions = [];
	if (family.may_write && family.members.length) {
		actions.push(
			button(__("Add Family Member"), () => open_add_member({ css_case, family, reload }), {
				kind: "primary",
			})
		);
	}
	if (family.may_write && family.members.length) {
		actions.push(
			button(__("A Change in the Family"), () => open_family_change({ frm, family, css_case, reload }))
		);
	}
	if (family.may_write && family.members.length > 1) {
		actions.push(
			button(__("Change Head of Family"), () => open_change_head({ css_case, family, reload }))
		);
	}
	if (family.may_assign) {
		actions.push(
			button(__("Assign Caseworker"), () => open_assign_caseworker(css_case, () => frm.reload_doc()))
		);
	}
	if (family.may_protect) {
		actions.push(button(__("Keep Households Apart"), () => confirm_protection(frm)));
	}
	return actions.length ? h("div", { class: "css-panel-foot css-actions" }, actions) : null;
}

function nobody_yet({ family, css_case, reload }) {
	return h(
		"div",
		{ class: "css-empty" },
		h("p", {}, __("Nobody is in this family yet. Begin with the head of family.")),
		family.may_write &&
			button(__("Add Head of Family"), () => open_add_member({ css_case, family, reload }), {
				kind: "primary",
			})
	);
}

function member_list(context) {
	return h(
		"ul",
		{ class: "css-cards" },
		context.family.members.map((member) => member_card(member, context))
	);
}

function member_card(member, context) {
	const relationship = member.is_head ? null : __(member.relationship);
	const life = member.died_on
		? __("Died {0}", [date_text(member.died_on)])
		: age_text(member.age, member.age_is_estimated);
	const facts = [relationship, life, member.file_number].filter(Boolean);
	return h(
		"li",
		{ class: "css-card", "data-client": member.client },
		h(
			"div",
			{ class: "css-card-main" },
			h(
				"div",
				{ class: "css-card-title" },
				link_to("CSS Client", member.client, h("bdi", {}, member.full_name)),
				member.is_head ? pill(__("Head of Family"), "calm") : null
			),
			h(
				"div",
				{ class: "css-facts" },
				facts.map((fact) => h("span", {}, fact))
			),
			standing(member),
			exit_of(member, context),
			own_file_note(member, context),
			relatives_of(member, context)
		),
		h("div", { class: "css-actions" }, own_file_button(member, context), next_step(member, context))
	);
}

function standing(member) {
	const { enrolment, clock } = member;
	if (!enrolment) {
		return member.age !== null && !member.has_own_file
			? h("div", { class: "css-facts" }, __("Documented with the parent or guardian"))
			: h("div", { class: "css-facts" }, __("Not enrolled yet"));
	}
	const line = [
		link_to(
			"CSS Enrolment",
			enrolment.name,
			enrolment.status === "Active"
				? __("Enrolled {0}", [date_text(enrolment.enrolment_date)])
				: __("Enrolment ended")
		),
		pill(level_text(enrolment.needs_level), level_tone(enrolment.needs_level)),
	];
	if (clock.last) {
		line.push(
			link_to(
				"CSS NAM Assessment",
				clock.last.name,
				__("A{0} completed {1}", [clock.last.sequence, date_text(clock.last.assessment_date)])
			)
		);
	}
	if (clock.next_due && !member.died_on) {
		line.push(
			h("span", {}, __("A{0}", [clock.next_sequence]), " ", due_text(clock.next_due, clock.is_overdue)),
			clock.is_overdue ? pill(__("Overdue"), "alert") : null
		);
	}
	return h("div", { class: "css-facts css-standing" }, line);
}

/** where the exit stands, or the way to begin it. */
function exit_of({ enrolment }, { family }) {
	if (!enrolment) return null;
	const exit = family.exits[enrolment.name];
	if (exit) return h("div", { class: "css-facts css-standing" }, exit_line(exit));
	const may_begin =
		enrolment.status === "Active" && family.may_write && frappe.model.can_create("CSS Exit");
	return may_begin
		? button(__("Begin Exit"), () => begin_exit(enrolment.name), { class: "css-text-button" })
		: null;
}

function next_step(member, context) {
	const { family } = context;
	const { enrolment, clock } = member;
	if (member.died_on) return null;
	if (clock && clock.draft) {
		return link_to("CSS NAM Assessment", clock.draft.name, __("Continue A{0}", [clock.draft.sequence]), {
			class: "btn btn-default css-button",
		});
	}
	if (enrolment && enrolment.status === "Active") {
		return family.may_assess
			? button(
					__("Start NAM A{0}", [clock.next_sequence]),
					() => open_start_nam({ enrolment: enrolment.name, today: family.today }),
					{ kind: clock.is_overdue || !clock.last ? "primary" : "default" }
			  )
			: null;
	}
	if (family.may_open_again) {
		return button(__("Comes Back"), () =>
			open_coming_back(member.client, () => context.frm.reload_doc())
		);
	}
	if (!family.may_write) return null;
	if (member.age === null) {
		return link_to("CSS Client", member.client, __("Add the date of birth"), {
			class: "btn btn-default css-button",
		});
	}
	if (member.has_own_file) return eligibility_step(member, context);
	return family.may_enrol
		? button(__("Enrol With a Reason"), () => open_enrol({ member, ...context }))
		: null;
}

function protection_note(family) {
	return family.is_protected ? pill(__("Protected household"), "alert") : null;
}

/** A separation that turns out to be because of violence. */
function confirm_protection(frm) {
	frappe.confirm(
		__(
			"From now on nobody but the managers of the site may have access to this household and to the one that it came out of. This is not taken back here. Go on?"
		),
		once_at_a_time(async () => {
			await write("family_changes.protect_household", { css_case: frm.doc.name });
			frm.reload_doc();
		})
	);
}
