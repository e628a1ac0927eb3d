"""What to read before meeting somebody again: strengths first, then what is due (R-164, R-454).

A list of sections, each made by a function of its own; a section that has nothing to say is left out. Nothing is
shown that the reader could not open herself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.api.client_file import readable, safety_notes
from css_case_mgmt.api.interpreters import suggest
from css_case_mgmt.assessment_clock import BothClocks, both_clocks
from css_case_mgmt.assessments_in_force import COUNTING
from css_case_mgmt.consent_gate import standings_of
from css_case_mgmt.css_case_mgmt.doctype.css_factor_of_settlement.css_factor_of_settlement import (
	factor_titles,
)
from css_case_mgmt.family_page.referrals import referral_lines
from css_case_mgmt.lines import (
	Line,
	activity_text,
	clock_lines,
	consent_lines,
	factor_line,
	line,
	neediest,
	safety_line,
	strongest,
)
from css_case_mgmt.local_time import now_stored, on_clock_of
from css_case_mgmt.permissions.conditions import condition
from css_case_mgmt.rap import HERE, READ, standing_of
from css_case_mgmt.rules.dates import whole_months
from css_case_mgmt.rules.rap import Results
from css_case_mgmt.settings import site_today
from css_case_mgmt.settlement_plans import AGREED, GOAL, OPEN_PLANS
from css_case_mgmt.settlement_plans import DOCTYPE as PLAN

CLIENT = "CSS Client"
MOST_FACTORS = 3
MOST_ACTIVITIES = 3
MOST_GOALS = 4


@dataclass
class Preparation:
	"""The enrolment of whoever is met, and what several sections need of it."""

	enrolment: Document
	site: str

	@cached_property
	def today(self) -> date:
		return site_today(self.site)

	@cached_property
	def person(self) -> frappe._dict:
		return frappe.db.get_value(
			"CSS Client", self.enrolment.client, ["name", "date_of_birth", "primary_language"], as_dict=True
		)

	@cached_property
	def clocks(self) -> BothClocks:
		return both_clocks([frappe._dict(self.enrolment.as_dict(), site=self.site)])[self.enrolment.name]

	@cached_property
	def last_assessment(self) -> frappe._dict | None:
		return self.latest("CSS NAM Assessment", ["overall_status", "overall_score"])

	def latest(self, doctype: str, fields: list[str]) -> frappe._dict | None:
		"""The latest completed assessment of the enrolment that the reader may open (D-21)."""
		rows = readable(
			doctype,
			{"enrolment": self.enrolment.name, **COUNTING},
			["name", "sequence", "assessment_date", "case_note", *fields],
			"sequence desc, revision desc",
		)
		return rows[0] if rows else None


def strengths(about: Preparation) -> list[Line]:
	return [factor_line(row) for row in strongest(factors_by_need(about), MOST_FACTORS)]


def needs(about: Preparation) -> list[Line]:
	return [factor_line(row) for row in neediest(factors_by_need(about), MOST_FACTORS)]


def factors_by_need(about: Preparation) -> list[frappe._dict]:
	"""Of the last assessment, only what is Scored (D-03), the least need first."""
	if not about.last_assessment:
		return []
	titles = factor_titles()
	rows = frappe.get_all(
		"CSS NAM Assessment Factor Score",
		filters={"parent": about.last_assessment.name, "status": "Scored"},
		fields=["factor", "score", "status"],
		order_by="score asc, idx asc",
	)
	return [frappe._dict(row, title=titles.get(row.factor, row.factor)) for row in rows]


def where_things_stand(about: Preparation) -> list[Line]:
	enrolment, last = about.enrolment, about.last_assessment
	lines = []
	if last:
		label = _("Last assessment: A{0}").format(last.sequence)
		lines.append(
			line(
				label,
				date=last.assessment_date,
				score=last.overall_score if last.overall_status == "Scored" else None,
				detail=None if last.overall_status == "Scored" else _("no overall score"),
				doctype="CSS NAM Assessment",
				name=last.name,
			)
		)
	if enrolment.levels:
		level = _("High needs") if enrolment.needs_level == "High" else _("Low needs")
		lines.append(line(_("{0} since").format(level), date=enrolment.levels[-1].level_from))
	months = whole_months(enrolment.enrolment_date, enrolment.exit_date or about.today)
	lines.append(line(_("Months in the programme: {0}").format(months)))
	return lines


def plan(about: Preparation) -> list[Line]:
	"""Goals that are open, each with its day, and when the plan was agreed on or that there is none (R-204, R-212)."""
	if not frappe.has_permission(PLAN, "read"):
		return []
	plans = readable(
		PLAN,
		{"enrolment": about.enrolment.name, "status": ("in", OPEN_PLANS)},
		["name", "revision", "status", "client_agreed_on", "plan_date"],
		"status asc",
	)
	if not plans:
		return [line(_("No settlement plan yet."), tone="warm")] if about.last_assessment else []
	head = [plan_line(row) for row in plans]
	goals = readable(
		GOAL,
		{"plan": ("in", [row.name for row in plans]), "status": "Open"},
		["name", "goal", "target_date"],
		"target_date asc",
	)
	return [*head, *(goal_line(row, about.today) for row in goals[:MOST_GOALS])]


def plan_line(row: frappe._dict) -> Line:
	if row.status == AGREED:
		text, day = _("Settlement plan {0}, agreed on").format(row.revision), row.client_agreed_on
	else:
		text, day = _("Settlement plan {0}, a draft of").format(row.revision), row.plan_date
	return line(text, date=day, doctype=PLAN, name=row.name)


def goal_line(row: frappe._dict, today: date) -> Line:
	is_overdue = row.target_date < today
	return line(
		row.goal,
		date=row.target_date,
		detail=_("overdue") if is_overdue else None,
		tone="alert" if is_overdue else None,
		doctype=GOAL,
		name=row.name,
	)


def left_over_from_rap(about: Preparation) -> list[Line]:
	"""What the RAP exit assessment left open, each with who addresses it, and that its results are missing (R-056)."""
	found = readable(CLIENT, {"name": about.enrolment.client}, ["name", *READ], "name")
	rap = standing_of(found[0], about.enrolment.css_case, about.today) if found else None
	if not rap:
		return []
	lines = [
		line(
			row.need,
			detail=_("to be addressed here")
			if row.addressed_by == HERE
			else _("to be addressed by the RAP provider"),
			doctype=CLIENT,
			name=about.enrolment.client,
		)
		for row in rap["needs"]
	]
	if rap["results"] == Results.MISSING:
		lines.append(line(_("The results of the RAP exit assessment are missing."), tone="warm"))
	return lines


def notes(about: Preparation) -> list[Line]:
	lines = [
		note_line(_("Needs assessment"), "CSS NAM Assessment", about.last_assessment),
		note_line(
			_("Periodic assessment"), "CSS Periodic Assessment", about.latest("CSS Periodic Assessment", [])
		),
		*(activity_line(row) for row in latest_activities(about)),
	]
	return sorted(filter(None, lines), key=lambda each: each["date"], reverse=True)


def note_line(text: str, doctype: str, row: frappe._dict | None) -> Line | None:
	if not row or not row.case_note:
		return None
	return line(text, date=row.assessment_date, detail=row.case_note, doctype=doctype, name=row.name)


def latest_activities(about: Preparation) -> list[frappe._dict]:
	activity = frappe.qb.DocType("CSS Activity")
	participant = frappe.qb.DocType("CSS Activity Participant")
	names = (
		frappe.qb.from_(participant)
		.join(activity)
		.on(activity.name == participant.parent)
		.select(activity.name)
		.where(participant.client == about.enrolment.client)
		.where(participant.docstatus == 1)
		.where(activity.css_case == about.enrolment.css_case)
		.where(activity.nam_assessment.isnull() & activity.periodic_assessment.isnull())
		.where(activity.marked_in_error_on.isnull())
		.orderby(activity.activity_date, order=frappe.qb.desc)
		.limit(MOST_ACTIVITIES)
		.run(pluck=True)
	)
	fields = ["name", "activity_type", "activity_date", "method", "successful", "attempt_result", "note"]
	return readable("CSS Activity", {"name": ("in", names)}, fields, "activity_date desc") if names else []


def activity_line(row: frappe._dict) -> Line:
	return line(
		activity_text(row),
		date=row.activity_date,
		detail=row.note or None,
		doctype="CSS Activity",
		name=row.name,
	)


def open_referrals(about: Preparation) -> list[Line]:
	"""Of the one who is met, with the day to follow each up (R-309)."""
	if not frappe.has_permission("CSS Referral"):
		return []
	readable_here = condition("CSS Referral", frappe.session.user)
	return referral_lines([about.enrolment.client], readable_here, about.today)


def what_is_due(about: Preparation) -> list[Line]:
	lines = [*clock_lines(about.clocks), next_appointment(about)]
	return [each for each in lines if each]


def next_appointment(about: Preparation) -> Line | None:
	appointment, row = frappe.qb.DocType("CSS Appointment"), frappe.qb.DocType("CSS Appointment Client")
	names = (
		frappe.qb.from_(row)
		.join(appointment)
		.on(appointment.name == row.parent)
		.select(appointment.name)
		.where(row.client == about.enrolment.client)
		.where(row.parenttype == "CSS Appointment")
		.where(appointment.starts_on >= now_stored())
		.where(appointment.outcome.isnull() | (appointment.outcome == ""))
		.run(pluck=True)
	)
	if not names:
		return None
	found = readable(
		"CSS Appointment", {"name": ("in", names)}, ["name", "kind", "starts_on"], "starts_on asc"
	)
	if not found:
		return None
	day = on_clock_of(about.site, found[0].starts_on).date()
	return line(
		_("Next appointment: {0}").format(_(found[0].kind)),
		date=day,
		doctype="CSS Appointment",
		name=found[0].name,
	)


def interpreting(about: Preparation) -> list[Line]:
	"""The language, and whom to ask: the client's wish first, then who came last (R-173)."""
	lines = []
	if about.person.primary_language:
		name = frappe.get_cached_value("CSS Language", about.person.primary_language, "language_name")
		lines.append(line(_("Language: {0}").format(_(name))))
	if frappe.has_permission("CSS Interpreter", "read"):
		found = suggest(about.enrolment.client, about.enrolment.css_case)
		known = (each for each in found if each["last_used"] or each["is_preferred"])
		first = next((each for each in known if not each["obstacles"]), None)
		if first:
			lines.append(
				line(
					first["full_name"],
					date=first["last_used"],
					detail=_("preferred by the client") if first["is_preferred"] else _("interpreted last"),
				)
			)
	return lines


