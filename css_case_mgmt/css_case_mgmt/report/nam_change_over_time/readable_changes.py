"""The changes of those who read files: one row per client and factor (R-167, R-412)."""

from collections import Counter
from datetime import date

import frappe
from frappe import _
from frappe.query_builder.functions import Max
from frappe.utils import cint

from css_case_mgmt.assessments_in_force import still_counts
from css_case_mgmt.css_case_mgmt.doctype.css_factor_of_settlement.css_factor_of_settlement import (
	factor_titles,
)
from css_case_mgmt.permissions.conditions import condition, names
from css_case_mgmt.permissions.scope import Scope
from css_case_mgmt.report_columns import column
from css_case_mgmt.rules.nam_change import Direction, direction
from css_case_mgmt.rules.nam_over_time import NotComparable, why_not_comparable

DOCTYPE = "CSS NAM Assessment"
SCORED = "Scored"
OVERALL = ""


def report(first_day: date, last_day: date, filters: frappe._dict, reader: Scope):
	latest = latest_assessments(first_day, last_day, filters, reader)
	titles = {OVERALL: _("Overall"), **factor_titles()}
	rows = [] if filters.factor else [overall_row(assessment) for assessment in latest]
	rows += factor_rows(latest, filters.factor)
	words = {**direction_texts(), None: _("Not comparable")}
	reasons = {**reason_texts(), None: ""}
	for row in rows:
		row["factor_title"] = titles.get(row["factor"], row["factor"])
		row["direction_text"] = words[row["direction"]]
		row["reason"] = reasons[row["why"]]
	order = {factor: place for place, factor in enumerate(titles)}
	rows.sort(key=lambda row: (row["title"], order.get(row["factor"], len(order))))
	counted = rows if filters.factor else [row for row in rows if row["factor"] == OVERALL]
	return columns(), rows, message(), chart(rows, titles), summary(counted)


def latest_assessments(
	first_day: date, last_day: date, filters: frappe._dict, reader: Scope
) -> list[frappe._dict]:
	"""Of each enrolment the latest completed assessment within the days, by its highest revision (D-21)."""
	# Two steps: in one, MariaDB goes through the dates of all sites before it looks at whose they are.
	cases = names("CSS Case", condition("CSS Case", reader.user, scope=reader)).run(pluck=True) or [""]
	later, inner = frappe.qb.DocType(DOCTYPE), frappe.qb.DocType(DOCTYPE).as_("inner_assessment")
	within = (
		frappe.qb.from_(inner)
		.select(inner.enrolment, Max(inner.sequence).as_("sequence"))
		.where(still_counts(inner))
		.where(inner.assessment_date[first_day:last_day])
		.where(inner.css_case.isin(cases))
		.groupby(inner.enrolment)
	)
	if filters.month:
		within = within.where(inner.timepoint_month == cint(filters.month))
	latest = within.as_("latest")
	case, enrolment = frappe.qb.DocType("CSS Case"), frappe.qb.DocType("CSS Enrolment")
	baseline = frappe.qb.DocType(DOCTYPE).as_("baseline")
	query = (
		frappe.qb.from_(latest)
		.join(later)
		.on((later.enrolment == latest.enrolment) & (later.sequence == latest.sequence))
		.join(case)
		.on(case.name == later.css_case)
		.join(enrolment)
		.on(enrolment.name == later.enrolment)
		.left_join(baseline)
		.on(baseline.name == later.baseline)
		.select(
			later.name.as_("assessment"),
			later.client,
			later.title,
			later.baseline,
			later.timepoint_month,
			later.assessment_date,
			baseline.assessment_date.as_("baseline_date"),
			enrolment.needs_level,
			case.site,
			case.caseworker,
			later.overall_status,
			later.overall_score,
			later.has_overall_change,
			later.overall_change,
			baseline.overall_status.as_("status_then"),
			baseline.overall_score.as_("score_then"),
		)
		.where(still_counts(later))
	)
	for fieldname, table in (("site", case), ("caseworker", case), ("needs_level", enrolment)):
		if filters.get(fieldname):
			query = query.where(table[fieldname] == filters[fieldname])
	return query.run(as_dict=True)


def overall_row(assessment: frappe._dict) -> dict:
	return row_of(
		assessment,
		OVERALL,
		(assessment.overall_status, assessment.overall_score),
		(assessment.has_overall_change, assessment.overall_change),
		(assessment.status_then, assessment.score_then),
	)


