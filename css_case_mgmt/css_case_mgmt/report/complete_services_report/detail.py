"""The Complete Services Report as one row for each service and person (R-229, R-234, R-399)."""

from collections import defaultdict

import frappe
from frappe import _

from css_case_mgmt.css_case_mgmt.report.complete_services_report.records import records_of
from css_case_mgmt.people import full_name
from css_case_mgmt.report_asked import Asked
from css_case_mgmt.report_columns import column
from css_case_mgmt.report_people import people_of
from css_case_mgmt.report_services import ACTIVITY, PARTICIPANT, Kind, final_activities


def rows(question: Asked, kinds: dict[str, Kind] | None, groups: tuple[str, ...]) -> list[frappe._dict]:
	"""The latest first. The minutes of an activity are on the first of its rows."""
	found = [*activity_rows(question, kinds), *record_rows(question, groups)]
	add_people(found, question)
	add_cases(found)
	found.sort(key=lambda row: (row.case_number, row.client_number, row.line))
	return sorted(found, key=lambda row: row.day, reverse=True)


def activity_rows(question: Asked, kinds: dict[str, Kind] | None) -> list[frappe._dict]:
	activity, row = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType(PARTICIPANT)
	found = (
		final_activities(question, kinds)
		.join(row)
		.on((row.parent == activity.name) & (row.parenttype == ACTIVITY))
		.select(
			activity.name,
			activity.activity_type.as_("line"),
			activity.activity_date.as_("day"),
			activity.audience,
			activity.method,
			activity.css_case,
			activity.duration_minutes,
			row.client,
			row.idx,
		)
		.run(as_dict=True)
	)
	for each in found:
		each.section, each.doctype = "Activities", ACTIVITY
		each.minutes = each.pop("duration_minutes") if each.pop("idx") == 1 else None
	return found


def record_rows(question: Asked, groups: tuple[str, ...]) -> list[frappe._dict]:
	return [
		frappe._dict(record._asdict(), audience=None, minutes=None) for record in records_of(question, groups)
	]


def add_people(found: list[frappe._dict], question: Asked) -> None:
	"""Whoever belongs to another family by now has only the file number here (D-20, R-502)."""
	people = people_of({row.client for row in found}, question)
	for row in found:
		person = people[row.client]
		row.client_number = person.file_number
		row.client_name = full_name(person) if person.is_open else None


def add_cases(found: list[frappe._dict]) -> None:
	if not found:
		return
	case, user = frappe.qb.DocType("CSS Case"), frappe.qb.DocType("User")
	query = frappe.qb.from_(case).left_join(user).on(user.name == case.caseworker)
	query = query.select(case.name, case.file_number, case.site, user.full_name)
	query = query.where(case.name.isin(list({row.css_case for row in found})))
	cases = {name: of_case for name, *of_case in query.run()}
	for row in found:
		row.case_number, row.site, row.caseworker = cases[row.css_case]


def columns() -> list[dict]:
	return [
		column("day", _("Date"), "Date", 110),
		column("section", _("Section"), "Select", 150),
		column("line", _("Service"), "Select", 240),
		column("case_number", _("Case"), "Data", 145),
		column("client_number", _("Client"), "Data", 155),
		column("client_name", _("Name"), "Data", 170),
		column("method", _("Method"), "Select", 110),
		column("audience", _("Audience"), "Select", 110),
		column("minutes", _("Minutes"), "Int", 90),
		column("caseworker", _("Caseworker"), "Data", 150),
		column("site", _("Site"), "Link", 130, options="CSS Site"),
	]


def summary(found: list[frappe._dict]) -> list[dict]:
	records = defaultdict(set)
	for row in found:
		records[row.section].add((row.doctype, row.name, row.line))
	numbers = [
		(_("Activities"), len(records["Activities"])),
		(_("Assessments"), len(records["Assessments"])),
		(_("Referrals"), len(records["Referrals"])),
		(_("Plans and goals"), len(records["Plans and goals"])),
		(_("People"), len({row.client for row in found})),
		(_("Cases"), len({row.css_case for row in found})),
		(_("Minutes"), sum(row.minutes or 0 for row in found)),
	]
	return [{"label": label, "value": number, "datatype": "Int"} for label, number in numbers]
