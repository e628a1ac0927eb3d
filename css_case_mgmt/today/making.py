"""Making a line of the list out of a row."""

from datetime import date, datetime

import frappe

from css_case_mgmt.rules.today import Item, Kind, State, Task
from css_case_mgmt.today.whose import Whose


def about(
	row: frappe._dict,
	whose: Whose,
	kind: Kind,
	state: State,
	task: Task,
	*,
	record: tuple[str, str],
	due: date | None = None,
	since: date | None = None,
	starts_on: datetime | None = None,
	number: int | None = None,
	detail: str | None = None,
	worker: str | None = None,
	staff: str | None = None,
) -> Item:
	"""A line about a person, or about a family where the row names no client.

	Args:
		row: with site, css_case, case_number, caseworker and, of a person, client, file_number and enrolment.
		record: DocType and name of where it is done.
		worker: who is to do it; the family's caseworker if left out, but a manager reviews.
		staff: a colleague whom it is about.
	"""
	return Item(
		kind=kind,
		state=state,
		task=task,
		file_number=row.get("file_number") or row.get("case_number") or "",
		doctype=record[0],
		name=record[1],
		due=due,
		days=(due - whose.today_at(row.site)).days if due else None,
		since=since,
		starts_on=starts_on,
		number=number,
		detail=detail,
		css_case=row.get("css_case"),
		case_number=row.get("case_number"),
		client=row.get("client"),
		enrolment=row.get("enrolment"),
		worker=None if kind is Kind.REVIEW else worker or row.get("caseworker"),
		staff=staff,
	)
