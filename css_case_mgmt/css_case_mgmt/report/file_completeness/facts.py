"""What is found in the files of many people, in twelve queries however many they are (R-284, R-287)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Max, Min, Sum
from pypika import Order

from css_case_mgmt.assessments_in_force import still_counts
from css_case_mgmt.consent_gate import Standings, charter_rows, consents_without_releases, standings_from
from css_case_mgmt.eligibility import latest_by_client
from css_case_mgmt.named_rows import IsNamed
from css_case_mgmt.people import NAME_FIELDS, age
from css_case_mgmt.permissions.scope import Scope
from css_case_mgmt.report_services import ACTIVITY, PARTICIPANT, TYPE
from css_case_mgmt.rules.consent import Person
from css_case_mgmt.rules.file_completeness import File
from css_case_mgmt.rules.referral_outcomes import Referral
from css_case_mgmt.settings import get_setting

ENROLMENT, REFERRAL, DOCUMENT = "CSS Enrolment", "CSS Referral", "CSS Client Document"


@dataclass
class Notes:
	"""How it stands with the activities that somebody took part in since a day."""

	formal_events: int = 0
	formal_without_note: int = 0
	notes: int = 0
	late_notes: int = 0
	open_problems: int = 0
	oldest_problem: date | None = None


@dataclass
class Referred:
	"""How it stands with the referrals of an enrolment's client."""

	referrals: int = 0
	followed_up: int = 0
	overdue: int = 0
	without_note: int = 0


@dataclass
class Found:
	"""All that is found of the people, by client but for what belongs to one enrolment."""

	standings: dict[str, Standings] = field(default_factory=dict)
	eligibility: dict[str, frappe._dict] = field(default_factory=dict)
	assessed: set[str] = field(default_factory=set)
	planned: set[str] = field(default_factory=set)
	notes: dict[str, Notes] = field(default_factory=dict)
	referred: dict[str, Referred] = field(default_factory=dict)
	documents: dict[str, int] = field(default_factory=dict)


def open_files(cases: Iterable[str]) -> list[frappe._dict]:
	"""Everybody in the programme in these cases, in the order of the file numbers."""
	enrolment, client = frappe.qb.DocType(ENROLMENT), frappe.qb.DocType("CSS Client")
	case, user = frappe.qb.DocType("CSS Case"), frappe.qb.DocType("User")
	return (
		frappe.qb.from_(enrolment)
		.join(client)
		.on(client.name == enrolment.client)
		.join(case)
		.on(case.name == enrolment.css_case)
		.left_join(user)
		.on(user.name == case.caseworker)
		.select(
			enrolment.name.as_("enrolment"),
			enrolment.enrolment_date,
			enrolment.css_case,
			enrolment.client,
			case.file_number.as_("case_number"),
			case.site,
			user.full_name.as_("caseworker"),
			client.file_number.as_("client_number"),
			client.date_of_birth,
			client.died_on,
			*(client[fieldname] for fieldname in NAME_FIELDS),
		)
		.where(IsNamed(enrolment.css_case, cases))
		.where(enrolment.status == "Active")
		.where(client.died_on.isnull())
		.orderby(case.file_number, order=Order.asc)
		.orderby(client.file_number, order=Order.asc)
		.run(as_dict=True)
	)


def facts_of(files: list[frappe._dict], reader: Scope) -> tuple[dict[str, File], dict[str, int]]:
	"""The facts of each open enrolment, and how many problems wait in it."""
	if not files:
		return {}, {}
	found = find(files, reader.today)
	facts = {file.enrolment: as_file(file, found, reader.today[file.site]) for file in files}
	return facts, {enrolment: notes.open_problems for enrolment, notes in found.notes.items()}


