"""Opening a workbook that somebody has sent: never more of it than is safe, and nothing in it is run."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import frappe
from frappe import _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from css_case_mgmt.importing.problems import WorkbookRefused

LARGEST_FILE = 50 * 2**20
LARGEST_CONTENT = 1_000 * 2**20
LARGEST_RATIO = 200
RATIO_MATTERS_FROM = 20 * 2**20
MOST_PARTS = 2_000
DECLARATIONS = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
HEAD_OF_PART = 64 * 1024


@contextmanager
def opened(path: Path) -> Iterator:
	"""The workbook at a path, read as a stream; closed afterwards.

	Raises:
		WorkbookRefused: it is no .xlsx workbook, or one made to exhaust whoever reads it.
	"""
	refuse_unsafe(path)
	try:
		# Links to other workbooks are left out, formulas stay texts: nothing is fetched and nothing evaluated.
		workbook = load_workbook(path, read_only=True, data_only=False, keep_links=False)
	except (BadZipFile, InvalidFileException, KeyError, OSError, SyntaxError, TypeError, ValueError):
		refuse(_("This is not an Excel workbook (.xlsx). Save it as .xlsx and upload it again."))
	try:
		yield workbook
	finally:
		workbook.close()


def refuse_unsafe(path: Path) -> None:
	if path.stat().st_size > LARGEST_FILE:
		refuse(_("The workbook is larger than {0} MB. Divide it.").format(LARGEST_FILE // 2**20))
	try:
		with ZipFile(path) as archive:
			parts = archive.infolist()
			if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_CONTENT:
				refuse(_("The workbook unpacks to more than can be read. Divide it."))
			for part in parts:
				refuse_bomb(part)
				refuse_declarations(archive, part)
	except (BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError):
		refuse(_("This is not an Excel workbook (.xlsx). Save it as .xlsx and upload it again."))


def refuse_bomb(part) -> None:
	if part.file_size > RATIO_MATTERS_FROM and part.file_size > LARGEST_RATIO * max(part.compress_size, 1):
		refuse(_("The workbook unpacks to more than can be read. Divide it."))


def refuse_declarations(archive: ZipFile, part) -> None:
	"""A document type declares entities, which no spreadsheet program writes."""
	if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
		return
	with archive.open(part) as stream:
		head = stream.read(HEAD_OF_PART).replace(b"\x00", b"")
	if DECLARATIONS.search(head):
		refuse(_("The workbook holds what no spreadsheet program writes. Save it again as .xlsx."))


def refuse(text: str) -> None:
	frappe.throw(text, WorkbookRefused, title=_("Workbook"))
