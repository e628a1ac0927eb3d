"""What a controller has said about a row -> the column and the reason, without what somebody wrote."""

import html
import re

import frappe
from frappe import _
from frappe.utils import strip_html

from css_case_mgmt.importing.layout import Column, Kind
from css_case_mgmt.importing.problems import ImportStopped
from css_case_mgmt.importing.rows import Row

REMOVED = "…"
# Kinds whose values are about a person; what they say is left out of reasons.
PERSONAL = (
	Kind.TEXT,
	Kind.LONG_TEXT,
	Kind.NOTE,
	Kind.NAME,
	Kind.NAMES,
	Kind.UCI,
	Kind.PHONE,
	Kind.POSTAL_CODE,
	Kind.EMAIL,
)
# Where to look when the words name no column.
FIELD_OF_ERROR = {
	"AssessmentRefused": "assessment_date",
	"ConsentMissing": "assessment_date",
	"ConsentRefused": "given_by",
	"EligibilityRefused": "assessment_date",
	"EnrolmentRefused": "enrolment_date",
	"LevelRefused": "needs_level",
	"MembershipRefused": "member_from",
	"NotEligible": "enrolment_date",
	"SecondHead": "is_head",
}
BREAKS = re.compile(r"<\s*(br|/li|/p)\b[^>]*>", re.IGNORECASE)


def explain(error: Exception, row: Row) -> tuple[Column | None, str]:
	"""The column that an error is about, if one can be told, and what is wrong.

	Raises:
		ImportStopped: the error is not about the row but about the database.
	"""
	if isinstance(error, frappe.QueryDeadlockError | frappe.QueryTimeoutError):
		raise ImportStopped from error
	if isinstance(error, frappe.MandatoryError):
		return missing_field(error, row)
	if isinstance(error, frappe.DuplicateEntryError | frappe.UniqueValidationError):
		return None, _("Another record has the same values already.")
	if isinstance(error, frappe.PermissionError) and not str(error):
		return None, _("You may not add this to the file.")
	if isinstance(error, frappe.ValidationError | frappe.PermissionError | frappe.DoesNotExistError):
		text = plain(str(error))
		return column_named(text, row) or column_of_error(error, row), without_values(text, row)
	return None, _("An unexpected error: {0}. Tell whoever looks after this site.").format(
		type(error).__name__
	)


def missing_field(error: Exception, row: Row) -> tuple[Column | None, str]:
	fields = str(error).rpartition("]: ")[2].split(", ")
	column = next((each for each in row.sheet.columns if each.field in fields), None)
	return column, _("A value is missing that the record must have.")


def plain(text: str) -> str:
	return " ".join(html.unescape(strip_html(BREAKS.sub(" ", text))).split())


def column_named(text: str, row: Row) -> Column | None:
	"""The column whose field the text names first."""
	meta = frappe.get_meta(row.sheet.doctype)
	found: list[tuple[int, int, Column]] = []
	for column in row.sheet.columns:
		if column.table or not meta.has_field(column.field):
			continue
		label = _(meta.get_label(column.field))
		place = re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text) if label else None
		if place:
			found.append((place.start(), -len(label), column))
	return min(found, key=lambda each: each[:2])[2] if found else None


def column_of_error(error: Exception, row: Row) -> Column | None:
	for each in type(error).__mro__:
		if column := row.sheet.by_key.get(FIELD_OF_ERROR.get(each.__name__, "")):
			return column
	return None


def without_values(text: str, row: Row) -> str:
	"""Names, numbers and notes of the row are taken out of a text that repeats them."""
	for each in (row, *row.children):
		for value in personal_values(each):
			text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", REMOVED, text, flags=re.IGNORECASE)
	return text


def personal_values(row: Row) -> list[str]:
	found = []
	for column in row.sheet.columns:
		value = row.values.get(column.key)
		if column.kind in PERSONAL and value:
			found.extend(value if isinstance(value, list) else [value])
	return sorted(found, key=len, reverse=True)
