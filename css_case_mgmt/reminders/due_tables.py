"""What falls due about now, as tables of the database: one SELECT for each clock, site and day.

Each yields `subject`, `client`, `css_case` and `due_on`, and what the rule needs to say so itself: these queries
find candidates, the rules decide. Adding months in the database clamps as `rules.dates.add_months` does.
"""

from datetime import date, timedelta

import frappe
from frappe.query_builder import Criterion, CustomFunction
from frappe.query_builder.functions import Coalesce, Max
from pypika import Case, Order
from pypika.queries import QueryBuilder
from pypika.terms import ExistsCriterion, PseudoColumn, Term

from css_case_mgmt.assessment_rhythm import Rhythm
from css_case_mgmt.assessments_in_force import counted_before
from css_case_mgmt.coming_of_age import DAYS_AFTER
from css_case_mgmt.extensions import extensions_until
from css_case_mgmt.naars_follow_up import REFERRAL, STILL_CONCERNED
from css_case_mgmt.reminders.policy import Policy
from css_case_mgmt.rules.age import births_reaching
from css_case_mgmt.rules.reminders import Stage

CASE, CLIENT, ENROLMENT, MEMBER = "CSS Case", "CSS Client", "CSS Enrolment", "CSS Case Member"

timestamp_add = CustomFunction("TIMESTAMPADD", ["unit", "count", "anchor"])


def months_after(anchor: Term, months: Term | int) -> Term:
	return timestamp_add(PseudoColumn("MONTH"), months, anchor)


def days_after(anchor: Term, days: int) -> Term:
	return timestamp_add(PseudoColumn("DAY"), days, anchor)


def not_before(column: Term, day: date) -> Criterion:
	"""Something that may happen has not happened before a day."""
	return column.isnull() | (column >= day)


def in_programme(policy: Policy, *columns: str) -> QueryBuilder:
	"""Whoever was in the programme the evening before, at cases of the site."""
	case, enrolment = frappe.qb.DocType(CASE), frappe.qb.DocType(ENROLMENT)
	return (
		frappe.qb.from_(case)
		.join(enrolment)
		.on(enrolment.css_case == case.name)
		.select(enrolment.client, enrolment.css_case, *(enrolment[column] for column in columns))
		.where(case.site == policy.site)
		.where(enrolment.enrolment_date < policy.day)
		.where(not_before(enrolment.exit_date, policy.day))
	)


def assessments_due(policy: Policy, rhythm: Rhythm) -> QueryBuilder:
	"""One interval after the latest slot that has an assessment (D-01, D-21)."""
	enrolment, assessment = frappe.qb.DocType(ENROLMENT), frappe.qb.DocType(rhythm.doctype)
	interval = policy.setting(rhythm.setting)
	last_month = Max(assessment.timepoint_month)
	due_on = months_after(
		enrolment.enrolment_date, Coalesce(last_month + interval, rhythm.first_month(interval))
	)
	return (
		in_programme(policy, "enrolment_date")
		.left_join(assessment)
		.on((assessment.enrolment == enrolment.name) & counted_before(assessment, policy.day))
		.select(enrolment.name.as_("subject"), last_month.as_("last_month"), due_on.as_("due_on"))
		.groupby(enrolment.name)
		.having(due_on <= policy.day + timedelta(days=policy.days_before))
	)


def contacts_due(policy: Policy) -> QueryBuilder:
	"""So many days after the last contact, or after the enrolment while there was none (D-01, D-10, R-400)."""
	enrolment, contact = frappe.qb.DocType(ENROLMENT), frappe.qb.DocType("CSS Activity Participant")
	within = policy.setting("without_contact_days")
	latest = policy.day + timedelta(days=policy.days_before - within)
	counted = (contact.client == enrolment.client) & (contact.docstatus == 1)
	if policy.setting("contacts_counted") == "Successful":
		counted &= contact.successful == 1
	before = frappe.qb.from_(contact).select(contact.contact_on).where(counted)
	recent = before.where((contact.contact_on > latest) & (contact.contact_on < policy.day))
	last = (
		before.where((contact.contact_on >= enrolment.enrolment_date) & (contact.contact_on <= latest))
		.orderby(contact.contact_on, order=Order.desc)
		.limit(1)
	)
	return (
		in_programme(policy, "enrolment_date")
		.select(enrolment.name.as_("subject"), last.as_("last_contact"))
		.where(enrolment.enrolment_date <= latest)
		.where(ExistsCriterion(recent).negate())
	)


