"""The Complete Services Report as lines with their figures (R-216, R-221, R-229, R-232, R-234)."""

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Sum

from css_case_mgmt.css_case_mgmt.doctype.css_factor_of_settlement.css_factor_of_settlement import (
	factor_titles,
)
from css_case_mgmt.css_case_mgmt.report.complete_services_report.records import (
	GOAL_ENDED,
	GOAL_SET,
	PLAN_AGREED,
	Record,
	records_of,
)
from css_case_mgmt.report_asked import Asked
from css_case_mgmt.report_columns import column
from css_case_mgmt.report_services import (
	ACTIVITY,
	PARTICIPANT,
	Kind,
	Tally,
	counted_activities,
	final_activities,
	kinds_of_activity,
	supported,
	tallies_of,
)
from css_case_mgmt.rules.participation import Audience

TOPIC = "CSS Activity Topic Covered"
AUDIENCE = "Audience"
GOALS_ACHIEVED_BY_FACTOR, GOALS_SET_BY_FACTOR = "Goals achieved by factor", "Goals set by factor"
# What each section's lines are; the rest of a section's lines follow in the order of the alphabet.
SECTIONS = (
	"Activities",
	AUDIENCE,
	"Topics",
	"Support services",
	"Assessments",
	"Referrals",
	"Plans and goals",
	GOALS_SET_BY_FACTOR,
	GOALS_ACHIEVED_BY_FACTOR,
)
AUDIENCES = tuple(each.value for each in Audience)
PLANS_AND_GOALS = (PLAN_AGREED, GOAL_SET, *GOAL_ENDED.values())
WITH_MINUTES = ("Activities", AUDIENCE, "Support services")
Lines = dict[tuple[str, str], Tally]


def count(
	question: Asked, kinds: dict[str, Kind] | None, groups: tuple[str, ...]
) -> tuple[Lines, dict[str, Tally]]:
	"""The lines in order, and the totals of each section and of all.

	Topics and support services are part of activities; audiences are the activities once more, goals by factor the
	goals: none of them adds to the total of services."""
	lines: Lines = {}
	for row in counted_activities(question, kinds):
		for key in (("Activities", row.activity_type), (AUDIENCE, row.audience)):
			tally = lines.setdefault(key, Tally())
			tally.add(row.client, row.css_case, row.activities, row.minutes)
			tally.not_reached += int(row.not_reached)
	for topic, client, css_case, activities in topics(question, kinds):
		lines.setdefault(("Topics", topic), Tally()).add(client, css_case, activities)
	support = tallies_of(supported(question, kinds), lambda row: row.service)
	for service, tally in support.items():
		lines["Support services", service] = tally
	titles = factor_titles()
	for record in records_of(question, groups):
		for section, line in places_of(record, titles):
			lines.setdefault((section, line), Tally()).add(record.client, record.css_case)
	return in_order(lines, titles), totals_of(lines)


def topics(question: Asked, kinds: dict[str, Kind] | None) -> list[tuple[str, str, str, int]]:
	"""Each topic with whom it was spoken of; an activity is counted with one of its participants."""
	activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
	topic = frappe.qb.DocType(TOPIC)
	once = Case().when(row.idx == 1, 1).else_(0)
	return (
		final_activities(question, kinds)
		.join(topic)
		.on((topic.parent == activity.name) & (topic.parenttype == ACTIVITY))
		.join(row)
		.on((row.parent == activity.name) & (row.parenttype == ACTIVITY))
		.select(topic.topic, row.client, activity.css_case, Sum(once))
		.groupby(topic.topic)
		.groupby(row.client)
		.groupby(activity.css_case)
		.run()
	)


def places_of(record: Record, titles: dict[str, str]) -> list[tuple[str, str]]:
	"""The lines in which a record counts: a goal in that of its factor as well (R-216)."""
	places = [(record.section, record.line)]
	section = {
		GOAL_SET: GOALS_SET_BY_FACTOR,
		GOAL_ENDED["Achieved"]: GOALS_ACHIEVED_BY_FACTOR,
	}.get(record.line)
	if section and record.factor:
		places.append((section, titles.get(record.factor, record.factor)))
	return places


def in_order(lines: Lines, titles: dict[str, str]) -> Lines:
	"""As the lists of the agency have them."""
	kinds, factors = list(kinds_of_activity()), list(titles.values())

	def position(key: tuple[str, str]) -> tuple:
		section, line = key
		known = {
			"Activities": kinds,
			AUDIENCE: AUDIENCES,
			"Plans and goals": PLANS_AND_GOALS,
			GOALS_SET_BY_FACTOR: factors,
			GOALS_ACHIEVED_BY_FACTOR: factors,
		}.get(section, ())
		return SECTIONS.index(section), known.index(line) if line in known else len(known), line

	return {key: lines[key] for key in sorted(lines, key=position)}


def totals_of(lines: Lines) -> dict[str, Tally]:
	totals = {section: Tally() for section in SECTIONS}
	for (section, _line), tally in lines.items():
		totals[section].take_in(tally)
	everything = Tally()
	for section in ("Activities", "Assessments", "Referrals", "Plans and goals"):
		everything.take_in(totals[section])
	return {
		**totals,
		"All": everything,
		**{line: lines.get(("Plans and goals", line), Tally()) for line in PLANS_AND_GOALS},
	}


def rows(lines: Lines) -> list[frappe._dict]:
	return [
		frappe._dict(
			section=section,
			line=line,
			services=tally.services,
			people=len(tally.people),
			cases=len(tally.cases),
			minutes=tally.minutes if section in WITH_MINUTES else None,
		)
		for (section, line), tally in lines.items()
	]


def columns() -> list[dict]:
	return [
		column("section", _("Section"), "Select", 190),
		column("line", _("Service"), "Select", 320),
		column("services", _("How many"), "Int", 110),
		column("people", _("People"), "Int", 100),
		column("cases", _("Cases"), "Int", 100),
		column("minutes", _("Minutes"), "Int", 110),
	]


def chart(lines: Lines) -> dict | None:
	shown = {line: tally for (section, line), tally in lines.items() if section == "Activities"}
	if not shown:
		return None
	return {
		"data": {
			"labels": [_(line) for line in shown],
			"datasets": [{"name": _("People"), "values": [len(tally.people) for tally in shown.values()]}],
		},
		"type": "bar",
		"colors": ["#3b6fb6"],
		"height": 180,
	}


def summary(totals: dict[str, Tally]) -> list[dict]:
	numbers = [
		(_("Activities"), totals["Activities"].services),
		(_("Client not reached"), totals["Activities"].not_reached),
		(_("People in activities"), len(totals["Activities"].people)),
		(_("Minutes"), totals["Activities"].minutes),
		(_("Assessments"), totals["Assessments"].services),
		(_("Referrals"), totals["Referrals"].services),
		(_("Plans agreed"), totals[PLAN_AGREED].services),
		(_("Goals achieved"), totals[GOAL_ENDED["Achieved"]].services),
		(_("People in all"), len(totals["All"].people)),
		(_("Cases in all"), len(totals["All"].cases)),
	]
	return [{"label": label, "value": number, "datatype": "Int"} for label, number in numbers]