def factor_rows(latest: list[frappe._dict], only_factor: str | None) -> list[dict]:
	if not latest:
		return []
	by_name = {assessment.assessment: assessment for assessment in latest}
	later = frappe.qb.DocType(DOCTYPE)
	now = frappe.qb.DocType("CSS NAM Assessment Factor Score").as_("score_now")
	then = frappe.qb.DocType("CSS NAM Assessment Factor Score").as_("score_then")
	query = (
		frappe.qb.from_(later)
		.join(now)
		.on((now.parent == later.name) & (now.parenttype == DOCTYPE))
		.left_join(then)
		.on((then.parent == later.baseline) & (then.factor == now.factor))
		.select(
			later.name,
			now.factor,
			now.status,
			now.score,
			now.has_change,
			now.change_from_baseline,
			then.status,
			then.score,
		)
		.where(later.name.isin(list(by_name)))
	)
	if only_factor:
		query = query.where(now.factor == only_factor)
	return [
		row_of(by_name[name], factor, (status, score), (has_change, change), (status_then, score_then))
		for name, factor, status, score, has_change, change, status_then, score_then in query.run()
	]


def row_of(assessment: frappe._dict, factor: str, now: tuple, change: tuple, then: tuple) -> dict:
	"""A row; the statuses decide which of its numbers are numbers (D-03)."""
	has_change = bool(change[0])
	return {
		"assessment": assessment.assessment,
		"client": assessment.client,
		"title": assessment.title,
		"factor": factor,
		"baseline_score": then[1] if then[0] == SCORED else None,
		"score": now[1] if now[0] == SCORED else None,
		"change": change[1] if has_change else None,
		"direction": direction(change[1]) if has_change else None,
		"why": why_not_comparable(
			has_change=has_change,
			has_baseline=bool(assessment.baseline),
			is_scored_then=then[0] == SCORED,
			is_scored_now=now[0] == SCORED,
		),
		"timepoint_month": assessment.timepoint_month,
		"assessment_date": assessment.assessment_date,
		"baseline_date": assessment.baseline_date,
		"needs_level": assessment.needs_level,
		"site": assessment.site,
		"caseworker": assessment.caseworker,
	}


def direction_texts() -> dict[Direction, str]:
	return {
		Direction.IMPROVED: _("Improved"),
		Direction.SAME: _("Same"),
		Direction.WORSE: _("Worse"),
	}


def reason_texts() -> dict[NotComparable, str]:
	return {
		NotComparable.NO_LATER_ASSESSMENT: _("One assessment only: it is the baseline"),
		NotComparable.NO_SCORE_THEN: _("No score at the baseline"),
		NotComparable.NO_SCORE_NOW: _("No score now"),
		NotComparable.OTHER_QUESTIONS: _("Other questions were asked then"),
	}


def columns() -> list[dict]:
	return [
		column("title", _("Assessment"), "Data", 180),
		column("factor_title", _("Factor"), "Data", 220),
		column("baseline_score", _("Baseline (3 = most support)"), "Float", 110, precision=2),
		column("score", _("Latest (3 = most support)"), "Float", 110, precision=2),
		column("change", _("Change (below 0 = improved)"), "Float", 110, precision=2),
		column("direction_text", _("Direction"), "Data", 120),
		column("reason", _("Why not comparable"), "Data", 220),
		column("timepoint_month", _("Month"), "Int", 70),
		column("baseline_date", _("Baseline of"), "Date", 110),
		column("assessment_date", _("Assessment date"), "Date", 110),
		column("needs_level", _("Level of need now"), "Select", 100),
		column("caseworker", _("Caseworker"), "Link", 160, options="User"),
		column("site", _("Site"), "Link", 130, options="CSS Site"),
	]


def message() -> str:
	return _(
		"A change compares only what was asked both times: after a new question bank it may differ from the latest score less the baseline."
	)


def chart(rows: list[dict], titles: dict[str, str]) -> dict | None:
	counts = {way: Counter(row["factor"] for row in rows if row["direction"] is way) for way in Direction}
	shown = [factor for factor in titles if any(counts[way][factor] for way in Direction)]
	if not shown:
		return None
	words = direction_texts()
	return {
		"data": {
			"labels": [titles[factor] for factor in shown],
			"datasets": [
				{"name": words[way], "values": [counts[way][factor] for factor in shown]} for way in Direction
			],
		},
		"type": "bar",
		"barOptions": {"stacked": 1},
		"colors": ["#2e7d4f", "#7c868e", "#b3541e"],
		"fieldtype": "Int",
	}


def summary(rows: list[dict]) -> list[dict]:
	"""Of the overall change, or of the factor that was chosen."""
	counts = Counter(row["direction"] for row in rows)
	words = direction_texts()
	return [
		{"label": _("Clients"), "value": len({row["client"] for row in rows}), "datatype": "Int"},
		*({"label": words[way], "value": counts[way], "datatype": "Int"} for way in Direction),
		{"label": _("Not comparable"), "value": counts[None], "datatype": "Int"},
	]
