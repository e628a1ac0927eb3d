"""Both rhythms of assessments, what was begun and not finished, and open problems; the plans are read in the same query."""

from collections.abc import Iterable, Iterator
from datetime import date

import frappe
from frappe.query_builder.functions import Max
from pypika.terms import NullValue, ValueWrapper

from css_case_mgmt.assessment_rhythm import NAM, PERIODIC, Rhythm
from css_case_mgmt.assessments_in_force import is_in_force
from css_case_mgmt.rules.nam_schedule import slot_date
from css_case_mgmt.rules.today import Item, Kind, State, Task, state_of
from css_case_mgmt.today.exits import exits_on_the_way, extensions
from css_case_mgmt.today.files import Files
from css_case_mgmt.today.making import about
from css_case_mgmt.today.plans import due_steps, open_plans
from css_case_mgmt.today.whose import Whose

ACTIVITY = "CSS Activity"
KINDS = {NAM: Kind.NAM, PERIODIC: Kind.PERIODIC}


def assessment_items(files: Files, whose: Whose, found: list[frappe._dict]) -> Iterator[Item]:
	"""The assessments that are due, every open draft, and problems open for long (R-150, R-169, R-180, R-187,
	R-274).

	Args:
		found: what `latest_and_drafts` reads.
	"""
	stood = {
		(row.doctype, row.enrolment, row.docstatus): row
		for row in found
		if row.doctype in (NAM.doctype, PERIODIC.doctype)
	}
	for rhythm, kind in KINDS.items():
		for person in files.enrolled:
			draft = stood.get((rhythm.doctype, person.enrolment, 0))
			completed = stood.get((rhythm.doctype, person.enrolment, 1))
			item = due_item(person, whose, rhythm, kind, completed, draft)
			if item:
				yield item
			if draft and not (item and item.name == draft.name):
				yield draft_item(person, whose, draft)
	activities = [row for row in found if row.doctype == ACTIVITY]
	for row in activities:
		if row.docstatus == 0:
			yield draft_item(files.cases.get(row.css_case) or row, whose, row)
	yield from problem_items((row for row in activities if row.docstatus == 1), files, whose)


def problem_items(rows: Iterable[frappe._dict], files: Files, whose: Whose) -> Iterator[Item]:
	"""One line for each family whose oldest open problem has waited for longer than its site says (R-274)."""
	oldest: dict[str, frappe._dict] = {}
	for row in sorted(rows, key=lambda each: (each.dated, each.name)):
		oldest.setdefault(row.css_case, row)
	for css_case, row in oldest.items():
		case = files.cases.get(css_case) or row
		waited = (whose.today_at(case.site) - row.dated).days
		if waited > whose.setting("open_problem_days", case.site):
			yield about(
				case,
				whose,
				Kind.PROBLEM,
				State.WAITING,
				Task.RESOLVE_PROBLEM,
				since=row.dated,
				record=(ACTIVITY, row.name),
			)


def due_item(
	person: frappe._dict,
	whose: Whose,
	rhythm: Rhythm,
	kind: Kind,
	completed: frappe._dict | None,
	draft: frappe._dict | None,
) -> Item | None:
	"""The next assessment, if it is due or soon will be; a draft of it is gone on with."""
	due = next_due(person, rhythm, completed, whose)
	state = state_of(due, whose.today_at(person.site), whose.soon_days(person.site))
	if not state:
		return None
	goes_on = draft if draft and not draft.revises else None
	return about(
		person,
		whose,
		kind,
		state,
		Task.CONTINUE_ASSESSMENT if goes_on else Task.START_ASSESSMENT,
		due=due,
		number=goes_on.sequence if goes_on else (completed.sequence if completed else 0) + 1,
		record=(draft.doctype, draft.name) if goes_on else ("CSS Enrolment", person.enrolment),
	)


