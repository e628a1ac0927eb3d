"""A question bank as one file, JSON or xlsx, out and in (D-05, R-149)."""

import json
from io import BytesIO
from zipfile import BadZipFile

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

HEAD = ("bank_code", "version", "title", "is_illustrative")
COLUMNS = {
	"factors": ("factor_code", "title", "position"),
	"factor_translations": ("factor_code", "language", "title"),
	"questions": ("question_code", "factor", "question", "help"),
	"options": ("question_code", "option_code", "label", "weight"),
	"translations": ("question_code", "option_code", "language", "text", "help"),
}
ROWS_OF_BANK = ("questions", "options", "translations")


class BankFileRefused(frappe.ValidationError):
	"""A file that holds no question bank."""


def export_bank(bank: Document, file_format: str) -> bytes:
	"""The file of a bank.

	Args:
		bank: a CSS NAM Bank that the caller may read.
		file_format: "json" or "xlsx".
	"""
	content = bank_content(bank)
	return to_xlsx(content) if file_format == "xlsx" else to_json(content)


def import_bank(data: bytes, file_format: str) -> Document:
	"""Make a draft bank of a file, with the factors that are new; nothing is left behind on an error.

	Raises:
		BankFileRefused: the file cannot be read or lacks something.
		frappe.DuplicateEntryError: this version of the bank is there already.
	"""
	content = from_xlsx(data) if file_format == "xlsx" else from_json(data)
	check_content(content)
	if frappe.db.exists("CSS NAM Bank", {"bank_code": content["bank_code"], "version": content["version"]}):
		frappe.throw(
			_("Version {0} of the bank {1} is here already. Give the file the next version number.").format(
				content["version"], escape_html(str(content["bank_code"]))
			),
			BankFileRefused,
			title=_("Question bank file"),
		)
	for factor in content["factors"]:
		add_factor(factor)
	bank = frappe.new_doc("CSS NAM Bank")
	bank.update({key: content.get(key) for key in HEAD})
	for table in ROWS_OF_BANK:
		for row in content.get(table, []):
			bank.append(table, {column: row.get(column) for column in COLUMNS[table]})
	return bank.insert()


def add_factor(factor: dict) -> None:
	"""A factor that is here already keeps its title: other banks use it."""
	if frappe.db.exists("CSS Factor of Settlement", factor["factor_code"]):
		return
	document = frappe.new_doc("CSS Factor of Settlement")
	document.update({column: factor.get(column) for column in COLUMNS["factors"]})
	for language, title in factor.get("translations", {}).items():
		document.append("translations", {"language": language, "title": title})
	document.insert()


def bank_content(bank: Document) -> dict:
	used = dict.fromkeys(row.factor for row in bank.questions)
	factors = [frappe.get_cached_doc("CSS Factor of Settlement", factor) for factor in used]
	content: dict = {key: bank.get(key) for key in HEAD}
	content["factors"] = [
		{
			"factor_code": factor.factor_code,
			"title": factor.title,
			"position": factor.position,
			"translations": {row.language: row.title for row in factor.translations},
		}
		for factor in factors
	]
	for table in ROWS_OF_BANK:
		content[table] = [
			{column: row.get(column) or "" for column in COLUMNS[table]} for row in bank.get(table)
		]
	return content


def to_json(content: dict) -> bytes:
	return json.dumps(content, ensure_ascii=False, indent=1).encode()


def from_json(data: bytes) -> dict:
	try:
		content = json.loads(data)
	except (UnicodeDecodeError, json.JSONDecodeError):
		refuse(_("This is not a JSON file."))
	if not isinstance(content, dict):
		refuse(_("The file holds no question bank."))
	return content


def to_xlsx(content: dict) -> bytes:
	workbook = Workbook()
	sheet = workbook.active
	sheet.title = "bank"
	for key in HEAD:
		sheet.append([key, content[key]])
	translations = [
		{"factor_code": factor["factor_code"], "language": language, "title": title}
		for factor in content["factors"]
		for language, title in factor["translations"].items()
	]
	for table, columns in COLUMNS.items():
		sheet = workbook.create_sheet(table)
		sheet.append(columns)
		for row in translations if table == "factor_translations" else content[table]:
			sheet.append([plain(row[column]) for column in columns])
	output = BytesIO()
	workbook.save(output)
	return output.getvalue()


def plain(value):
	"""A cell that a spreadsheet would take for a formula stays text."""
	return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


def typed(value):
	"""The reverse of `plain`; empty cells are empty texts."""
	if isinstance(value, str) and value[:1] == "'" and value[1:2] in ("=", "+", "-", "@"):
		return value[1:]
	return "" if value is None else value


def from_xlsx(data: bytes) -> dict:
	try:
		workbook = load_workbook(BytesIO(data), read_only=True, data_only=True)
	except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError):
		refuse(_("This is not an xlsx workbook."))
	if missing := [sheet for sheet in ("bank", "factors", "questions", "options") if sheet not in workbook]:
		refuse(_("The workbook lacks the sheet {0}.").format(", ".join(missing)))
	content: dict = {
		str(row[0]): row[1] for row in workbook["bank"].iter_rows(values_only=True) if len(row) > 1
	}
	for table in COLUMNS:
		content[table] = read_sheet(workbook[table]) if table in workbook else []
	titles: dict[str, dict[str, str]] = {}
	for row in content.pop("factor_translations"):
		titles.setdefault(row["factor_code"], {})[row["language"]] = row["title"]
	for factor in content["factors"]:
		factor["translations"] = titles.get(factor["factor_code"], {})
	return content


def read_sheet(sheet) -> list[dict]:
	rows = sheet.iter_rows(values_only=True)
	header = [str(cell or "").strip() for cell in next(rows, ())]
	return [
		{column: typed(cell) for column, cell in zip(header, row, strict=False)}
		for row in rows
		if any(cell not in (None, "") for cell in row)
	]


def check_content(content: dict) -> None:
	"""Everything that the DocTypes would not notice: missing lists, keys and columns."""
	for key in ("bank_code", "version"):
		if not content.get(key):
			refuse(_("The file does not say its {0}.").format(key))
	try:
		content["version"] = int(content["version"])
	except (TypeError, ValueError):
		refuse(_("The version must be a whole number."))
	for table in ("factors", "questions", "options"):
		rows = content.get(table)
		if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
			refuse(_("The file lacks the list {0}.").format(table))
	for table, required in (("factors", "factor_code"), ("questions", "question_code")):
		for number, row in enumerate(content[table], start=1):
			if not row.get(required):
				refuse(_("{0}, row {1}: {2} is missing.").format(table, number, required))
	refuse_wrong_weights(content["options"])


def refuse_wrong_weights(options: list[dict]) -> None:
	for number, row in enumerate(options, start=1):
		if isinstance(row.get("weight"), bool) or not isinstance(row.get("weight"), int | float):
			refuse(_("options, row {0}: the weight is not a number.").format(number))


def refuse(text: str) -> None:
	frappe.throw(text, BankFileRefused, title=_("Question bank file"))
