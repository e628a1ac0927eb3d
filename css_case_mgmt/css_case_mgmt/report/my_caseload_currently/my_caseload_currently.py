"""My Caseload (Currently): whom a caseworker serves now, and when the next assessments are due (R-187, R-354, R-390)."""

from datetime import date

import frappe
from frappe import _
from frappe.query_builder import Criterion
from pypika import Order

from css_case_mgmt.assessment_clock import Clock, both_clocks
from css_case_mgmt.people import NAME_FIELDS, age, full_name
from css_case_mgmt.permissions.conditions import granted_cases, reachable_names
from css_case_mgmt.permissions.scope import Scope, scope_of
from css_case_mgmt.report_columns import column
from css_case_mgmt.rules.nam_schedule import days_since

DUE_SOON_DAYS = 30
NOBODY_ENROLLED = "Nobody enrolled yet"
DIED = "Died: end the enrolment"


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message, chart and summary of a caseworker's cases.

	Args:
		filters: `caseworker` (for managers; the reader by default), `needs_level`, `nam_status`.
	"""
	filters = frappe._dict(filters or {})
	reader = scope_of(frappe.session.user)
	caseworker = filters.caseworker if filters.caseworker and reader.managed_sites else reader.user
	rows = caseload_rows(caseworker, reader)
	add_heads_of_family(rows)
	add_clocks(rows, reader.today)
	for row in rows:
		row.client_name = full_name(row)
		row.age = age(row, reader.today[row.site])
		row.nam_status = row.nam_status or NOBODY_ENROLLED
	rows = [row for row in rows if matches(row, filters)]
	return columns(), rows, None, chart(rows), summary(rows)


def caseload_rows(caseworker: str, reader: Scope) -> list[frappe._dict]:
	"""One row per open enrolment, and one for each case in which nobody is enrolled."""
	case = frappe.qb.DocType("CSS Case")
	enrolment = frappe.qb.DocType("CSS Enrolment")
	client = frappe.qb.DocType("CSS Client")
	scope = reader if caseworker == reader.user else scope_of(caseworker)
	query = (
		frappe.qb.from_(case)
		.left_join(enrolment)
		.on((enrolment.css_case == case.name) & (enrolment.status == "Active"))
		.left_join(client)
		.on(client.name == enrolment.client)
		.select(
			case.name.as_("css_case"),
			case.file_number.as_("case_number"),
			case.site,
			client.name.as_("client"),
			client.file_number.as_("client_number"),
			*(client[fieldname] for fieldname in NAME_FIELDS),
			client.date_of_birth,
			client.died_on,
			enrolment.name.as_("enrolment"),
			enrolment.enrolment_date,
			enrolment.needs_level,
		)
		.where(case.status == "Open")
		.where(Criterion.any(granted_cases(case, scope, ("Assigned", "Covering"))))
		.where(case.name.isin(reachable_names("CSS Case", reader.user)))
		.orderby(case.file_number, order=Order.asc)
		.orderby(enrolment.enrolment_date, order=Order.asc)
	)
	return query.run(as_dict=True)


def add_heads_of_family(rows: list[frappe._dict]) -> None:
	"""The family is known by its head; one query for all cases."""
	cases = {row.css_case for row in rows}
	if not cases:
		return
	member = frappe.qb.DocType("CSS Case Member")
	client = frappe.qb.DocType("CSS Client")
	heads = (
		frappe.qb.from_(member)
		.join(client)
		.on(client.name == member.client)
		.select(member.css_case, member.client, *(client[fieldname] for fieldname in NAME_FIELDS))
		.where(member.css_case.isin(list(cases)))
		.where(member.is_head == 1)
		.where(member.member_to.isnull())
		.run(as_dict=True)
	)
	head_of = {head.css_case: head for head in heads}
	for row in rows:
		head = head_of.get(row.css_case)
		row.head_of_family = full_name(head) if head else None
		row.is_head = int(bool(head and head.client == row.client))


def add_clocks(rows: list[frappe._dict], today: dict[str, date]) -> None:
	"""Where each enrolment stands on both clocks; three queries for all of them."""
	enrolled = [row for row in rows if row.enrolment]
	clock_of = both_clocks(
		frappe._dict(name=row.enrolment, enrolment_date=row.enrolment_date, status="Active", site=row.site)
		for row in enrolled
	)
	for row in enrolled:
		clocks = clock_of[row.enrolment]
		add_clock(row, clocks.nam, today[row.site])
		row.next_periodic_due = clocks.periodic.next_due
		row.periodic_is_overdue = int(clocks.periodic.is_overdue)


def add_clock(row: frappe._dict, clock: Clock, today: date) -> None:
	if clock.completed:
		last = clock.completed[-1]
		row.last_assessment = last.name
		row.last_nam = f"A{last.sequence}"
		row.last_nam_date = last.assessment_date
		row.overall_status = last.overall_status
		row.overall_score = last.overall_score if last.overall_status == "Scored" else None
	row.open_draft = clock.draft.name if clock.draft else None
	row.next_nam_due = clock.next_due
	row.days_since_nam = days_since(row.last_nam_date or row.enrolment_date, today)
	row.nam_status = nam_status(row, today)


def nam_status(row: frappe._dict, today: date) -> str:
	if row.open_draft:
		return "Draft open"
	if row.next_nam_due is None:
		return DIED
	days_left = (row.next_nam_due - today).days
	if days_left < 0:
		return "Overdue"
	return "Due soon" if days_left <= DUE_SOON_DAYS else "On time"


def status_labels() -> dict[str, str]:
	"""Rows hold the English status, which the desk shows in the reader's language."""
	return {
		"Overdue": _("Overdue"),
		"Due soon": _("Due soon"),
		"Draft open": _("Draft open"),
		"On time": _("On time"),
		NOBODY_ENROLLED: _("Nobody enrolled yet"),
		DIED: _("Died: end the enrolment"),
	}