def next_due(person: frappe._dict, rhythm: Rhythm, completed: frappe._dict | None, whose: Whose) -> date:
	"""Slots count from the enrolment date; the next follows the latest one that was met (D-21)."""
	interval = whose.setting(rhythm.setting, person.site)
	month = completed.month + interval if completed else rhythm.first_month(interval)
	return slot_date(person.enrolment_date, month)


def draft_item(row: frappe._dict, whose: Whose, draft: frappe._dict) -> Item:
	return about(
		row,
		whose,
		Kind.DRAFT,
		State.WAITING,
		Task.FINISH_DRAFT,
		since=draft.dated,
		number=draft.sequence,
		detail=draft.detail,
		record=(draft.doctype, draft.name),
	)


def latest_and_drafts(files: Files, whose: Whose) -> list[frappe._dict]:
	"""Of each enrolment and rhythm the latest completed slot and the open draft, the drafts of activities, the open
	plans and their steps that are due, open problems, exits and extensions: one query."""
	enrolments = [person.enrolment for person in files.enrolled] or [""]
	ending = [person.enrolment for person in files.enrolled_or_dead] or [""]
	rows = (
		of_rhythm(NAM, enrolments)
		.union_all(of_rhythm(PERIODIC, enrolments))
		.union_all(activity_drafts(files, whose))
		.union_all(open_plans(enrolments))
		.union_all(due_steps(files, whose))
		.union_all(open_problems(files))
		.union_all(exits_on_the_way(ending))
		.union_all(extensions(enrolments))
	)
	return frappe.qb.from_(rows).select("*").run(as_dict=True)


def of_rhythm(rhythm: Rhythm, enrolments: list[str]):
	"""Corrected assessments count by their latest revision; abandoned drafts count nowhere."""
	table = frappe.qb.DocType(rhythm.doctype)
	return (
		frappe.qb.from_(table)
		.select(
			ValueWrapper(rhythm.doctype).as_("doctype"),
			table.docstatus,
			Max(table.name).as_("name"),
			Max(table.css_case).as_("css_case"),
			table.enrolment,
			Max(table.timepoint_month).as_("month"),
			Max(table.sequence).as_("sequence"),
			Max(table.assessment_date).as_("dated"),
			Max(table.revises).as_("revises"),
			NullValue().as_("detail"),
			NullValue().as_("case_number"),
			NullValue().as_("site"),
			NullValue().as_("caseworker"),
			NullValue().as_("since"),
		)
		.where(table.enrolment.isin(enrolments))
		.where(is_in_force(table))
		.groupby(table.enrolment, table.docstatus)
	)


def activity_drafts(files: Files, whose: Whose):
	"""Of these families; and what one has begun oneself in any other file that one may read."""
	activity = frappe.qb.DocType(ACTIVITY)
	where = activity.css_case.isin(list(files.cases) or [""])
	if not whose.site:
		begun = activity.owner == whose.scope.user
		where |= begun & activity.css_case.isin(whose.reachable())
	is_draft = (activity.docstatus == 0) & (activity.draft_status != "Abandoned")
	return activity_rows(activity).where(is_draft).where(where)


def open_problems(files: Files):
	"""Of these families."""
	activity = frappe.qb.DocType(ACTIVITY)
	is_open = (activity.problem_status == "Open") & (activity.docstatus == 1)
	return activity_rows(activity).where(is_open).where(activity.css_case.isin(list(files.cases) or [""]))


def activity_rows(activity):
	case = frappe.qb.DocType("CSS Case")
	return (
		frappe.qb.from_(activity)
		.join(case)
		.on(case.name == activity.css_case)
		.select(
			ValueWrapper(ACTIVITY).as_("doctype"),
			activity.docstatus,
			activity.name,
			activity.css_case,
			NullValue().as_("enrolment"),
			NullValue().as_("month"),
			NullValue().as_("sequence"),
			activity.activity_date.as_("dated"),
			NullValue().as_("revises"),
			activity.activity_type.as_("detail"),
			case.file_number.as_("case_number"),
			case.site,
			case.caseworker,
			NullValue().as_("since"),
		)
	)
