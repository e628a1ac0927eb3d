"""The periodic assessment in the desk: begin, complete, and where somebody stands (R-180 to R-187)."""

from datetime import date

import frappe
from frappe.model.document import Document

from css_case_mgmt.activities import record_meeting
from css_case_mgmt.api.arguments import is_yes
from css_case_mgmt.api.permission import require
from css_case_mgmt.assessment_clock import Clock, both_clocks, overdue_among, periodic_clocks
from css_case_mgmt.assessment_rhythm import PERIODIC
from css_case_mgmt.autonomy import autonomy
from css_case_mgmt.css_case_mgmt.doctype.css_factor_of_settlement.css_factor_of_settlement import (
	factor_titles,
)
from css_case_mgmt.rules.dates import whole_months
from css_case_mgmt.settings import case_today, site_today

DOCTYPE = PERIODIC.doctype


@frappe.whitelist(methods=["POST"])
def start(
	enrolment: str,
	assessment_date: str | None = None,
	mode: str | None = None,
	occasion: str | None = None,
) -> str:
	"""Open a new draft for an enrolment and return its name (R-180, R-181).

	Args:
		enrolment: the CSS Enrolment.
		assessment_date: of the first meeting; today at the site by default.
		mode: In Person, Video or Phone.
		occasion: Own Meeting, or Beside a Session.
	"""
	require(DOCTYPE, "create")
	document = frappe.get_doc("CSS Enrolment", enrolment)
	document.check_permission("write")
	assessment = frappe.new_doc(DOCTYPE)
	assessment.update(
		{
			"client": document.client,
			"css_case": document.css_case,
			"enrolment": enrolment,
			"assessment_date": assessment_date or case_today(document.css_case),
			"mode": mode or "In Person",
			"occasion": occasion or "Own Meeting",
		}
	)
	return assessment.insert().name


@frappe.whitelist(methods=["POST"])
def complete(
	assessment: str,
	duration_minutes: int | None = None,
	place: str | None = None,
	write_down: bool = False,
) -> dict:
	"""Complete a draft and, if wished, write its meeting down as a contact (R-182, R-220).

	Both or neither: a contact that is refused leaves the draft open.

	Args:
		assessment: a draft that the user may complete.
		duration_minutes: of the meeting.
		place: one of the choices of the field.
		write_down: whether the meeting becomes an activity too.

	Returns:
		`activity`, the name of the CSS Activity or None, and `changes_level`.
	"""
	document = frappe.get_doc(DOCTYPE, assessment, for_update=True)
	document.check_permission("submit")
	given = {"duration_minutes": duration_minutes, "place": place}
	document.update({fieldname: value for fieldname, value in given.items() if value is not None})
	document.submit()
	return {
		"activity": record_meeting(document) if is_yes(write_down) else None,
		"changes_level": document.changes_level,
	}


@frappe.whitelist(methods=["GET", "POST"])
def get_standing(enrolment: str) -> dict:
	"""What to have in mind for a periodic assessment: time in the programme, level, last NAM, both clocks (R-183)."""
	document = frappe.get_doc("CSS Enrolment", enrolment)
	document.check_permission("read")
	site = frappe.db.get_value("CSS Case", document.css_case, "site")
	today = site_today(site)
	clocks = both_clocks([frappe._dict(document.as_dict(), site=site)])[document.name]
	return {
		"today": today,
		"months_in_programme": whole_months(document.enrolment_date, document.exit_date or today),
		"needs_level": document.needs_level,
		"level_since": level_since(document, today),
		"nam": {**due_of(clocks.nam), "last": last_nam(clocks.nam)},
		"periodic": periodic_progress(clocks.periodic),
	}


def may_begin(enrolment: Document) -> bool:
	"""Whether the user may begin a periodic assessment for an enrolment."""
	is_open = enrolment.status == "Active" and enrolment.may_be_changed()
	return bool(is_open and frappe.has_permission(DOCTYPE, "create"))


def level_since(enrolment: Document, today: date) -> date | None:
	return max((row.level_from for row in enrolment.levels if row.level_from <= today), default=None)


def due_of(clock: Clock) -> dict:
	return {
		"next_due": clock.next_due,
		"next_month": clock.next_month,
		"is_overdue": clock.is_overdue,
		"missed_months": clock.missed_months,
	}


def periodic_progress(clock: Clock) -> dict:
	"""The periodic assessments of an enrolment and what is due, as the panels show them."""
	return {
		**due_of(clock),
		"assessments": [
			{
				"name": row.name,
				"label": f"P{row.sequence}",
				"assessment_date": row.assessment_date,
				"timepoint_month": row.timepoint_month,
				"still_required": row.still_required,
				"ready_for_exit": row.ready_for_exit,
				"needs_level": row.needs_level,
			}
			for row in clock.completed
		],
		"draft": clock.draft and {"name": clock.draft.name, "label": f"P{clock.draft.sequence}"},
	}


def last_nam(clock: Clock) -> dict | None:
	"""The last completed NAM, in the words of autonomy for each factor (D-03, R-174)."""
	if not clock.last:
		return None
	titles = factor_titles()
	scores = frappe.get_all(
		"CSS NAM Assessment Factor Score",
		filters={"parent": clock.last.name, "parenttype": "CSS NAM Assessment"},
		fields=["factor", "status", "score"],
		order_by="idx asc",
	)
	return {
		"name": clock.last.name,
		"label": f"A{clock.last.sequence}",
		"assessment_date": clock.last.assessment_date,
		"status": clock.last.overall_status,
		"autonomy": autonomy(clock.last.overall_status, clock.last.overall_score),
		"factors": [
			{
				"title": titles.get(row.factor, row.factor),
				"status": row.status,
				"autonomy": autonomy(row.status, row.score),
			}
			for row in scores
		],
	}


@frappe.whitelist(methods=["GET", "POST"])
def overdue_enrolments(enrolments: list | str) -> dict:
	"""Of the enrolments in a list, those whose next periodic assessment is overdue, with the due date (R-187)."""
	require("CSS Enrolment", "read")
	return overdue_among(frappe.parse_json(enrolments), periodic_clocks)
