"""How ready somebody is to leave: what is missing, in words, and where to mend it (R-360 to R-376)."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.exit_facts import facts_of
from css_case_mgmt.exit_places import where_to_go
from css_case_mgmt.permissions.conditions import may_add_to_case
from css_case_mgmt.rules.exit_gate import Check, Code, Finding, Standing, blocking, checks
from css_case_mgmt.rules.nam_over_time import NotComparable

SAFETY_NOTE = "CSS Safety Note"
# As many indicators as are read in one line.
FEW = 3


class NotReady(frappe.ValidationError):
	"""An exit that lacks something (R-360 to R-376)."""


def readiness_of(enrolments: Iterable[str]) -> dict[str, list[Check]]:
	"""How it stands with everything that an exit needs, for some enrolments, in a fixed number of queries.

	Args:
		enrolments: names of CSS Enrolments; whoever calls has checked that they may be read. Where no exit has been begun,
			a planned one is asked about.
	"""
	return {name: checks(facts) for name, facts in facts_of(enrolments).items()}


def readiness_of_exit(css_exit: Document) -> list[Check]:
	"""The same for an exit as it is being written."""
	return checks(facts_of([css_exit.enrolment], [css_exit])[css_exit.enrolment])


def readiness_shown(css_exit: Document) -> dict:
	"""For the panel: each thing that is asked, in words, with where to mend it; of safety notes only for whoever may read
	them (R-065)."""
	facts = facts_of([css_exit.enrolment], [css_exit])[css_exit.enrolment]
	found = checks(facts)
	may_know_all = may_read_safety_notes(css_exit.css_case)
	return {
		"checks": [
			{
				"code": check.code.value,
				"label": label_of(check.code),
				"standing": check.standing.value,
				"text": text_of(check),
				"go_to": where_to_go(check.code, css_exit),
			}
			for check in found
			if may_know_all or check.code is not Code.NOTHING_OUTSTANDING
		],
		"is_planned": facts.is_planned,
		"is_ready": may_know_all and not blocking(found),
		"attempts": facts.attempts,
		"attempts_needed": facts.policy.contact_attempts,
	}


def may_read_safety_notes(css_case: str) -> bool:
	"""By role, and because the case is open to her in a way that shows them: whoever reads them there may add one."""
	user = frappe.session.user
	return bool(frappe.has_permission(SAFETY_NOTE, "read")) and may_add_to_case(SAFETY_NOTE, css_case, user)


def require_readiness(css_exit: Document) -> None:
	"""The gate before the review, the approval and the end (R-360, D-24).

	Raises:
		NotReady: says all that is missing and what to do.
	"""
	missing = blocking(readiness_of_exit(css_exit))
	if not missing:
		return
	items = "".join(f"<li>{frappe.utils.escape_html(text_of(check))}</li>" for check in missing)
	frappe.throw(
		_("This is still missing:") + f"<ul>{items}</ul>", NotReady, title=_("Not ready for an exit yet")
	)


def label_of(code: Code) -> str:
	return labels()[code]


def labels() -> dict[Code, str]:
	"""What is asked, in a few words."""
	return {
		Code.LAST_DAY: _("Last day in the programme"),
		Code.LENGTH: _("Time in the programme"),
		Code.UNPLANNED_REASON: _("Why steps are left out"),
		Code.CONTACT_ATTEMPTS: _("Attempts to reach the client"),
		Code.DESTINATION: _("Where the client moves"),
		Code.DAY_OF_DEATH: _("Day of the death"),
		Code.CITIZENSHIP: _("Citizenship"),
		Code.INDICATORS: _("Indicators of readiness"),
		Code.FINAL_ASSESSMENT: _("Final needs assessment"),
		Code.NEEDS_DECLINED: _("Needs have declined"),
		Code.NOTHING_OUTSTANDING: _("Nothing outstanding"),
		Code.STABILITY: _("Opinion on stability"),
		Code.ADVANCE_NOTICE: _("Advance notice of the transition"),
		Code.PLAN_REVIEWED: _("Plan reviewed"),
		Code.FINAL_REFERRAL: _("Final referral"),
		Code.COUNSELLOR: _("Settlement counsellor"),
		Code.REACCESS: _("How to come back"),
		Code.INTERVIEW: _("Exit interview"),
		Code.HANDOVER: _("Hand-over"),
	}


def text_of(check: Check) -> str:
	"""What was found, in plain words; where something is missing, what to do."""
	if check.standing is Standing.NOT_APPLICABLE and check.finding is Finding.NOT_ASKED:
		return _("{0}: not asked for here.").format(label_of(check.code))
	if check.standing is Standing.MET and check.finding is Finding.FINE:
		return _("{0}: done.").format(label_of(check.code))
	return words_of(check)


def words_of(check: Check) -> str:
	worded = {
		Code.NEEDS_DECLINED: needs_text,
		Code.NOTHING_OUTSTANDING: outstanding_text,
		Code.INDICATORS: indicators_text,
	}
	if check.code in worded:
		return worded[check.code](check)
	values = [frappe.format(value, "Date") if hasattr(value, "year") else value for value in check.values]
	return texts()[check.code, check.finding].format(*values)


def texts() -> dict[tuple[Code, Finding], str]:
	return {
		(Code.LAST_DAY, Finding.NOT_SAID): _("Enter the last day in the programme."),
		(Code.LAST_DAY, Finding.BEFORE_ENROLMENT): _("The last day lies before the enrolment on {0}."),
		(Code.LAST_DAY, Finding.BEFORE_LAST_ASSESSMENT): _(
			"The last day lies before the last assessment on {0}. Choose that day or a later one."
		),
		(Code.LAST_DAY, Finding.TOO_FAR_AHEAD): _(
			"The last day lies more than {0} days ahead. Choose an earlier one, or ask later."
		),
		(Code.LENGTH, Finding.TOO_EARLY): _(
			"The usual time in the programme ends on {0} at the earliest. Say why before."
		),
		(Code.UNPLANNED_REASON, Finding.NOT_SAID): _("Say why steps are left out."),
		(Code.CONTACT_ATTEMPTS, Finding.TOO_FEW): _(
			"{0} of {1} unsuccessful attempts since the last contact are on file. Try again, and write each attempt down."
		),
		(Code.DESTINATION, Finding.NOT_SAID): _("Say where the client moves."),
		(Code.DAY_OF_DEATH, Finding.NOT_RECORDED): _("Record the death in the family first."),
		(Code.DAY_OF_DEATH, Finding.NOT_THAT_DAY): _("The last day is the day of the death, {0}."),
		(Code.CITIZENSHIP, Finding.NOT_RECORDED): _(
			"Enter in the client’s file since when she or he is a citizen."
		),
		(Code.CITIZENSHIP, Finding.AFTER_LAST_DAY): _(
			"Citizenship begins on {0}, after the last day. Check both dates."
		),
		(Code.FINAL_ASSESSMENT, Finding.NO_ASSESSMENT): _(
			"Complete a needs assessment after A1: the tool used at intake is asked again."
		),
		(Code.FINAL_ASSESSMENT, Finding.OTHER_TOOL): _(
			"The assessment uses other questions than A1, and nothing maps the two. Use the questions of A1, or ask an analyst for the mapping."
		),
		(Code.FINAL_ASSESSMENT, Finding.LONG_AGO): _(
			"The last needs assessment was on {0}. Consider a new one before the exit."
		),
		(Code.STABILITY, Finding.NOT_SAID): _("State your opinion: can stability be maintained?"),
		(Code.ADVANCE_NOTICE, Finding.NOT_SAID): _(
			"Speak with the client of the transition, and enter when you did."
		),
		(Code.ADVANCE_NOTICE, Finding.AFTER_LAST_DAY): _(
			"The transition was spoken of after the last day, {0}. Check both dates."
		),
		(Code.ADVANCE_NOTICE, Finding.NOT_YET): _("The transition is spoken of from {0} on."),
		(Code.PLAN_REVIEWED, Finding.NOT_SAID): _("Review the plan together, and enter when you did."),
		(Code.PLAN_REVIEWED, Finding.BEFORE_ASSESSMENT): _(
			"The plan was reviewed before the final assessment on {0}. Review it again together."
		),
		(Code.FINAL_REFERRAL, Finding.NOT_SENT): _(
			"Send the final referral to a service of the Settlement Program."
		),
		(Code.COUNSELLOR, Finding.NOT_SAID): _(
			"Enter the settlement counsellor, and when the client was introduced in person."
		),
		(Code.REACCESS, Finding.NOT_SAID): _(
			"Explain how to come back to the programme, and enter when you did."
		),
		(Code.INTERVIEW, Finding.NOT_RECORDED): _("Record the exit interview."),
		(Code.INTERVIEW, Finding.UNANSWERED): _(
			"Questions of the exit interview without an answer: {0}. Write down the answer, or that the client prefers not to say."
		),
		(Code.HANDOVER, Finding.NOT_SAID): _("Decide what is handed over to the settlement services."),
		(Code.HANDOVER, Finding.NO_PROVIDER): _("Choose to whom the information goes."),
		(Code.HANDOVER, Finding.NO_SUMMARY): _("Write down the areas of concern that are handed over."),
		(Code.HANDOVER, Finding.NO_CONSENT): _(
			"No valid consent names who is told. Record a consent that does, or hand over nothing."
		),
	}


def indicators_text(check: Check) -> str:
	"""By name where they are few enough to be read."""
	if check.finding is Finding.UNANSWERED and len(check.values) > FEW:
		return _("Indicators of readiness without an answer: {0}. Answer each.").format(len(check.values))
	named = "; ".join(_(title).removesuffix(".") for title in check.values)
	return {
		Finding.UNANSWERED: _("Answer each indicator of readiness: {0}"),
		Finding.WITHOUT_REMARK: _("Say why an indicator is not met or not applicable: {0}"),
		Finding.NOT_MET: _("Not met, with a reason: {0}"),
	}[check.finding].format(named)


def outstanding_text(check: Check) -> str:
	safety_notes, problems, referrals = check.values
	found = [
		text.format(number)
		for number, text in (
			(safety_notes, _("active safety notes: {0}")),
			(problems, _("open problems: {0}")),
			(referrals, _("referrals that nobody followed up, or that were missed: {0}")),
		)
		if number
	]
	text = _("Still open: {0}.").format("; ".join(found))
	if check.standing is Standing.EXPLAINED:
		return text + " " + _("A reason is given.")
	return text + " " + _("Settle it, or say why the exit is right in spite of it.")


def needs_text(check: Check) -> str:
	"""Which way the needs went, the factors that got worse by name, and why two cannot be compared (R-360, R-379)."""
	if check.finding is Finding.NO_ASSESSMENT:
		return _("Whether needs have declined shows after the final needs assessment.")
	worse = [value for value in check.values if not isinstance(value, NotComparable) and value]
	named = _("Worse than at A1: {0}.").format(", ".join(_(title) for title in worse)) if worse else ""
	parts = [
		{
			Finding.DECLINED: _("Overall, needs have declined since A1."),
			Finding.NOT_DECLINED: _("Overall, needs have not declined since A1."),
			Finding.NOT_COMPARABLE: _("The final assessment cannot be compared with A1."),
		}[check.finding]
	]
	parts += [why_text(value) for value in check.values if isinstance(value, NotComparable)]
	parts.append(named)
	if check.standing is Standing.EXPLAINED:
		parts.append(_("A reason is given."))
	elif check.standing is Standing.MISSING:
		parts.append(_("Say why the client is ready all the same."))
	return " ".join(filter(None, parts))


def why_text(why: NotComparable) -> str:
	return {
		NotComparable.NO_LATER_ASSESSMENT: _("There is no assessment before it."),
		NotComparable.NO_SCORE_THEN: _("A1 has no overall score, because too much was not answered."),
		NotComparable.NO_SCORE_NOW: _(
			"The final assessment has no overall score, because too much was not answered."
		),
		NotComparable.OTHER_QUESTIONS: _("Too few of the same questions were asked both times."),
	}[why]
