"""Participants Due for Own File: young people who reach its age soon or have lately (R-046, D-09, T-09)."""

import frappe
from frappe import _

from css_case_mgmt.coming_of_age import Ages, missing_labels, missing_of_own_file, young_people
from css_case_mgmt.people import age, full_name
from css_case_mgmt.permissions.conditions import reachable_names
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.report_columns import column
from css_case_mgmt.settings import get_setting


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message, chart and summary; only of files that the reader may read.

	Args:
		filters: `only_reached` leaves out whom it only foresees.
	"""
	filters = frappe._dict(filters or {})
	reader = scope_of(frappe.session.user)
	rows = []
	for site in sites_of_readable_cases(reader.user):
		rows += rows_at(Ages.at(site, reader.today[site]), reader.user)
	if filters.only_reached:
		rows = [row for row in rows if row.days_left <= 0]
	rows.sort(key=lambda row: row.birthday)
	return columns(), rows, None, None, summary(rows)


def sites_of_readable_cases(user: str) -> list[str]:
	case = frappe.qb.DocType("CSS Case")
	return (
		frappe.qb.from_(case)
		.select(case.site)
		.distinct()
		.where(case.name.isin(reachable_names("CSS Case", user)))
		.run(pluck=True)
	)


def rows_at(ages: Ages, user: str) -> list[frappe._dict]:
	people = young_people(ages, reachable_names("CSS Case", user))
	missing, labels = missing_of_own_file(people, ages.site, ages.today), missing_labels()
	rows = []
	for person in people:
		if missing[person.name]:
			person.update(
				client=person.name,
				client_number=person.file_number,
				client_name=full_name(person),
				age=age(person, ages.today),
				turns=ages.own_file_age,
				days_left=(person.birthday - ages.today).days,
				missing=", ".join(labels[what] for what in missing[person.name]),
			)
			rows.append(person)
	return rows


def columns() -> list[dict]:
	return [
		column("case_number", _("Case"), "Data", 150),
		column("client_number", _("Client"), "Data", 160),
		column("client_name", _("Name"), "Data", 190),
		column("age", _("Age"), "Int", 70),
		column("turns", _("Turns"), "Int", 70),
		column("birthday", _("On"), "Date", 120),
		column("days_left", _("In days"), "Int", 90),
		column("missing", _("Still needed"), "Data", 330),
	]


def summary(rows: list[frappe._dict]) -> list[dict]:
	own_file_age = get_setting("own_file_age")
	reached = sum(row.days_left <= 0 for row in rows)
	return [
		{
			"label": _("Turning {0}").format(own_file_age),
			"value": len(rows) - reached,
			"datatype": "Int",
			"indicator": "Blue",
		},
		{
			"label": _("Own file missing"),
			"value": reached,
			"datatype": "Int",
			"indicator": "Red" if reached else "Green",
		},
	]
