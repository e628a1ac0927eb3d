// A grown-up child gets a case of the own; each household says to whom it is related (R-045, D-20).

import { once_at_a_time } from "../dom";
import { write } from "../server";
import {
	day_field,
	member_options,
	relationship_field,
	show,
	show_successor,
	successor_fields,
	successor_of,
} from "./parts";

export function open_own_household({ css_case, family }) {
	const { members } = family;
	const grown_up = members.filter((member) => member.has_own_file);
	const dialog = new frappe.ui.Dialog({
		title: __("Own Household of a Grown-up Child"),
		fields: [
			{
				fieldname: "client",
				fieldtype: "Select",
				label: __("Who moves out"),
				options: member_options(grown_up),
				reqd: 1,
				description:
					grown_up.length < members.length ? __("Children have no household of their own.") : null,
			},
			day_field(family.today, __("The first day of the own household.")),
			relationship_field("relationship", __("To the head of this family: is the")),
			relationship_field("relationship_back", __("The head of this family is the"), {
				default: "Parent",
			}),
			...successor_fields(members),
		],
		primary_action_label: __("Open Own Household"),
		primary_action: once_at_a_time(async (values) => {
			const household = await write("family_changes.open_own_household", {
				css_case,
				client: values.client,
				as_of: values.as_of,
				relationship: values.relationship || null,
				relationship_back: values.relationship_back || null,
				...successor_of(values, members),
			});
			dialog.hide();
			frappe.set_route("Form", "CSS Case", household);
		}),
	});
	for (const field of dialog.fields_list) field.df.change = refresh;
	dialog.get_field("client").df.change = () => {
		const chosen = members.find((member) => member.client === dialog.get_value("client"));
		dialog.set_value("relationship", (chosen && !chosen.is_head && chosen.relationship) || "");
		refresh();
	};
	refresh();
	dialog.show();

	function refresh() {
		const client = dialog.get_value("client");
		show_successor(dialog, members, client ? [client] : []);
		show(dialog, "relationship", Boolean(client), true);
		show(dialog, "relationship_back", Boolean(client), true);
	}
}
