// What came of an appointment: written down without retyping, missed, cancelled, or another time.

import { with_consent } from "../consent/gate";
import { h, once_at_a_time } from "../dom";
import { write } from "../server";
import { names_of, only_in_person, usual_method, words_to_choose } from "../ways_of_meeting";
import { OverlapNote } from "./overlaps";
import { TimeFields } from "./time_fields";
import { choices } from "./words";

const ASKED_BY = ["Client", "Caseworker", "Interpreter", "Other"];

export function open_kept({ frm, panel }) {
	if (panel.assessment) {
		open_assessment({ frm, panel });
		return;
	}
	const { doc } = frm;
	const { methods, places } = panel;
	const dialog = new frappe.ui.Dialog({
		title: __("It Took Place"),
		fields: [
			{
				fieldname: "method",
				fieldtype: "Select",
				label: __("Method"),
				options: words_to_choose(names_of(methods), doc.method),
				default: doc.method || usual_method(methods),
			},
			{
				fieldname: "location_kind",
				fieldtype: "Select",
				label: __("Place"),
				options: ["", ...words_to_choose(places, doc.location_kind)],
				default: doc.location_kind,
				depends_on: only_in_person(methods),
			},
			{
				fieldname: "duration_minutes",
				fieldtype: "Int",
				label: __("Duration (minutes)"),
				default: panel.minutes,
			},
			{
				fieldname: "note",
				fieldtype: "Long Text",
				label: __("Note"),
				description: __("Short, factual, in words that the client may read."),
			},
		],
		primary_action_label: panel.may_finish ? __("Finish") : __("Keep as a Draft"),
		primary_action: once_at_a_time((values) => keep(values, panel.may_finish ? 1 : 0)),
		...(panel.may_finish
			? {
					secondary_action_label: __("Keep as a Draft"),
					secondary_action: once_at_a_time(() => keep(dialog.get_values(true), 0)),
			  }
			: {}),
	});
	dialog.show();

	async function keep(values, finish) {
		const written = await write("appointment.keep", { appointment: doc.name, finish, ...values });
		dialog.hide();
		if (finish) frm.reload_doc();
		else frappe.set_route("Form", written.doctype, written.name);
	}
}

/** Each person's assessment is one's own; it begins where consent and charter allow it. */
function open_assessment({ frm, panel }) {
	const start = ({ client, enrolment }) =>
		with_consent(
			enrolment,
			once_at_a_time(async () => {
				const written = await write("appointment.keep", { appointment: frm.doc.name, client });
				frappe.set_route("Form", written.doctype, written.name);
			})
		);
	if (panel.enrolled.length === 1) {
		start(panel.enrolled[0]);
		return;
	}
	if (!panel.enrolled.length) {
		frappe.msgprint(__("Nobody of those who were to come is enrolled. Enrol first."));
		return;
	}
	const dialog = new frappe.ui.Dialog({
		title: __("Whose assessment was it?"),
		fields: [{ fieldname: "people", fieldtype: "HTML" }],
	});
	dialog.fields_dict.people.$wrapper.get(0).append(
		h(
			"ul",
			{ class: "css-choices" },
			panel.enrolled.map((person) =>
				h(
					"li",
					{},
					h(
						"button",
						{
							type: "button",
							class: "btn btn-default css-choice",
							onclick: () => {
								dialog.hide();
								start(person);
							},
						},
						h("bdi", {}, person.full_name)
					)
				)
			)
		)
	);
	dialog.show();
}

export function open_missed({ frm, panel }) {
	const dialog = new frappe.ui.Dialog({
		title: __("Did Not Come"),
		fields: [
			reason_field(__("As far as is known: no childcare, ill, bad weather, not reached.")),
			{
				fieldname: "log_attempt",
				fieldtype: "Check",
				label: __("Log the attempt as an activity"),
				default: panel.may_finish ? 1 : 0,
				hidden: panel.may_finish ? 0 : 1,
			},
			{
				fieldname: "plan_again",
				fieldtype: "Check",
				label: __("Plan another time now"),
				default: 1,
			},
		],
		primary_action_label: __("Did Not Come"),
		primary_action: once_at_a_time(async ({ reason, log_attempt, plan_again }) => {
			await write("appointment.miss", { appointment: frm.doc.name, reason, log_attempt });
			dialog.hide();
			await frm.reload_doc();
			if (plan_again) open_reschedule({ frm, panel });
		}),
	});
	dialog.show();
}

export function open_cancel({ frm }) {
	const dialog = new frappe.ui.Dialog({
		title: __("Cancel the Appointment"),
		fields: [reason_field(), asked_by_field(__("Cancelled by"))],
		primary_action_label: __("Cancel the Appointment"),
		primary_action: once_at_a_time(async (values) => {
			await write("appointment.cancel", { appointment: frm.doc.name, ...values });
			dialog.hide();
			frm.reload_doc();
		}),
	});
	dialog.show();
}

/** Another time: of a planned one with the reason; of a missed or cancelled one the reason is known. */
export function open_reschedule({ frm, panel }) {
	const { doc } = frm;
	const overlaps = new OverlapNote();
	const day = panel.local_start.slice(0, 10);
	const times = new TimeFields({
		at: panel.local_start.slice(11),
		minutes: panel.minutes,
		time_zone: panel.time_zone,
		onchange: () => look(),
	});
	const dialog = new frappe.ui.Dialog({
		title: __("Another Time"),
		fields: [
			{
				fieldname: "on",
				fieldtype: "Date",
				label: __("Day"),
				reqd: 1,
				default: day > panel.today ? day : panel.today,
				change: () => look(),
			},
			{ fieldname: "when", fieldtype: "HTML" },
			{ fieldname: "overlaps", fieldtype: "HTML" },
			...(doc.outcome
				? []
				: [
						reason_field(__("Such as: no childcare, bad weather, ill.")),
						asked_by_field(__("Who asked for it")),
				  ]),
		],
		primary_action_label: __("Reschedule"),
		primary_action: once_at_a_time(async ({ on, reason, cancelled_by }) => {
			const name = await write("appointment.reschedule", {
				appointment: doc.name,
				on,
				...times.values(),
				reason,
				cancelled_by,
			});
			dialog.hide();
			frappe.set_route("Form", "CSS Appointment", name);
		}),
	});
	dialog.fields_dict.when.$wrapper.get(0).append(times.element);
	dialog.fields_dict.overlaps.$wrapper.get(0).append(overlaps.element);
	dialog.show();
	look();

	function look() {
		const on = dialog && dialog.get_value("on");
		const { at, minutes } = times.values();
		overlaps.ask(
			on &&
				at && {
					css_case: doc.css_case,
					caseworker: doc.caseworker,
					interpreter: doc.interpreter,
					clients: (doc.clients || []).map(({ client }) => client),
					on,
					at,
					minutes,
					appointment: doc.name,
				}
		);
	}
}

function reason_field(description) {
	return { fieldname: "reason", fieldtype: "Small Text", label: __("Why"), reqd: 1, description };
}

function asked_by_field(label) {
	return {
		fieldname: "cancelled_by",
		fieldtype: "Select",
		label,
		options: ["", ...choices(ASKED_BY)],
	};
}
