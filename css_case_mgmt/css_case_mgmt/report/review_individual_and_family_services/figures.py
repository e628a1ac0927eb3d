"""What is counted, each kind in one grouped query from the reader's cases.

Every activity has exactly one row of participants with the number 1, so that it counts once for its family.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

import frappe
from frappe.query_builder import Case, Criterion
from frappe.query_builder.functions import Count, Sum

from css_case_mgmt.contact_counts import REACHED
from css_case_mgmt.family_page.referrals import ENROLMENT, REFERRAL, is_open

ACTIVITY, PARTICIPANT, GOAL = "CSS Activity", "CSS Activity Participant", "CSS Goal"
SUPPORT = "CSS Activity Support Service"
KINDS = ("services", "contacts", "support_services", "referrals", "problems", "goals")
# Several people may share one of these; of the others each is of one person.
SHARED = ("services", "contacts", "support_services", "problems")


class Figures:
	"""Numbers by kind, of each person in a case and of each case."""

	def __init__(self) -> None:
		self.people: Counter = Counter()
		self.families: Counter = Counter()

	def of_person(self, css_case: str, client: str) -> dict[str, int]:
		return {kind: self.people[css_case, client, kind] for kind in KINDS}

	def of_family(self, css_case: str, clients: Iterable[str]) -> dict[str, int]:
		own = {kind: self.families[css_case, kind] for kind in SHARED}
		clients = list(clients)
		return own | {
			kind: sum(self.people[css_case, client, kind] for client in clients)
			for kind in KINDS
			if kind not in SHARED
		}

	def add(self, kind: str, css_case: str, client: str, number: int, once: int = 0) -> None:
		self.people[css_case, client, kind] += int(number or 0)
		self.families[css_case, kind] += int(once or 0)


def count_services(
	figures: Figures, cases: list[str], first: date, last: date, all_attempts_at: list[str]
) -> None:
	"""Final activities within some days, and those that were a contact, as each site counts (D-10).

	Args:
		all_attempts_at: the sites where every attempt is one.
	"""
	activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
	counts: Criterion = row.successful.isin(REACHED)
	if all_attempts_at:
		counts |= activity.site.isin(all_attempts_at)
	contact = Case().when(row.contact_on.isnotnull() & counts, 1).else_(0)
	query = of_participants(cases, Count(row.name), Sum(contact), Sum(once(row)), Sum(once(row) * contact))
	for css_case, client, services, contacts, family_services, family_contacts in query.where(
		activity.activity_date[first:last]
	).run():
		figures.add("services", css_case, client, services, family_services)
		figures.add("contacts", css_case, client, contacts, family_contacts)


def count_problems(figures: Figures, cases: list[str]) -> None:
	"""Problems that no later note resolved, whatever their day."""
	activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
	query = of_participants(cases, Count(row.name), Sum(once(row))).where(activity.problem_status == "Open")
	for css_case, client, problems, of_family in query.run():
		figures.add("problems", css_case, client, problems, of_family)


def of_participants(cases: list[str], *numbers):
	"""By case and client: the final activities that were entered in the right file."""
	activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
	return (
		frappe.qb.from_(activity)
		.join(row)
		.on(row.parent == activity.name)
		.select(activity.css_case, row.client, *numbers)
		.where(activity.docstatus == 1)
		.where(activity.marked_in_error_on.isnull())
		.where(row.parenttype == ACTIVITY)
		.where(activity.css_case.isin(cases))
		.groupby(activity.css_case)
		.groupby(row.client)
	)


def once(row):
	return Case().when(row.idx == 1, 1).else_(0)


def count_support_services(figures: Figures, cases: list[str], first: date, last: date) -> None:
	"""Lines of support services of these activities: for the client of the line, or else for everybody who took part
	(R-258)."""
	activity, row, line = (frappe.qb.DocType(doctype) for doctype in (ACTIVITY, PARTICIPANT, SUPPORT))
	is_for = line.client.isnull() | (line.client == "") | (line.client == row.client)
	is_of_family = Case().when((row.idx == 1) | (line.client == row.client), 1).else_(0)
	query = (
		of_participants(cases, Count(line.name), Sum(is_of_family))
		.join(line)
		.on((line.parent == activity.name) & (line.parenttype == ACTIVITY) & is_for)
		.where(activity.activity_date[first:last])
	)
	for css_case, client, number, of_family in query.run():
		figures.add("support_services", css_case, client, number, of_family)


def count_referrals(figures: Figures, cases: list[str]) -> None:
	referral, enrolment = frappe.qb.DocType(REFERRAL), frappe.qb.DocType(ENROLMENT)
	query = (
		of_clients(referral, cases)
		.left_join(enrolment)
		.on(enrolment.name == referral.enrolment)
		.where(is_open(referral, enrolment))
	)
	for css_case, client, number in query.run():
		figures.add("referrals", css_case, client, number)


def count_goals(figures: Figures, cases: list[str]) -> None:
	goal = frappe.qb.DocType(GOAL)
	for css_case, client, number in of_clients(goal, cases).where(goal.status == "Open").run():
		figures.add("goals", css_case, client, number)


def of_clients(table, cases: list[str]):
	"""By case and client: how many records of a DocType."""
	return (
		frappe.qb.from_(table)
		.select(table.css_case, table.client, Count(table.name))
		.where(table.css_case.isin(cases))
		.groupby(table.css_case)
		.groupby(table.client)
	)
