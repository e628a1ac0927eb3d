"""The changes of the national team: figures that cannot be narrowed to a person (R-006, R-167, R-509)."""

from datetime import date

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Sum
from frappe.utils import getdate
from frappe.utils.password import get_encryption_key

from css_case_mgmt.css_case_mgmt.doctype.css_factor_of_settlement.css_factor_of_settlement import (
	factor_titles,
)
from css_case_mgmt.css_case_mgmt.report.nam_report.national_figures import (
	WITHHELD,
	BreakdownRefused,
	message,
	within,
)
from css_case_mgmt.report_columns import column
from css_case_mgmt.rules.disclosure_control import (
	Period,
	fixed_periods,
	publishable_count,
	publishable_mean,
)
from css_case_mgmt.settings import get_setting

COUNTS = ("people", "improved", "same", "worse")


def report(first_day: date, last_day: date, breakdown: str):
	if breakdown not in ("Factor", "Site"):
		frappe.throw(_("Choose Factor or Site."), BreakdownRefused, title=_("Breakdown"))
	periods = fixed_periods(first_day, last_day, getdate())
	rows = [row for period in periods for row in period_rows(period, breakdown)]
	return columns(breakdown), rows, message(), None, None


def period_rows(period: Period, breakdown: str) -> list[dict]:
	figures = factor_figures(period) if breakdown == "Factor" else site_figures(period)
	titles = factor_titles() if breakdown == "Factor" else {}
	minimum = get_setting("smallest_published_group")
	secret = get_encryption_key().encode()
	return [
		{
			"quarter": _("{0} Q{1}").format(period.start.year, (period.start.month + 2) // 3),
			"category": titles.get(figure.category, figure.category),
			**published(figure, f"NAM Change Over Time/{period.start}/{breakdown}", secret, minimum),
		}
		for figure in figures
	]


def published(figure: frappe._dict, cell: str, secret: bytes, minimum: int) -> dict[str, str]:
	"""Each count rounded for itself, so that no two can be subtracted from each other to the person."""
	counts = {
		each: publishable_count(
			figure[each], figure.people, f"{cell}/{figure.category}/{each}", secret, minimum
		)
		for each in COUNTS
	}
	mean = publishable_mean(figure.total, figure.compared, minimum) if figure.people >= minimum else None
	return {
		**{each: WITHHELD if count is None else str(count) for each, count in counts.items()},
		"average": WITHHELD if mean is None else f"{mean:.2f}",
	}


def factor_figures(period: Period) -> list[frappe._dict]:
	assessment = frappe.qb.DocType("CSS NAM Assessment")
	score = frappe.qb.DocType("CSS NAM Assessment Factor Score")
	query = within(period, assessment).join(score).on(score.parent == assessment.name)
	figures = selected(query, score.factor, assessment.client, score.change_from_baseline)
	return figures.where(score.has_change == 1).run(as_dict=True)


def site_figures(period: Period) -> list[frappe._dict]:
	assessment, case = frappe.qb.DocType("CSS NAM Assessment"), frappe.qb.DocType("CSS Case")
	query = within(period, assessment).join(case).on(case.name == assessment.css_case)
	figures = selected(query, case.site, assessment.client, assessment.overall_change)
	return figures.where(assessment.has_overall_change == 1).run(as_dict=True)


def selected(query, category, client, change):
	"""People by the direction of their change; whoever was assessed twice in a quarter is one person."""

	def people_where(criterion):
		return Count(Case().when(criterion, client)).distinct()

	return (
		query.select(
			category.as_("category"),
			Count(client).distinct().as_("people"),
			people_where(change < 0).as_("improved"),
			people_where(change == 0).as_("same"),
			people_where(change > 0).as_("worse"),
			Count(change).as_("compared"),
			Sum(change).as_("total"),
		)
		.groupby(category)
		.orderby(category)
	)


def columns(breakdown: str) -> list[dict]:
	return [
		column("quarter", _("Quarter"), "Data", 110),
		column("category", _(breakdown), "Data", 260),
		column("people", _("People compared with their baseline (rounded to 5)"), "Data", 220),
		column("improved", _("Improved"), "Data", 110),
		column("same", _("Same"), "Data", 110),
		column("worse", _("Worse"), "Data", 110),
		column("average", _("Average change (below 0 = improved)"), "Data", 220),
	]
