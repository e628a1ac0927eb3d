"""Who needs an interpreter, and for whom somebody interpreted, by language (R-258)."""

from collections import defaultdict
from dataclasses import dataclass, field

import frappe

from css_case_mgmt.report_asked import Asked
from css_case_mgmt.report_services import ACTIVITY, PARTICIPANT, Kind, Tally, final_activities

NOT_KNOWN = "Language not recorded"


@dataclass
class Interpreting:
	"""One language.

	Args:
		language: its name, in English.
		tally: the activities in which somebody interpreted, and for whom.
		needing: those who were served and need an interpreter, whether one was there or not.
	"""

	language: str
	tally: Tally = field(default_factory=Tally)
	needing: set[str] = field(default_factory=set)


def interpreting(question: Asked, kinds: dict[str, Kind] | None, served: set[str]) -> list[Interpreting]:
	"""The languages of those who were served, in three queries.

	Of an activity with an interpreter those participants count who need one; where nobody is marked so, all do.

	Args:
		question: days and cases.
		kinds: kinds of activity; None for all.
		served: clients who took part in these activities.
	"""
	language_of = language_names()
	by_language: dict[str, Interpreting] = {}

	def of(code: str | None) -> Interpreting:
		name = language_of.get(code or "", NOT_KNOWN)
		return by_language.setdefault(name, Interpreting(name))

	for client, code in in_need(served):
		of(code).needing.add(client)
	for participants in interpreted_activities(question, kinds):
		those_in_need = [row for row in participants if row.needs_interpreter] or participants
		seen = set()
		for row in those_in_need:
			is_first = row.primary_language not in seen
			seen.add(row.primary_language)
			minutes = row.duration_minutes if is_first else 0
			of(row.primary_language).tally.add(row.client, row.css_case, int(is_first), minutes)
	return sorted(by_language.values(), key=lambda each: each.language)


def language_names() -> dict[str, str]:
	language = frappe.qb.DocType("CSS Language")
	return dict(frappe.qb.from_(language).select(language.name, language.language_name).run())


def in_need(served: set[str]) -> list[tuple[str, str | None]]:
	client = frappe.qb.DocType("CSS Client")
	query = frappe.qb.from_(client).select(client.name, client.primary_language)
	return query.where(client.name.isin(list(served) or [""])).where(client.needs_interpreter == 1).run()


def interpreted_activities(question: Asked, kinds: dict[str, Kind] | None) -> list[list[frappe._dict]]:
	"""The participants of each activity in which somebody interpreted."""
	activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
	client = frappe.qb.DocType("CSS Client")
	has_interpreter = (
		(activity.interpreter != "") | (activity.interpreter_kind != "") | (activity.by_telephone == 1)
	)
	query = (
		final_activities(question, kinds)
		.join(row)
		.on((row.parent == activity.name) & (row.parenttype == ACTIVITY))
		.join(client)
		.on(client.name == row.client)
		.where(has_interpreter)
		.select(
			activity.name,
			activity.css_case,
			activity.duration_minutes,
			row.client,
			client.needs_interpreter,
			client.primary_language,
		)
	)
	of_activity = defaultdict(list)
	for each in query.run(as_dict=True):
		of_activity[each.name].append(each)
	return list(of_activity.values())