def safety(about: Preparation) -> list[Line]:
	"""Nothing, not even a heading, for whoever may not read it (R-065)."""
	return [safety_line(frappe._dict(note)) for note in safety_notes(about.enrolment.client, about.today)]


def consent(about: Preparation) -> list[Line]:
	return consent_lines(standings_of([about.person], about.site, about.today)[about.person.name])


# In the order in which they are read. What else belongs here later is one more line.
SECTIONS: tuple[tuple[str, Callable[[], str], Callable[[Preparation], list[Line]]], ...] = (
	("strengths", lambda: _("What goes best"), strengths),
	("needs", lambda: _("Where support helps most"), needs),
	("standing", lambda: _("Where things stand"), where_things_stand),
	("plan", lambda: _("The plan"), plan),
	("rap", lambda: _("Left over from RAP"), left_over_from_rap),
	("notes", lambda: _("Last notes"), notes),
	("referrals", lambda: _("Open referrals"), open_referrals),
	("due", lambda: _("What is due"), what_is_due),
	("interpreter", lambda: _("Language and interpreter"), interpreting),
	("safety", lambda: _("Before a visit"), safety),
	("consent", lambda: _("Consent and charter"), consent),
)


def sections(enrolment: Document, site: str) -> list[dict[str, Any]]:
	"""The card to read before a meeting, for whoever may read the enrolment (R-164).

	Args:
		enrolment: a CSS Enrolment that the user may read.
		site: of its case.

	Returns:
		Sections of `key`, `title` and `lines`, those with at least one line.
	"""
	about = Preparation(enrolment, site)
	found = [{"key": key, "title": title(), "lines": make(about)} for key, title, make in SECTIONS]
	return [section for section in found if section["lines"]]
