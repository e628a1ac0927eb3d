"""The NAM Report of the national team: figures that cannot be narrowed to a person (R-006, R-509)."""

from datetime import date

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Sum
from frappe.utils import getdate
from frappe.utils.password import get_encryption_key

from css_case_mgmt.assessments_in_force import still_counts
from css_case_mgmt.css_case_mgmt.doctype.css_factor_of_settlement.css_factor_of_settlement import (
	factor_titles,
)
from css_case_mgmt.report_columns import column
from css_case_mgmt.rules.disclosure_control import (
	Period,
	fixed_periods,
	publishable_count,
	publishable_mean,
)
from css_case_mgmt.settings import get_setting

WITHHELD = "–"


class BreakdownRefused(frappe.ValidationError):
	"""A breakdown that is not one of the fixed ones."""


def report(first_day: date, last_day: date, breakdown: str):
	if breakdown not in ("Factor", "Site"):
		frappe.throw(_("Choose Factor or Site."), BreakdownRefused, title=_("Breakdown"))
	periods = fixed_periods(first_day, last_day, getdate())
	rows = [row for period in periods for row in period_rows(period, breakdown)]
	return columns(breakdown), rows, message(), None, None


def period_rows(period: Period, breakdown: str) -> list[dict]:
	figures = factor_figures(period) if breakdown == "Factor" else site_figures(period)
	minimum = get_setting("smallest_published_group")
	titles = factor_titles() if breakdown == "Factor" else {}
	secret = get_encryption_key().encode()
	rows = []
	for figure in figures:
		key = f"NAM Report/{period.start}/{breakdown}/{figure.category}"
		count = publishable_count(figure.people, figure.people, key, secret, minimum)
		mean = publishable_mean(figure.total, figure.scored, minimum) if figure.people >= minimum else None
		rows.append(
			{
				"quarter": _("{0} Q{1}").format(period.start.year, (period.start.month + 2) // 3),
				"category": titles.get(figure.category, figure.category),
				"people": str(count) if count is not None else WITHHELD,
				"average": f"{mean:.2f}" if mean is not None else WITHHELD,
			}
		)
	return rows


def factor_figures(period: Period) -> list[frappe._dict]:
	assessment, score = (
		frappe.qb.DocType("CSS NAM Assessment"),
		frappe.qb.DocType("CSS NAM Assessment Factor Score"),
	)
	return (
		within(period, assessment)
		.join(score)
		.on(score.parent == assessment.name)
		.select(
			score.factor.as_("category"),
			Count(assessment.client).distinct().as_("people"),
			Count(score.name).as_("scored"),
			Sum(score.score).as_("total"),
		)
		.where(score.status == "Scored")
		.groupby(score.factor)
		.orderby(score.factor)
		.run(as_dict=True)
	)


def site_figures(period: Period) -> list[frappe._dict]:
	assessment, case = frappe.qb.DocType("CSS NAM Assessment"), frappe.qb.DocType("CSS Case")
	return (
		within(period, assessment)
		.join(case)
		.on(case.name == assessment.css_case)
		.select(
			case.site.as_("category"),
			Count(assessment.client).distinct().as_("people"),
			Count(assessment.name).as_("scored"),
			Sum(assessment.overall_score).as_("total"),
		)
		.where(assessment.overall_status == "Scored")
		.groupby(case.site)
		.orderby(case.site)
		.run(as_dict=True)
	)


def within(period: Period, assessment):
	return (
		frappe.qb.from_(assessment)
		.where(still_counts(assessment))
		.where(assessment.assessment_date[period.start : period.end])
	)


def columns(breakdown: str) -> list[dict]:
	return [
		column("quarter", _("Quarter"), "Data", 110),
		column("category", _(breakdown), "Data", 280),
		column("people", _("People assessed (rounded to 5)"), "Data", 200),
		column("average", _("Average score (3 = most support)"), "Data", 220),
	]


def message() -> str:
	return _(
		"Whole quarters that have ended. Counts are randomly rounded to base 5; {0} stands for a group too small to show."
	).format(WITHHELD)
