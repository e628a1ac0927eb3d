"""File Completeness: what is in each open file, what is missing, and what to do (R-266, R-276, R-284, R-287)."""

import frappe
from frappe import _

from css_case_mgmt.css_case_mgmt.report.file_completeness.facts import facts_of, open_files
from css_case_mgmt.people import NAME_FIELDS, full_name
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.report_asked import cases_asked_about
from css_case_mgmt.report_columns import column
from css_case_mgmt.report_export import made_safe
from css_case_mgmt.report_filters import number_of_days, refuse, text
from css_case_mgmt.report_people import families_of
from css_case_mgmt.rules.file_completeness import Item, Limits, Mark, check, missing

STATES = ("Complete", "Something is missing")


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message, chart and summary: one row for each person in the programme.

	Args:
		filters: `site`, `caseworker`, `css_case`; `state` (Complete or Something is missing); `problem_days`, how
			long a problem may wait for its follow-up; `late_percent`, how many of a hundred notes may be late.
	"""
	filters = frappe._dict(filters or {})
	limits, state = limits_of(filters), state_of(filters)
	reader = scope_of(frappe.session.user)
	files = open_files(cases_asked_about(filters, reader))
	facts, problems = facts_of(files, reader)
	families = families_of({file.css_case for file in files}, reader)
	rows, texts = [], what_to_do()
	for file in files:
		marks = check(facts[file.enrolment], reader.today[file.site], limits)
		row = row_of(file, marks, texts)
		row.family = families[file.css_case].head_of_family
		found = facts[file.enrolment]
		row.notes, row.late_notes = found.notes, found.late_notes
		row.open_problems = problems.get(file.enrolment, 0)
		rows.append(row)
	shown = [row for row in rows if state in (None, STATES[bool(row.missing)])]
	return columns(), made_safe(shown), message(limits), None, summary(rows)


def limits_of(filters: frappe._dict) -> Limits:
	days = number_of_days(filters, "problem_days")
	usual = Limits()
	return Limits(late_percent(filters, usual.late_percent), usual.problem_days if days is None else days)


def late_percent(filters: frappe._dict, usual: int) -> int:
	value = filters.get("late_percent")
	if value in (None, ""):
		return usual
	try:
		percent = int(value)
	except (ValueError, TypeError, OverflowError):
		percent = -1
	if not 0 <= percent <= 100:
		refuse(_("Give a percentage from 0 to 100."))
	return percent


def state_of(filters: frappe._dict) -> str | None:
	state = text(filters, "state")
	if state and state not in STATES:
		refuse(_("Choose one value for each filter."))
	return state


def row_of(file: frappe._dict, marks: dict[Item, Mark], texts: dict[Item, str]) -> frappe._dict:
	to_do = missing(marks)
	row = frappe._dict(
		file,
		client_name=full_name(file),
		missing=len(to_do),
		to_do=" ".join(texts[item] for item in to_do),
		**{item.value: found.value for item, found in marks.items()},
	)
	for fieldname in (*NAME_FIELDS, "date_of_birth", "died_on"):
		row.pop(fieldname, None)
	return row


def what_to_do() -> dict[Item, str]:
	"""For each thing that is missing one step."""
	return {
		Item.CONSENT: _("Explain the consent form and record a valid consent."),
		Item.CHARTER: _("Go through the client charter and record it."),
		Item.COPIES: _("Give the client a copy of each signed form and record it."),
		Item.ELIGIBILITY: _("Record the eligibility assessment."),
		Item.FIRST_ASSESSMENT: _("Complete the first needs assessment (A1)."),
		Item.PLAN: _("Agree on a settlement plan."),
		Item.FORMAL_EVENTS: _("Add an addendum to each formal meeting without a note."),
		Item.NOTES_IN_TIME: _("Too many notes were late: write them on the day itself."),
		Item.PROBLEMS: _("Write a follow-up note for each open problem."),
		Item.REFERRALS_FOLLOWED_UP: _("Follow up the overdue referrals."),
		Item.REFERRALS_NOTED: _("Write a note for each referral, and name the referral in it."),
	}


def labels() -> dict[Item, str]:
	return {
		Item.CONSENT: _("Consent valid"),
		Item.CHARTER: _("Charter"),
		Item.COPIES: _("Copies given"),
		Item.ELIGIBILITY: _("Eligibility"),
		Item.FIRST_ASSESSMENT: _("First assessment (A1)"),
		Item.PLAN: _("Plan agreed"),
		Item.FORMAL_EVENTS: _("Formal meetings noted"),
		Item.NOTES_IN_TIME: _("Notes in time"),
		Item.PROBLEMS: _("Problems followed up"),
		Item.REFERRALS_FOLLOWED_UP: _("Referrals followed up"),
		Item.REFERRALS_NOTED: _("Referrals noted"),
		Item.DOCUMENTS: _("Documents"),
	}


def columns() -> list[dict]:
	return [
		column("case_number", _("Case"), "Data", 145),
		column("family", _("Case/Family Name (HOF)"), "Data", 170),
		column("client_number", _("Client"), "Data", 155),
		column("client_name", _("Name"), "Data", 170),
		column("missing", _("Missing"), "Int", 85),
		column("to_do", _("What to do"), "Small Text", 420),
		*(column(item.value, label, "Select", 130) for item, label in labels().items()),
		column("notes", _("Notes"), "Int", 80),
		column("late_notes", _("Late notes"), "Int", 100),
		column("open_problems", _("Open problems"), "Int", 120),
		column("enrolment_date", _("Enrolled on"), "Date", 110),
		column("caseworker", _("Caseworker"), "Data", 150),
		column("site", _("Site"), "Link", 130, options="CSS Site"),
	]


def message(limits: Limits) -> str:
	return _(
		"Everybody in the programme today. N/A: does not apply. A problem may wait {0} days for its follow-up; {1} of 100 notes may be late."
	).format(limits.problem_days, limits.late_percent)


def summary(rows: list[frappe._dict]) -> list[dict]:
	complete = sum(not row.missing for row in rows)
	return [
		{"label": _("Open files"), "value": len(rows), "datatype": "Int"},
		{"label": _("Complete"), "value": complete, "datatype": "Int"},
		{
			"label": _("Something is missing"),
			"value": len(rows) - complete,
			"datatype": "Int",
			"indicator": "Orange" if len(rows) > complete else "Green",
		},
	]
