// Those who left the family, and the enrolment of somebody who died, whose exit a manager approves.

import { button, h, link_to, once_at_a_time } from "../dom";
import { write } from "../server";
import { date_text } from "../words";

export function former_members({ family }) {
	const { former } = family;
	if (!former.length) return null;
	return h(
		"details",
		{ class: "css-more", open: former.some((person) => person.open_enrolment) },
		h("summary", {}, __("Former members ({0})", [former.length])),
		h(
			"ul",
			{},
			former.map((person) => former_member(person, family))
		)
	);
}

function former_member(person, family) {
	return h(
		"li",
		{},
		link_to("CSS Client", person.client, person.file_number),
		" ",
		person.died_on
			? __("died {0}", [date_text(person.died_on)])
			: __("left the family {0}", [date_text(person.member_to)]),
		" ",
		person.open_enrolment ? open_enrolment(person, family) : null
	);
}

function open_enrolment(person, family) {
	const go_on = async () => {
		const name = await write("exits.begin", { enrolment: person.open_enrolment });
		frappe.set_route("Form", "CSS Exit", name);
	};
	return [
		link_to("CSS Enrolment", person.open_enrolment, __("The enrolment is still open")),
		" ",
		family.may_write ? button(__("Exit"), once_at_a_time(go_on)) : null,
	];
}
