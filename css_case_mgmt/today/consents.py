"""Consents that are missing, end or have ended, of everybody enrolled: one query."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

import frappe

from css_case_mgmt.consent_gate import CONSENT, as_consent, as_date, consents_without_releases
from css_case_mgmt.rules.consent import (
	Agreements,
	Missing,
	Person,
	Request,
	Use,
	missing_of_consent,
	renewal_due,
)
from css_case_mgmt.rules.today import Item, Kind, Task, state_of
from css_case_mgmt.today.files import Files
from css_case_mgmt.today.making import about
from css_case_mgmt.today.whose import Whose

NOT_COMPLETE = (Missing.CONSENT_NOT_EXPLAINED, Missing.CONSENT_NOT_SIGNED)
NOT_GIVEN = (Missing.NO_CONSENT, Missing.CONSENT_OF_A_CHILD)


def consent_items(files: Files, whose: Whose) -> Iterator[Item]:
	"""Who has withdrawn is not asked again (R-119, R-122)."""
	given = consents_by_client(files)
	for person in files.enrolled:
		rows, today = given.get(person.client, []), whose.today_at(person.site)
		notice_days = whose.setting("consent_renewal_days", person.site)
		owner = Person(as_date(person.date_of_birth), whose.setting("own_file_age", person.site))
		agreements = Agreements(owner, tuple(as_consent(row) for row in rows))
		found = what_to_do(agreements, person.enrolment_date, today, notice_days)
		state = state_of(found[1], today, notice_days) if found else None
		if found and state:
			task, due = found
			is_begun = task is Task.COMPLETE_CONSENT
			record = (CONSENT, rows[0].name) if is_begun else ("CSS Client", person.client)
			yield about(person, whose, Kind.CONSENT, state, task, due=due, record=record)


def consents_by_client(files: Files) -> dict[str, list[frappe._dict]]:
	rows = consents_without_releases([person.client for person in files.enrolled] or [""])
	return {client: list(group) for client, group in groupby(rows, key=lambda row: row.client)}


def what_to_do(
	agreements: Agreements, enrolment_date: date, today: date, notice_days: int
) -> tuple[Task, date] | None:
	"""The next step towards a consent that holds, and since or until when; None where it holds."""
	missing = missing_of_consent(agreements, Request(Use.NEEDS_ASSESSMENT, today, today))
	renewal = renewal_due(agreements, today, notice_days)
	since = renewal.last_day if renewal else enrolment_date
	if missing and missing[0] in NOT_COMPLETE:
		return Task.COMPLETE_CONSENT, since
	if renewal:
		return Task.RENEW_CONSENT, since
	if missing and missing[0] in NOT_GIVEN:
		return Task.ASK_CONSENT, since
	return None
