// Those who left the family, and the enrolment of somebody who died, which the manager ends.

import { button, h, link_to, once_at_a_time } from "../dom";
import { write } from "../server";
import { date_text } from "../words";

export function former_members({ family, reload }) {
	const { former } = family;
	if (!former.length) return null;
	return h(
		"details",
		{ class: "css-more", open: former.some((person) => person.open_enrolment) },
		h("summary", {}, __("Former members ({0})", [former.length])),
		h(
			"ul",
			{},
			former.map((person) => former_member(person, family, reload))
		)
	);
}

function former_member(person, family, reload) {
	return h(
		"li",
		{},
		link_to("CSS Client", person.client, person.file_number),
		" ",
		person.died_on
			? __("died {0}", [date_text(person.died_on)])
			: __("left the family {0}", [date_text(person.member_to)]),
		" ",
		person.open_enrolment ? open_enrolment(person, family, reload) : null
	);
}

function open_enrolment(person, family, reload) {
	const enrolment = person.open_enrolment;
	return [
		link_to("CSS Enrolment", enrolment, __("The enrolment is still open")),
		" ",
		family.may_assign
			? button(
					__("End Enrolment: Died"),
					once_at_a_time(async () => {
						await write("family_changes.exit_after_death", { enrolment });
						reload();
					})
			  )
			: null,
	];
}
