// Log a contact: who, how, whether somebody was reached. One save, and it is final.

import { once_at_a_time } from "../dom";
import { write } from "../server";
import { attach_writing_hints_to_dialog } from "../writing_hints/forms";

const IN_PERSON = "In Person";
const REACHED = "Reached";

/**
 * @param {object} contacts as `activity.get_contacts` gives them
 * @param {string[]} chosen clients who are ticked already
 */
export function open_log_contact({ css_case, contacts, chosen = [], reload }) {
	const kind_of = Object.fromEntries(contacts.kinds.map((kind) => [kind.name, kind]));
	const { members } = contacts;
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
					: __("Documented under the head of family; for somebody else use the form."),
			})),
			{ fieldtype: "Section Break" },
			{
				fieldname: "method",
				fieldtype: "Select",
				label: __("Method"),
				options: [
					"",
					...["In Person", "Video", "Phone", "Text Message", "E-mail"].map((method) => ({
						value: method,
						label: __(method),
					})),
				],
				reqd: 1,
				description: __("Sensitive topics are best spoken of in person."),
			},
			{
				fieldname: "location_kind",
				fieldtype: "Select",
				label: __("Place"),
				options: [
					"",
					...["Office", "Client's Home", "Community"].map((place) => ({
						value: place,
						label: __(place),
					})),
				],
				depends_on: `eval:doc.method=='${IN_PERSON}'`,
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
		],
		primary_action_label: __("Save as Final"),
		primary_action: once_at_a_time(async ({ result, method, location_kind, ...values }) => {
			const participants = members.filter((member) => values[who(member)]);
			if (!participants.length) {
				frappe.msgprint(__("Choose who took part."));
				return;
			}
			await write("activity.log_contact", {
				css_case,
				participants: participants.map(({ client }) => client),
				method,
				location_kind: method === IN_PERSON ? location_kind : null,
				successful: result === REACHED ? 1 : 0,
				attempt_result: result === REACHED ? null : result,
				activity_type: values.activity_type,
				activity_date: values.activity_date,
				duration_minutes: values.duration_minutes,
				note: values.note,
			});
			dialog.hide();
			frappe.show_alert({ message: __("Contact written down."), indicator: "green" });
			reload();
		}),
	});
	dialog.show();
	attach_writing_hints_to_dialog(dialog, "note", "activity_date");

	function ask_for_note() {
		const kind = kind_of[dialog.get_value("activity_type")];
		dialog.set_df_property("note", "reqd", kind && kind.demands_note ? 1 : 0);
	}
}

function who(member) {
	return `who_${member.client}`;
}
