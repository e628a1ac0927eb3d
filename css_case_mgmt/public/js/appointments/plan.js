// Planning an appointment with members of a family: what, who, when, where, with which interpreter.

import { h, once_at_a_time, replace_children } from "../dom";
import { InterpreterChoice } from "../interpreters/choice";
import { read, write } from "../server";
import { is_in_person, names_of, only_in_person, usual_method } from "../ways_of_meeting";
import { OverlapNote } from "./overlaps";
import { TimeFields } from "./time_fields";
import { choices } from "./words";

/** Opens the dialog; `after` gets the name of the new appointment. */
export async function open_plan({ css_case, after, kind = "", clients = null }) {
	const offered = await read("appointment.get_choices", { css_case });
	if (!offered.members.length) {
		frappe.show_alert(__("Nobody is in this family yet. Add the head of family first."));
		return;
	}
	new PlanDialog({ css_case, after, kind, clients, offered }).show();
}

class PlanDialog {
	constructor({ css_case, after, kind, clients, offered }) {
		Object.assign(this, { css_case, after, offered });
		const chosen = new Set(clients || [offered.members[0].client]);
		this.boxes = offered.members.map((member) => ({
			member,
			input: h("input", {
				type: "checkbox",
				checked: chosen.has(member.client),
				onchange: () => this.people_changed(),
			}),
		}));
		this.times = new TimeFields({
			time_zone: offered.differs ? offered.time_zone : null,
			onchange: () => this.look_for_overlaps(),
		});
		this.overlaps = new OverlapNote();
		this.interpreters = h("div", {});
		this.dialog = new frappe.ui.Dialog({
			title: __("Plan an Appointment"),
			fields: this.fields(kind),
			primary_action_label: __("Plan", null, "Verb"),
			primary_action: once_at_a_time((values) => this.plan(values)),
		});
		this.put("who", this.people());
		this.put("when", this.times.element);
		this.put("interpreting", this.interpreters);
		this.put("overlaps", this.overlaps.element);
		this.people_changed();
	}

	fields(kind) {
		const { kinds, methods, places, colleagues, caseworker, today } = this.offered;
		const changed = () => this.look_for_overlaps();
		return [
			{
				fieldname: "kind",
				fieldtype: "Select",
				label: __("What is planned"),
				options: ["", ...choices(kinds)],
				default: kind,
				reqd: 1,
			},
			{ fieldname: "who", fieldtype: "HTML" },
			{
				fieldname: "on",
				fieldtype: "Date",
				label: __("Day"),
				default: today,
				reqd: 1,
				change: changed,
			},
			{ fieldname: "when", fieldtype: "HTML" },
			{
				fieldname: "caseworker",
				fieldtype: "Select",
				label: __("With"),
				options: ["", ...colleagues],
				default: colleagues.some(({ value }) => value === caseworker) ? caseworker : "",
				change: changed,
			},
			{ fieldname: "overlaps", fieldtype: "HTML" },
			{ fieldtype: "Section Break", label: __("Where") },
			{
				fieldname: "method",
				fieldtype: "Select",
				label: __("Method"),
				options: choices(names_of(methods)),
				default: usual_method(methods),
			},
			{
				fieldname: "location_kind",
				fieldtype: "Select",
				label: __("Kind of place"),
				options: ["", ...choices(places)],
				depends_on: only_in_person(methods),
			},
			{ fieldname: "place", fieldtype: "Data", label: __("Place") },
			{
				fieldname: "purpose",
				fieldtype: "Small Text",
				label: __("What for"),
				description: __("What to bring, what was promised."),
			},
			{ fieldname: "interpreting", fieldtype: "HTML" },
		];
	}

	put(fieldname, element) {
		this.dialog.fields_dict[fieldname].$wrapper.get(0).append(element);
	}

	people() {
		return h(
			"fieldset",
			{ class: "css-who" },
			h("legend", { class: "control-label" }, __("Who is to come")),
			this.boxes.map(({ member, input }) =>
				h("label", { class: "css-check" }, input, h("bdi", {}, member.full_name))
			)
		);
	}

	clients() {
		return this.boxes.filter(({ input }) => input.checked).map(({ member }) => member.client);
	}

	/** Whom to ask to interpret depends on who comes first. */
	people_changed() {
		this.look_for_overlaps();
		const coming = this.boxes.filter(({ input }) => input.checked).map(({ member }) => member);
		const whose = coming.find((member) => member.needs_interpreter) || coming[0];
		if (!this.offered.may_choose_interpreter || !whose || this.interpreters_of === whose.client) return;
		this.interpreters_of = whose.client;
		this.interpreter = null;
		const open = () => {
			if (this.interpreter) return;
			this.interpreter = new InterpreterChoice({ client: whose.client, css_case: this.css_case });
			this.interpreter.element.addEventListener("change", () => this.look_for_overlaps());
			details.append(this.interpreter.element);
		};
		const details = h(
			"details",
			{ class: "css-more", ontoggle: open },
			h("summary", {}, __("Interpreter"))
		);
		replace_children(this.interpreters, details);
		if (whose.needs_interpreter) details.open = true;
	}

	look_for_overlaps() {
		if (!this.dialog) return;
		const on = this.dialog.get_value("on");
		const { at, minutes } = this.times.values();
		this.overlaps.ask(
			on &&
				at && {
					css_case: this.css_case,
					caseworker: this.dialog.get_value("caseworker"),
					interpreter: this.interpreter ? this.interpreter.values().interpreter : null,
					clients: this.clients(),
					on,
					at,
					minutes,
				}
		);
	}

	async plan({ kind, on, caseworker, method, location_kind, place, purpose }) {
		const name = await write("appointment.plan", {
			css_case: this.css_case,
			kind,
			on,
			...this.times.values(),
			clients: this.clients(),
			caseworker,
			method,
			location_kind: is_in_person(this.offered.methods, method) ? location_kind : null,
			place,
			purpose,
			...(this.interpreter ? this.interpreter.values() : {}),
		});
		this.dialog.hide();
		frappe.show_alert({ message: __("The appointment is planned."), indicator: "green" });
		if (this.after) this.after(name);
	}

	show() {
		this.dialog.show();
	}
}
