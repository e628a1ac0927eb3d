// Some members move to a case of their own; where there is violence, neither household sees the other.

import { once_at_a_time } from "../dom";
import { read, write } from "../server";
import { candidate_options } from "../assign";
import {
	day_field,
	member_options,
	mover_fields,
	movers,
	relationships,
	set_options,
	show,
	show_successor,
	successor_fields,
	successor_of,
} from "./parts";

export async function open_separation({ css_case, family, frm }) {
	const { members } = family;
	const staff = family.may_assign ? (await read("assignment.candidates", { css_case })).candidates : [];
	const dialog = new frappe.ui.Dialog({
		title: __("Separation"),
		fields: [
			{
				fieldname: "is_protected",
				fieldtype: "Check",
				label: __("There is violence: neither household may see the other"),
				description: __(
					"From now on nobody but the managers of the site has access to both. What is recorded here so far stays."
				),
			},
			{ fieldtype: "Section Break", label: __("Who moves to a case of their own") },
			...mover_fields(members),
			{
				fieldname: "new_head",
				fieldtype: "Select",
				label: __("Head of the new household"),
				options: member_options(members),
				reqd: 1,
			},
			day_field(family.today, __("The first day of the new household.")),
			...successor_fields(members),
			...staff_fields(family, staff),
		],
		primary_action_label: __("Separate"),
		primary_action: once_at_a_time(async (values) => {
			const leaving = movers(dialog, members);
			const joining = relationships(values, "joins", members);
			const household = await write("family_changes.separate", {
				css_case,
				as_of: values.as_of,
				new_head: values.new_head,
				members: Object.fromEntries(leaving.map((each) => [each, joining[each] || null])),
				is_protected: values.is_protected ? 1 : 0,
				caseworker: values.caseworker || null,
				over_target_reason: values.over_target_reason || null,
				stays_with: values.stays_with || null,
				...successor_of(values, members),
			});
			dialog.hide();
			say_what_is_next(household, values, frm);
		}),
	});
	for (const field of dialog.fields_list) field.df.change = refresh;
	refresh();
	dialog.show();

	function refresh() {
		const leaving = movers(dialog, members);
		const new_head = dialog.get_value("new_head");
		const is_protected = Boolean(dialog.get_value("is_protected"));
		set_options(
			dialog,
			"new_head",
			member_options(members.filter((member) => leaving.includes(member.client)))
		);
		for (const { client } of members) {
			show(
				dialog,
				`joins_${client}`,
				leaving.includes(client) && client !== new_head,
				Boolean(new_head)
			);
		}
		show_successor(dialog, members, leaving);
		if (family.may_assign) {
			show(dialog, "caseworker", true, is_protected);
			const chosen = staff.find((row) => row.user === dialog.get_value("caseworker"));
			show(dialog, "over_target_reason", Boolean(chosen && chosen.needs_reason));
		} else {
			show(dialog, "staff_section", is_protected);
			show(dialog, "stays_with", is_protected, is_protected);
		}
	}
}

function staff_fields(family, staff) {
	const section = { fieldname: "staff_section", fieldtype: "Section Break", label: __("Caseworker") };
	if (!family.may_assign) {
		return [
			{ ...section, hidden: 1 },
			{
				fieldname: "stays_with",
				fieldtype: "Select",
				label: __("With which household do you go on working?"),
				options: [
					"",
					{ value: "New", label: __("With those who move") },
					{ value: "Old", label: __("With those who stay") },
				],
				description: __(
					"The manager is asked to find a caseworker for the other one, which you no longer see."
				),
				hidden: 1,
			},
		];
	}
	return [
		section,
		{
			fieldname: "caseworker",
			fieldtype: "Autocomplete",
			label: __("Caseworker of the new household"),
			options: candidate_options(staff),
			description: __(
				"Where there is violence: somebody who has no access to this household. Otherwise empty: the same as now."
			),
		},
		{
			fieldname: "over_target_reason",
			fieldtype: "Small Text",
			label: __("Reason for going over the target"),
			hidden: 1,
		},
	];
}

function say_what_is_next(household, { stays_with }, frm) {
	if (household) {
		frappe.show_alert({ message: __("The new household has its own case."), indicator: "green" });
		frappe.set_route("Form", "CSS Case", household);
		return;
	}
	if (stays_with) {
		frappe.show_alert({
			message: __("The manager is asked to find a caseworker for the new household."),
			indicator: "green",
		});
	}
	frm.reload_doc();
}
