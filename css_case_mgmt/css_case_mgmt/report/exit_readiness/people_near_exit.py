"""Who has been in the programme long enough to think of leaving, or has begun to (R-361, R-372)."""

from collections import defaultdict
from datetime import date, timedelta
from functools import cache

import frappe

from css_case_mgmt.assessments_in_force import still_counts
from css_case_mgmt.named_rows import IsNamed
from css_case_mgmt.people import NAME_FIELDS
from css_case_mgmt.permissions.scope import Scope
from css_case_mgmt.report_people import add_names
from css_case_mgmt.rules.dates import add_months, whole_months
from css_case_mgmt.rules.exit_outcomes import Outcome, outcome
from css_case_mgmt.rules.extension import end_of_programme
from css_case_mgmt.rules.today import INTERVALS_BEFORE_NOTICE
from css_case_mgmt.settings import get_setting

ENROLMENT, EXIT, EXTENSION = "CSS Enrolment", "CSS Exit", "CSS Programme Extension"
NAM = "CSS NAM Assessment"
APPROVED, SCORED = "Approved", "Scored"

# How much later than by the calendar somebody may have begun who completes a month on its last day.
LONGEST_CLAMP = timedelta(days=3)

Row = frappe._dict


def people_near_exit(cases: tuple[str, ...], months: int | None, reader: Scope) -> list[Row]:
	"""One row for each open enrolment, in four queries.

	Args:
		cases: names of the cases that the reader may read and asks about.
		months: so many completed, or an exit begun; None for those after which the site speaks of the transition.
	"""
	transition = cache(lambda site: INTERVALS_BEFORE_NOTICE * get_setting("nam_interval_months", site))
	maximum = cache(lambda site: get_setting("programme_max_months", site))
	fewest = min(map(transition, reader.today), default=0) if months is None else months
	last_day = add_months(max(reader.today.values(), default=date.max), -fewest) + LONGEST_CLAMP
	rows = []
	for row in open_enrolments(cases, last_day):
		row.months = whole_months(row.enrolment_date, reader.today[row.site])
		if row.css_exit or row.months >= (transition(row.site) if months is None else months):
			rows.append(row)
	add_names(rows, reader)
	add_assessments(rows)
	add_extensions(rows)
	for row in rows:
		row.end_by = end_of_programme(row.enrolment_date, maximum(row.site), row.extended_until)
		row.is_overdue = int(row.end_by < reader.today[row.site])
	return rows


def open_enrolments(cases: tuple[str, ...], last_day: date) -> list[Row]:
	"""Those that began up to a day, and those whose exit has begun."""
	enrolment, case = frappe.qb.DocType(ENROLMENT), frappe.qb.DocType("CSS Case")
	client, css_exit = frappe.qb.DocType("CSS Client"), frappe.qb.DocType(EXIT)
	return (
		frappe.qb.from_(enrolment)
		.join(case)
		.on(case.name == enrolment.css_case)
		.join(client)
		.on(client.name == enrolment.client)
		.left_join(css_exit)
		.on(css_exit.enrolment == enrolment.name)
		.select(
			enrolment.name.as_("enrolment"),
			enrolment.client,
			enrolment.css_case,
			enrolment.enrolment_date,
			case.file_number.as_("case_number"),
			case.site,
			case.caseworker,
			client.file_number.as_("client_number"),
			*(client[fieldname] for fieldname in NAME_FIELDS),
			css_exit.name.as_("css_exit"),
			css_exit.workflow_state.as_("exit_state"),
			css_exit.exit_date.as_("last_day"),
		)
		.where(enrolment.status == "Active")
		.where(IsNamed(enrolment.css_case, cases))
		.where((enrolment.enrolment_date <= last_day) | css_exit.name.isnotnull())
		.run(as_dict=True)
	)


def add_assessments(rows: list[Row]) -> None:
	"""A1 beside the last completed assessment of the episode; the statuses decide what is a number (D-03)."""
	table = frappe.qb.DocType(NAM)
	completed = (
		frappe.qb.from_(table)
		.select(
			table.enrolment,
			table.name,
			table.sequence,
			table.overall_status,
			table.overall_score,
			table.has_overall_change,
			table.overall_change,
		)
		.where(IsNamed(table.enrolment, names_of(rows)))
		.where(still_counts(table))
		.orderby(table.sequence)
		.run(as_dict=True)
	)
	course = defaultdict(list)
	for assessment in completed:
		course[assessment.enrolment].append(assessment)
	for row in rows:
		assessments = course.get(row.enrolment)
		if not assessments:
			row.needs = Outcome.NOT_COMPARABLE.value
			continue
		first, last = assessments[0], assessments[-1]
		row.last_assessment, row.last_nam = last.name, f"A{last.sequence}"
		row.needs_then = score_of(first) if first.sequence == 1 else None
		row.needs_now = score_of(last) if last.sequence > 1 else None
		row.needs = outcome(
			last.overall_change if last.has_overall_change else None,
			has_final=True,
			is_planned=True,
			has_died=False,
		).value


def score_of(assessment: Row) -> float | None:
	return assessment.overall_score if assessment.overall_status == SCORED else None


def add_extensions(rows: list[Row]) -> None:
	"""The end of the latest approved one, and whether another is being asked for (D-02)."""
	table = frappe.qb.DocType(EXTENSION)
	found = (
		frappe.qb.from_(table)
		.select(table.enrolment, table.workflow_state, table.extended_until)
		.where(IsNamed(table.enrolment, names_of(rows)))
		.orderby(table.extended_until)
		.run()
	)
	approved, asked_for = {}, {}
	for enrolment, state, until in found:
		if state == APPROVED:
			approved[enrolment] = until
		else:
			asked_for[enrolment] = state
	for row in rows:
		row.extended_until = approved.get(row.enrolment)
		row.extension_state = asked_for.get(row.enrolment)


def names_of(rows: list[Row]) -> list[str]:
	return [row.enrolment for row in rows] or [""]
