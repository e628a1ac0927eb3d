"""Needs and trend of each person: the assessments so far, and the factors of the last one (R-167, R-174, D-03).

Three queries: both clocks, and the factors.
"""

from collections import defaultdict

import frappe

from css_case_mgmt.api.nam import change_in_words, progress_of
from css_case_mgmt.assessment_clock import Clock
from css_case_mgmt.autonomy import autonomy
from css_case_mgmt.family_page.family import Family
from css_case_mgmt.languages import iso_639_3
from css_case_mgmt.lines import Line, factor_line, neediest, strongest

NAM, SCORE = "CSS NAM Assessment", "CSS NAM Assessment Factor Score"
FACTOR, TITLE = "CSS Factor of Settlement", "CSS Factor of Settlement Translation"
SCORED = "Scored"
MOST_FACTORS = 3
Factors = dict[str, list[frappe._dict]]


def last_factors(family: Family) -> Factors | None:
	"""The factors of each completed assessment that the reader may read: filled for each enrolment's last one
	alone, by their position; None for whoever may read no assessment."""
	if not family.may_read(NAM):
		return None
	completed = [row for clocks in family.clocks.values() for row in clocks.nam.completed]
	last = [clocks.nam.last.name for clocks in family.clocks.values() if clocks.nam.last]
	found: Factors = defaultdict(list)
	for row in rows_of([row.name for row in completed], last, family):
		of_assessment = found[row.assessment]
		if row.factor:
			of_assessment.append(row)
	return found


def rows_of(completed: list[str], last: list[str], family: Family) -> list[frappe._dict]:
	nam, score, factor, title = (frappe.qb.DocType(doctype) for doctype in (NAM, SCORE, FACTOR, TITLE))
	return (
		frappe.qb.from_(nam)
		.left_join(score)
		.on((score.parent == nam.name) & (score.parenttype == NAM) & nam.name.isin(last or [""]))
		.left_join(factor)
		.on(factor.name == score.factor)
		.left_join(title)
		.on((title.parent == factor.name) & (title.language == iso_639_3()))
		.select(
			nam.name.as_("assessment"),
			score.factor,
			score.status,
			score.score,
			score.has_change,
			score.change_from_baseline,
			factor.title,
			title.title.as_("title_here"),
		)
		.where(nam.name.isin(completed or [""]))
		.where(family.readable(NAM))
		.orderby(factor.position)
		.orderby(factor.name)
		.run(as_dict=True)
	)


def needs(family: Family, factors: Factors | None) -> list[dict] | None:
	"""Of each enrolled person the completed assessments, and the factors of the last with their change."""
	if factors is None:
		return None
	return [
		{
			**needs_of(person, family.clocks[person.enrolment.name].nam, factors),
			"helps": where_support_helps(person, family, factors),
		}
		for person in family.living
		if person.enrolment
	]


def needs_of(person: frappe._dict, clock: Clock, factors: Factors) -> dict:
	"""Assessments of the time in another case are left out where that case is closed to the reader."""
	readable = [row for row in clock.completed if row.name in factors]
	shown = progress_of(Clock(completed=readable))
	last = readable[-1] if readable else None
	return {
		"client": person.name,
		"full_name": person.full_name,
		"enrolment": person.enrolment.name,
		"needs_level": person.enrolment.needs_level,
		"is_active": person.enrolment.status == "Active",
		"assessments": shown["assessments"],
		"factors": [as_factor(row) for row in factors[last.name]] if last else [],
	}


def as_factor(row: frappe._dict) -> dict:
	return {
		"factor": row.factor,
		"title": title_of(row),
		"status": row.status,
		"score": row.score if row.status == SCORED else None,
		"autonomy": autonomy(row.status, row.score),
		**change_in_words(row.has_change, row.change_from_baseline),
	}


def title_of(row: frappe._dict) -> str:
	return row.title_here or row.title or row.factor


def what_goes_best(person: frappe._dict, family: Family, factors: Factors | None) -> list[Line]:
	return [factor_line(row) for row in strongest(by_need(person, family, factors), MOST_FACTORS)]


def where_support_helps(person: frappe._dict, family: Family, factors: Factors | None) -> list[Line]:
	return [factor_line(row) for row in neediest(by_need(person, family, factors), MOST_FACTORS)]


def by_need(person: frappe._dict, family: Family, factors: Factors | None) -> list[frappe._dict]:
	"""Of the last assessment only what is Scored (D-03), the least need first."""
	clock = family.clocks[person.enrolment.name].nam if person.enrolment else None
	if not factors or not clock or not clock.last:
		return []
	scored = [row for row in factors.get(clock.last.name, ()) if row.status == SCORED]
	return sorted((frappe._dict(row, title=title_of(row)) for row in scored), key=lambda row: row.score)
