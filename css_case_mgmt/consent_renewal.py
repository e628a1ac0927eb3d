"""Asks for the renewal of consents that end (R-119): once before, and once after."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import frappe
from frappe import _

from css_case_mgmt.asking import ask, responsible_for
from css_case_mgmt.consent_gate import CONSENT, as_consent, as_date, consent_rows
from css_case_mgmt.rules.consent import Agreements, Person, Renewal, renewal_due
from css_case_mgmt.settings import dates_by_site, get_setting

DAYS_LOOKED_BACK = 60
AT_ONCE = 500


def ask_for_renewals() -> None:
	"""Daily: whoever is enrolled and whose consent ends, of a site at a time (its date, its settings)."""
	for site, today in dates_by_site().items():
		notice_days = get_setting("consent_renewal_days", site)
		own_file_age = get_setting("own_file_age", site)
		people = list(people_with_an_end(site, today, notice_days))
		for start in range(0, len(people), AT_ONCE):
			ask_about(people[start : start + AT_ONCE], today, notice_days, own_file_age)


def people_with_an_end(site: str, today: date, notice_days: int) -> Iterator[frappe._dict]:
	"""Enrolled people, alive, with a consent that ends about now or that a guardian gave."""
	consent, client = frappe.qb.DocType(CONSENT), frappe.qb.DocType("CSS Client")
	enrolment, case = frappe.qb.DocType("CSS Enrolment"), frappe.qb.DocType("CSS Case")
	ends_about_now = consent.valid_until[
		today - timedelta(days=DAYS_LOOKED_BACK) : today + timedelta(days=notice_days)
	]
	yield from (
		frappe.qb.from_(enrolment)
		.join(case)
		.on(case.name == enrolment.css_case)
		.join(client)
		.on(client.name == enrolment.client)
		.join(consent)
		.on(consent.client == enrolment.client)
		.select(client.name, client.file_number, client.date_of_birth, enrolment.css_case)
		.distinct()
		.where(case.site == site)
		.where(enrolment.status == "Active")
		.where(client.died_on.isnull())
		.where(consent.withdrawn_on.isnull())
		.where(ends_about_now | (consent.given_by == "Guardian"))
		.run(as_dict=True)
	)


def ask_about(people: Iterable[frappe._dict], today: date, notice_days: int, own_file_age: int) -> None:
	consents = defaultdict(list)
	for row in consent_rows([person.name for person in people]):
		consents[row.client].append(as_consent(row))
	for person in people:
		agreements = Agreements(
			Person(as_date(person.date_of_birth), own_file_age), tuple(consents[person.name])
		)
		renewal = renewal_due(agreements, today, notice_days)
		if renewal and renewal.last_day >= today - timedelta(days=DAYS_LOOKED_BACK):
			ask_worker(person, renewal)


def ask_worker(person: frappe._dict, renewal: Renewal) -> None:
	"""Once for each end, whether or not it has been done since; only the file number is named."""
	last_day = frappe.format(renewal.last_day, "Date")
	text = (
		_("{0}: the consent has ended on {1}. Nothing new can start without one. Ask for a new consent.")
		if renewal.is_over
		else _("{0}: the consent ends on {1}. Ask for a new one.")
	).format(person.file_number, last_day)
	for user in responsible_for(person.css_case):
		if not frappe.db.exists("ToDo", {"allocated_to": user, "description": text}):
			ask(user, text, doctype="CSS Case", name=person.css_case)
