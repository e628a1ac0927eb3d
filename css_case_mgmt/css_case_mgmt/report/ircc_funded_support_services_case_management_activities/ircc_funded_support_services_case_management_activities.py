"""IRCC-funded Support Services (Case Management Activities): what the funder asks for (R-221, R-232, R-258, R-394)."""

from collections import defaultdict
from collections.abc import Iterable

import frappe
from frappe import _

from css_case_mgmt.css_case_mgmt.report.complete_services_report.complete_services_report import (
	kinds_asked_about,
)
from css_case_mgmt.css_case_mgmt.report.ircc_funded_support_services_case_management_activities.interpreting import (
	Interpreting,
	interpreting,
)
from css_case_mgmt.named_rows import IsNamed
from css_case_mgmt.report_asked import Asked, asked
from css_case_mgmt.report_columns import column
from css_case_mgmt.report_services import (
	Kind,
	Supported,
	Tally,
	counted_activities,
	kinds_of_activity,
	supported,
	tallies_of,
)

FRAMEWORK, SERVICES = "Group of the Framework", "Support service"
SERVICES_OF_GROUP, LANGUAGES = "Support service by group", "Interpretation by language"
ALL_SERVICES = "All support services"


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message, chart and summary: activities by group of the Framework, support services, and
	interpretation by language, with clients by their level of need, cases and minutes.

	Args:
		filters: `from_date` and `to_date`, by default three months; `site`; `caseworker`, who did it; `framework_group`,
			`component`.
	"""
	filters = frappe._dict(filters or {})
	question = asked(filters, months=3, of_worker=True)
	kinds = kinds_asked_about(filters)
	known = kinds_of_activity()
	groups, support = groups_of(question, kinds, known), supported(question, kinds)
	total = added_up(groups.values())
	languages = interpreting(question, kinds, total.people, support)
	levels = levels_of(question)
	rows = [
		*(line(FRAMEWORK, group, tally, levels) for group, tally in groups.items()),
		*support_lines(support, known, list(groups), levels),
		*(of_language(each, levels) for each in languages),
	]
	return columns(), rows, message(), chart(groups), summary(total, languages, levels)


def support_lines(
	support: list[Supported], known: dict[str, Kind], groups: list[str], levels: dict[str, str]
) -> list[frappe._dict]:
	"""Each support service, all of them together, and each within the groups of the Framework."""
	in_all = tallies_of(support, lambda row: row.service)
	together = tallies_of(support, lambda row: ALL_SERVICES)
	of_group = tallies_of(support, lambda row: (known[row.activity_type].framework_group, row.service))
	lines = [line(SERVICES, service, tally, levels) for service, tally in sorted(in_all.items())]
	lines += (line(SERVICES, name, tally, levels) for name, tally in together.items())
	for group, service in sorted(of_group, key=lambda key: (groups.index(key[0]), key[1])):
		row = line(SERVICES_OF_GROUP, service, of_group[group, service], levels)
		row.framework_group = group
		lines.append(row)
	return lines


def groups_of(question: Asked, kinds: dict[str, Kind] | None, known: dict[str, Kind]) -> dict[str, Tally]:
	"""Every group in the order of the Framework, those without activities too."""
	tallies = {known[kind].framework_group: Tally() for kind in (known if kinds is None else kinds)}
	for row in counted_activities(question, kinds):
		group = known[row.activity_type].framework_group
		tallies[group].add(row.client, row.css_case, row.activities, row.minutes)
	return tallies


def added_up(tallies: Iterable[Tally]) -> Tally:
	total = Tally()
	for tally in tallies:
		total.take_in(tally)
	return total


def levels_of(question: Asked) -> dict[str, str]:
	"""The level of need of each client, today or at the end of the latest enrolment in these cases."""
	enrolment = frappe.qb.DocType("CSS Enrolment")
	query = frappe.qb.from_(enrolment).select(enrolment.client, enrolment.needs_level)
	query = query.where(IsNamed(enrolment.css_case, question.cases))
	return dict(query.orderby(enrolment.enrolment_date).orderby(enrolment.episode).run())


def line(section: str, name: str, tally: Tally, levels: dict[str, str]) -> frappe._dict:
	return frappe._dict(
		section=section,
		framework_group=name if section == FRAMEWORK else None,
		line=name,
		activities=tally.services,
		people=len(tally.people),
		**of_each_level(tally.people, levels),
		cases=len(tally.cases),
		minutes=tally.minutes,
		needing=None,
	)


def of_language(each: Interpreting, levels: dict[str, str]) -> frappe._dict:
	row = line(LANGUAGES, each.language, each.tally, levels)
	row.needing = len(each.needing)
	return row


def of_each_level(people: set[str], levels: dict[str, str]) -> dict[str, int]:
	numbers = defaultdict(int)
	for client in people:
		numbers[levels.get(client) or ""] += 1
	return {"high": numbers["High"], "low": numbers["Low"]}


def columns() -> list[dict]:
	return [
		column("section", _("Section"), "Select", 200),
		column("framework_group", _("Group of the Framework"), "Select", 200),
		column("line", _("Service"), "Select", 280),
		column("activities", _("Activities"), "Int", 100),
		column("people", _("Clients"), "Int", 90),
		column("high", _("High needs"), "Int", 110),
		column("low", _("Low needs"), "Int", 110),
		column("cases", _("Cases"), "Int", 90),
		column("minutes", _("Minutes"), "Int", 100),
		column("needing", _("Clients who need an interpreter"), "Int", 220),
	]


def message() -> str:
	return _(
		"Final activities in the files that are open to you now. Each client and each case counts once in a line. Levels of need are those of today."
	)


def chart(groups: dict[str, Tally]) -> dict | None:
	if not any(tally.services for tally in groups.values()):
		return None
	return {
		"data": {
			"labels": [_(group) for group in groups],
			"datasets": [{"name": _("Clients"), "values": [len(tally.people) for tally in groups.values()]}],
		},
		"type": "bar",
		"colors": ["#3b6fb6"],
		"height": 180,
	}


def summary(total: Tally, languages: list[Interpreting], levels: dict[str, str]) -> list[dict]:
	served = of_each_level(total.people, levels)
	interpreted = added_up(each.tally for each in languages)
	needing = {client for each in languages for client in each.needing}
	numbers = [
		(_("Activities"), total.services),
		(_("Clients"), len(total.people)),
		(_("High needs"), served["high"]),
		(_("Low needs"), served["low"]),
		(_("Cases"), len(total.cases)),
		(_("Minutes"), total.minutes),
		(_("Clients who need an interpreter"), len(needing)),
		(_("Clients interpreted for"), len(interpreted.people)),
	]
	return [{"label": label, "value": number, "datatype": "Int"} for label, number in numbers]
