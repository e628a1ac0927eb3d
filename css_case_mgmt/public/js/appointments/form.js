// The form of an appointment: when on the site's clock, who, what else is then, and what came of it.

import { button, fill_field, h, link_to, pill } from "../dom";
import { choose_interpreter } from "../interpreters/choice";
import { read } from "../server";
import { open_cancel, open_kept, open_missed, open_reschedule } from "./outcome";
import { overlap_list, OverlapNote } from "./overlaps";
import { outcome_tone, when_text } from "./words";

export function refresh_appointment(frm) {
	limit_choices(frm);
	if (frm.is_new()) {
		frm.css_overlaps = new OverlapNote();
		fill_field(frm, "appointment_panel", frm.css_overlaps.element);
		look_for_overlaps(frm);
		return null;
	}
	if (!frm.doc.outcome && frm.perm[0] && frm.perm[0].write) {
		frm.add_custom_button(__("Choose Interpreter"), () => choose_interpreter(frm, first_client(frm)));
	}
	return show_panel(frm);
}

/** Whatever changes who is needed when. */
export function look_for_overlaps(frm) {
	const { css_case, caseworker, interpreter, starts_on, ends_on, outcome } = frm.doc;
	if (!frm.css_overlaps) return;
	const is_complete = css_case && starts_on && ends_on && !outcome;
	frm.css_overlaps.ask(
		is_complete && {
			css_case,
			caseworker,
			interpreter,
			starts_on,
			ends_on,
			clients: (frm.doc.clients || []).map(({ client }) => client).filter(Boolean),
			appointment: frm.is_new() ? null : frm.doc.name,
		}
	);
}

/** An hour, unless something else is said. */
export function suggest_end(frm) {
	const { starts_on, ends_on } = frm.doc;
	if (starts_on && (!ends_on || ends_on <= starts_on)) {
		frm.set_value("ends_on", moment(starts_on).add(1, "hour").format("YYYY-MM-DD HH:mm:ss"));
	}
}

function first_client(frm) {
	return (frm.doc.clients || []).map(({ client }) => client).find(Boolean);
}

/** Only members of the family can be chosen. */
export async function limit_clients(frm) {
	const { css_case } = frm.doc;
	if (!css_case || frm.css_members_of === css_case) return;
	frm.css_members_of = css_case;
	const { members } = await read("appointment.get_choices", { css_case });
	const names = members.map(({ client }) => client);
	frm.set_query("client", "clients", () => ({ filters: { name: ["in", names] } }));
}

function limit_choices(frm) {
	if (frm.is_new() || (frm.perm[0] && frm.perm[0].write)) limit_clients(frm);
	frm.set_query("kind", () => ({ filters: { can_be_planned: 1, enabled: 1 } }));
	frm.set_query("interpreter", () => ({ filters: { enabled: 1 } }));
}

async function show_panel(frm) {
	const { name } = frm.doc;
	const panel = await read("appointment.get_panel", { appointment: name });
	if (frm.doc.name !== name) return;
	frm.css_overlaps = new OverlapNote();
	if (panel.overlaps.length) frm.css_overlaps.element.append(overlap_list(panel.overlaps));
	const { outcome } = frm.doc;
	fill_field(
		frm,
		"appointment_panel",
		h(
			"section",
			{ class: "css-panel", "aria-label": __("Appointment") },
			h(
				"div",
				{ class: "css-panel-head" },
				h("h3", {}, when_text(panel.local_start, panel.local_end)),
				outcome ? pill(__(outcome), outcome_tone(outcome)) : null
			),
			panel.time_zone
				? h("p", { class: "css-note" }, __("On the clock of the site: {0}", [panel.time_zone]))
				: null,
			people(panel),
			frm.css_overlaps.element,
			written_down(panel),
			h("div", { class: "css-panel-foot css-actions" }, actions({ frm, panel }))
		)
	);
}

function people({ clients, interpreter }) {
	const names = clients.map(({ client, full_name }) =>
		link_to("CSS Client", client, h("bdi", {}, full_name))
	);
	const interpreting =
		interpreter &&
		(interpreter.full_name ? __("Interpreter: {0}", [interpreter.full_name]) : __("With an interpreter"));
	return h(
		"div",
		{ class: "css-facts" },
		names.map((name) => h("span", {}, name)),
		interpreting ? h("span", {}, interpreting) : null
	);
}

function written_down({ written_down: found }) {
	if (!found.length) return null;
	return h(
		"div",
		{ class: "css-facts" },
		found.map(({ doctype, name, is_draft }) =>
			link_to(doctype, name, is_draft ? __("Go on writing it down") : __("What was written down"))
		)
	);
}

function actions({ frm, panel }) {
	const { outcome, rescheduled_to } = frm.doc;
	if (!panel.may_write) return [];
	if (outcome) {
		const may_repeat =
			["Missed", "Cancelled"].includes(outcome) && !rescheduled_to && frm.doc.clients.length;
		return may_repeat ? [button(__("Plan Again"), () => open_reschedule({ frm, panel }))] : [];
	}
	return [
		panel.has_begun &&
			button(__("It Took Place: Write It Down"), () => open_kept({ frm, panel }), { kind: "primary" }),
		panel.has_begun && button(__("Did Not Come"), () => open_missed({ frm, panel })),
		button(__("Reschedule"), () => open_reschedule({ frm, panel })),
		button(__("Cancel the Appointment"), () => open_cancel({ frm, panel })),
	];
}
