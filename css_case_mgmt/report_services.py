"""What was done within the days and cases that a report is asked about (R-220 to R-234, R-394, R-399).

Only final activities count, and none that was entered in the wrong file; of an assessment that was corrected only
the correction does. Restricted notes are no services.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Sum
from pypika.queries import QueryBuilder

from css_case_mgmt.assessments_in_force import still_counts
from css_case_mgmt.named_rows import IsNamed
from css_case_mgmt.report_asked import Asked

ACTIVITY, PARTICIPANT, TYPE = "CSS Activity", "CSS Activity Participant", "CSS Activity Type"
SUPPORT_SERVICE = "CSS Activity Support Service"


@dataclass
class Tally:
	"""How much there was of something; each person and each case counts once (R-234)."""

	services: int = 0
	minutes: int = 0
	not_reached: int = 0
	people: set[str] = field(default_factory=set)
	cases: set[str] = field(default_factory=set)

	def add(self, client: str, css_case: str, services: int = 1, minutes: int = 0) -> None:
		self.services += int(services or 0)
		self.minutes += int(minutes or 0)
		self.people.add(client)
		self.cases.add(css_case)

	def take_in(self, other: "Tally") -> None:
		self.services += other.services
		self.minutes += other.minutes
		self.not_reached += other.not_reached
		self.people |= other.people
		self.cases |= other.cases


class Counted(NamedTuple):
	"""How often somebody took part in activities of a kind, for one audience (R-229). Each activity is counted with one of its participants,
	so that the sums over all people are those of the activities."""

	activity_type: str
	audience: str
	client: str
	css_case: str
	activities: int
	minutes: int
	not_reached: int


class Supported(NamedTuple):
	"""A support service that somebody was given with an activity."""

	service: str
	activity: str
	activity_type: str
	client: str
	css_case: str
	minutes: int


class Kind(NamedTuple):
	"""Where a kind of activity belongs in the Framework and in the programme (R-008, R-221)."""

	framework_group: str
	component: str


def kinds_of_activity() -> dict[str, Kind]:
	"""Every kind of activity, in use or not, in order."""
	rows = frappe.get_all(
		TYPE, fields=["name", "framework_group", "component"], order_by="position asc, name asc"
	)
	return {row.name: Kind(row.framework_group, row.component) for row in rows}


def final_activities(question: Asked, kinds: Iterable[str] | None = None) -> QueryBuilder:
	"""The activities asked about, to be joined and selected from.

	Args:
		question: days and cases.
		kinds: names of CSS Activity Type; None for all.
	"""
	activity = frappe.qb.DocType(ACTIVITY)
	query = (
		frappe.qb.from_(activity)
		.where(activity.docstatus == 1)
		.where(activity.activity_date[question.first : question.last])
		.where(IsNamed(activity.css_case, question.cases))
		.where(activity.marked_in_error_on.isnull())
	)
	if question.worker:
		query = query.where(activity.caseworker == question.worker)
	return query if kinds is None else query.where(activity.activity_type.isin(list(kinds) or [""]))


def latest_assessments(doctype: str, question: Asked) -> QueryBuilder:
	"""The completed assessments asked about, none of which was corrected since (D-21)."""
	table = frappe.qb.DocType(doctype)
	query = (
		frappe.qb.from_(table)
		.where(still_counts(table))
		.where(table.assessment_date[question.first : question.last])
		.where(IsNamed(table.css_case, question.cases))
	)
	return query.where(table.owner == question.worker) if question.worker else query


def counted_activities(question: Asked, kinds: Iterable[str] | None = None) -> list[Counted]:
	"""For each kind of activity, audience, client and case: how many there were, and how long they took."""
	activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
	once = Case().when(row.idx == 1, 1).else_(0)
	not_reached = Case().when((row.idx == 1) & (activity.successful == 0), 1).else_(0)
	keys = (activity.activity_type, activity.audience, row.client, activity.css_case)
	query = (
		final_activities(question, kinds)
		.join(row)
		.on(row.parent == activity.name)
		.where(row.parenttype == ACTIVITY)
		.select(*keys, Sum(once), Sum(once * activity.duration_minutes), Sum(not_reached))
	)
	for key in keys:
		query = query.groupby(key)
	return [Counted(*found) for found in query.run()]


def supported(question: Asked, kinds: Iterable[str] | None = None) -> list[Supported]:
	"""Each support service with whoever was given it: the person named beside it, or else all participants (R-232)."""
	activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
	service = frappe.qb.DocType(SUPPORT_SERVICE)
	query = (
		final_activities(question, kinds)
		.join(service)
		.on((service.parent == activity.name) & (service.parenttype == ACTIVITY))
		.join(row)
		.on((row.parent == activity.name) & (row.parenttype == ACTIVITY))
		.where(service.client.isnull() | (service.client == "") | (service.client == row.client))
		.select(
			service.service,
			activity.name,
			activity.activity_type,
			row.client,
			activity.css_case,
			activity.duration_minutes,
		)
	)
	return [Supported(*found) for found in query.run()]


def tallies_of(rows: Iterable, key: Callable[[Any], Any]) -> dict[Any, Tally]:
	"""Rows of activities and people, added up by a key; an activity that several people took part in is one of each
	key, with its minutes once (R-234).

	Args:
		rows: with activity, client, css_case and minutes.
		key: what a row is counted under.
	"""
	tallies: dict[Any, Tally] = defaultdict(Tally)
	seen = set()
	for row in rows:
		under = key(row)
		is_first = (under, row.activity) not in seen
		seen.add((under, row.activity))
		tallies[under].add(row.client, row.css_case, int(is_first), row.minutes if is_first else 0)
	return dict(tallies)
