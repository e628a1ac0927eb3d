// Nothing on the list: what to do first, or that all is done.

import { button, h } from "../dom";
import { families_text } from "./words";

export function nothing_due({ families }) {
	return h(
		"div",
		{ class: "css-empty" },
		families
			? h(
					"p",
					{},
					__("Nothing is due, overdue or waiting. You work with {0}.", [families_text(families)])
			  )
			: first_step()
	);
}

function first_step() {
	if (frappe.user.has_role(["CSS Manager", "CSS Intake Worker"])) {
		return [
			h(
				"p",
				{},
				__(
					"Nothing waits here. Begin with a referral: once it is accepted, its family stands on this list."
				)
			),
			first_steps_link(),
			button(__("Record a Referral"), () => frappe.new_doc("CSS Inbound Referral"), {
				kind: "primary",
			}),
		];
	}
	return [
		h(
			"p",
			{},
			__(
				"No family is assigned to you yet. Ask your manager for your first one, or open a case yourself."
			)
		),
		first_steps_link(),
		button(__("Open a Case"), () => frappe.new_doc("CSS Case"), { kind: "primary" }),
	];
}

function first_steps_link() {
	return h(
		"p",
		{},
		h("a", { href: frappe.router.make_url(["css-first-steps"]) }, __("All first steps, in order"))
	);
}
