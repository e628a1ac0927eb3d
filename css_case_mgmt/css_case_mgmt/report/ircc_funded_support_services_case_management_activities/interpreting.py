"""Who needs an interpreter, and for whom somebody interpreted, by language (R-258)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import frappe

from css_case_mgmt.report_asked import Asked
from css_case_mgmt.report_services import (
	ACTIVITY,
	PARTICIPANT,
	Kind,
	Supported,
	Tally,
	final_activities,
	tallies_of,
)

INTERPRETATION = "Interpretation"
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


def interpreting(
	question: Asked, kinds: dict[str, Kind] | None, served: set[str], support: list[Supported]
) -> list[Interpreting]:
	"""The languages in which somebody interpreted, and of those who need it, in five queries.

	An activity is interpreted if it names an interpreter, or interpretation among its support services. Whoever is
	named with the service counts; where it is not among them, those participants who need an interpreter, or else
	all. The language is the one of the interpreter that the person speaks.

	Args:
		question: days and cases.
		kinds: kinds of activity; None for all.
		served: clients who took part in these activities.
		support: the support services of these activities.
	"""
	language_of = language_names()
	by_language: dict[str, Interpreting] = {}

	def of(code: str | None) -> Interpreting:
		name = language_of.get(code or "", NOT_KNOWN)
		return by_language.setdefault(name, Interpreting(name))

	for client, code in in_need(served):
		of(code).needing.add(client)
	given = defaultdict(set)
	for row in support:
		if row.service == INTERPRETATION:
			given[row.activity].add(row.client)
	rows = interpreted(question, kinds, set(given))
	spoken = languages_of_interpreters({row.interpreter for row in rows if row.interpreter})
	counted = those_who_count(rows, given)
	for row in counted:
		row.code = language_between(spoken.get(row.interpreter, ()), row.primary_language)
	for code, tally in tallies_of(counted, lambda row: row.code).items():
		of(code).tally = tally
	return sorted(by_language.values(), key=lambda each: each.language)


def those_who_count(rows: list[frappe._dict], given: dict[str, set[str]]) -> list[frappe._dict]:
	of_activity = defaultdict(list)
	for row in rows:
		of_activity[row.activity].append(row)
	counted = []
	for activity, participants in of_activity.items():
		named = [row for row in participants if row.client in given.get(activity, ())]
		in_need_of_it = [row for row in participants if row.needs_interpreter]
		counted += named or in_need_of_it or participants
	return counted


def language_between(spoken: Sequence[str], preferred: str | None) -> str | None:
	"""What an interpreter speaks with a person; without an interpreter on record, the person's language."""
	return preferred if preferred in spoken or not spoken else spoken[0]


def language_names() -> dict[str, str]:
	language = frappe.qb.DocType("CSS Language")
	return dict(frappe.qb.from_(language).select(language.name, language.language_name).run())


def in_need(served: set[str]) -> list[tuple[str, str | None]]:
	client = frappe.qb.DocType("CSS Client")
	query = frappe.qb.from_(client).select(client.name, client.primary_language)
	return query.where(client.name.isin(list(served) or [""])).where(client.needs_interpreter == 1).run()


def languages_of_interpreters(interpreters: set[str]) -> dict[str, list[str]]:
	row = frappe.qb.DocType("CSS Interpreter Language")
	query = frappe.qb.from_(row).select(row.parent, row.language)
	query = query.where(row.parent.isin(list(interpreters) or [""]))
	spoken = defaultdict(list)
	for interpreter, language in query.orderby(row.parent).orderby(row.idx).run():
		spoken[interpreter].append(language)
	return spoken


def interpreted(question: Asked, kinds: dict[str, Kind] | None, with_service: set[str]) -> list[frappe._dict]:
	"""The participants of each activity in which somebody interpreted."""
	activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
	client = frappe.qb.DocType("CSS Client")
	has_interpreter = (
		(activity.interpreter != "") | (activity.interpreter_kind != "") | (activity.by_telephone == 1)
	)
	return (
		final_activities(question, kinds)
		.join(row)
		.on((row.parent == activity.name) & (row.parenttype == ACTIVITY))
		.join(client)
		.on(client.name == row.client)
		.where(has_interpreter | activity.name.isin(list(with_service) or [""]))
		.select(
			activity.name.as_("activity"),
			activity.css_case,
			activity.duration_minutes.as_("minutes"),
			activity.interpreter,
			row.client,
			client.needs_interpreter,
			client.primary_language,
		)
		.run(as_dict=True)
	)
