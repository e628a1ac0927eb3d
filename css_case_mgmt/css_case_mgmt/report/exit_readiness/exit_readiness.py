"""Exit Readiness: who could leave soon, what is missing, and whose time is over (R-360 to R-376, R-361, D-02).

A report by name: caseworkers and managers find in it the people of the cases that they may read, others nobody.
"""

import frappe
from frappe import _

from css_case_mgmt.css_case_mgmt.report.exit_readiness.people_near_exit import Row, people_near_exit
from css_case_mgmt.exit_readiness import labels, readiness_of
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.report_asked import cases_asked_about
from css_case_mgmt.report_columns import column
from css_case_mgmt.report_export import made_safe
from css_case_mgmt.report_filters import refuse, text
from css_case_mgmt.rules.approval import State
from css_case_mgmt.rules.exit_gate import blocking

READY, NOT_READY = "Ready", "Not Ready"
MOST_MONTHS = 1200


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message and summary of the open enrolments from a month on, and of every exit that was begun.

	Args:
		filters: `site` and `caseworker` of the case; `months` completed in the programme, by default those after
			which the site speaks of the transition; `standing` (Ready or Not Ready).
	"""
	filters = frappe._dict(filters or {})
	reader = scope_of(frappe.session.user)
	standing = text(filters, "standing")
	if standing not in (None, READY, NOT_READY):
		refuse(_("Choose Ready or Not Ready."))
	rows = people_near_exit(cases_asked_about(filters, reader), months_asked(filters), reader)
	add_readiness(rows)
	if standing:
		rows = [row for row in rows if row.standing == standing]
	rows.sort(key=lambda row: (not row.is_overdue, row.missing_number, -row.months, row.client_number))
	return columns(), made_safe(rows), message(), None, summary(rows)


def months_asked(filters: frappe._dict) -> int | None:
	"""From which month on; None for what the site's settings say."""
	if filters.months in (None, ""):
		return None
	try:
		months = int(filters.months)
	except (ValueError, TypeError, OverflowError):
		months = -1
	if not 0 <= months <= MOST_MONTHS:
		refuse(_("Give a number of months from 0 to {0}.").format(MOST_MONTHS))
	return months


def add_readiness(rows: list[Row]) -> None:
	"""What stands in the way, in words."""
	found = readiness_of([row.enrolment for row in rows]) if rows else {}
	words = labels()
	for row in rows:
		missing = blocking(found[row.enrolment])
		row.missing_number = len(missing)
		row.missing = "; ".join(words[check.code] for check in missing)
		row.missing_codes = [check.code.value for check in missing]
		row.standing = NOT_READY if missing else READY


def columns() -> list[dict]:
	return [
		column("client_number", _("Client"), "Data", 155),
		column("client_name", _("Name"), "Data", 170),
		column("months", _("Months in the programme"), "Int", 190),
		column("standing", _("Standing"), "Select", 110),
		column("missing_number", _("Missing"), "Int", 85),
		column("missing", _("What is missing"), "Data", 420),
		column("last_nam", _("Last NAM"), "Data", 90),
		column("needs_then", _("Needs at A1 (3 = most support)"), "Float", 230, precision=2),
		column("needs_now", _("Needs now (3 = most support)"), "Float", 230, precision=2),
		column("needs", _("Needs since A1 (lower is better)"), "Select", 230),
		column("exit_state", _("Exit"), "Select", 140, align="left"),
		column("last_day", _("Last day in the programme"), "Date", 195),
		column("extended_until", _("Extended until"), "Date", 115),
		column("extension_state", _("Extension asked for"), "Select", 165, align="left"),
		column("is_overdue", _("Overdue"), "Check", 85),
		column("end_by", _("To end by"), "Date", 110),
		column("case_number", _("Case"), "Data", 145),
		column("caseworker", _("Caseworker"), "Link", 170, options="User"),
		column("site", _("Site"), "Link", 130, options="CSS Site"),
	]


def message() -> str:
	return _(
		"Without an exit, a planned one is asked about. Ready: nothing is missing for the review; the manager still decides. To end by: the longest length of the programme, or the end of an approved extension."
	)


def summary(rows: list[Row]) -> list[dict]:
	overdue = sum(row.is_overdue for row in rows)
	numbers = (
		(_("Clients"), len(rows), None),
		(_("Ready"), sum(row.standing == READY for row in rows), "Green"),
		(_("Exits begun"), sum(bool(row.css_exit) for row in rows), None),
		(_("Waiting for approval"), sum(row.exit_state == State.READY.value for row in rows), "Blue"),
		(_("Overdue"), overdue, "Red" if overdue else "Green"),
	)
	return [
		{"label": label, "value": number, "datatype": "Int", **({"indicator": colour} if colour else {})}
		for label, number, colour in numbers
	]
