"""Stays beyond the longest length of the programme, each with an extension (D-02, R-361)."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from css_case_mgmt.demo.chance import between, pick, working_day
from css_case_mgmt.demo.cultures import read_table
from css_case_mgmt.demo.leaving_plans import APPROVED, MANAGER, READY, WORKER, DecisionPlan, ExtensionPlan
from css_case_mgmt.demo.plans import EnrolmentPlan
from css_case_mgmt.rules.dates import add_months

MONTHS = 6


def with_extension(
	rng: Random, enrolment: EnrolmentPlan, today: date, maximum_months: int, state: str
) -> EnrolmentPlan:
	"""Return the enrolment with an extension, if it lasts so long or one is to be shown.

	Args:
		rng: the source of chance.
		enrolment: any.
		today: nothing happens after this day.
		maximum_months: the longest length of the programme.
		state: of an extension that is shown; empty where only the length of the stay decides.
	"""
	longest = add_months(enrolment.enrolment_date, maximum_months)
	asked_on = working_day(add_months(enrolment.enrolment_date, maximum_months - 1) - timedelta(days=5))
	until = enrolment.exit_date or today
	is_shown = bool(state) and not enrolment.exit_date and asked_on <= until
	if not (is_shown or until > longest):
		return enrolment
	decided_on = min(working_day(asked_on + timedelta(days=between(rng, 1, 6))), until)
	decisions = [DecisionPlan(READY, WORKER, asked_on)]
	if state != READY:
		decisions.append(DecisionPlan(APPROVED, MANAGER, decided_on))
	extension = ExtensionPlan(
		asked_on=asked_on,
		extended_until=add_months(longest, MONTHS),
		reason=pick(rng, texts()["reasons"]),
		support=pick(rng, texts()["supports"]),
		decisions=tuple(decisions),
	)
	return replace(enrolment, extension=extension)


@cache
def texts() -> dict[str, Any]:
	return read_table("extensions")
