"""Whom to ask to interpret, and what to tell them before (R-173, R-250 to R-256)."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

import frappe
from frappe import _

from css_case_mgmt.api.arguments import is_yes
from css_case_mgmt.api.client_file import readable
from css_case_mgmt.api.permission import require
from css_case_mgmt.assessment_rhythm import RHYTHMS
from css_case_mgmt.assessments_in_force import NOT_IN_ERROR
from css_case_mgmt.interpreter_use import (
	DOCTYPE,
	advice_texts,
	as_interpreter,
	languages_of,
	names_of_children,
	obstacle_texts,
	preferences,
)
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.rules.interpreters import (
	FORMAL,
	PREFERRED,
	Candidate,
	Meeting,
	Obstacle,
	advice,
	in_order,
	is_among,
	obstacles,
)
from css_case_mgmt.settings import site_today

# Where an interpreter is on record, and the day of each.
USES = {
	"CSS NAM Assessment": "assessment_date",
	"CSS Periodic Assessment": "assessment_date",
	"CSS Consent": "explained_on",
	"CSS Charter Acknowledgement": "acknowledged_on",
}
MOST = 30


@frappe.whitelist(methods=["GET", "POST"])
def suggest(
	client: str, css_case: str, by_telephone: bool = False, sensitive_topic: bool = False
) -> list[dict]:
	"""The interpreters of the site in the order in which to ask them; who may not interpret comes last, with
	the reason (R-173, R-254).

	Args:
		client: a client whose file the user may read.
		css_case: the case in which the conversation takes place.
		by_telephone: whether it is by telephone.
		sensitive_topic: whether sensitive topics are spoken of.
	"""
	require(DOCTYPE, "read")
	person = frappe.get_doc("CSS Client", client)
	person.check_permission("read")
	case = frappe.get_doc("CSS Case", css_case)
	case.check_permission("read")
	today = site_today(case.site)
	meeting = Meeting(
		on=today,
		by_telephone=is_yes(by_telephone),
		is_sensitive=is_yes(sensitive_topic),
		client_languages=languages_of(client),
	)
	said, used, children = preferences(client), last_uses(client), names_of_children(css_case, today)
	suggestions = {}
	for row in register_of(case.site):
		of_this_one = replace(
			meeting,
			preference=said.get(row.name, ""),
			is_child_of_the_family=is_among(row.full_name, children),
		)
		suggestions[row.name] = Suggestion(row, of_this_one, used.get(row.name))
	order = in_order(each.candidate(person.primary_language) for each in suggestions.values())
	return [suggestions[candidate.reference].summary() for candidate in order[:MOST]]


@dataclass(frozen=True)
class Suggestion:
	"""An interpreter of the register for one conversation."""

	row: frappe._dict
	meeting: Meeting
	used_on: date | None

	def candidate(self, preferred_language: str | None) -> Candidate:
		interpreter = as_interpreter(self.row)
		return Candidate(
			reference=self.row.name,
			is_preferred=self.meeting.preference == PREFERRED,
			used_on=self.used_on,
			speaks_preferred=preferred_language in interpreter.languages,
			speaks_other=bool(interpreter.languages & self.meeting.client_languages),
			is_formal=interpreter.kind == FORMAL,
			is_barred=bool(obstacles(interpreter, self.meeting)),
		)

	def summary(self) -> dict:
		interpreter = as_interpreter(self.row)
		why_not, hints = obstacle_texts(), advice_texts()
		barred = obstacles(interpreter, self.meeting)
		return {
			"name": self.row.name,
			"full_name": self.row.full_name,
			"kind": self.row.kind,
			"by_telephone": self.row.by_telephone,
			"languages": [{"name": row.language_name, "dialect": row.dialect} for row in self.row.languages],
			"is_preferred": self.meeting.preference == PREFERRED,
			"last_used": self.used_on,
			"obstacles": [why_not[each] for each in barred],
			"may_be_urgent": barred == [Obstacle.NOT_SIGNED],
			"advice": [hints[each] for each in advice(interpreter, self.meeting)],
		}


def register_of(site: str) -> list[frappe._dict]:
	"""The interpreters of a site that are in use, with their languages, in two queries."""
	rows = frappe.get_list(
		DOCTYPE,
		filters={"site": site, "enabled": 1},
		fields=[
			"name",
			"full_name",
			"kind",
			"agency",
			"by_telephone",
			"adult_confirmed",
			"confidentiality_signed_on",
			"community",
			"enabled",
		],
		order_by="full_name asc",
		limit=0,
	)
	table, language = frappe.qb.DocType("CSS Interpreter Language"), frappe.qb.DocType("CSS Language")
	spoken = defaultdict(list)
	if rows:
		for each in (
			frappe.qb.from_(table)
			.join(language)
			.on(language.name == table.language)
			.select(table.parent, table.language, table.dialect, language.language_name)
			.where(table.parent.isin([row.name for row in rows]))
			.orderby(table.idx)
			.run(as_dict=True)
		):
			spoken[each.parent].append(each)
	for row in rows:
		row.languages = spoken[row.name]
	return rows


def last_uses(client: str) -> dict[str, date]:
	"""When each interpreter was last used for a client whose file may be read."""
	used: dict[str, date] = {}
	for doctype, fieldname in USES.items():
		filters = {"client": client, "interpreter": ("is", "set"), fieldname: ("is", "set")}
		if doctype in RHYTHMS:
			filters |= NOT_IN_ERROR
		for row in readable(doctype, filters, ["interpreter", fieldname], fieldname):
			used[row.interpreter] = max(used.get(row.interpreter, date.min), row[fieldname])
	for row in activities_interpreted(client):
		used[row.interpreter] = max(used.get(row.interpreter, date.min), row.activity_date)
	return used


def activities_interpreted(client: str) -> list[frappe._dict]:
	"""Final activities in which a client took part with an interpreter, as far as they may be read."""
	activity = frappe.qb.DocType("CSS Activity")
	participant = frappe.qb.DocType("CSS Activity Participant")
	names = (
		frappe.qb.from_(participant)
		.join(activity)
		.on(activity.name == participant.parent)
		.select(activity.name)
		.where(participant.client == client)
		.where(participant.docstatus == 1)
		.where(activity.marked_in_error_on.isnull())
		.where(activity.interpreter.isnotnull() & (activity.interpreter != ""))
		.run(pluck=True)
	)
	filters = {"name": ("in", names)}
	return readable("CSS Activity", filters, ["interpreter", "activity_date"], "name") if names else []


@frappe.whitelist(methods=["GET", "POST"])
def get_briefing() -> list[str]:
	"""What to think of before interpreted talks (R-256)."""
	return checklist("Interpreter Briefing")


@frappe.whitelist(methods=["GET", "POST"])
def get_own_site() -> str | None:
	"""The site of whoever works at one site only: the default of a new interpreter."""
	sites = scope_of(frappe.session.user).staff_sites
	return sites[0] if len(sites) == 1 else None


def checklist(name: str) -> list[str]:
	require("CSS Checklist Item", "read")
	return [
		_(item)
		for item in frappe.get_all(
			"CSS Checklist Item",
			filters={"checklist": name, "enabled": 1},
			pluck="item",
			order_by="position asc, name asc",
		)
	]
