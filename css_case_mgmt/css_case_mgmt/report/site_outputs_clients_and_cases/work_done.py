"""What was done within some days: activities, assessments, plans and referrals, in five queries (R-356)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Sum
from pypika.queries import QueryBuilder

from css_case_mgmt.assessments_in_force import still_counts
from css_case_mgmt.contact_counts import ALL_ATTEMPTS, REACHED, counted
from css_case_mgmt.named_rows import IsNamed

ACTIVITY, PARTICIPANT, CASE = "CSS Activity", "CSS Activity Participant", "CSS Case"
NAM, PERIODIC = "CSS NAM Assessment", "CSS Periodic Assessment"
PLAN, REFERRAL = "CSS Settlement Plan", "CSS Referral"
AGREED = ("Agreed", "Superseded", "Closed")
KINDS = ("activities", "contacts", "a1", "a2", "a3", "a4", "periodic", "plans", "referrals")
SITE, DAY, FAMILY, CLIENT = "site", "day", "css_case", "client"
FOURTH = 4

Work = dict[str, int]


@dataclass(frozen=True)
class Question:
	"""Whose work is counted.

	Args:
		first, last: both included.
		sites: how contacts are counted is a setting of each.
		cases: names of the cases where it happened; None for those of the whole network.
		clients: with whom; None for anybody.
	"""

	first: date
	last: date
	sites: Iterable[str]
	cases: tuple[str, ...] | None
	clients: tuple[str, ...] | None = None

	def within(self, table, day) -> QueryBuilder:
		"""The records of these days, joined to their cases."""
		case = frappe.qb.DocType(CASE)
		query = (
			frappe.qb.from_(table)
			.join(case)
			.on(case.name == table.css_case)
			.where(day[self.first : self.last])
		)
		return query if self.cases is None else query.where(IsNamed(table.css_case, self.cases))

	def with_clients(self, query: QueryBuilder, client) -> QueryBuilder:
		return query if self.clients is None else query.where(client.isin(self.clients or ("",)))


def work_done(question: Question, by: str) -> dict[tuple, Work]:
	"""How much there was of each kind, by the site of the case and a second key.

	Args:
		by: SITE for no second key, or DAY, FAMILY (the case) or CLIENT; an activity with several people is counted
			with the first of them there.
	"""
	found: dict[tuple, Work] = defaultdict(lambda: dict.fromkeys(KINDS, 0))
	for *key, activities, contacts in activity_rows(question, by):
		work = found[tuple(key)]
		work["activities"] += int(activities or 0)
		work["contacts"] += int(contacts or 0)
	for *key, sequence, number in assessment_rows(NAM, question, by, by_sequence=True):
		found[tuple(key)][f"a{min(sequence, FOURTH)}"] += number
	for kind, rows in (
		("periodic", assessment_rows(PERIODIC, question, by)),
		("plans", plan_rows(question, by)),
		("referrals", referral_rows(question, by)),
	):
		for *key, number in rows:
			found[tuple(key)][kind] += number
	return dict(found)


def in_all(works: Iterable[Work]) -> Work:
	"""Added up, each kind for itself."""
	total = dict.fromkeys(KINDS, 0)
	for work in works:
		for kind, number in work.items():
			total[kind] += number
	return total


def grouped(query: QueryBuilder, by: str, day, client, css_case) -> QueryBuilder:
	second = {DAY: (day,), FAMILY: (css_case,), CLIENT: (client,), SITE: ()}[by]
	for key in (frappe.qb.DocType(CASE).site, *second):
		query = query.select(key).groupby(key)
	return query


def activity_rows(question: Question, by: str) -> list[tuple]:
	activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
	case = frappe.qb.DocType(CASE)
	query = (
		question.within(activity, activity.activity_date)
		.join(row)
		.on((row.parent == activity.name) & (row.parenttype == ACTIVITY))
		.where(activity.docstatus == 1)
		.where(activity.marked_in_error_on.isnull())
	)
	query = grouped(
		question.with_clients(query, row.client), by, activity.activity_date, row.client, activity.css_case
	)
	counts = row.successful.isin(REACHED)
	every_attempt = [site for site in question.sites if counted(site) == ALL_ATTEMPTS]
	if every_attempt:
		counts |= case.site.isin(every_attempt)
	is_contact = Case().when(row.contact_on.isnotnull() & counts, 1).else_(0)
	once = Sum(Case().when(row.idx == 1, 1).else_(0))
	activities = once if question.clients is None else Count(activity.name).distinct()
	return query.select(activities, Sum(is_contact)).run()


def assessment_rows(doctype: str, question: Question, by: str, *, by_sequence: bool = False) -> list[tuple]:
	"""Those that count, by their day (D-21, R-503)."""
	table = frappe.qb.DocType(doctype)
	query = question.within(table, table.assessment_date).where(still_counts(table))
	query = question.with_clients(query, table.client)
	query = grouped(query, by, table.assessment_date, table.client, table.css_case)
	if by_sequence:
		query = query.select(table.sequence).groupby(table.sequence)
	return query.select(Count(table.name)).run()


def plan_rows(question: Question, by: str) -> list[tuple]:
	"""By the day on which both had agreed."""
	plan = frappe.qb.DocType(PLAN)
	agreed_on = (
		Case()
		.when(plan.client_agreed_on > plan.caseworker_agreed_on, plan.client_agreed_on)
		.else_(plan.caseworker_agreed_on)
	)
	query = (
		question.within(plan, agreed_on)
		.where(plan.status.isin(AGREED))
		.where(plan.client_agreed_on.isnotnull())
	)
	query = question.with_clients(query, plan.client)
	return grouped(query, by, agreed_on, plan.client, plan.css_case).select(Count(plan.name)).run()


def referral_rows(question: Question, by: str) -> list[tuple]:
	referral = frappe.qb.DocType(REFERRAL)
	query = question.within(referral, referral.referred_on).where(referral.status != "Draft")
	query = question.with_clients(query, referral.client)
	return (
		grouped(query, by, referral.referred_on, referral.client, referral.css_case)
		.select(Count(referral.name))
		.run()
	)
