// Relatives in another household, and what the panel says of them (D-20, R-042, R-502).

import { button, h, link_to, once_at_a_time } from "../dom";
import { write } from "../server";
import { member_options, relationship_field } from "./parts";

export function open_relative({ css_case, family, reload }) {
	const dialog = new frappe.ui.Dialog({
		title: __("Relative in Another Household"),
		fields: [
			{
				fieldname: "client",
				fieldtype: "Select",
				label: __("Who of this family"),
				options: member_options(family.members),
				default: family.members.length === 1 ? family.members[0].client : "",
				reqd: 1,
			},
			{
				fieldname: "related_client",
				fieldtype: "Link",
				options: "CSS Client",
				only_select: 1,
				label: __("Is related to"),
				reqd: 1,
				description: __(
					"Somebody with a file in another household. Shown only to whoever may read both files."
				),
			},
			relationship_field("relationship", __("The relative is the"), { reqd: 1 }),
			relationship_field("relationship_back", __("The member of this family is the relative's"), {
				reqd: 1,
			}),
		],
		primary_action_label: __("Record", null, "Verb"),
		primary_action: once_at_a_time(async (values) => {
			await write("family_changes.relate", { css_case, ...values });
			dialog.hide();
			reload();
		}),
	});
	dialog.show();
}

export function relatives_of(member, { family, reload }) {
	return family.relatives
		.filter((tie) => tie.client === member.client)
		.map((tie) =>
			h(
				"div",
				{ class: "css-facts" },
				h("span", {}, __("Related to:")),
				link_to("CSS Client", tie.related_client, h("bdi", {}, tie.full_name)),
				h("span", {}, __(tie.relationship)),
				family.may_write
					? button(__("No longer"), () => confirm_end(tie, family, reload), {
							kind: "link",
							"aria-label": __("No longer related to {0}", [tie.full_name]),
					  })
					: null
			)
		);
}

function confirm_end(tie, family, reload) {
	frappe.confirm(
		__("From today they are no longer related, in both files. Is that right?"),
		once_at_a_time(async () => {
			await write("family_changes.end_tie", { tie: tie.name, ended_on: family.today });
			reload();
		})
	);
}
