"""The enrolments that a period is about, as the rule counts them (R-356)."""

from collections import defaultdict
from datetime import date

import frappe
from frappe.query_builder.functions import Count

from css_case_mgmt.report_exits import ENROLMENT, EXIT, REASON, is_planned
from css_case_mgmt.rules.enrolment_level import LevelPeriod, NeedsLevel
from css_case_mgmt.rules.programme_flow import Episode

LEVEL, MEMBER = "CSS Enrolment Level", "CSS Case Member"
LEVELS = {level.value: level for level in NeedsLevel}


def episodes_within(first: date, last: date, cases: tuple[str, ...] | None) -> list[Episode]:
	"""Everybody who was in the programme on any of these days, in two queries.

	Args:
		cases: names of the cases; None for those of the whole network.
	"""
	moved = cases_of_movers(cases)
	found: dict[str, tuple] = {}
	levels: dict[str, list[LevelPeriod]] = defaultdict(list)
	for name, level, level_from, *values in enrolment_rows(first, last, cases):
		if level_from:
			levels[name].append(LevelPeriod(LEVELS[level], level_from))
		found[name] = values
	return [
		Episode(
			client,
			enrolled_on,
			exited_on,
			bool(planned),
			tuple(levels[name]),
			moved.get(client) or ((enrolled_on, css_case),),
		)
		for name, (client, css_case, enrolled_on, exited_on, planned) in found.items()
	]


def enrolment_rows(first: date, last: date, cases: tuple[str, ...] | None) -> list[tuple]:
	"""One row for each level of each enrolment, the oldest first."""
	enrolment, level = frappe.qb.DocType(ENROLMENT), frappe.qb.DocType(LEVEL)
	css_exit, reason = frappe.qb.DocType(EXIT), frappe.qb.DocType(REASON)
	query = (
		frappe.qb.from_(enrolment)
		.left_join(level)
		.on(level.parent == enrolment.name)
		.left_join(css_exit)
		.on(css_exit.enrolment == enrolment.name)
		.left_join(reason)
		.on(reason.name == enrolment.exit_reason)
		.select(
			enrolment.name,
			level.needs_level,
			level.level_from,
			enrolment.client,
			enrolment.css_case,
			enrolment.enrolment_date,
			enrolment.exit_date,
			is_planned(css_exit, reason),
		)
		.where(enrolment.enrolment_date <= last)
		.where(enrolment.exit_date.isnull() | (enrolment.exit_date >= first))
		.orderby(enrolment.name)
		.orderby(level.level_from)
	)
	return (query if cases is None else query.where(enrolment.css_case.isin(cases))).run()


def cases_of_movers(cases: tuple[str, ...] | None) -> dict[str, tuple[tuple[date, str], ...]]:
	"""Of whoever belonged to several of the cases, from which day to which (D-20)."""
	member, several = frappe.qb.DocType(MEMBER), frappe.qb.DocType(MEMBER).as_("several")
	movers = frappe.qb.from_(several).select(several.client).groupby(several.client)
	movers = movers.having(Count(several.name) > 1)
	query = (
		frappe.qb.from_(member)
		.select(member.client, member.member_from, member.css_case)
		.orderby(member.member_from)
		.orderby(member.creation)
	)
	if cases is not None:
		movers = movers.where(several.css_case.isin(cases))
		query = query.where(member.css_case.isin(cases))
	found: dict[str, list[tuple[date, str]]] = defaultdict(list)
	movers = movers.as_("movers")
	for client, member_from, css_case in query.join(movers).on(movers.client == member.client).run():
		found[client].append((member_from, css_case))
	return {client: tuple(joined) for client, joined in found.items()}
