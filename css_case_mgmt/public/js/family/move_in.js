// Somebody with a file moves in: first who, then who of that household comes along (R-041, D-20).

import { once_at_a_time } from "../dom";
import { read, write } from "../server";
import {
	day_field,
	mover_fields,
	movers,
	relationships,
	show,
	show_successor,
	successor_fields,
	successor_of,
} from "./parts";

export function open_move_in(context) {
	const dialog = new frappe.ui.Dialog({
		title: __("Somebody With a File Moves In"),
		fields: [
			{
				fieldname: "reason",
				fieldtype: "Select",
				label: __("Because of"),
				options: [
					{ value: "Marriage", label: __("Marriage") },
					{ value: "Reunification", label: __("Reunification") },
				],
				default: "Marriage",
				reqd: 1,
			},
			{
				fieldname: "client",
				fieldtype: "Link",
				options: "CSS Client",
				only_select: 1,
				label: __("Who"),
				reqd: 1,
				description: __("Somebody whose file you may read. From another site: a referral instead."),
			},
		],
		primary_action_label: __("Next"),
		primary_action: once_at_a_time(async ({ reason, client }) => {
			const household = await read("family_changes.household_of", { client });
			dialog.hide();
			open_who_comes_along(context, { reason, client, household });
		}),
	});
	dialog.show();
}

function open_who_comes_along({ css_case, family, reload }, { reason, client, household }) {
	const { members } = household;
	const dialog = new frappe.ui.Dialog({
		title: __("Who Moves In"),
		fields: [
			...mover_fields(members),
			day_field(family.today, __("The first day in this family.")),
			...successor_fields(members),
		],
		primary_action_label: __("Move In"),
		primary_action: once_at_a_time(async (values) => {
			const leaving = movers(dialog, members);
			const joining = relationships(values, "joins", members);
			await write("family_changes.move_in", {
				css_case,
				reason,
				as_of: values.as_of,
				members: Object.fromEntries(leaving.map((each) => [each, joining[each] || null])),
				...successor_of(values, members),
			});
			dialog.hide();
			reload();
		}),
	});
	for (const field of dialog.fields_list) field.df.change = refresh;
	// The box is ticked only after a moment; what depends on it follows by itself.
	dialog.set_value(`moves_${client}`, 1).then(refresh);
	dialog.show();

	function refresh() {
		const leaving = movers(dialog, members);
		for (const member of members) {
			show(dialog, `joins_${member.client}`, leaving.includes(member.client), true);
		}
		show_successor(dialog, members, leaving);
	}
}
