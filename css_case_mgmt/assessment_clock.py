"""Where enrolments stand on the NAM's clock: last, next, overdue and missed (D-01, D-21, R-150, R-169).

Whoever calls has checked that the enrolments may be read. One query serves any number of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import frappe

from css_case_mgmt.rules.nam_schedule import is_overdue, missed_slots, next_due, next_timepoint
from css_case_mgmt.settings import get_setting, site_today

DOCTYPE = "CSS NAM Assessment"
FIELDS = (
	"name",
	"title",
	"enrolment",
	"sequence",
	"revision",
	"docstatus",
	"draft_status",
	"assessment_date",
	"timepoint_month",
	"overall_status",
	"overall_score",
	"has_overall_change",
	"overall_change",
)


@dataclass
class Clock:
	"""One enrolment's clock; `next_due` is None once the enrolment has ended, or the client has died."""

	completed: list[frappe._dict] = field(default_factory=list)
	draft: frappe._dict | None = None
	next_due: date | None = None
	next_month: int | None = None
	is_overdue: bool = False
	missed_months: list[int] = field(default_factory=list)


def clocks(enrolments: Iterable[frappe._dict], site: str) -> dict[str, Clock]:
	"""The clock of each enrolment of one site.

	Args:
		enrolments: with name, enrolment_date and status.
		site: whose interval and date count.
	"""
	enrolments = list(enrolments)
	interval, today = get_setting("nam_interval_months", site), site_today(site)
	found = {enrolment.name: Clock() for enrolment in enrolments}
	for assessment in assessments_in_force(list(found)):
		clock = found[assessment.enrolment]
		if assessment.docstatus == 1:
			clock.completed.append(assessment)
		else:
			clock.draft = assessment
	ended_by_death = enrolments_of_the_dead(list(found))
	for enrolment in enrolments:
		if enrolment.status == "Active" and enrolment.name not in ended_by_death:
			set_due(found[enrolment.name], enrolment.enrolment_date, interval, today)
	return found


def enrolments_of_the_dead(enrolments: list[str]) -> set[str]:
	"""Nothing is due any more, also while a manager has still to end the enrolment."""
	if not enrolments:
		return set()
	enrolment, client = frappe.qb.DocType("CSS Enrolment"), frappe.qb.DocType("CSS Client")
	query = (
		frappe.qb.from_(enrolment)
		.join(client)
		.on(client.name == enrolment.client)
		.select(enrolment.name)
		.where(enrolment.name.isin(enrolments))
		.where(client.died_on.isnotnull())
	)
	return set(query.run(pluck=True))


def assessments_in_force(enrolments: list[str]) -> list[frappe._dict]:
	"""Completed assessments, corrected ones by their latest revision, and open drafts, oldest first."""
	if not enrolments:
		return []
	return frappe.get_all(
		DOCTYPE,
		filters={
			"enrolment": ("in", enrolments),
			"docstatus": ("in", (0, 1)),
			"draft_status": ("!=", "Abandoned"),
			"superseded_by": ("is", "not set"),
		},
		fields=list(FIELDS),
		order_by="sequence asc, revision asc",
	)


def set_due(clock: Clock, anchor: date, interval: int, today: date) -> None:
	months = [assessment.timepoint_month for assessment in clock.completed]
	clock.next_month = next_timepoint(months, interval)
	clock.next_due = next_due(anchor, months, interval)
	clock.is_overdue = is_overdue(clock.next_due, today)
	clock.missed_months = missed_slots(anchor, months, today, interval)
