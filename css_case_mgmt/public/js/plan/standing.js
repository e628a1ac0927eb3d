// The plan of an enrolment in one line, wherever the enrolment is shown.

import { button, h, link_to, pill, replace_children } from "../dom";
import { read } from "../server";
import { date_text } from "../words";
import { open_start_plan } from "./start";
import { goals_text } from "./words";

/** An element that fills itself; nothing for those who may not read plans. */
export function plan_standing(enrolment) {
	const element = h("div", { class: "css-facts css-standing css-plan-standing" });
	if (frappe.model.can_read("CSS Settlement Plan")) fill(element, enrolment);
	return element;
}

async function fill(element, enrolment) {
	const { agreed, draft, may_begin, today } = await read("plan.get_plan", { enrolment });
	replace_children(
		element,
		agreed
			? [
					link_to("CSS Settlement Plan", agreed.name, __("Settlement plan {0}", [agreed.revision])),
					h("span", {}, __("agreed on {0}", [date_text(agreed.agreed_on)])),
					h("span", {}, goals_text(agreed.completion)),
					agreed.copy_given_on ? null : pill(__("No copy given yet"), "warm"),
			  ]
			: null,
		draft
			? link_to("CSS Settlement Plan", draft.name, __("Continue settlement plan {0}", [draft.revision]))
			: null,
		may_begin
			? [
					h("span", {}, __("No settlement plan yet")),
					button(__("Begin the Settlement Plan"), () => open_start_plan({ enrolment, today })),
			  ]
			: null
	);
}