def find(files: list[frappe._dict], today_at: dict[str, date]) -> Found:
	clients = [file.client for file in files]
	enrolments = [file.enrolment for file in files]
	consents, charters = (
		{name: list(rows) for name, rows in groupby(found, lambda row: row.client)}
		for found in (consents_without_releases(clients), charter_rows(clients))
	)
	own_file_age = {site: get_setting("own_file_age", site) for site in {file.site for file in files}}
	return Found(
		standings={
			file.client: standings_from(
				Person(file.date_of_birth, own_file_age[file.site]),
				consents.get(file.client, []),
				charters.get(file.client, []),
				today_at[file.site],
			)
			for file in files
		},
		eligibility=latest_by_client(clients),
		assessed=with_completed_assessment(enrolments),
		planned=with_agreed_plan(enrolments),
		notes=notes_of(files),
		referred=referrals_of(files, today_at),
		documents=documents_of(clients),
	)


def copies_of(standing: Standings) -> tuple[int, int]:
	"""How many of the two forms are signed, and of how many of them the client has a copy (R-118)."""
	signed = [form for form in (standing.consent, standing.charter) if form and form.client_signed_on]
	return len(signed), sum(bool(form.copy_given_on) for form in signed)


def as_file(file: frappe._dict, found: Found, today: date) -> File:
	standing = found.standings[file.client]
	signed, copied = copies_of(standing)
	eligibility = found.eligibility.get(file.client)
	notes = found.notes.get(file.enrolment, Notes())
	referred = found.referred.get(file.enrolment, Referred())
	return File(
		age=age(file, today),
		has_consent=standing.consent_is_valid,
		has_charter=standing.charter_is_valid,
		signed_forms=signed,
		copies_given=copied,
		is_eligible=is_found_eligible(eligibility, file.enrolment),
		has_first_assessment=file.enrolment in found.assessed,
		has_plan=file.enrolment in found.planned,
		formal_events=notes.formal_events,
		formal_without_note=notes.formal_without_note,
		notes=notes.notes,
		late_notes=notes.late_notes,
		oldest_problem=notes.oldest_problem,
		referrals=referred.referrals,
		referrals_followed_up=referred.followed_up,
		referrals_overdue=referred.overdue,
		referrals_without_note=referred.without_note,
		documents=found.documents.get(file.client, 0),
	)


def is_found_eligible(eligibility: frappe._dict | None, enrolment: str) -> bool:
	"""A decision carries one enrolment; whoever comes back needs another (R-103)."""
	if not eligibility or eligibility.outcome != "Eligible":
		return False
	return eligibility.enrolment in (None, "", enrolment)


def with_completed_assessment(enrolments: list[str]) -> set[str]:
	table = frappe.qb.DocType("CSS NAM Assessment")
	query = frappe.qb.from_(table).select(table.enrolment).distinct()
	return set(query.where(IsNamed(table.enrolment, enrolments)).where(still_counts(table)).run(pluck=True))


def with_agreed_plan(enrolments: list[str]) -> set[str]:
	table = frappe.qb.DocType("CSS Settlement Plan")
	query = frappe.qb.from_(table).select(table.enrolment).distinct()
	return set(
		query.where(IsNamed(table.enrolment, enrolments)).where(table.status == "Agreed").run(pluck=True)
	)


