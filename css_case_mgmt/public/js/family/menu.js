// A change in the family: what has happened, in words, and the dialog for each (D-20, R-045, R-502).

import { open_add_member } from "../add_member";
import { h } from "../dom";
import { open_death } from "./death";
import { open_move_in } from "./move_in";
import { open_own_household } from "./own_household";
import { open_relative } from "./relative";
import { open_separation } from "./separation";

export function open_family_change(context) {
	const { family } = context;
	const dialog = new frappe.ui.Dialog({ title: __("A Change in the Family") });
	const list = h(
		"ul",
		{ class: "css-choices" },
		changes(family).map(([title, note, open]) =>
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
							open(context);
						},
					},
					h("strong", {}, title),
					h("span", {}, note)
				)
			)
		)
	);
	dialog.$body.append(list);
	dialog.show();
}

function changes(family) {
	const is_family = family.members.length > 1;
	return [
		[
			__("Somebody New Joins"),
			__("A spouse, a newborn child or a relative who has just arrived, without a file."),
			open_add_member,
		],
		[
			__("Somebody With a File Moves In"),
			__("Marriage or reunification: one person, or a whole household, of another case at this site."),
			open_move_in,
		],
		is_family &&
			family.may_open_case && [
				__("Separation"),
				__(
					"Some move to a case of their own. Where there is violence, neither household sees the other."
				),
				open_separation,
			],
		is_family &&
			family.may_open_case && [
				__("Own Household of a Grown-up Child"),
				__("A case for one person, related to this family."),
				open_own_household,
			],
		[
			__("Relative in Another Household"),
			__("Such as a husband who lives with another wife. Each keeps the own case."),
			open_relative,
		],
		[__("Death"), __("The day, and who heads the family from then on."), open_death],
	].filter(Boolean);
}
