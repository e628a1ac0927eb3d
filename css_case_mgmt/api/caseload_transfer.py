"""Many cases reassigned at once, with a preview (R-070, R-351, R-352); undone in CSS Caseload Transfer."""

import frappe
from frappe import _

from css_case_mgmt.api.permission import require
from css_case_mgmt.asking import active_staff
from css_case_mgmt.caseload_transfer import Plan, TransferRefused, plan, transfer
from css_case_mgmt.css_case_mgmt.report.my_caseload_currently.my_caseload_currently import add_heads_of_family
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.rules.caseload import needs_reason
from css_case_mgmt.rules.enrolment_level import NeedsLevel
from css_case_mgmt.staff_load import load_text, open_cases_of


@frappe.whitelist(methods=["GET", "POST"])
def start(user: str | None = None, cases: list | str | None = None) -> dict:
	"""What a manager can reassign: all open cases of one colleague, or some that were chosen.

	Returns:
		cases: name, file number, head of family, level and caseworker of each.
		staff: who works at the site of these cases: value and label.
	"""
	require("CSS Case Access", "create")
	rows = chosen_cases(user, frappe.parse_json(cases) if cases else None)
	sites = {row.site for row in rows}
	if len(sites) > 1:
		frappe.throw(
			_("Reassign the cases of one site at a time."), TransferRefused, title=_("Reassign Cases")
		)
	add_heads_of_family(rows)
	add_levels(rows)
	return {
		"cases": [
			{
				"css_case": row.css_case,
				"file_number": row.file_number,
				"head_of_family": row.head_of_family,
				"caseworker": row.caseworker,
				"needs_level": row.needs_level,
			}
			for row in rows
		],
		"staff": staff_choices(sites.pop()) if sites else [],
	}


def chosen_cases(user: str | None, cases: list[str] | None) -> list[frappe._dict]:
	filters = {"status": "Open", "site": ("in", scope_of(frappe.session.user).managed_sites or [""])}
	if cases is None:
		filters["caseworker"] = user or ""
	else:
		filters["name"] = ("in", cases)
	return frappe.get_list(
		"CSS Case",
		filters=filters,
		fields=["name as css_case", "file_number", "site", "caseworker"],
		order_by="file_number",
		limit=0,
	)


def add_levels(rows: list[frappe._dict]) -> None:
	levels: dict[str, set[str]] = {}
	for row in frappe.get_all(
		"CSS Enrolment",
		filters={"css_case": ("in", [row.css_case for row in rows]), "status": "Active"},
		fields=["css_case", "needs_level"],
	):
		levels.setdefault(row.css_case, set()).add(row.needs_level)
	for row in rows:
		found = levels.get(row.css_case, set())
		row.needs_level = next((level.value for level in NeedsLevel if level.value in found), None)


def staff_choices(site: str) -> list[dict]:
	users = frappe.get_all(
		"User",
		filters={"name": ("in", active_staff(site)), "enabled": 1},
		fields=["name", "full_name"],
		order_by="full_name",
	)
	carried = open_cases_of([user.name for user in users])
	return [
		{
			"value": user.name,
			"label": user.full_name,
			"description": _("Open cases: {0}").format(len(carried[user.name])),
		}
		for user in users
	]


@frappe.whitelist(methods=["GET", "POST"])
def preview(destinations: dict | str) -> dict:
	"""What it would mean, before anything is done.

	Args:
		destinations: case -> its next caseworker.

	Returns:
		hindrances: case -> why it cannot go there. loads: of everybody concerned, now and then, in words.
		needs_reason: somebody would be taken over the target.
	"""
	require("CSS Case Access", "create")
	return as_answer(plan(destinations_from(destinations)))


def as_answer(planned: Plan) -> dict:
	names = dict(
		frappe.get_all(
			"User",
			filters={"name": ("in", list(planned.loads))},
			fields=["name", "full_name"],
			as_list=True,
		)
	)
	return {
		"hindrances": {move.css_case: move.hindrance for move in planned.moves if move.hindrance},
		"loads": [
			{
				"user": user,
				"full_name": names.get(user, user),
				"now": load_text(now),
				"then": load_text(then),
				"is_over_target": needs_reason(now, then),
			}
			for user, (now, then) in planned.loads.items()
		],
		"needs_reason": bool(planned.over_target),
	}


@frappe.whitelist(methods=["POST"])
def reassign(destinations: dict | str, reason: str, over_target_reason: str | None = None) -> str:
	"""Give all the cases to their next caseworkers from today on, or none; the CSS Caseload Transfer made."""
	require("CSS Case Access", "create")
	return transfer(destinations_from(destinations), reason, over_target_reason).name


def destinations_from(value: dict | str) -> dict[str, str]:
	try:
		destinations = frappe.parse_json(value)
	except ValueError:
		destinations = None
	if not isinstance(destinations, dict) or not all(
		isinstance(user, str) and user for user in destinations.values()
	):
		frappe.throw(
			_("Choose the next caseworker of each case."), TransferRefused, title=_("Reassign Cases")
		)
	return destinations
