// What an adult who is not enrolled needs next: an eligibility assessment, or the enrolment that follows it.

import { button, link_to, pill } from "../dom";
import { open_enrol } from "../enrol";
import { outcome_text, outcome_tone } from "./words";

export function eligibility_step(member, context) {
	const { family } = context;
	const { enrolment } = member;
	const eligibility = family.eligibility[member.client];
	const is_usable = eligibility && !eligibility.enrolment;
	const is_eligible = is_usable && eligibility.outcome === "Eligible";
	// A first enrolment may have been decided on before this app was used; coming back is always assessed anew.
	const may_enrol = family.may_enrol && (is_eligible || (!eligibility && !enrolment));
	return [
		is_usable
			? link_to(
					"CSS Eligibility Assessment",
					eligibility.name,
					pill(outcome_text(eligibility.outcome), outcome_tone(eligibility.outcome))
			  )
			: null,
		!is_eligible && family.may_check_eligibility
			? button(__("Assess Eligibility"), () => assess(member, context), { kind: "primary" })
			: null,
		may_enrol
			? button(
					__("Enrol"),
					() =>
						open_enrol({
							member,
							...context,
							needs_level: is_eligible ? eligibility.needs_level : "",
						}),
					{ kind: is_eligible ? "primary" : "default" }
			  )
			: null,
	];
}

function assess(member, { css_case, family }) {
	frappe.new_doc("CSS Eligibility Assessment", {
		client: member.client,
		css_case,
		assessment_date: family.today,
	});
}
