"""The empty workbook to fill in, with a sheet that says what each column holds."""

from io import BytesIO

import frappe
from frappe import _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from css_case_mgmt.importing.choices import choices_of
from css_case_mgmt.importing.layout import Column, Kind, Sheet, heading_of
from css_case_mgmt.importing.reading import WITH_CHOICES
from css_case_mgmt.importing.sheets import BY_KEY, SHEETS

REQUIRED = PatternFill("solid", fgColor="DCE9F9")
HEAD = Font(bold=True)
WIDTH = 22
MOST_CHOICES = 300


def template(language: str | None = None) -> bytes:
	"""The workbook, with the headings in a language.

	Args:
		language: "en" or "fr"; the user's without it.
	"""
	language = language or frappe.local.lang or "en"
	workbook = Workbook(write_only=True)
	write_help(workbook, language)
	for sheet in SHEETS:
		worksheet = workbook.create_sheet(title_of(sheet, language))
		worksheet.freeze_panes = "B2"
		for position in range(1, len(sheet.columns) + 1):
			worksheet.column_dimensions[get_column_letter(position)].width = WIDTH
		worksheet.append([heading_cell(worksheet, column, language) for column in sheet.columns])
	output = BytesIO()
	workbook.save(output)
	return output.getvalue()


def title_of(sheet: Sheet, language: str) -> str:
	return sheet.fr if language.startswith("fr") else sheet.key


def heading_cell(worksheet, column: Column, language: str) -> WriteOnlyCell:
	cell = WriteOnlyCell(worksheet, value=heading_of(column, language))
	cell.font = HEAD
	if column.required:
		cell.fill = REQUIRED
	return cell


def write_help(workbook: Workbook, language: str) -> None:
	worksheet = workbook.create_sheet(_("Help"))
	for letter, width in zip("ABCD", (26, 34, 12, 110), strict=True):
		worksheet.column_dimensions[letter].width = width
	for text in introduction():
		worksheet.append([text])
	worksheet.append([])
	heads = (_("Sheet"), _("Column"), _("Required"), _("What it holds"))
	cells = [WriteOnlyCell(worksheet, value=text) for text in heads]
	for cell in cells:
		cell.font = HEAD
	worksheet.append(cells)
	for sheet in SHEETS:
		for column in sheet.columns:
			worksheet.append(
				[
					title_of(sheet, language),
					heading_of(column, language),
					_("Yes") if column.required else "",
					what_it_holds(sheet, column, language),
				]
			)


def introduction() -> list[str]:
	return [
		_("One row is one record. Leave sheets and columns that you do not need empty, or delete them."),
		_(
			"An ID is whatever names the row where it comes from; other sheets refer to it. It stays the same when the workbook is imported again."
		),
		_(
			"Write dates as 2026-05-31 or as date cells, and Yes or No. Formulas are refused: paste their values."
		),
		_("Records that are here already are never changed. A row that differs from its record is reported."),
		_("Everything is checked before anything is kept: either all rows are imported, or none."),
	]


def what_it_holds(sheet: Sheet, column: Column, language: str) -> str:
	if column.kind in WITH_CHOICES:
		words = choices_of(sheet, column).words
		text = _("One of: {0}.").format(", ".join(words[:MOST_CHOICES]))
		return _("Several, separated by semicolons.") + " " + text if column.kind is Kind.LISTS else text
	if column.kind in (Kind.REFERENCE, Kind.REFERENCES):
		text = _(
			"The ID of a row of the sheet {0}, or of a record imported earlier from the same system."
		).format(title_of(BY_KEY[column.to], language))
		return _("Several, separated by semicolons.") + " " + text if column.kind is Kind.REFERENCES else text
	return kind_texts()[column.kind]


def kind_texts() -> dict[Kind, str]:
	return {
		Kind.ID: _("Names the row, once in this sheet."),
		Kind.CODE: _("A code."),
		Kind.TEXT: _("Text, 140 characters at most."),
		Kind.LONG_TEXT: _("Text."),
		Kind.NOTE: _("Text."),
		Kind.NAME: _("A name, in any script."),
		Kind.NAMES: _("Names, separated by semicolons."),
		Kind.DATE: _("A date, such as 2026-05-31."),
		Kind.YES_NO: _("Yes or No."),
		Kind.NUMBER: _("A whole number."),
		Kind.LOGIN: _("The e-mail address of somebody with a login."),
		Kind.SITE: _("The name of a site."),
		Kind.UCI: _("8 or 10 digits. Format the column as text, so that zeros at the beginning stay."),
		Kind.PHONE: _("A telephone number, with its area code, or with + and the country code."),
		Kind.POSTAL_CODE: _("A Canadian postal code, such as A1A 1A1."),
		Kind.EMAIL: _("An e-mail address."),
	}
