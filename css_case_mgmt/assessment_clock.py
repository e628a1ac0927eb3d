"""Where enrolments stand on the clocks of the NAM and of the periodic assessment: last, next, overdue and missed
(D-01, D-21, R-150, R-169, R-180).

Whoever calls has checked that the enrolments may be read. Three queries serve both clocks of any number of
enrolments, at any number of sites.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import frappe

from css_case_mgmt.assessment_rhythm import NAM, PERIODIC, Rhythm
from css_case_mgmt.assessments_in_force import IN_FORCE
from css_case_mgmt.rules.nam_schedule import is_overdue, missed_slots, next_due, next_timepoint
from css_case_mgmt.settings import site_today

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
)
FIELDS_OF = {
	NAM.doctype: ("overall_status", "overall_score", "has_overall_change", "overall_change"),
	PERIODIC.doctype: ("still_required", "ready_for_exit", "needs_level"),
}


@dataclass
class Clock:
	"""One enrolment's clock; `next_due` is None once the enrolment has ended, or the client has died."""

	completed: list[frappe._dict] = field(default_factory=list)
	draft: frappe._dict | None = None
	next_due: date | None = None
	next_month: int | None = None
	is_overdue: bool = False
	missed_months: list[int] = field(default_factory=list)

	@property
	def last(self) -> frappe._dict | None:
		"""The latest completed assessment."""
		return self.completed[-1] if self.completed else None


@dataclass(frozen=True)
class BothClocks:
	"""The two rhythms of one enrolment, which run side by side."""

	nam: Clock
	periodic: Clock


def clocks(enrolments: Iterable[frappe._dict], site: str) -> dict[str, Clock]:
	"""The NAM's clock of each enrolment of one site, in two queries.

	Args:
		enrolments: with name, enrolment_date and status.
		site: whose interval and date count.
	"""
	return clocks_of(NAM, at_site(enrolments, site))


def periodic_clocks(enrolments: Iterable[frappe._dict], site: str) -> dict[str, Clock]:
	"""The periodic assessment's clock of each enrolment of one site, in two queries; arguments as for `clocks`."""
	return clocks_of(PERIODIC, at_site(enrolments, site))


def both_clocks(enrolments: Iterable[frappe._dict]) -> dict[str, BothClocks]:
	"""Both clocks of each enrolment, in three queries.

	Args:
		enrolments: with name, enrolment_date, status and site, whose intervals and date count.
	"""
	enrolments = list(enrolments)
	dead = enrolments_of_the_dead([enrolment.name for enrolment in enrolments])
	nam, periodic = (clocks_of(rhythm, enrolments, dead) for rhythm in (NAM, PERIODIC))
	return {name: BothClocks(nam[name], periodic[name]) for name in nam}


def at_site(enrolments: Iterable[frappe._dict], site: str) -> list[frappe._dict]:
	return [
		frappe._dict(name=row.name, enrolment_date=row.enrolment_date, status=row.status, site=site)
		for row in enrolments
	]


def clocks_of(
	rhythm: Rhythm, enrolments: list[frappe._dict], dead: set[str] | None = None
) -> dict[str, Clock]:
	"""The clock of one rhythm for each enrolment.

	Args:
		rhythm: which assessment.
		enrolments: with name, enrolment_date, status and site.
		dead: those of people who died, if they are known already.
	"""
	found = {enrolment.name: Clock() for enrolment in enrolments}
	for assessment in assessments_in_force(list(found), rhythm):
		clock = found[assessment.enrolment]
		if assessment.docstatus == 1:
			clock.completed.append(assessment)
		else:
			clock.draft = assessment
	if dead is None:
		dead = enrolments_of_the_dead(list(found))
	interval, today = cache(rhythm.interval), cache(site_today)
	for enrolment in enrolments:
		if enrolment.status == "Active" and enrolment.name not in dead:
			set_due(
				found[enrolment.name],
				enrolment.enrolment_date,
				rhythm,
				interval(enrolment.site),
				today(enrolment.site),
			)
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


def assessments_in_force(enrolments: list[str], rhythm: Rhythm = NAM) -> list[frappe._dict]:
	"""Completed assessments, corrected ones by their latest revision, and open drafts, oldest first."""
	if not enrolments:
		return []
	return frappe.get_all(
		rhythm.doctype,
		filters={"enrolment": ("in", enrolments), **IN_FORCE},
		fields=[*FIELDS, *FIELDS_OF[rhythm.doctype]],
		order_by="sequence asc, revision asc",
	)


def set_due(clock: Clock, anchor: date, rhythm: Rhythm, interval: int, today: date) -> None:
	months = [assessment.timepoint_month for assessment in clock.completed]
	first_month = rhythm.first_month(interval)
	clock.next_month = next_timepoint(months, interval, first_month)
	clock.next_due = next_due(anchor, months, interval, first_month)
	clock.is_overdue = is_overdue(clock.next_due, today)
	clock.missed_months = missed_slots(anchor, months, today, interval, first_month)


def overdue_among(enrolments: list[str], clocks_of: Callable[..., dict[str, "Clock"]]) -> dict[str, date]:
	"""Of some enrolments those that are overdue on a clock and that the reader may read, with the due date.

	Args:
		enrolments: names of CSS Enrolments.
		clocks_of: `clocks` or `periodic_clocks`.
	"""
	rows = frappe.get_list(
		"CSS Enrolment",
		filters={"name": ("in", enrolments), "status": "Active"},
		fields=["name", "css_case", "enrolment_date", "status"],
		limit=0,
	)
	cases = {row.css_case for row in rows}
	site_of = dict(
		frappe.get_all("CSS Case", filters={"name": ("in", cases)}, fields=["name", "site"], as_list=True)
	)
	overdue = {}
	for site in set(site_of.values()):
		clock_of = clocks_of([row for row in rows if site_of[row.css_case] == site], site)
		overdue.update({name: clock.next_due for name, clock in clock_of.items() if clock.is_overdue})
	return overdue
