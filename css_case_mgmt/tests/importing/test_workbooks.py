"""The files themselves: the marked copy, the template, and workbooks made to do harm."""

import io
import zipfile
from pathlib import Path

import frappe
from openpyxl import load_workbook

from css_case_mgmt.importing import workbook_file
from css_case_mgmt.importing.marked import write_marked
from css_case_mgmt.importing.problems import WorkbookRefused
from css_case_mgmt.importing.sheets import SHEETS
from css_case_mgmt.importing.template import template
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.importing.records import path_of, problems_of, run_of, saved, workbook_of

PERSON = {"ID": "P1", "Given names": "Amina"}


class TestMarkedWorkbook(SiteTestCase):
	def marked(self, path: Path):
		copy = path.with_name("marked.xlsx")
		write_marked(path, copy, run_of(path).content.problems)
		return copy

	def test_problems_are_marked_where_they_are(self):
		"""The cell is coloured and says why; a sheet lists all of them."""
		path = path_of({"Clients": [PERSON, {**PERSON, "ID": "P2", "UCI": "12"}]})
		workbook = load_workbook(self.marked(path))
		cell = workbook["Clients"]["C3"]
		self.assertEqual(cell.fill.fgColor.rgb, "00FFC7CE")
		self.assertIn("8 or 10 digits", cell.comment.text)
		self.assertIsNone(workbook["Clients"]["C2"].comment)
		rows = list(workbook["Problems"].iter_rows(values_only=True))
		self.assertEqual(rows[1][:3], ("Clients", 3, "UCI"))

	def test_formulas_are_neutralised(self):
		"""No cell of the copy is taken for a formula, wherever it came from."""
		workbook = workbook_of({"Clients": [PERSON]})
		sheet = workbook["Clients"]
		for letter, text in zip("BCDEF", ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1"), strict=True):
			sheet[f"{letter}2"] = text
			sheet[f"{letter}1"] = f"=cmd|{letter}"
		copy = load_workbook(self.marked(saved(workbook)))
		for each in copy:
			for cell in (cell for row in each.iter_rows() for cell in row):
				self.assertNotEqual(cell.data_type, "f")
				self.assertFalse(str(cell.value or "").startswith(("=", "+", "-", "@", "\t")), cell.value)

	def test_the_copy_can_be_corrected_and_read(self):
		"""What the copy has neutralised is read as it was."""
		person = {**PERSON, "Telephone": "+1 416 555 0123", "UCI": "12"}
		copy = self.marked(path_of({"Clients": [person]}))
		workbook = load_workbook(copy)
		workbook["Clients"]["D2"] = None
		columns = [cell.value for cell in workbook["Clients"][1]]
		workbook["Clients"].cell(2, columns.index("UCI") + 1).value = None
		workbook.save(copy)
		run = run_of(copy)
		self.assertEqual(run.content.problems, [])

	def test_nothing_else_of_the_original(self):
		"""Links to other workbooks are not copied."""
		copy = self.marked(with_external_link(path_of({"Clients": [{**PERSON, "UCI": "12"}]})))
		names = zipfile.ZipFile(copy).namelist()
		self.assertFalse([name for name in names if "externalLink" in name])


class TestTemplate(SiteTestCase):
	def test_every_column_in_both_languages(self):
		"""The template can be read back as it is, and explains every column."""
		for language in ("en", "fr"):
			with self.subTest(language=language):
				workbook = load_workbook(io.BytesIO(template(language)))
				titles = [sheet.key if language == "en" else sheet.fr for sheet in SHEETS]
				self.assertEqual(workbook.sheetnames[1:], titles)
				headings = sum(sheet.max_column for sheet in workbook.worksheets[1:])
				self.assertEqual(headings, sum(len(sheet.columns) for sheet in SHEETS))
				self.assertEqual([each[3] for each in problems_of(saved(workbook))], [NO_ROWS])

	def test_headings_are_unlike(self):
		"""In a sheet no heading stands for two columns, in either language."""
		for sheet in SHEETS:
			for language in ("en", "fr"):
				headings = [getattr(column, language) for column in sheet.columns]
				self.assertEqual(len(headings), len(set(headings)), sheet.key)

	def test_fields_exist(self):
		"""The layout follows the DocTypes."""
		made = {"clients", "children", "number", "first_name", "last_name", "role", "parent"}
		for sheet in SHEETS:
			for column in sheet.columns:
				doctype = sheet.doctype
				if column.table:
					doctype = frappe.get_meta(doctype).get_field(column.table).options
				if column.field not in made:
					self.assertTrue(frappe.get_meta(doctype).has_field(column.field), (sheet.key, column.key))

	def test_who_may_have_it(self):
		with acting_as("caseworker@test.example"), self.assertRaises(frappe.PermissionError):
			frappe.call("css_case_mgmt.api.importing.template")


NO_ROWS = "The workbook holds no rows. Fill in the template."


class TestHarmfulWorkbooks(SiteTestCase):
	def assert_refused(self, path: Path, part: str) -> None:
		with self.assertRaises(WorkbookRefused) as refused:
			run_of(path)
		self.assertIn(part, str(refused.exception))

	def test_entities(self):
		"""A document type declares entities, which can unfold without end or fetch files."""
		path = path_of({"Clients": [PERSON]})
		bomb = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><worksheet/>'
		self.assert_refused(with_part(path, "xl/worksheets/sheet1.xml", bomb), "no spreadsheet program")

	def test_zip_bomb(self):
		"""Zeros that unpack to hundreds of megabytes are not unpacked."""
		path = path_of({"Clients": [PERSON]})
		self.assert_refused(with_part(path, "xl/media/zeros.bin", bytes(60 * 2**20)), "unpacks to more")

	def test_too_many_parts(self):
		path = path_of({"Clients": [PERSON]})
		with zipfile.ZipFile(path, "a") as archive:
			for number in range(workbook_file.MOST_PARTS):
				archive.writestr(f"part{number}", "")
		self.assert_refused(path, "unpacks to more")

	def test_huge_dimensions(self):
		"""What a sheet says of its size is not believed; a cell far away is a cell without a heading."""
		path = path_of({"Clients": [PERSON]})
		with zipfile.ZipFile(path) as archive:
			sheet = archive.read("xl/worksheets/sheet1.xml")
		sheet = sheet.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
		self.assertIn(b"XFD1048576", sheet)
		self.assertEqual(problems_of(with_part(path, "xl/worksheets/sheet1.xml", sheet)), [])

	def test_cell_far_away(self):
		workbook = workbook_of({"Clients": [PERSON]})
		workbook["Clients"]["XFD3"] = "far"
		found = problems_of(saved(workbook))
		self.assertEqual(found[0][:3], ("Clients", 3, ""))

	def test_external_links(self):
		"""They are neither followed nor kept."""
		self.assertEqual(problems_of(with_external_link(path_of({"Clients": [PERSON]}))), [])

	def test_other_files_by_that_name(self):
		"""A zip archive, or an old .xls, is no workbook."""
		path = path_of({"Clients": [PERSON]})
		with zipfile.ZipFile(path, "w") as archive:
			archive.writestr("readme.txt", "hello")
		self.assert_refused(path, "not an Excel workbook")
		path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
		self.assert_refused(path, "not an Excel workbook")


def with_part(path: Path, name: str, content: bytes) -> Path:
	"""The workbook with one part replaced, or added."""
	other = path.with_name("changed.xlsx")
	with zipfile.ZipFile(path) as archive, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as changed:
		for part in archive.namelist():
			if part != name:
				changed.writestr(part, archive.read(part))
		changed.writestr(name, content)
	return other


def with_external_link(path: Path) -> Path:
	link = (
		b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
		b'<externalBook r:id="rId1" xmlns:r='
		b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></externalLink>'
	)
	return with_part(path, "xl/externalLinks/externalLink1.xml", link)
