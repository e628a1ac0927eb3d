"""In which order rows are saved: what others rest on first, and each person's history as it happened."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from css_case_mgmt.importing.rows import Content, Row, id_key
from css_case_mgmt.importing.sheets import (
	ASSESSMENTS,
	CASES,
	CHARTERS,
	CLIENTS,
	CONSENTS,
	CONTACTS,
	ELIGIBILITY,
	ENROLMENTS,
	MEMBERS,
	PERIODIC,
	SITES,
	STAFF,
)

SAVE, COMPLETE = "save", "complete"
"""A row is saved; what came later in its history is added."""

Step = tuple[str, Row]
NEVER = date.max


def steps(content: Content) -> Iterator[Step]:
	"""All rows with records of their own, in order."""
	for key in (SITES, STAFF, CASES):
		yield from saved(content.rows.get(key, []))
	yield from people(content)
	yield from saved(by_day(content, CONSENTS, "explained_on"))
	yield from saved(by_day(content, CHARTERS, "acknowledged_on"))
	yield from histories(content)
	yield from saved(by_day(content, CONTACTS, "activity_date"))
	for rows in grouped(content, MEMBERS, "client", "member_from").values():
		if len(rows) > 1:
			yield COMPLETE, rows[-1]
	for key in (CONSENTS, CHARTERS, CASES):
		for row in content.rows.get(key, []):
			yield COMPLETE, row


def saved(rows: list[Row]) -> Iterator[Step]:
	for row in rows:
		yield SAVE, row


def by_day(content: Content, sheet: str, field: str) -> list[Row]:
	return sorted(content.rows.get(sheet, []), key=lambda row: row.get(field) or NEVER)


def histories(content: Content) -> Iterator[Step]:
	"""Of each person: eligibility, enrolment, its assessments, the exit; then the next episode."""
	decisions = grouped(content, ELIGIBILITY, "client", "assessment_date")
	enrolments = grouped(content, ENROLMENTS, "client", "enrolment_date")
	assessments = grouped(content, ASSESSMENTS, "enrolment", "assessment_date")
	periodic = grouped(content, PERIODIC, "enrolment", "assessment_date")
	for client in dict.fromkeys((*decisions, *enrolments)):
		undone = decisions.pop(client, [])
		before: list[Row] = []
		for enrolment in enrolments.get(client, []):
			started = enrolment.get("enrolment_date") or NEVER
			first = [row for row in undone if (row.get("assessment_date") or NEVER) <= started]
			undone = undone[len(first) :]
			enrolment.needs.extend((*before, *first))
			before = [enrolment]
			yield from saved(first)
			yield SAVE, enrolment
			key = id_key(enrolment.source_id or "")
			yield from one_after_another(assessments.pop(key, []))
			yield from one_after_another(periodic.pop(key, []))
			yield COMPLETE, enrolment
		yield from saved(undone)
	for rows in (*assessments.values(), *periodic.values()):
		yield from one_after_another(rows)


def people(content: Content) -> Iterator[Step]:
	"""Each person, and then the cases that she belongs to: files without a case are kept few."""
	memberships = grouped(content, MEMBERS, "client", "member_from")
	for row in content.rows.get(CLIENTS, []):
		yield SAVE, row
		yield from saved(memberships.pop(id_key(row.source_id or ""), []))
	for rows in memberships.values():
		yield from saved(rows)


def one_after_another(rows: list[Row]) -> Iterator[Step]:
	"""Their numbers count up: none is right while the one before is wrong."""
	for before, row in pairwise(rows):
		row.needs.append(before)
	yield from saved(rows)


def grouped(content: Content, sheet: str, column: str, field: str) -> dict[str, list[Row]]:
	found: dict[str, list[Row]] = defaultdict(list)
	for row in by_day(content, sheet, field):
		found[id_key(row.get(column) or "")].append(row)
	return found
