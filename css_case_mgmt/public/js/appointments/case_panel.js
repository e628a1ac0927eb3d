// What is planned with a family, on its case.

import { button, fill_field, h, link_to, pill } from "../dom";
import { read } from "../server";
import { open_plan } from "./plan";
import { when_text } from "./words";

const SHOWN = 5;

export async function show_appointments(frm) {
	if (frm.is_new() || !frappe.model.can_read("CSS Appointment")) {
		fill_field(frm, "appointments_panel");
		return;
	}
	const css_case = frm.doc.name;
	const upcoming = await read("appointment.get_upcoming", { css_case });
	if (frm.doc.name !== css_case) return;
	const plan = () => open_plan({ css_case, after: () => show_appointments(frm) });
	const shown = upcoming.appointments.slice(0, SHOWN);
	fill_field(
		frm,
		"appointments_panel",
		h(
			"section",
			{ class: "css-panel", "aria-label": __("Appointments") },
			h("div", { class: "css-panel-head" }, h("h3", {}, __("Appointments"))),
			shown.length
				? h(
						"ul",
						{ class: "css-cards" },
						shown.map((each) => card(each, upcoming.waiting.includes(each.name)))
				  )
				: h("p", { class: "css-note" }, __("Nothing is planned.")),
			h(
				"div",
				{ class: "css-panel-foot css-actions" },
				upcoming.may_write ? button(__("Plan an Appointment"), plan) : null,
				link_to_all(css_case, upcoming.appointments.length)
			)
		)
	);
}

function card(appointment, waits) {
	const { name, kind, local_start, local_end, clients, place, location_kind, method, is_in_person } =
		appointment;
	const where = [is_in_person ? __(location_kind) : __(method), place].filter(Boolean).join(", ");
	return h(
		"li",
		{ class: "css-card" },
		h(
			"div",
			{ class: "css-card-main" },
			h(
				"div",
				{ class: "css-card-title" },
				link_to("CSS Appointment", name, when_text(local_start, local_end)),
				waits ? pill(__("What came of it?"), "warm") : null
			),
			h(
				"div",
				{ class: "css-facts" },
				h("span", {}, __(kind)),
				clients.map((full_name) => h("bdi", {}, full_name)),
				where ? h("span", {}, where) : null,
				appointment.caseworker ? h("span", {}, __("with {0}", [appointment.caseworker])) : null,
				appointment.has_interpreter ? h("span", {}, __("with an interpreter")) : null
			)
		)
	);
}

function link_to_all(css_case, planned) {
	return h(
		"button",
		{
			type: "button",
			class: "btn btn-link css-button",
			onclick: () => frappe.set_route("List", "CSS Appointment", "List", { css_case }),
		},
		planned > SHOWN ? __("All {0} appointments", [planned]) : __("All appointments")
	);
}
