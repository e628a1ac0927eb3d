"""The services that are records of their own besides activities: assessments, referrals, plans and goals."""

from datetime import date
from typing import NamedTuple

import frappe
from pypika.queries import QueryBuilder

from css_case_mgmt.named_rows import IsNamed
from css_case_mgmt.report_asked import Asked
from css_case_mgmt.report_services import latest_assessments

ASSESSMENTS = {"CSS NAM Assessment": "Needs Assessment", "CSS Periodic Assessment": "Periodic Assessment"}
REFERRAL, PLAN, GOAL = "CSS Referral", "CSS Settlement Plan", "CSS Goal"
# The groups of the Framework to which these belong.
ASSESSING, REFERRING = GROUPS_WITH_RECORDS = ("Assessments", "Referrals and Accompaniment")
PLAN_AGREED = "Settlement plan agreed"
GOAL_SET = "Goal set"
# How a goal ended -> the line in which it counts on that day.
GOAL_ENDED = {
	"Achieved": "Goal achieved",
	"Partly Achieved": "Goal partly achieved",
	"Set Aside": "Goal set aside",
}


class Record(NamedTuple):
	"""One service: in which section and line it counts, whose it is, and where it is kept."""

	section: str
	line: str
	day: date
	client: str
	css_case: str
	doctype: str
	name: str
	factor: str | None = None


def records_of(question: Asked, groups: tuple[str, ...]) -> list[Record]:
	"""In five queries at most.

	Args:
		question: days and cases.
		groups: of the Framework, that are asked about.
	"""
	found = []
	if ASSESSING in groups:
		found += [*assessments(question), *plans(question), *goals_set(question), *goals_ended(question)]
	if REFERRING in groups:
		found += referrals(question)
	return found


def assessments(question: Asked) -> list[Record]:
	found = []
	for doctype, line in ASSESSMENTS.items():
		table = frappe.qb.DocType(doctype)
		query = latest_assessments(doctype, question)
		query = query.select(table.assessment_date, table.client, table.css_case, table.name)
		found += (
			Record("Assessments", line, day, client, css_case, doctype, name)
			for day, client, css_case, name in query.run()
		)
	return found


def referrals(question: Asked) -> list[Record]:
	table = frappe.qb.DocType(REFERRAL)
	query = within(question, REFERRAL, "referred_on").where(table.status != "Draft")
	query = query.select(table.service, table.referred_on, table.client, table.css_case, table.name)
	return [
		Record("Referrals", service, day, client, css_case, REFERRAL, name)
		for service, day, client, css_case, name in query.run()
	]


def plans(question: Asked) -> list[Record]:
	"""Every revision that was agreed, on the day on which the client agreed."""
	table = frappe.qb.DocType(PLAN)
	query = within(question, PLAN, "client_agreed_on").where(table.status != "Draft")
	query = query.select(table.client_agreed_on, table.client, table.css_case, table.name)
	return [
		Record("Plans and goals", PLAN_AGREED, day, client, css_case, PLAN, name)
		for day, client, css_case, name in query.run()
	]


def goals_set(question: Asked) -> list[Record]:
	table = frappe.qb.DocType(GOAL)
	query = within(question, GOAL, "start_date")
	query = query.select(table.start_date, table.client, table.css_case, table.name, table.factor)
	return [
		Record("Plans and goals", GOAL_SET, day, client, css_case, GOAL, name, factor)
		for day, client, css_case, name, factor in query.run()
	]


def goals_ended(question: Asked) -> list[Record]:
	table = frappe.qb.DocType(GOAL)
	query = within(question, GOAL, "outcome_on").where(table.status.isin(list(GOAL_ENDED)))
	query = query.select(
		table.status, table.outcome_on, table.client, table.css_case, table.name, table.factor
	)
	return [
		Record("Plans and goals", GOAL_ENDED[status], day, client, css_case, GOAL, name, factor)
		for status, day, client, css_case, name, factor in query.run()
	]


def within(question: Asked, doctype: str, fieldname: str) -> QueryBuilder:
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).where(IsNamed(table.css_case, question.cases))
	if question.worker:
		who = table.caseworker if doctype == REFERRAL else table.owner
		query = query.where(who == question.worker)
	return query.where(table[fieldname][question.first : question.last])
