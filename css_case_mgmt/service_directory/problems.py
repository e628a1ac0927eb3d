"""What is wrong with a directory, in words."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import escape_html

from css_case_mgmt.service_directory.csv_tables import FileProblem, FileRefused
from css_case_mgmt.service_directory.hsds import Note, NoteCode, Problem, ProblemCode

MOST_TOLD = 50


class DirectoryRefused(frappe.ValidationError):
	"""A directory that cannot be brought in."""


def tell_problems(problems: list[Problem]) -> str:
	"""As an HTML list, each with its file, row and column."""
	lines = [f"<li>{escape_html(tell(problem))}</li>" for problem in problems[:MOST_TOLD]]
	if len(problems) > MOST_TOLD:
		lines.append("<li>" + _("And {0} more.").format(len(problems) - MOST_TOLD) + "</li>")
	return _("Nothing was changed.") + "<ul>" + "".join(lines) + "</ul>"


def tell(problem: Problem) -> str:
	"""One problem as a plain text."""
	return at(problem.table, problem.row, problem.column, texts()[problem.code].format(*problem.args))


def at(table: str, row: int | None, column: str, text: str) -> str:
	file = f"{table}.csv"
	if row is None and not column:
		return f"{file}: {text}"
	if row is None:
		return _("{0}, column {1}: {2}").format(file, column, text)
	if not column:
		return _("{0}, row {1}: {2}").format(file, row, text)
	return _("{0}, row {1}, column {2}: {3}").format(file, row, column, text)


def tell_notes(notes: Iterable[Note]) -> list[str]:
	told = {
		NoteCode.SCHEDULE_LEFT_OUT: _("only weekly opening hours by weekday are kept; this row is left out."),
		NoteCode.SERVICE_NOT_KNOWN: _("{0} is none of the services on your list; it becomes Other Service."),
	}
	return [at(note.table, note.row, "", told[note.code].format(*note.args)) for note in notes]


def texts() -> dict[ProblemCode, str]:
	return {
		ProblemCode.TABLE_MISSING: _("this file is missing."),
		ProblemCode.COLUMN_MISSING: _("this column is missing."),
		ProblemCode.VALUE_MISSING: _("a value is missing."),
		ProblemCode.ID_TWICE: _("{0} is there twice."),
		ProblemCode.UNKNOWN_ID: _("{0} is not in {1}.csv."),
		ProblemCode.TOO_MANY_CELLS: _("there are more cells than columns; is a comma not between quotes?"),
		ProblemCode.TOO_LONG: _("longer than {0} characters."),
		ProblemCode.NOT_ONE_OF: _("{0} is not one of: {1}."),
		ProblemCode.NOT_A_TIME: _("{0} is no time, such as 09:30."),
		ProblemCode.CLOSES_BEFORE_IT_OPENS: _("it closes before it opens."),
		ProblemCode.NOT_A_PHONE: _("{0} is no valid telephone number."),
		ProblemCode.BELONGS_TO_NOBODY: _("no organization and no service is at this location."),
		ProblemCode.UNKNOWN_LANGUAGE: _(
			"{0} ({1}) is not on your list of languages. Add it there, or take it out of the file."
		),
		ProblemCode.REFUSED: _("{0}: {1}"),
	}


def tell_file_problem(refused: FileRefused) -> str:
	return {
		FileProblem.NO_ZIP: _("{0} is not a zip file that can be read."),
		FileProblem.ENCRYPTED: _("{0} asks for a password. Save it without one."),
		FileProblem.TOO_LARGE: _("{0} is too large: 10 MB at most, 50 MB once unpacked."),
		FileProblem.TOO_MANY_FILES: _("There are too many files in {0}: 40 at most."),
		FileProblem.TOO_MANY_ROWS: _("There are too many rows: 100,000 at most."),
		FileProblem.TWICE: _("{0} is there twice."),
		FileProblem.NOT_UTF_8: _("{0} is not written in UTF-8. Save it as CSV UTF-8."),
		FileProblem.NO_CSV: _("{0} is not a CSV file that can be read."),
		FileProblem.NO_TABLE: _(
			"None of the files is a table of Open Referral HSDS, such as organizations.csv."
		),
	}[refused.problem].format(refused.file_name)
