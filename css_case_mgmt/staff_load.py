"""How much caseworkers carry now, and would carry with one case more (D-11, R-350 to R-352, R-357)."""

from collections.abc import Iterable
from fractions import Fraction

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Count

from css_case_mgmt.rules.caseload import Load, LoadCounts, Targets, load
from css_case_mgmt.rules.enrolment_level import NeedsLevel
from css_case_mgmt.settings import get_setting

Levels = list[NeedsLevel]


def targets_of(site: str) -> Targets:
	smaller, larger = sorted(
		(
			get_setting("high_needs_per_worker_min", site),
			get_setting("high_needs_per_worker_max", site),
		)
	)
	return Targets(smaller, larger, get_setting("low_needs_per_worker", site))


def load_of(user: str, site: str) -> Load:
	"""What somebody carries now, by the targets of a site."""
	return loads_of([user], site)[user]


def loads_of(users: Iterable[str], site: str) -> dict[str, Load]:
	"""What each carries now, wherever the cases are, by the targets of a site; one query for all of them."""
	targets, counts = targets_of(site), LoadCounts(get_setting("load_counts", site))
	return {user: load(cases, targets, counts) for user, cases in levels_carried(list(users)).items()}


def levels_carried(users: list[str]) -> dict[str, list[Levels]]:
	"""Of each caseworker the levels of each open case, wherever it is; MariaDB counts the cases that are alike."""
	case, enrolment = frappe.qb.DocType("CSS Case"), frappe.qb.DocType("CSS Enrolment")
	high = Count(Case().when(enrolment.needs_level == NeedsLevel.HIGH.value, 1)).as_("high")
	low = Count(Case().when(enrolment.needs_level == NeedsLevel.LOW.value, 1)).as_("low")
	each_case = (
		frappe.qb.from_(case)
		.join(enrolment)
		.on((enrolment.css_case == case.name) & (enrolment.status == "Active"))
		.select(case.caseworker, high, low)
		.where(case.caseworker.isin(users or [""]))
		.where(case.status == "Open")
		.groupby(case.name, case.caseworker)
	).as_("each_case")
	kinds = (each_case.caseworker, each_case.high, each_case.low)
	carried: dict[str, list[Levels]] = {user: [] for user in users}
	for user, number_high, number_low, cases in (
		frappe.qb.from_(each_case).select(*kinds, Count("*")).groupby(*kinds).run()
	):
		levels = [NeedsLevel.HIGH] * number_high + [NeedsLevel.LOW] * number_low
		carried[user] += [levels] * cases
	return carried


def loads_with(users: Iterable[str], css_case: str) -> dict[str, tuple[Load, Load]]:
	"""The load of each, and what it would be with this case as well: two queries for any number of people."""
	users = list(users)
	site = frappe.db.get_value("CSS Case", css_case, "site")
	targets, counts = targets_of(site), LoadCounts(get_setting("load_counts", site))
	carried = open_cases_of(users)
	this_case = levels_of_case(css_case)
	return {
		user: (
			load(carried[user].values(), targets, counts),
			load({**carried[user], css_case: this_case}.values(), targets, counts),
		)
		for user in users
	}


def open_cases_of(users: list[str]) -> dict[str, dict[str, Levels]]:
	"""Of each caseworker the open cases, wherever they are, with the levels of their open enrolments."""
	case, enrolment = frappe.qb.DocType("CSS Case"), frappe.qb.DocType("CSS Enrolment")
	carried: dict[str, dict[str, Levels]] = {user: {} for user in users}
	rows = (
		frappe.qb.from_(case)
		.left_join(enrolment)
		.on((enrolment.css_case == case.name) & (enrolment.status == "Active"))
		.select(case.caseworker, case.name, enrolment.needs_level)
		.where(case.caseworker.isin(users or [""]))
		.where(case.status == "Open")
		.run()
	)
	for user, css_case, level in rows:
		levels = carried[user].setdefault(css_case, [])
		if level:
			levels.append(NeedsLevel(level))
	return carried


def levels_of_case(css_case: str) -> Levels:
	rows = frappe.get_all(
		"CSS Enrolment", filters={"css_case": css_case, "status": "Active"}, pluck="needs_level"
	)
	return [NeedsLevel(level) for level in rows if level]


def load_text(carried: Load) -> str:
	"""The range in words, which say what is counted (R-357); 1 is a full load."""
	if not carried.high and not carried.low:
		return _("nobody enrolled")
	if carried.counts is LoadCounts.CASES:
		text = _("{0} of a full load: cases of high needs {1}, of low needs {2}")
	else:
		text = _("{0} of a full load: clients of high needs {1}, of low needs {2}")
	return text.format(range_text(carried), carried.high, carried.low)


def range_text(carried: Load) -> str:
	from_load, to_load = decimal(carried.from_load), decimal(carried.to_load)
	return from_load if from_load == to_load else f"{from_load} – {to_load}"


def decimal(number: Fraction) -> str:
	return f"{float(number):.2f}"
