"""Caseload Against Targets: what each caseworker carries, against the Framework's ratios (R-351, R-353, R-357,
R-414, D-11, T-16)."""

import frappe
from frappe import _
from frappe.query_builder import Criterion

from css_case_mgmt.permissions.conditions import condition
from css_case_mgmt.permissions.scope import Scope, scope_of
from css_case_mgmt.report_columns import column
from css_case_mgmt.rules.caseload import Load, LoadCounts, Targets
from css_case_mgmt.settings import get_setting
from css_case_mgmt.staff_load import loads_of, targets_of

OVER, WITHIN, NOTHING = "Over the Target", "Within the Target", "No Cases"


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message, chart and summary: the staff of the reader's sites, or the reader alone.

	Args:
		filters: `site` and `caseworker`, for managers; `only_over_target`.
	"""
	filters = frappe._dict(filters or {})
	reader = scope_of(frappe.session.user)
	rows, messages = [], []
	for site in reader.staff_sites:
		if not filters.site or filters.site == site:
			rows += rows_of_site(site, reader, filters)
			messages.append(targets_text(site, targets_of(site)))
	if filters.only_over_target:
		rows = [row for row in rows if row.standing == OVER]
	return columns(), rows, "<br>".join(map(frappe.utils.escape_html, messages)), chart(rows), summary(rows)


def rows_of_site(site: str, reader: Scope, filters: frappe._dict) -> list[frappe._dict]:
	staff = caseworkers_at(site, reader)
	if filters.caseworker:
		staff = [row for row in staff if row.caseworker == filters.caseworker]
	users = [row.caseworker for row in staff]
	loads = loads_of(users, site)
	reasons, concerns = reasons_for(users, site), open_concerns(users, site, reader.user)
	for row in staff:
		add_load(row, loads[row.caseworker])
		row.site = site
		row.over_target_reason = reasons.get(row.caseworker) if row.standing == OVER else None
		row.update(concerns.get(row.caseworker, {}))
	return staff


def caseworkers_at(site: str, reader: Scope) -> list[frappe._dict]:
	"""Who works there now as a caseworker, or has cases there; of those who are no managers only the reader."""
	staff, user, role, case = (
		frappe.qb.DocType(doctype) for doctype in ("CSS Staff", "User", "Has Role", "CSS Case")
	)
	today = reader.today[site]
	caseworkers = frappe.qb.from_(role).select(role.parent).where(role.role == "CSS Caseworker")
	with_cases = (
		frappe.qb.from_(case)
		.select(case.caseworker)
		.where((case.site == site) & (case.status == "Open") & case.caseworker.isnotnull())
	)
	query = (
		frappe.qb.from_(staff)
		.join(user)
		.on(user.name == staff.user)
		.select(staff.user.as_("caseworker"), user.full_name.as_("caseworker_name"))
		.distinct()
		.where(staff.site == site)
		.where(staff.active_from <= today)
		.where(staff.active_to.isnull() | (staff.active_to >= today))
		.where(Criterion.any([staff.user.isin(caseworkers), staff.user.isin(with_cases)]))
		.orderby(user.full_name)
	)
	if site not in reader.managed_sites:
		query = query.where(staff.user == reader.user)
	return query.run(as_dict=True)


def add_load(row: frappe._dict, carried: Load) -> None:
	row.high, row.low = carried.high, carried.low
	row.from_load, row.to_load = float(carried.from_load), float(carried.to_load)
	row.standing = OVER if carried.is_over_target else WITHIN if carried.high or carried.low else NOTHING


def reasons_for(users: list[str], site: str) -> dict[str, str]:
	"""The latest reason given for an assignment over the target (R-352)."""
	access, case = frappe.qb.DocType("CSS Case Access"), frappe.qb.DocType("CSS Case")
	rows = (
		frappe.qb.from_(access)
		.join(case)
		.on(case.name == access.css_case)
		.select(access.user, access.over_target_reason)
		.where(access.user.isin(users or [""]))
		.where(access.kind == "Assigned")
		.where(access.over_target_reason.isnotnull())
		.where(case.site == site)
		.orderby(access.access_from)
		.orderby(access.creation)
		.run()
	)
	return dict(rows)


def open_concerns(users: list[str], site: str, reader: str) -> dict[str, dict]:
	"""The latest concern about each that the reader may see, and what was agreed."""
	concern = frappe.qb.DocType("CSS Caseload Concern")
	rows = (
		frappe.qb.from_(concern)
		.select(
			concern.about,
			concern.name.as_("concern"),
			concern.kind.as_("concern_kind"),
			concern.status.as_("concern_status"),
			concern.discussed_on,
		)
		.where(concern.about.isin(users or [""]))
		.where(concern.site == site)
		.where(condition("CSS Caseload Concern", reader))
		.orderby(concern.raised_on)
		.orderby(concern.creation)
		.run(as_dict=True)
	)
	return {row.pop("about"): row for row in rows}


def targets_text(site: str, targets: Targets) -> str:
	"""What is counted, said in words (R-357)."""
	by_cases = LoadCounts(get_setting("load_counts", site)) is LoadCounts.CASES
	text = (
		_("{0}: a full load is {1} to {2} cases of high needs, or {3} of low needs. Cases are counted.")
		if by_cases
		else _(
			"{0}: a full load is {1} to {2} clients of high needs, or {3} of low needs. Clients are counted."
		)
	)
	return text.format(site, targets.high_min, targets.high_max, targets.low)


def columns() -> list[dict]:
	return [
		column("caseworker_name", _("Caseworker"), "Data", 190),
		column("site", _("Site"), "Data", 150),
		column("high", _("High needs"), "Int", 95),
		column("low", _("Low needs"), "Int", 95),
		column("from_load", _("Load from"), "Float", 95, precision=2),
		column("to_load", _("Load to"), "Float", 95, precision=2),
		column("standing", _("Against the target"), "Select", 150),
		column("over_target_reason", _("Reason for going over the target"), "Data", 240),
		column("concern_kind", _("Concern"), "Select", 170),
		column("concern_status", _("Standing of the concern"), "Select", 120),
		column("discussed_on", _("Discussed with the Program Officer on"), "Date", 130),
	]


def standing_labels() -> dict[str, str]:
	"""Rows hold the English words, which the desk shows in the reader's language."""
	return {OVER: _("Over the Target"), WITHIN: _("Within the Target"), NOTHING: _("No Cases")}


def summary(rows: list[frappe._dict]) -> list[dict]:
	indicators = {OVER: "Red", WITHIN: "Green", NOTHING: "Blue"}
	return [
		{
			"label": label,
			"value": sum(row.standing == standing for row in rows),
			"datatype": "Int",
			"indicator": indicators[standing],
		}
		for standing, label in standing_labels().items()
	]


def chart(rows: list[frappe._dict]) -> dict | None:
	carrying = [row for row in rows if row.standing != NOTHING]
	if not carrying:
		return None
	return {
		"type": "bar",
		"data": {
			"labels": [row.caseworker_name for row in carrying],
			"datasets": [
				{"name": _("Load from"), "values": [round(row.from_load, 2) for row in carrying]},
				{"name": _("Load to"), "values": [round(row.to_load, 2) for row in carrying]},
			],
			"yMarkers": [{"label": _("Full load"), "value": 1}],
		},
	}
