// Who heads the family.

import { once_at_a_time } from "./dom";
import { write } from "./server";

export function open_change_head({ css_case, family, reload }) {
	const others = family.members.filter((member) => !member.is_head);
	const label_of = (member) =>
		member.relationship ? __("{0} ({1})", [member.full_name, __(member.relationship)]) : member.full_name;
	const dialog = new frappe.ui.Dialog({
		title: __("Change Head of Family"),
		fields: [
			{
				fieldname: "new_head",
				fieldtype: "Select",
				label: __("New head of family"),
				options: ["", ...others.map((member) => ({ value: member.client, label: label_of(member) }))],
				reqd: 1,
				change: () => show_relationships(),
			},
			{
				fieldname: "as_of",
				fieldtype: "Date",
				label: __("From"),
				default: family.today,
				reqd: 1,
				description: __("The first day of the new head. What was so before stays on file."),
			},
			{
				fieldtype: "Section Break",
				label: __("Relationship to the new head of family"),
			},
			...family.members.map((member) => ({
				fieldname: `relationship_${member.client}`,
				fieldtype: "Link",
				options: "CSS Relationship",
				only_select: 1,
				label: frappe.utils.escape_html(member.full_name),
				default: member.is_head ? null : member.relationship,
				get_query: () => ({ filters: { enabled: 1 } }),
			})),
		],
		primary_action_label: __("Change Head of Family"),
		primary_action: once_at_a_time(async ({ new_head, as_of, ...values }) => {
			const relationships = {};
			for (const member of family.members) {
				relationships[member.client] = values[`relationship_${member.client}`];
			}
			await write("family.change_head_of_family", { css_case, new_head, as_of, relationships });
			dialog.hide();
			reload();
		}),
	});
	show_relationships();
	dialog.show();

	function show_relationships() {
		const new_head = dialog.get_value("new_head");
		for (const member of family.members) {
			dialog.set_df_property(
				`relationship_${member.client}`,
				"hidden",
				!new_head || member.client === new_head
			);
			dialog.set_df_property(
				`relationship_${member.client}`,
				"reqd",
				Boolean(new_head) && member.is_head
			);
		}
	}
}
