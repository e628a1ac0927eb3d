"""Those who left within some days, with their first and their final assessment (R-379, T-15)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

import frappe
from frappe.query_builder import Case, Table

from css_case_mgmt.assessments_in_force import still_counts
from css_case_mgmt.css_case_mgmt.report.nam_change_over_time.readable_changes import DOCTYPE, SCORED
from css_case_mgmt.named_rows import IsNamed
from css_case_mgmt.report_exits import ENROLMENT, EXIT, REASON, is_planned
from css_case_mgmt.rules.exit_gate import AsksFor
from css_case_mgmt.rules.exit_outcomes import Completed, final_assessment, months_stayed, outcome
from css_case_mgmt.settings import get_setting

Leaver = frappe._dict
FACTOR_SCORE = "CSS NAM Assessment Factor Score"


class Assessed(NamedTuple):
	"""A completed assessment, with its overall score and change; None for what is no number (D-03)."""

	name: str
	sequence: int
	assessment_date: date
	overall_score: float | None
	overall_change: float | None


class FactorScore(NamedTuple):
	"""A factor at A1 and at the exit; None where there is no number."""

	then: float | None = None
	now: float | None = None
	change: float | None = None


def leavers_within(first: date, last: date, cases: tuple[str, ...] | None) -> list[Leaver]:
	"""Each enrolment that ended on one of these days, in two queries; somebody who left twice is there twice.

	Args:
		cases: names of the cases; None for those of the whole network.
	"""
	rows = exits_within(first, last, cases)
	course = assessments_of(row.enrolment for row in rows)
	interval = cache(lambda site: get_setting("nam_interval_months", site))
	for row in rows:
		assessments = course.get(row.enrolment, {})
		row.months = months_stayed(row.enrolment_date, row.exit_date)
		row.has_died = row.asks_for == AsksFor.DAY_OF_DEATH.value
		row.first = assessments.get(1)
		final = final_assessment(
			(Completed(each.name, each.sequence, each.assessment_date) for each in assessments.values()),
			row.named if row.planned else None,
			row.exit_date,
			interval(row.site),
		)
		row.final = assessments[final.sequence] if final else None
		row.outcome = outcome_of(row, row.final.overall_change if row.final else None)
	return rows


def outcome_of(row: Leaver, change: float | None) -> str:
	"""What became of somebody, on the whole or in a factor."""
	return outcome(
		change, has_final=bool(row.final), is_planned=bool(row.planned), has_died=row.has_died
	).value


def exits_within(first: date, last: date, cases: tuple[str, ...] | None) -> list[Leaver]:
	enrolment, case = frappe.qb.DocType(ENROLMENT), frappe.qb.DocType("CSS Case")
	css_exit, reason = frappe.qb.DocType(EXIT), frappe.qb.DocType(REASON)
	query = (
		frappe.qb.from_(enrolment)
		.join(case)
		.on(case.name == enrolment.css_case)
		.left_join(css_exit)
		.on(css_exit.enrolment == enrolment.name)
		.left_join(reason)
		.on(reason.name == enrolment.exit_reason)
		.select(
			enrolment.name.as_("enrolment"),
			enrolment.title,
			enrolment.client,
			enrolment.css_case,
			enrolment.enrolment_date,
			enrolment.exit_date,
			enrolment.exit_reason,
			enrolment.needs_level,
			case.site,
			css_exit.final_assessment.as_("named"),
			is_planned(css_exit, reason).as_("planned"),
			reason.asks_for,
		)
		.where(enrolment.exit_date[first:last])
		.orderby(enrolment.title)
	)
	return (query if cases is None else query.where(IsNamed(enrolment.css_case, cases))).run(as_dict=True)


def assessments_of(enrolments: Iterable[str]) -> dict[str, dict[int, Assessed]]:
	"""Enrolment -> number -> the completed assessment, by its highest revision (D-21)."""
	table = frappe.qb.DocType(DOCTYPE)
	rows = (
		frappe.qb.from_(table)
		.select(
			table.enrolment,
			table.name,
			table.sequence,
			table.assessment_date,
			Case().when(table.overall_status == SCORED, table.overall_score),
			Case().when(table.has_overall_change == 1, table.overall_change),
		)
		.where(IsNamed(table.enrolment, enrolments))
		.where(still_counts(table))
		.run()
	)
	found: dict[str, dict[int, Assessed]] = defaultdict(dict)
	for enrolment, *values in rows:
		assessed = Assessed(*values)
		found[enrolment][assessed.sequence] = assessed
	return found


def factor_scores_of(leavers: list[Leaver]) -> dict[str, dict[str, FactorScore]]:
	"""Final assessment -> factor -> the score then and now, and the change; None for what is no number (D-03)."""
	finals = [row.final.name for row in leavers if row.final]
	now, then = frappe.qb.DocType(FACTOR_SCORE), frappe.qb.DocType(FACTOR_SCORE).as_("score_then")
	assessment = frappe.qb.DocType(DOCTYPE)
	rows = (
		frappe.qb.from_(assessment)
		.join(now)
		.on((now.parent == assessment.name) & (now.parenttype == DOCTYPE))
		.left_join(then)
		.on((then.parent == assessment.baseline) & (then.factor == now.factor))
		.select(
			assessment.name,
			now.factor,
			score_of(then),
			score_of(now),
			Case().when(now.has_change == 1, now.change_from_baseline),
		)
		.where(IsNamed(assessment.name, finals))
		.run()
	)
	found: dict[str, dict[str, FactorScore]] = defaultdict(dict)
	for name, factor, *scores in rows:
		found[name][factor] = FactorScore(*scores)
	return found


def score_of(factor_score: Table) -> Case:
	"""The status decides what is a number (D-03)."""
	return Case().when(factor_score.status == SCORED, factor_score.score)
