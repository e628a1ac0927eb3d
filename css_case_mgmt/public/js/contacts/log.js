// Log a contact: who, how, whether somebody was reached. One save, and it is final.

import { button, h, once_at_a_time, replace_children } from "../dom";
import { read, write } from "../server";
import { is_in_person, names_of, only_in_person, words_to_choose } from "../ways_of_meeting";
import { attach_writing_hints_to_dialog } from "../writing_hints/forms";

const REACHED = "Reached";

/** From anywhere, such as a line of Today: the family is read first. Whom the line names has taken part. */
export async function log_contact_of({ css_case, client, people = [], reload }) {
	const contacts = await read("activity.get_contacts", { css_case });
	const named = contacts.members.filter(({ full_name }) => people.includes(full_name));
	const chosen = client ? [client] : named.map((member) => member.client);
	open_log_contact({ css_case, contacts, chosen, reload });
}

/**
 * @param {object} contacts as `activity.get_contacts` gives them
 * @param {string[]} chosen clients who are ticked already
 */
export function open_log_contact({ css_case, contacts, chosen = [], reload }) {
	const kind_of = Object.fromEntries(contacts.kinds.map((kind) => [kind.name, kind]));
	const { members, methods, places } = contacts;
	const method_names = names_of(methods);
	const is_chosen = (member) => members.length === 1 || chosen.includes(member.client);
	const dialog = new frappe.ui.Dialog({
		title: __("Log a Contact"),
		fields: [
			{ fieldtype: "Section Break", label: __("Who took part") },
			...members.map((member) => ({
				fieldname: who(member),
				fieldtype: "Check",
				label: frappe.utils.escape_html(member.full_name),
				default: is_chosen(member) ? 1 : 0,
				description: member.has_own_records
					? ""
					: __("Documented with the head of family. For another parent, write a new activity."),
			})),
			{ fieldtype: "Section Break" },
			{ fieldname: "method_buttons", fieldtype: "HTML" },
			{
				fieldname: "method",
				fieldtype: "Select",
				label: __("Method"),
				options: ["", ...words_to_choose(method_names)],
				hidden: 1,
				change: () => draw_methods(),
			},
			{
				fieldname: "location_kind",
				fieldtype: "Select",
				label: __("Place"),
				options: ["", ...words_to_choose(places)],
				depends_on: only_in_person(methods),
			},
			{
				fieldname: "result",
				fieldtype: "Select",
				label: __("What happened"),
				options: [
					{ value: REACHED, label: __("Reached") },
					{ value: "No Answer", label: __("No Answer") },
					{ value: "Message Left", label: __("Message Left") },
				],
				default: REACHED,
				reqd: 1,
			},
			{
				fieldname: "activity_type",
				fieldtype: "Select",
				label: __("Kind of activity"),
				options: ["", ...contacts.kinds.map(({ name }) => ({ value: name, label: __(name) }))],
				default: kind_of["Check-in"] ? "Check-in" : "",
				reqd: 1,
				change: () => ask_for_note(),
			},
			{
				fieldname: "activity_date",
				fieldtype: "Date",
				label: __("Date"),
				default: contacts.today,
				reqd: 1,
			},
			{ fieldname: "duration_minutes", fieldtype: "Int", label: __("Duration (minutes)") },
			{ fieldtype: "Section Break" },
			{
				fieldname: "note",
				fieldtype: "Small Text",
				label: __("Note"),
				description: __("Short, factual, in words that the client may read."),
			},
			{
				fieldname: "cannot_alone_reason",
				fieldtype: "Small Text",
				label: __("Why the client cannot go alone yet"),
				hidden: 1,
			},
		],
		primary_action_label: __("Save as Final"),
		primary_action: once_at_a_time(async ({ result, method, location_kind, ...values }) => {
			if (!method) {
				frappe.msgprint(__("Say how the contact was made."));
				return;
			}
			const participants = members.filter((member) => values[who(member)]);
			if (!participants.length) {
				frappe.msgprint(__("Choose who took part."));
				return;
			}
			await write("activity.log_contact", {
				css_case,
				participants: participants.map(({ client }) => client),
				method,
				location_kind: is_in_person(methods, method) ? location_kind : null,
				successful: result === REACHED ? 1 : 0,
				attempt_result: result === REACHED ? null : result,
				activity_type: values.activity_type,
				activity_date: values.activity_date,
				duration_minutes: values.duration_minutes,
				note: values.note,
				cannot_alone_reason: values.cannot_alone_reason,
			});
			dialog.hide();
			frappe.show_alert({ message: __("Contact written down."), indicator: "green" });
			reload();
		}),
	});
	draw_methods();
	dialog.show();
	attach_writing_hints_to_dialog(dialog, "note", "activity_date", css_case);

	/** One tap each, also under a thumb. */
	function draw_methods() {
		const chosen_method = dialog.get_value("method");
		replace_children(
			dialog.fields_dict.method_buttons.$wrapper.get(0),
			h("div", { class: "control-label css-method-label" }, __("Method")),
			h(
				"div",
				{ class: "css-actions css-methods", role: "group", "aria-label": __("Method") },
				method_names.map((method) =>
					button(__(method), () => dialog.set_value("method", method), {
						kind: method === chosen_method ? "primary" : "default",
						"aria-pressed": method === chosen_method ? "true" : "false",
					})
				)
			),
			h("p", { class: "css-note" }, __("Sensitive topics are best spoken of in person."))
		);
	}

	function ask_for_note() {
		const kind = kind_of[dialog.get_value("activity_type")];
		const is_accompaniment = Boolean(kind && kind.asks_for === "Accompaniment");
		dialog.set_df_property("note", "reqd", kind && kind.demands_note ? 1 : 0);
		dialog.set_df_property("cannot_alone_reason", "hidden", is_accompaniment ? 0 : 1);
		dialog.set_df_property("cannot_alone_reason", "reqd", is_accompaniment ? 1 : 0);
	}
}

function who(member) {
	return `who_${member.client}`;
}
