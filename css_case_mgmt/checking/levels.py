"""Histories of the level of need, from the enrolment date on without a gap (D-06, R-185)."""

from collections.abc import Iterator
from itertools import groupby

import frappe

from css_case_mgmt.checking.finding import Check, Finding
from css_case_mgmt.rules.enrolment_level import (
	LevelPeriod,
	LevelProblemCode,
	NeedsLevel,
	current_level,
	level_problems,
)
from css_case_mgmt.settings import dates_by_site

ENROLMENT, LEVEL, CASE = "CSS Enrolment", "CSS Enrolment Level", "CSS Case"

NO_HISTORY = Check(
	"no_level",
	"The enrolment has no level of need, or one without a date.",
	"Enter the level and the day from which it holds.",
)
LATE = Check(
	"level_not_from_enrolment_date",
	"The history of the level of need does not begin on the enrolment date.",
	"Enter the level that held on the enrolment date.",
)
OUT_OF_ORDER = Check(
	"levels_out_of_order",
	"The history of the level of need is out of order, or repeats a level.",
	"Look at the history of the enrolment and enter each change once, on its day.",
)
OTHER_LEVEL = Check(
	"level_not_that_of_history",
	"The level shown is not the last one of the history.",
	"Save the enrolment; the history decides.",
)


def broken_level_histories() -> Iterator[Finding]:
	for enrolment, rows in groupby(all_levels(), key=lambda row: row.name):
		rows = list(rows)
		check = what_is_wrong(rows[0], rows)
		if check:
			yield from check.found(ENROLMENT, [enrolment])


def all_levels() -> list[frappe._dict]:
	"""A row for each level of each enrolment; one without a level where there is none."""
	enrolment, level, case = (frappe.qb.DocType(doctype) for doctype in (ENROLMENT, LEVEL, CASE))
	return (
		frappe.qb.from_(enrolment)
		.left_join(level)
		.on((level.parent == enrolment.name) & (level.parenttype == ENROLMENT))
		.left_join(case)
		.on(case.name == enrolment.css_case)
		.select(
			enrolment.name,
			enrolment.enrolment_date,
			enrolment.needs_level.as_("shown"),
			level.needs_level,
			level.level_from,
			case.site,
		)
		.orderby(enrolment.name)
		.orderby(level.idx)
		.run(as_dict=True)
	)


def what_is_wrong(enrolment: frappe._dict, rows: list[frappe._dict]) -> Check | None:
	if any(row.needs_level not in ("High", "Low") or not row.level_from for row in rows):
		return NO_HISTORY
	history = [LevelPeriod(NeedsLevel(row.needs_level), row.level_from) for row in rows]
	codes = {problem.code for problem in level_problems(history, enrolment.enrolment_date)}
	if LevelProblemCode.FIRST_NOT_ON_ENROLMENT_DATE in codes:
		return LATE
	if codes:
		return OUT_OF_ORDER
	today = dates_by_site().get(enrolment.site, history[-1].level_from)
	return None if current_level(history, today).value == enrolment.shown else OTHER_LEVEL


CHECKS = (broken_level_histories,)
