// By when the programme ends, in the progress of an enrolment that has come near it (D-02, R-361).

import { button, h, link_to, pill, replace_children } from "../dom";
import { read } from "../server";
import { date_text } from "../words";
import { open_extend } from "./form";
import { state_text, state_tone } from "./words";

// Long before anything can be asked for, nothing is looked up.
const FROM_MONTH = 12;

/** An element that fills itself. */
export function extension_standing(enrolment, { months_in_programme }) {
	const element = h("div", { class: "css-facts css-standing css-extension" });
	const is_near = enrolment.status === "Active" && months_in_programme >= FROM_MONTH;
	if (is_near && frappe.model.can_read("CSS Programme Extension")) fill(element, enrolment.name);
	return element;
}

async function fill(element, enrolment) {
	const found = await read("extension.get_standing", { enrolment });
	if (!found.may_extend && !found.open && !found.extended_until) return;
	replace_children(
		element,
		h(
			"span",
			{},
			found.extended_until
				? __("Stays until {0}", [date_text(found.extended_until)])
				: __("The programme ends on {0}", [date_text(found.end)])
		),
		found.open
			? [
					link_to(
						"CSS Programme Extension",
						found.open.name,
						__("Longer stay until {0}", [date_text(found.open.extended_until)])
					),
					pill(state_text(found.open.workflow_state), state_tone(found.open.workflow_state)),
			  ]
			: null,
		found.may_extend ? button(__("Extend"), () => open_extend(enrolment)) : null
	);
}
