"""Tables out of CSV files and zip archives, and back into them. Pure: no frappe.

Cells that a spreadsheet would take for a formula are written with a quote before them, which is taken away again when
they are read. An archive is never unpacked to disk, and never read further than its limits.
"""

import csv
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from io import BytesIO, StringIO
from pathlib import PurePosixPath

from css_case_mgmt.service_directory.hsds import TABLES

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_WHOLE = 50 * 1024 * 1024
MOST_FILES = 40
MOST_ROWS = 100_000
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
ENCRYPTED = 0x1
FIXED_TIME = (2020, 1, 1, 0, 0, 0)


class FileProblem(Enum):
	"""Why a file is not read at all."""

	NO_ZIP = "NO_ZIP"
	ENCRYPTED = "ENCRYPTED"
	TOO_LARGE = "TOO_LARGE"
	TOO_MANY_FILES = "TOO_MANY_FILES"
	TOO_MANY_ROWS = "TOO_MANY_ROWS"
	TWICE = "TWICE"
	NOT_UTF_8 = "NOT_UTF_8"
	NO_CSV = "NO_CSV"
	NO_TABLE = "NO_TABLE"


class FileRefused(ValueError):
	"""A file that is not read at all."""

	def __init__(self, problem: FileProblem, file_name: str = ""):
		super().__init__(problem, file_name)
		self.problem, self.file_name = problem, file_name


@dataclass(frozen=True, slots=True)
class Row:
	"""One row, by column; `number` is the line in a spreadsheet, of which the header is the first."""

	number: int
	cells: Mapping[str, str]
	has_more_cells: bool = False

	def get(self, column: str) -> str:
		return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
	"""A table as it was read."""

	name: str
	columns: tuple[str, ...]
	rows: tuple[Row, ...]


def read_tables(files: Iterable[tuple[str, bytes]]) -> dict[str, Table]:
	"""Return the tables of CSV files, or of a zip archive of them, by name; other files are left out.

	Args:
		files: name and content of each.

	Raises:
		FileRefused: one cannot be read, or is too large.
	"""
	tables: dict[str, Table] = {}
	number_of_rows = 0
	for file_name, data in unpacked(files):
		name = PurePosixPath(file_name.replace("\\", "/")).name
		stem = PurePosixPath(name).stem.lower()
		if PurePosixPath(name).suffix.lower() != ".csv" or stem not in TABLES:
			continue
		if stem in tables:
			raise FileRefused(FileProblem.TWICE, name)
		tables[stem] = read_table(stem, data, name)
		number_of_rows += len(tables[stem].rows)
		if number_of_rows > MOST_ROWS:
			raise FileRefused(FileProblem.TOO_MANY_ROWS, name)
	if not tables:
		raise FileRefused(FileProblem.NO_TABLE)
	return tables


def unpacked(files: Iterable[tuple[str, bytes]]) -> Iterable[tuple[str, bytes]]:
	files = list(files)
	if len(files) > MOST_FILES:
		raise FileRefused(FileProblem.TOO_MANY_FILES)
	if sum(len(data) for _name, data in files) > LARGEST_FILE:
		raise FileRefused(FileProblem.TOO_LARGE, files[0][0])
	for file_name, data in files:
		if file_name.lower().endswith(".zip"):
			yield from unzipped(file_name, data)
		else:
			yield file_name, data


def unzipped(file_name: str, data: bytes) -> Iterable[tuple[str, bytes]]:
	"""What an archive says of its sizes is not believed: reading stops at the limit."""
	try:
		archive = zipfile.ZipFile(BytesIO(data))
	except (zipfile.BadZipFile, ValueError) as error:
		raise FileRefused(FileProblem.NO_ZIP, file_name) from error
	entries = [entry for entry in archive.infolist() if is_wanted(entry)]
	if len(entries) > MOST_FILES:
		raise FileRefused(FileProblem.TOO_MANY_FILES, file_name)
	left = LARGEST_WHOLE
	for entry in entries:
		if entry.flag_bits & ENCRYPTED:
			raise FileRefused(FileProblem.ENCRYPTED, file_name)
		try:
			with archive.open(entry) as stream:
				content = stream.read(left + 1)
		except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
			raise FileRefused(FileProblem.NO_ZIP, file_name) from error
		left -= len(content)
		if left < 0:
			raise FileRefused(FileProblem.TOO_LARGE, entry.filename)
		yield entry.filename, content


def is_wanted(entry: zipfile.ZipInfo) -> bool:
	path = PurePosixPath(entry.filename.replace("\\", "/"))
	return not entry.is_dir() and path.suffix.lower() == ".csv" and "__MACOSX" not in path.parts


def read_table(name: str, data: bytes, file_name: str) -> Table:
	try:
		text = data.decode("utf-8-sig")
	except UnicodeDecodeError as error:
		raise FileRefused(FileProblem.NOT_UTF_8, file_name) from error
	if "\0" in text:
		raise FileRefused(FileProblem.NO_CSV, file_name)
	try:
		lines = list(csv.reader(StringIO(text, newline=""), strict=True))
	except csv.Error as error:
		raise FileRefused(FileProblem.NO_CSV, file_name) from error
	header = tuple(cell.strip().lower() for cell in lines[0]) if lines else ()
	rows = tuple(
		Row(
			number,
			{column: unquoted(cell) for column, cell in zip(header, line, strict=False)},
			has_more_cells=any(cell.strip() for cell in line[len(header) :]),
		)
		for number, line in enumerate(lines[1:], start=2)
		if any(cell.strip() for cell in line)
	)
	return Table(name, header, rows)


def write_archive(tables: Mapping[str, Iterable[Mapping[str, str]]]) -> bytes:
	"""Return a zip archive with a CSV file for each table; the same tables give the same bytes."""
	buffer = BytesIO()
	with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
		for name, rows in tables.items():
			entry = zipfile.ZipInfo(f"{name}.csv", FIXED_TIME)
			entry.compress_type = zipfile.ZIP_DEFLATED
			archive.writestr(entry, write_table(name, rows))
	return buffer.getvalue()


def write_table(name: str, rows: Iterable[Mapping[str, str]]) -> bytes:
	columns = TABLES[name]
	text = StringIO(newline="")
	writer = csv.writer(text, lineterminator="\r\n")
	writer.writerow(columns)
	writer.writerows([quoted(row.get(column, "")) for column in columns] for row in rows)
	return text.getvalue().encode("utf-8")


def quoted(cell: str) -> str:
	return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def unquoted(cell: str) -> str:
	cell = cell.strip(" ")
	return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell
