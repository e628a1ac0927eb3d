"""A copy of the workbook in which every problem is marked where it is.

It holds the values of the cells and nothing else of the original: no formulas, links, macros or pictures.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from frappe import _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from css_case_mgmt.importing.problems import Problem
from css_case_mgmt.importing.reading import MOST_COLUMNS, MOST_ROWS, is_own, rows_of
from css_case_mgmt.importing.workbook_file import opened

WRONG = PatternFill("solid", fgColor="FFC7CE")
HEAD = Font(bold=True)
AUTHOR = "CSS Case Management"
COMMENT_WIDTH, COMMENT_HEIGHT = 360, 120
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
LONGEST_CELL = 32_767

Marks = dict[int, dict[int, list[str]]]


def write_marked(source: Path, target: Path, problems: Iterable[Problem]) -> None:
	"""Write the copy.

	Args:
		source: the workbook that was read.
		target: where the copy goes.
		problems: what is wrong with it.
	"""
	problems = sorted(problems)
	marks: dict[str, Marks] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
	for problem in problems:
		marks[problem.sheet][problem.row or 1][problem.position or 1].append(problem.reason)
	copy = Workbook(write_only=True)
	write_problems(copy, problems)
	with opened(source) as workbook:
		for worksheet in workbook.worksheets:
			if not is_own(worksheet.title):
				copy_sheet(worksheet, copy, marks.get(worksheet.title, {}))
	copy.save(target)


def write_problems(copy: Workbook, problems: Iterable[Problem]) -> None:
	sheet = copy.create_sheet(_("Problems"))
	for letter, width in zip("ABCD", (24, 8, 28, 110), strict=True):
		sheet.column_dimensions[letter].width = width
	sheet.append(bold(sheet, (_("Sheet"), _("Row"), _("Column"), _("What to do"))))
	for problem in problems:
		sheet.append([safe(problem.sheet), problem.row or None, safe(problem.column), safe(problem.reason)])


def copy_sheet(worksheet, copy: Workbook, marks: Marks) -> None:
	sheet = copy.create_sheet(worksheet.title)
	sheet.sheet_state = worksheet.sheet_state
	for number, cells in enumerate(islice(rows_of(worksheet), MOST_ROWS), start=1):
		values = [safe(cell.value) for cell in cells[:MOST_COLUMNS]]
		if number in marks:
			sheet.append(marked_row(sheet, values, marks[number]))
		else:
			sheet.append(values)


def marked_row(sheet, values: list, marks: dict[int, list[str]]) -> list:
	values += [None] * (max(marks) - len(values))
	for position, reasons in marks.items():
		cell = WriteOnlyCell(sheet, value=values[position - 1])
		cell.fill = WRONG
		cell.comment = Comment("\n".join(reasons), AUTHOR, height=COMMENT_HEIGHT, width=COMMENT_WIDTH)
		values[position - 1] = cell
	return values


def bold(sheet, texts: Iterable[str]) -> list[WriteOnlyCell]:
	cells = []
	for text in texts:
		cell = WriteOnlyCell(sheet, value=text)
		cell.font = HEAD
		cells.append(cell)
	return cells


def safe(value: Any) -> Any:
	"""A value that no spreadsheet program takes for a formula."""
	if not isinstance(value, str):
		return value if isinstance(value, int | float | date | datetime) or value is None else str(value)
	text = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL]
	return f"'{text}"[:LONGEST_CELL] if text.startswith(FORMULA_STARTS) else text
