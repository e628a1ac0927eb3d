"""Consents that end, and young people without an own file: candidates by the database, decided by the rules of
consent on what each person had agreed to by the evening before (R-119, R-046, D-09, D-16)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

import frappe
from frappe.query_builder import Criterion
from frappe.query_builder.functions import Coalesce
from pypika import Case
from pypika.queries import QueryBuilder
from pypika.terms import ExistsCriterion, Term

from css_case_mgmt.assessments_in_force import counted_before
from css_case_mgmt.consent_gate import (
	CONSENT,
	PAPER_METHODS,
	as_consent,
	as_date,
	charter_rows,
	consents_without_releases,
	standings_from,
)
from css_case_mgmt.reminders.due_tables import (
	CLIENT,
	ENROLMENT,
	days_after,
	in_programme,
	months_after,
	not_before,
)
from css_case_mgmt.reminders.policy import Policy
from css_case_mgmt.rules.consent import GUARDIAN_OF_AN_ADULT, Agreements, Person, renewal_due

NEVER = date(9999, 12, 31)


def consents_ending(policy: Policy) -> QueryBuilder:
	"""Whoever is in the programme and whose last consent ends soon or has ended."""
	consent, newer = frappe.qb.DocType(CONSENT), frappe.qb.DocType(CONSENT).as_("newer")
	enrolment, client = frappe.qb.DocType(ENROLMENT), frappe.qb.DocType(CLIENT)
	birthday = months_after(client.date_of_birth, 12 * policy.setting("own_file_age"))
	due_on = end_of(consent, birthday)
	goes_on = (
		frappe.qb.from_(newer)
		.select(newer.name)
		.where(newer.client == consent.client)
		.where(is_given(newer, birthday, policy.day))
		.where(end_of(newer, birthday) > due_on)
	)
	return (
		in_programme(policy)
		.join(client)
		.on(client.name == enrolment.client)
		.join(consent)
		.on(consent.client == enrolment.client)
		.select(enrolment.client.as_("subject"), client.date_of_birth, due_on.as_("due_on"))
		.where(due_on <= policy.day + timedelta(days=policy.setting("consent_renewal_days")))
		.where(is_given(consent, birthday, policy.day))
		.where(ExistsCriterion(goes_on).negate())
	)


def is_given(consent, birthday: Term, day: date) -> Criterion:
	"""Understood, signed before a day by whoever may, and not withdrawn before it."""
	on_screen = (consent.client_signature != "") & (consent.caseworker_signature != "")
	on_paper = (consent.scan != "") | (consent.paper_kept_in != "")
	return (
		(consent.client_signed_on < day)
		& (consent.caseworker_signed_on < day)
		& (consent.understood == 1)
		& (consent.limits_explained == 1)
		& not_before(consent.withdrawn_on, day)
		& ((consent.given_by == "Guardian") | birthday.isnull() | (consent.client_signed_on >= birthday))
		& (
			((consent.signature_method == "Signed on Screen") & on_screen)
			| (consent.signature_method.isin(PAPER_METHODS) & on_paper)
		)
	)


def end_of(consent, birthday: Term) -> Term:
	"""The last day of a consent; a child's guardian gave it until the day before the birthday."""
	until = Coalesce(consent.valid_until, NEVER)
	before_birthday = days_after(birthday, -1)
	of_guardian = (consent.given_by == "Guardian") & (
		Coalesce(consent.guardian_authority, "") != GUARDIAN_OF_AN_ADULT
	)
	return Case().when(of_guardian & (before_birthday < until), before_birthday).else_(until)


def to_renew(rows: Iterable[frappe._dict], policy: Policy) -> list[frappe._dict]:
	"""Those whose consent is to be asked for again, each with the `due_on` of the rule (R-119)."""
	rows = list(rows)
	consents = consents_before(policy.day, [row.client for row in rows])
	found = []
	for row in rows:
		person = Person(as_date(row.date_of_birth), policy.setting("own_file_age"))
		agreements = Agreements(person, tuple(as_consent(each) for each in consents[row.client]))
		renewal = renewal_due(agreements, policy.day, policy.setting("consent_renewal_days"))
		if renewal:
			found.append(frappe._dict(row, due_on=renewal.last_day))
	return found


def without_own_file(rows: Iterable[frappe._dict], policy: Policy) -> list[frappe._dict]:
	"""Those to whom something of an own file is still missing: enrolment, needs assessment, consent or charter."""
	rows = list(rows)
	clients = [row.client for row in rows]
	assessed = assessed_before(policy.day, clients)
	consents, charters = consents_before(policy.day, clients), charters_before(policy.day, clients)
	found = []
	for row in rows:
		person = Person(as_date(row.date_of_birth), policy.setting("own_file_age"))
		standing = standings_from(person, consents[row.client], charters[row.client], policy.day)
		is_complete = standing.consent_is_valid and standing.charter_is_valid and row.client in assessed
		if not is_complete:
			found.append(row)
	return found


def assessed_before(day: date, clients: list[str]) -> set[str]:
	"""Who was in the programme the evening before and had a completed needs assessment in it."""
	enrolment, assessment = frappe.qb.DocType(ENROLMENT), frappe.qb.DocType("CSS NAM Assessment")
	return set(
		frappe.qb.from_(enrolment)
		.join(assessment)
		.on(assessment.enrolment == enrolment.name)
		.select(enrolment.client)
		.distinct()
		.where(enrolment.client.isin(clients))
		.where(enrolment.enrolment_date < day)
		.where(not_before(enrolment.exit_date, day))
		.where(counted_before(assessment, day))
		.run(pluck=True)
	)


def consents_before(day: date, clients: list[str]) -> dict[str, list[frappe._dict]]:
	"""What each had signed before a day, without the withdrawals from that day on."""
	return by_client_as_of(
		day, consents_without_releases(clients), ("client_signed_on", "caseworker_signed_on")
	)


def charters_before(day: date, clients: list[str]) -> dict[str, list[frappe._dict]]:
	return by_client_as_of(day, charter_rows(clients), ("acknowledged_on",))


def by_client_as_of(
	day: date, rows: Iterable[frappe._dict], dated_by: tuple[str, ...]
) -> dict[str, list[frappe._dict]]:
	found: dict[str, list[frappe._dict]] = defaultdict(list)
	for row in rows:
		if any(row[field] and row[field] >= day for field in dated_by):
			continue
		if row.withdrawn_on and row.withdrawn_on >= day:
			row.withdrawn_on = None
		row.releases = ()
		found[row.client].append(row)
	return found