def matches(row: frappe._dict, filters: frappe._dict) -> bool:
	return (not filters.needs_level or row.needs_level == filters.needs_level) and (
		not filters.nam_status or row.nam_status == filters.nam_status
	)


def columns() -> list[dict]:
	"""File numbers, not record names, so that an export can be read; the desk makes them links."""
	return [
		column("case_number", _("Case"), "Data", 145),
		column("head_of_family", _("Head of family"), "Data", 170),
		column("client_number", _("Client"), "Data", 155),
		column("client_name", _("Name"), "Data", 180),
		column("age", _("Age"), "Int", 60),
		column("needs_level", _("Level of need"), "Select", 110),
		column("enrolment_date", _("Enrolled on"), "Date", 110),
		column("last_nam", _("Last NAM"), "Data", 90),
		column("last_nam_date", _("Date of last NAM"), "Date", 130),
		column("days_since_nam", _("Days since"), "Int", 100),
		column("overall_score", _("Overall (3 = most support)"), "Float", 190, precision=2),
		column("next_nam_due", _("Next NAM due"), "Date", 120),
		column("next_periodic_due", _("Next periodic assessment due"), "Date", 150),
		column("nam_status", _("Where it stands"), "Select", 150),
	]


def chart(rows: list[frappe._dict]) -> dict | None:
	counts = {
		label: sum(row.nam_status == status for row in rows)
		for status, label in status_labels().items()
		if status not in (NOBODY_ENROLLED, DIED)
	}
	if not any(counts.values()):
		return None
	return {
		"data": {
			"labels": list(counts),
			"datasets": [{"name": _("Clients"), "values": list(counts.values())}],
		},
		"type": "bar",
		"colors": ["#3b6fb6"],
		"height": 160,
	}


def summary(rows: list[frappe._dict]) -> list[dict]:
	clients = [row for row in rows if row.enrolment]
	overdue = sum(row.nam_status == "Overdue" for row in clients)
	periodic_overdue = sum(row.periodic_is_overdue for row in clients)
	return [
		{"label": _("Cases"), "value": len({row.css_case for row in rows}), "datatype": "Int"},
		{"label": _("Clients enrolled"), "value": len(clients), "datatype": "Int"},
		{
			"label": _("High needs"),
			"value": sum(row.needs_level == "High" for row in clients),
			"datatype": "Int",
		},
		{
			"label": _("NAM overdue"),
			"value": overdue,
			"datatype": "Int",
			"indicator": "Red" if overdue else "Green",
		},
		{
			"label": _("Periodic assessment overdue"),
			"value": periodic_overdue,
			"datatype": "Int",
			"indicator": "Red" if periodic_overdue else "Green",
		},
	]
