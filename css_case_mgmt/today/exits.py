"""Exits and extensions on the way: begun, returned, approved; read in one query with the assessments (R-360, R-361,
R-373, D-02, D-24)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import frappe
from pypika.functions import Date
from pypika.terms import NullValue, ValueWrapper

from css_case_mgmt.rules.today import Item, Kind, State, Task, state_of
from css_case_mgmt.today.files import Files
from css_case_mgmt.today.making import about
from css_case_mgmt.today.whose import Whose

EXIT, EXTENSION = "CSS Exit", "CSS Programme Extension"
DRAFT, RETURNED, READY, APPROVED = "Draft", "Returned", "Ready for Review", "Approved"
ON_THE_WAY = (DRAFT, RETURNED, READY, APPROVED)
NOT_APPROVED = (DRAFT, RETURNED)
READERS = frozenset(("CSS Caseworker", "CSS Manager"))
TASKS = {
	(EXIT, DRAFT): Task.GO_ON_WITH_EXIT,
	(EXIT, RETURNED): Task.MEND_EXIT,
	(EXIT, APPROVED): Task.HAND_OVER,
	(EXTENSION, DRAFT): Task.GO_ON_WITH_EXTENSION,
	(EXTENSION, RETURNED): Task.MEND_EXTENSION,
}


@dataclass
class OnTheWay:
	"""Where the end of each enrolment stands.

	Args:
		exits: the exit of each enrolment that has one and goes on.
		extensions: the extensions that nobody has approved yet.
	"""

	exits: dict[str, frappe._dict] = field(default_factory=dict)
	extensions: list[frappe._dict] = field(default_factory=list)


def on_the_way(found: list[frappe._dict]) -> OnTheWay:
	"""Sorted out of what `assessments.latest_and_drafts` reads."""
	result = OnTheWay()
	for row in found:
		if row.doctype == EXIT:
			result.exits[row.enrolment] = row
		elif row.doctype == EXTENSION:
			result.extensions.append(row)
	return result


def exit_items(files: Files, whose: Whose, going: OnTheWay) -> Iterator[Item]:
	"""What the worker does next about an exit or an extension; while a manager looks at it, nothing."""
	if not READERS & whose.scope.roles:
		return
	enrolled = {person.enrolment: person for person in files.enrolled_or_dead}
	for row in (*going.exits.values(), *going.extensions):
		task, person = TASKS.get((row.doctype, row.detail)), enrolled.get(row.enrolment)
		if task and person:
			yield exit_item(person, whose, row, task)


def exit_item(person: frappe._dict, whose: Whose, row: frappe._dict, task: Task) -> Item:
	"""As urgent as the last day in the programme; what has no day yet, or is still to be written, waits."""
	due = row.dated if row.doctype == EXIT else None
	state = due and state_of(due, whose.today_at(person.site), whose.soon_days(person.site))
	return about(
		person,
		whose,
		Kind.EXIT,
		state or State.WAITING,
		task,
		due=due,
		since=row.since,
		record=(row.doctype, row.name),
	)


def exits_on_the_way(enrolments: list[str]):
	return rows_of(EXIT, "exit_date", ON_THE_WAY, enrolments)


def extensions(enrolments: list[str]):
	return rows_of(EXTENSION, "extended_until", NOT_APPROVED, enrolments)


def rows_of(doctype: str, day: str, states: tuple[str, ...], enrolments: list[str]):
	"""In the columns that `latest_and_drafts` puts together."""
	table = frappe.qb.DocType(doctype)
	return (
		frappe.qb.from_(table)
		.select(
			ValueWrapper(doctype).as_("doctype"),
			table.docstatus,
			table.name,
			table.css_case,
			table.enrolment,
			NullValue().as_("month"),
			NullValue().as_("sequence"),
			table[day].as_("dated"),
			NullValue().as_("revises"),
			table.workflow_state.as_("detail"),
			NullValue().as_("case_number"),
			NullValue().as_("site"),
			NullValue().as_("caseworker"),
			Date(table.modified).as_("since"),
		)
		.where(table.enrolment.isin(enrolments))
		.where(table.workflow_state.isin(states))
	)
