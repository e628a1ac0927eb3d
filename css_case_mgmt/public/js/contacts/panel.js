// The last contact with each member of a family, and the running week or month against the target.

import { button, h, link_to, pill, replace_children } from "../dom";
import { read } from "../server";
import { date_text } from "../words";
import { open_log_contact } from "./log";

/** A part of the family panel that fills itself; nothing for whoever reads no activities. */
export function contacts_of_family(css_case) {
	const section = h("section", { class: "css-contacts", "aria-label": __("Contacts") });
	if (frappe.model.can_read("CSS Activity")) load();
	return section;

	async function load() {
		const contacts = await read("activity.get_contacts", { css_case });
		if (!contacts.members.length) return;
		const log = (chosen) => open_log_contact({ css_case, contacts, chosen, reload: load });
		replace_children(
			section,
			h(
				"div",
				{ class: "css-panel-head" },
				h("h4", {}, __("Contacts")),
				h(
					"div",
					{ class: "css-actions" },
					contacts.may_log
						? button(__("Log a Contact"), () => log([contacts.members[0].client]), {
								kind: "primary",
						  })
						: null,
					h("a", { href: all_activities(css_case) }, __("All activities"))
				)
			),
			h(
				"ul",
				{ class: "css-last-contacts" },
				contacts.members.map((member) => line(member))
			)
		);
	}
}

function line(member) {
	return h(
		"li",
		{ class: "css-last-contact", "data-client": member.client },
		h(
			"span",
			{ class: "css-last-contact-name" },
			link_to("CSS Client", member.client, h("bdi", {}, member.full_name))
		),
		h(
			"span",
			{},
			member.last_contact
				? __("Last contact {0}", [date_text(member.last_contact)])
				: __("No contact yet")
		),
		member.target
			? h(
					"span",
					{},
					__("Contacts until {1}: {0}; target {2}", [
						member.contacts,
						date_text(member.period_to),
						member.target,
					])
			  )
			: null,
		member.is_without_contact ? pill(__("{0} days without contact", [member.days]), "warm") : null
	);
}

function all_activities(css_case) {
	return `/app/css-activity?css_case=${encodeURIComponent(css_case)}`;
}
