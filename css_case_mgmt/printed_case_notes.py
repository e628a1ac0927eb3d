"""The notes of a family on paper, as the guide has them: header, notes, date, initials (R-278, R-434)."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.case_notes import CaseNote, notes_of_case
from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import memberships
from css_case_mgmt.languages import iso_639_3
from css_case_mgmt.people import NAME_FIELDS, full_name
from css_case_mgmt.printed_assessment import direction_of
from css_case_mgmt.question_bank.sheet_texts import language_tag
from css_case_mgmt.rules.membership import head_on
from css_case_mgmt.settings import site_today


def as_printed(case: Document) -> dict:
	"""What the print format shows: without restricted notes and without what was entered in the wrong file.

	Args:
		case: a CSS Case that the user may print.
	"""
	today = site_today(case.site)
	language = iso_639_3()
	return {
		"lang": language_tag(language),
		"dir": direction_of(language),
		"title": _("Case notes"),
		"mark": _("Confidential: keep under lock, share only what is needed."),
		"header": f"{case.file_number} / {family_name(case.name, today)}",
		"printed": _("Printed on {0}").format(month_day_year(today)),
		"labels": {
			"family": _("Case / Family Name (HOF)"),
			"notes": _("Notes"),
			"date": _("Date (M/D/Y)"),
			"initials": _("CW initials"),
			"addendum": _("Addendum"),
			"late": _("Late entry, written on {0}"),
			"paper": _("The note is on paper in the file."),
			"nothing": _("There is no note yet."),
		},
		"rows": [row_of(note) for note in notes_of_case(case.name)],
	}


def family_name(css_case: str, today: date) -> str:
	"""The family name, with the head of family in brackets."""
	family = memberships({"css_case": css_case})
	head = head_on(family, today) or next((each for each in family if each.is_head), None)
	if not head:
		return _("no head of family")
	person = frappe.db.get_value("CSS Client", head.client, [*NAME_FIELDS], as_dict=True)
	return f"{person.family_name or person.given_names} ({full_name(person)})"


def row_of(note: CaseNote) -> dict:
	return {
		"kind": _(note.kind),
		"text": note.text,
		"date": month_day_year(note.date),
		"initials": note.initials,
		"late": month_day_year(note.entered_on) if note.is_late and note.entered_on else "",
		"is_on_paper": note.is_on_paper,
		"addenda": [
			{"text": each.text, "date": month_day_year(each.date), "initials": each.initials}
			for each in note.addenda
		],
	}


def month_day_year(day: date) -> str:
	"""A date as the guide wants it on case notes, in every language (R-278)."""
	return f"{day.month}/{day.day}/{day.year}"