def notes_of(files: list[frappe._dict]) -> dict[str, Notes]:
	"""Of each enrolment, counted from its first day on and in its case alone; an assessment's meeting has its note
	in the assessment, and an addendum or an uploaded paper makes good for a note that is not there."""
	activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
	enrolment, kind = frappe.qb.DocType(ENROLMENT), frappe.qb.DocType(TYPE)
	addendum, paper = frappe.qb.DocType("CSS Note Addendum"), frappe.qb.DocType(DOCUMENT)
	is_formal = kind.demands_note == 1
	has_no_note = (
		(activity.note.isnull() | (activity.note == ""))
		& activity.nam_assessment.isnull()
		& activity.periodic_assessment.isnull()
	)
	is_noted = activity.note != ""
	may_lack_note = Case().when(is_formal & has_no_note, 1).else_(0)
	is_open = activity.problem_status == "Open"
	final = (
		frappe.qb.from_(enrolment)
		.join(row)
		.on((row.client == enrolment.client) & (row.docstatus == 1))
		.join(activity)
		.on((activity.name == row.parent) & (activity.css_case == enrolment.css_case))
		.join(kind)
		.on(kind.name == activity.activity_type)
		.where(IsNamed(enrolment.name, (file.enrolment for file in files)))
		.where(activity.docstatus == 1)
		.where(activity.marked_in_error_on.isnull())
		.where(activity.activity_date >= enrolment.enrolment_date)
	)
	found = {
		name: Notes(int(formal), int(without), int(notes), int(late), int(problems), oldest)
		for name, formal, without, notes, late, problems, oldest in final.select(
			enrolment.name,
			Sum(Case().when(is_formal, 1).else_(0)),
			Sum(may_lack_note),
			Sum(Case().when(is_noted, 1).else_(0)),
			Sum(Case().when(is_noted & (activity.is_late == 1), 1).else_(0)),
			Sum(Case().when(is_open, 1).else_(0)),
			Min(Case().when(is_open, activity.activity_date)),
		)
		.groupby(enrolment.name)
		.run()
	}
	in_question = [name for name, notes in found.items() if notes.formal_without_note]
	for name in in_question:
		found[name].formal_without_note = 0
	without = (
		final.where(IsNamed(enrolment.name, in_question))
		.left_join(addendum)
		.on((addendum.reference_doctype == ACTIVITY) & (addendum.reference_name == activity.name))
		.left_join(paper)
		.on((paper.activity == activity.name) & paper.marked_in_error_on.isnull())
		.where(is_formal & has_no_note)
		.where(addendum.name.isnull() & paper.name.isnull())
		.select(enrolment.name, Count(activity.name))
		.groupby(enrolment.name)
	)
	for name, number in without.run():
		found[name].formal_without_note = number
	return found


def referrals_of(files: list[frappe._dict], today_at: dict[str, date]) -> dict[str, Referred]:
	"""What was sent in the case of each enrolment, but in an earlier one that ended."""
	referral, activity = frappe.qb.DocType(REFERRAL), frappe.qb.DocType(ACTIVITY)
	enrolment = frappe.qb.DocType(ENROLMENT)
	rows = (
		frappe.qb.from_(referral)
		.left_join(activity)
		.on(
			(activity.referral == referral.name)
			& (activity.docstatus == 1)
			& activity.marked_in_error_on.isnull()
		)
		.left_join(enrolment)
		.on(enrolment.name == referral.enrolment)
		.select(
			referral.name,
			referral.client,
			referral.css_case,
			referral.status,
			referral.referred_on,
			referral.follow_up_due,
			referral.followed_up_on,
			referral.obtained,
			Max(activity.name).as_("noted_in"),
		)
		.where(IsNamed(referral.client, (file.client for file in files)))
		.where(referral.referred_on.isnotnull())
		.where(enrolment.name.isnull() | (enrolment.status == "Active"))
		.where(referral.status != "Draft")
		.groupby(referral.name)
		.run(as_dict=True)
	)
	of_client = defaultdict(list)
	for row in rows:
		of_client[row.client, row.css_case].append((as_rule(row), row.noted_in))
	found = {}
	for file in files:
		sent = of_client[file.client, file.css_case]
		found[file.enrolment] = Referred(
			len(sent),
			sum(rule.is_followed_up for rule, _noted_in in sent),
			sum(rule.is_overdue(today_at[file.site]) for rule, _noted_in in sent),
			sum(not noted_in for _rule, noted_in in sent),
		)
	return found


def as_rule(row: frappe._dict) -> Referral:
	return Referral(
		row.client,
		row.css_case,
		row.status,
		row.referred_on,
		row.follow_up_due,
		row.followed_up_on,
		obtained=row.obtained or "",
	)


def documents_of(clients: list[str]) -> dict[str, int]:
	"""How many papers each client's file holds."""
	table = frappe.qb.DocType(DOCUMENT)
	query = frappe.qb.from_(table).select(table.client, Count(table.name))
	query = query.where(IsNamed(table.client, clients)).where(table.marked_in_error_on.isnull())
	return dict(query.groupby(table.client).run())
