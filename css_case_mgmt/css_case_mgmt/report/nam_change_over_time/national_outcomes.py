"""Of those who left, for the national team: figures that cannot be narrowed to a person (R-006, R-379, R-509)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate
from frappe.utils.password import get_encryption_key

from css_case_mgmt.css_case_mgmt.doctype.css_factor_of_settlement.css_factor_of_settlement import (
	factor_titles,
)
from css_case_mgmt.css_case_mgmt.report.nam_change_over_time.leavers import (
	Leaver,
	factor_scores_of,
	leavers_within,
	outcome_of,
)
from css_case_mgmt.css_case_mgmt.report.nam_change_over_time.left_outcomes import outcome_texts
from css_case_mgmt.css_case_mgmt.report.nam_report.national_figures import WITHHELD, message
from css_case_mgmt.report_columns import column
from css_case_mgmt.report_filters import refuse, text
from css_case_mgmt.rules.disclosure_control import (
	Period,
	fixed_periods,
	publishable_count,
	publishable_mean,
)
from css_case_mgmt.rules.exact_numbers import exact, round_half_up
from css_case_mgmt.rules.exit_outcomes import Outcome, length_of_stay
from css_case_mgmt.settings import get_setting

BREAKDOWNS = ("Factor", "Site", "Exit reason")
# Everybody who left is in every factor: drawn anew in each, the mean of the draws would tell the count.
SAME_IN_EVERY_FACTOR = ("people", "planned", Outcome.DROPPED_OUT.name.lower())
Outcomes = list[tuple[Leaver, str]]


def report(first: date, last: date, filters: frappe._dict):
	breakdown = text(filters, "breakdown") or BREAKDOWNS[0]
	if breakdown not in BREAKDOWNS:
		refuse(_("Choose Factor, Site or Exit reason."))
	rows = [row for period in fixed_periods(first, last, getdate()) for row in period_rows(period, breakdown)]
	return columns(breakdown), rows, message(), None, None


def period_rows(period: Period, breakdown: str) -> list[dict]:
	"""Where a group is withheld, so is the stay of all: what is left of the network's would tell that of the group."""
	groups = list(figures(period, breakdown))
	smallest = min((len(found) for _category, _title, found in groups), default=0)
	with_stay = smallest >= get_setting("smallest_published_group")
	return [
		{
			"quarter": _("{0} Q{1}").format(period.start.year, (period.start.month + 2) // 3),
			"category": title,
			**published(found, f"Outcomes at Exit/{period.start}/{breakdown}", category, with_stay=with_stay),
		}
		for category, title, found in groups
	]


def figures(period: Period, breakdown: str) -> Iterator[tuple[str, str, Outcomes]]:
	"""Category, its title in the reader's language, and those who belong to it."""
	leavers = leavers_within(*period, None)
	if breakdown == "Factor":
		yield from by_factor(leavers)
		return
	fieldname = {"Site": "site", "Exit reason": "exit_reason"}[breakdown]
	groups: dict[str, Outcomes] = defaultdict(list)
	for row in leavers:
		groups[row[fieldname]].append((row, row.outcome))
	for category in sorted(groups):
		yield category, category, groups[category]


def by_factor(leavers: list[Leaver]) -> Iterator[tuple[str, str, Outcomes]]:
	"""Everybody who left is in every factor."""
	scores = factor_scores_of(leavers)
	asked = {factor for found in scores.values() for factor in found}
	for factor, title in factor_titles().items():
		if factor in asked:
			yield factor, title, [(row, outcome_of(row, change_in(row, factor, scores))) for row in leavers]


def change_in(row: Leaver, factor: str, scores: dict) -> float | None:
	found = scores.get(row.final.name, {}).get(factor) if row.final else None
	return found.change if found else None


def published(found: Outcomes, breakdown: str, category: str, *, with_stay: bool) -> dict[str, str]:
	"""Each count rounded for itself, so that no two can be subtracted from each other to the person; and each once, in
	whatever language and factor it is shown."""
	minimum, secret = get_setting("smallest_published_group"), get_encryption_key().encode()
	people = len(found)
	counts = {
		"people": people,
		"planned": sum(bool(row.planned) for row, _outcome in found),
		**{way.name.lower(): sum(each == way.value for _row, each in found) for way in Outcome},
	}
	months = [row.months for row, _outcome in found]
	mean = publishable_mean(sum(months), people, minimum) if with_stay else None
	median = length_of_stay(months).median if mean is not None else None
	return {
		**{
			name: shown(publishable_count(number, people, cell(breakdown, category, name), secret, minimum))
			for name, number in counts.items()
		},
		"mean_stay": WITHHELD if mean is None else f"{mean:.1f}",
		"median_stay": WITHHELD if median is None else str(round_half_up(exact(median), 0)),
	}


def cell(breakdown: str, category: str, name: str) -> str:
	is_same = breakdown.endswith("/Factor") and name in SAME_IN_EVERY_FACTOR
	return f"{breakdown}/{name}" if is_same else f"{breakdown}/{category}/{name}"


def shown(count: int | None) -> str:
	return WITHHELD if count is None else str(count)


def columns(breakdown: str) -> list[dict]:
	texts = outcome_texts()
	return [
		column("quarter", _("Quarter"), "Data", 110),
		column("category", _(breakdown), "Select", 240),
		column("people", _("People who left (rounded to 5)"), "Data", 210),
		column("planned", _("Planned exits"), "Data", 120),
		*(column(way.name.lower(), texts[way], "Data", 130) for way in Outcome),
		column("mean_stay", _("Months, mean"), "Data", 120),
		column("median_stay", _("Months, median"), "Data", 120),
	]