def programme_lengths(policy: Policy) -> QueryBuilder:
	"""The last milestone that was reached (D-02, R-361, R-372)."""
	enrolment = frappe.qb.DocType(ENROLMENT)
	months, start = policy.programme_months, enrolment.enrolment_date
	extension = extensions_until(policy.day).as_("extension")
	longest = months_after(start, months.maximum)
	last = Case().when(extension.extended_until > longest, extension.extended_until).else_(longest)
	milestones = (
		(Stage.OVERDUE, last),
		(Stage.APPROACHING, months_after(start, months.typical)),
		(Stage.POSSIBLE, months_after(start, months.minimum)),
		(Stage.TRANSITION, months_after(start, months.transition)),
	)
	stage, due_on = Case(), Case()
	for each, day in milestones:
		stage = stage.when(day <= policy.day, each.value)
		due_on = due_on.when(day <= policy.day, day)
	return (
		in_programme(policy, "enrolment_date")
		.left_join(extension)
		.on(extension.enrolment == enrolment.name)
		.select(
			enrolment.name.as_("subject"),
			stage.as_("stage"),
			due_on.as_("due_on"),
			extension.extended_until,
		)
	)


def citizens(policy: Policy) -> QueryBuilder:
	"""Whoever has become a citizen while in the programme (R-052)."""
	enrolment, client = frappe.qb.DocType(ENROLMENT), frappe.qb.DocType(CLIENT)
	return (
		in_programme(policy)
		.join(client)
		.on(client.name == enrolment.client)
		.select(enrolment.name.as_("subject"), client.citizen_since.as_("due_on"))
		.where(client.citizen_since < policy.day)
	)


def follow_ups_due(policy: Policy) -> QueryBuilder:
	"""Settlement plans of a NAARS that are open to be followed up (D-30, R-506)."""
	referral = frappe.qb.DocType(REFERRAL)
	day = policy.day
	decided_before = Case().when(referral.decided_on < day, referral.css_case)
	return (
		frappe.qb.from_(referral)
		.select(
			referral.name.as_("subject"),
			referral.client,
			decided_before.as_("css_case"),
			referral.naars_follow_up_opens.as_("opens_on"),
			referral.naars_follow_up_due.as_("due_on"),
		)
		.where(referral.site == policy.site)
		.where(referral.received_on < day)
		.where(referral.naars_follow_up_opens <= day)
		.where(not_before(referral.naars_followed_up_on, day))
		.where(referral.status.isin(STILL_CONCERNED) | (referral.decided_on >= day))
		.where(
			referral.css_case.isnull()
			| not_before(referral.decided_on, day)
			| referral.css_case.notin(cases_left(policy))
		)
	)


def cases_left(policy: Policy) -> QueryBuilder:
	"""Closed cases in which nobody was left the evening before, and those whose last exit was before."""
	case, member = frappe.qb.DocType(CASE), frappe.qb.DocType(MEMBER)
	still_there = (
		frappe.qb.from_(member)
		.select(member.name)
		.where(member.css_case == case.name)
		.where(member.member_from < policy.day)
		.where(not_before(member.member_to, policy.day))
	)
	return (
		frappe.qb.from_(case)
		.select(case.name)
		.where((case.site == policy.site) & (case.status == "Closed"))
		.where(ExistsCriterion(still_there).negate() | (case.closed_on < policy.day))
	)


def young_people(policy: Policy) -> QueryBuilder:
	"""Members who reach the age of an own file soon, or have lately (R-046, D-09)."""
	case, member, client = (frappe.qb.DocType(doctype) for doctype in (CASE, MEMBER, CLIENT))
	age = policy.setting("own_file_age")
	notice = timedelta(days=policy.setting("own_file_notice_days"))
	earliest, latest = births_reaching(policy.day - timedelta(days=DAYS_AFTER), policy.day + notice, age)
	return (
		frappe.qb.from_(client)
		.join(member)
		.on(member.client == client.name)
		.join(case)
		.on(case.name == member.css_case)
		.select(
			client.name.as_("subject"),
			client.name.as_("client"),
			member.css_case,
			client.date_of_birth,
			months_after(client.date_of_birth, 12 * age).as_("due_on"),
		)
		.where(client.date_of_birth[earliest:latest])
		.where(case.site == policy.site)
		.where(not_before(case.closed_on, policy.day))
		.where(member.member_from < policy.day)
		.where(not_before(member.member_to, policy.day))
	)
