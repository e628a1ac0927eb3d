"""The NAM Report of those who read files: one row per completed assessment (R-166, R-412)."""

from collections import defaultdict
from datetime import date

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Max
from pypika import Order

from css_case_mgmt.assessments_in_force import still_counts
from css_case_mgmt.css_case_mgmt.doctype.css_factor_of_settlement.css_factor_of_settlement import (
	factor_titles,
)
from css_case_mgmt.permissions.conditions import condition, names
from css_case_mgmt.permissions.scope import Scope
from css_case_mgmt.report_columns import column

DOCTYPE = "CSS NAM Assessment"


def report(first_day: date, last_day: date, filters: frappe._dict, reader: Scope):
	rows = assessment_rows(first_day, last_day, filters, reader)
	factors = add_factor_scores(rows)
	titles = {factor: title for factor, title in factor_titles().items() if factor in factors}
	averages = average_scores(rows, list(titles))
	return columns(titles), rows, None, chart(titles, averages), summary(rows)


def assessment_rows(
	first_day: date, last_day: date, filters: frappe._dict, reader: Scope
) -> list[frappe._dict]:
	"""The highest completed revision of each assessment in the range (D-21)."""
	# Two steps: in one, MariaDB goes through the dates of all sites before it looks at whose they are.
	cases = names("CSS Case", condition("CSS Case", reader.user, scope=reader)).run(pluck=True) or [""]
	assessment = frappe.qb.DocType(DOCTYPE)
	case = frappe.qb.DocType("CSS Case")
	query = (
		frappe.qb.from_(assessment)
		.join(case)
		.on(case.name == assessment.css_case)
		.select(
			assessment.name.as_("assessment"),
			assessment.client,
			assessment.title,
			assessment.sequence,
			assessment.timepoint_month,
			assessment.assessment_date,
			assessment.mode,
			assessment.bank,
			assessment.overall_status,
			assessment.overall_score,
			assessment.has_overall_change,
			assessment.overall_change,
			case.site,
			case.caseworker,
		)
		.where(still_counts(assessment))
		.where(assessment.assessment_date[first_day:last_day])
		.where(assessment.css_case.isin(cases))
		.orderby(assessment.assessment_date, order=Order.desc)
		.orderby(assessment.name)
	)
	if filters.site:
		query = query.where(case.site == filters.site)
	if filters.caseworker:
		query = query.where(case.caseworker == filters.caseworker)
	return query.run(as_dict=True)


def add_factor_scores(rows: list[frappe._dict]) -> set[str]:
	"""Put each factor's score on its row, only where it is Scored (D-03); returns the factors found."""
	row_of = {row.assessment: row for row in rows}
	for row in rows:
		row.overall_score = row.overall_score if row.overall_status == "Scored" else None
		row.overall_change = row.overall_change if row.has_overall_change else None
	if not rows:
		return set()
	factors = factors_of_banks({row.bank for row in rows})
	score = frappe.qb.DocType("CSS NAM Assessment Factor Score")
	# One row per assessment: an eighth of what there is to read with one per score.
	scores = (
		frappe.qb.from_(score)
		.select(score.parent, *(Max(Case().when(score.factor == factor, score.score)) for factor in factors))
		.where(score.parent.isin(list(row_of)))
		.where(score.status == "Scored")
		.groupby(score.parent)
		.run()
	)
	for row in rows:
		row.update(dict.fromkeys(factors))
	for parent, *numbers in scores:
		row_of[parent].update(zip(factors, numbers, strict=True))
	return set(factors)


def factors_of_banks(banks: set[str]) -> list[str]:
	"""Every assessment has a score, or a status in its place, for each factor of its bank."""
	question = frappe.qb.DocType("CSS NAM Bank Question")
	query = frappe.qb.from_(question).select(question.factor).distinct()
	return query.where(question.parent.isin(list(banks))).run(pluck=True)


def average_scores(rows: list[frappe._dict], factors: list[str]) -> dict[str, float]:
	numbers = defaultdict(list)
	for row in rows:
		for factor in factors:
			if row.get(factor) is not None:
				numbers[factor].append(row[factor])
	return {factor: sum(values) / len(values) for factor, values in numbers.items()}


def columns(titles: dict[str, str]) -> list[dict]:
	return [
		column("title", _("Assessment"), "Data", 180),
		column("assessment_date", _("Assessment date"), "Date", 110),
		column("timepoint_month", _("Month"), "Int", 70),
		column("mode", _("Mode"), "Select", 110),
		column("overall_score", _("Overall (3 = most support)"), "Float", 110, precision=2),
		column("overall_change", _("Change (below 0 = improved)"), "Float", 110, precision=2),
		*(column(factor, title, "Float", 130, precision=2) for factor, title in titles.items()),
		column("overall_status", _("Status"), "Select", 100),
		column("caseworker", _("Caseworker"), "Link", 160, options="User"),
		column("site", _("Site"), "Link", 130, options="CSS Site"),
	]


def chart(titles: dict[str, str], averages: dict[str, float]) -> dict | None:
	shown = [factor for factor in titles if factor in averages]
	if not shown:
		return None
	return {
		"data": {
			"labels": [titles[factor] for factor in shown],
			"datasets": [
				{"name": _("Average score"), "values": [round(averages[factor], 2) for factor in shown]}
			],
		},
		"type": "bar",
		"colors": ["#3b6fb6"],
		"fieldtype": "Float",
	}


def summary(rows: list[frappe._dict]) -> list[dict]:
	scored = [row.overall_score for row in rows if row.overall_score is not None]
	return [
		{"label": _("Assessments"), "value": len(rows), "datatype": "Int"},
		{"label": _("Clients"), "value": len({row.client for row in rows}), "datatype": "Int"},
		{"label": _("Incomplete"), "value": len(rows) - len(scored), "datatype": "Int"},
		{
			"label": _("Average overall score"),
			"value": sum(scored) / len(scored) if scored else None,
			"datatype": "Float",
		},
	]
