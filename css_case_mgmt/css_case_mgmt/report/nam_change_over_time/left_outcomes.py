"""Of those who left: their needs then and at the exit, for those who read files (R-379, R-412, T-15)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

import frappe
from frappe import _

from css_case_mgmt.css_case_mgmt.doctype.css_factor_of_settlement.css_factor_of_settlement import (
	factor_titles,
)
from css_case_mgmt.css_case_mgmt.report.nam_change_over_time.leavers import (
	FactorScore,
	Leaver,
	factor_scores_of,
	leavers_within,
	outcome_of,
)
from css_case_mgmt.css_case_mgmt.report.nam_change_over_time.readable_changes import OVERALL, reason_texts
from css_case_mgmt.permissions.scope import Scope
from css_case_mgmt.report_asked import cases_asked_about
from css_case_mgmt.report_columns import column
from css_case_mgmt.report_exits import AssignedWorkers
from css_case_mgmt.report_filters import refuse, text
from css_case_mgmt.rules.exit_outcomes import Outcome, length_of_stay
from css_case_mgmt.rules.nam_over_time import why_not_comparable

BREAKDOWNS = ("Factor", "Exit reason")
NO_SCORE = FactorScore()
COLOURS = ("#2e7d4f", "#7c868e", "#b3541e", "#c9ced2", "#5b4a8a")


def report(first: date, last: date, filters: frappe._dict, reader: Scope):
	breakdown = text(filters, "breakdown")
	if breakdown and breakdown not in BREAKDOWNS:
		refuse(_("Choose Factor or Exit reason."))
	leavers = leavers_asked_about(first, last, filters, reader)
	titles = {OVERALL: _("Overall"), **factor_titles()}
	rows = outcome_rows(leavers, titles)
	only_factor = text(filters, "factor")
	if only_factor:
		rows = [row for row in rows if row["factor"] == only_factor]
	counted = [row for row in rows if row["factor"] == (only_factor or OVERALL)]
	if breakdown == "Factor":
		shown, shown_columns = by_factor(rows, titles), breakdown_columns(_("Factor"))
	elif breakdown == "Exit reason":
		shown, shown_columns = by_reason(counted), breakdown_columns(_("Exit reason"), with_stay=True)
	else:
		shown, shown_columns = rows_of_people(rows, only_factor), columns()
	return shown_columns, shown, message(leavers), chart(rows, titles), summary(counted, leavers)


def leavers_asked_about(first: date, last: date, filters: frappe._dict, reader: Scope) -> list[Leaver]:
	"""The caseworker is whoever was assigned last by the exit; the level is the one at the exit."""
	leavers = leavers_within(first, last, cases_asked_about(filters, reader, of_worker=True))
	workers = AssignedWorkers({row.css_case for row in leavers})
	for row in leavers:
		row.caseworker = workers.on(row.css_case, row.exit_date)
	for fieldname in ("caseworker", "needs_level"):
		if asked_for := text(filters, fieldname):
			leavers = [row for row in leavers if row[fieldname] == asked_for]
	return leavers


def outcome_rows(leavers: list[Leaver], titles: dict[str, str]) -> list[dict]:
	"""On the whole and for each factor, also of whoever has no final assessment: everybody is in every count."""
	scores = factor_scores_of(leavers)
	place = {factor: number for number, factor in enumerate(titles)}
	factors = {factor for found in scores.values() for factor in found}
	factors = sorted(factors, key=lambda factor: (place.get(factor, len(place)), factor))
	reasons = {**reason_texts(), None: ""}
	rows = []
	for row in leavers:
		of_factors = scores.get(row.final.name, {}) if row.final else {}
		found = {OVERALL: overall_score(row), **{each: of_factors.get(each, NO_SCORE) for each in factors}}
		shared = shared_values(row)
		for factor, each in found.items():
			why = why_not_comparable(
				has_change=each.change is not None,
				has_baseline=bool(row.first and row.final),
				is_scored_then=each.then is not None,
				is_scored_now=each.now is not None,
			)
			rows.append(
				{
					**shared,
					"factor": factor,
					"factor_title": titles.get(factor, factor),
					"baseline_score": each.then,
					"score": each.now,
					"change": each.change,
					"outcome": outcome_of(row, each.change),
					"why": why,
					"reason": reasons[why],
				}
			)
	return rows


def overall_score(row: Leaver) -> FactorScore:
	first, final = row.first, row.final
	return FactorScore(
		first.overall_score if first else None,
		final.overall_score if final else None,
		final.overall_change if final else None,
	)


def shared_values(row: Leaver) -> dict:
	"""What all rows of somebody have in common."""
	return {
		"enrolment": row.enrolment,
		"client": row.client,
		"title": row.title,
		"assessment": row.final.name if row.final else None,
		"final_on": row.final.assessment_date if row.final else None,
		"exit_date": row.exit_date,
		"exit_reason": row.exit_reason,
		"planned": row.planned,
		"months": row.months,
		"needs_level": row.needs_level,
		"caseworker": row.caseworker,
		"site": row.site,
	}


def rows_of_people(rows: list[dict], only_factor: str | None) -> list[dict]:
	"""Without the factors of whoever has no final assessment, unless one is asked about."""
	return rows if only_factor else [row for row in rows if row["factor"] == OVERALL or row["assessment"]]


def counts(rows: Iterable[dict]) -> dict[str, int]:
	found = Counter(row["outcome"] for row in rows)
	return {way.name.lower(): found[way.value] for way in Outcome}


def by_factor(rows: list[dict], titles: dict[str, str]) -> list[dict]:
	groups = defaultdict(list)
	for row in rows:
		groups[row["factor"]].append(row)
	return [
		{
			"category": titles[factor],
			"factor": factor,
			"people": len(groups[factor]),
			**counts(groups[factor]),
		}
		for factor in titles
		if factor in groups
	]


def by_reason(rows: list[dict]) -> list[dict]:
	groups = defaultdict(list)
	for row in rows:
		groups[row["exit_reason"]].append(row)
	ordered = sorted(groups.items(), key=lambda each: (-len(each[1]), each[0]))
	return [
		{"category": reason, "people": len(group), **counts(group), **stay_of(group)}
		for reason, group in ordered
	]


def stay_of(rows: list) -> dict[str, float | None]:
	stay = length_of_stay(row["months"] for row in rows)
	return {
		"mean_stay": None if stay.mean is None else float(stay.mean),
		"median_stay": None if stay.median is None else float(stay.median),
	}


def outcome_texts() -> dict[Outcome, str]:
	return {
		Outcome.IMPROVED: _("Improved"),
		Outcome.SAME: _("Same"),
		Outcome.WORSE: _("Worse"),
		Outcome.NOT_COMPARABLE: _("Not comparable"),
		Outcome.DROPPED_OUT: _("Dropped out"),
	}


def columns() -> list[dict]:
	return [
		column("title", _("Enrolment"), "Data", 180),
		column("factor_title", _("Factor"), "Data", 220),
		column("baseline_score", _("Baseline (3 = most support)"), "Float", 110, precision=2),
		column("score", _("At the exit (3 = most support)"), "Float", 110, precision=2),
		column("change", _("Change (below 0 = improved)"), "Float", 110, precision=2),
		column("outcome", _("Outcome"), "Select", 130),
		column("reason", _("Why not comparable"), "Data", 220),
		column("final_on", _("Final assessment"), "Date", 115),
		column("exit_date", _("Exit date"), "Date", 105),
		column("exit_reason", _("Exit reason"), "Select", 160),
		column("planned", _("Planned"), "Check", 80),
		column("months", _("Months in the programme"), "Int", 110),
		column("needs_level", _("Level of need"), "Select", 110),
		column("caseworker", _("Caseworker"), "Link", 160, options="User"),
		column("site", _("Site"), "Link", 130, options="CSS Site"),
	]


def breakdown_columns(category: str, *, with_stay: bool = False) -> list[dict]:
	texts = outcome_texts()
	stay = [
		column("mean_stay", _("Months, mean"), "Float", 120, precision=1),
		column("median_stay", _("Months, median"), "Float", 120, precision=1),
	]
	return [
		column("category", category, "Select", 260),
		column("people", _("People who left"), "Int", 130),
		*(column(way.name.lower(), texts[way], "Int", 120) for way in Outcome),
		*(stay if with_stay else []),
	]


def message(leavers: list[Leaver]) -> str:
	definition = _(
		"The final assessment is the one that the planned exit names, or else the last one after A1, if no interval of the needs assessments went by between it and the exit. Dropped out: left unplanned without a final assessment, but for a death."
	)
	reasons = Counter(row.exit_reason for row in leavers)
	if not reasons:
		return definition
	counted = ", ".join(
		f"{frappe.utils.escape_html(_(reason))} {number}"
		for reason, number in sorted(reasons.items(), key=lambda each: (-each[1], each[0]))
	)
	return _("Exit reasons: {0}.").format(counted) + "<br>" + definition


def chart(rows: list[dict], titles: dict[str, str]) -> dict | None:
	found = by_factor(rows, titles)
	if not found:
		return None
	return {
		"data": {
			"labels": [row["category"] for row in found],
			"datasets": [
				{"name": name, "values": [row[way.name.lower()] for row in found]}
				for way, name in outcome_texts().items()
			],
		},
		"type": "bar",
		"barOptions": {"stacked": 1},
		"colors": list(COLOURS),
		"fieldtype": "Int",
	}


def summary(counted: list[dict], leavers: list[Leaver]) -> list[dict]:
	"""Of the overall change, or of the factor that was chosen."""
	found, stay = counts(counted), stay_of(leavers)
	return [
		{"label": _("People who left"), "value": len(leavers), "datatype": "Int"},
		{
			"label": _("Planned exits"),
			"value": sum(bool(row.planned) for row in leavers),
			"datatype": "Int",
		},
		*(
			{"label": label, "value": found[way.name.lower()], "datatype": "Int"}
			for way, label in outcome_texts().items()
		),
		*(
			{
				"label": label,
				"value": "–" if stay[name] is None else _("{0} months").format(f"{stay[name]:.1f}"),
				"datatype": "Data",
			}
			for label, name in (
				(_("Length of stay, mean"), "mean_stay"),
				(_("Length of stay, median"), "median_stay"),
			)
		),
	]
