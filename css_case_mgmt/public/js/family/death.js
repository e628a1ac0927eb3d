// A death in the family: the day, and who heads the family from then on.

import { once_at_a_time } from "../dom";
import { write } from "../server";
import { member_options, show_successor, successor_fields, successor_of } from "./parts";

export function open_death({ css_case, family, reload }) {
	const { members } = family;
	const dialog = new frappe.ui.Dialog({
		title: __("Death"),
		fields: [
			{
				fieldname: "client",
				fieldtype: "Select",
				label: __("Who died"),
				options: member_options(members),
				reqd: 1,
				change: () => refresh(),
			},
			{
				fieldname: "died_on",
				fieldtype: "Date",
				label: __("Died on"),
				default: family.today,
				reqd: 1,
				description: __(
					"Nothing is due for this person any more. An open enrolment is ended by the manager, who is asked for it."
				),
			},
			...successor_fields(members),
		],
		primary_action_label: __("Record", null, "Verb"),
		primary_action: once_at_a_time(async (values) => {
			const { staying_head, staying_relationships } = successor_of(values, members);
			await write("family_changes.record_death", {
				css_case,
				client: values.client,
				died_on: values.died_on,
				new_head: staying_head || null,
				relationships: staying_relationships || {},
			});
			dialog.hide();
			reload();
		}),
	});
	dialog.get_field("staying_head").df.change = refresh;
	refresh();
	dialog.show();

	function refresh() {
		const client = dialog.get_value("client");
		show_successor(dialog, members, client ? [client] : []);
	}
}
