"""The questions of a bank as a person reads them, in one language or two side by side (R-162, R-451)."""

import frappe
import pycountry
from frappe.model.document import Document

BANK_LANGUAGE = "eng"


class Texts:
	"""The texts of a bank in one language; what is not translated is missing."""

	def __init__(self, bank: Document, language: str) -> None:
		self.rows = {}
		if language == BANK_LANGUAGE:
			self.rows.update({(row.question_code, ""): (row.question, row.help) for row in bank.questions})
			self.rows.update({(row.question_code, row.option_code): (row.label, "") for row in bank.options})
		for row in bank.translations:
			if row.language == language:
				self.rows[row.question_code, row.option_code or ""] = (row.text, row.help)

	def of(self, question_code: str, option_code: str = "") -> dict | None:
		if (question_code, option_code) not in self.rows:
			return None
		text, help_text = self.rows[question_code, option_code]
		return {"text": text, "help": help_text or ""}


def sheet_of(bank: Document, first: str, second: str | None) -> list[dict]:
	"""The factors of a bank, each with its questions and their answers.

	Args:
		bank: a CSS NAM Bank.
		first: ISO 639-3 code of the language to read; untranslated texts stay in the bank's own.
		second: a language to show beside it, or None.
	"""
	own, reader = Texts(bank, BANK_LANGUAGE), Texts(bank, first)
	beside = Texts(bank, second) if second and second != first else None

	def text(question_code: str, option_code: str = "") -> dict:
		shown = reader.of(question_code, option_code) or own.of(question_code, option_code)
		other = beside.of(question_code, option_code) if beside else None
		return {**shown, "second": other and other["text"]}

	options: dict[str, list[dict]] = {}
	for row in bank.options:
		options.setdefault(row.question_code, []).append(
			{"code": row.option_code, "weight": row.weight, **text(row.question_code, row.option_code)}
		)
	questions: dict[str, list[dict]] = {}
	for row in bank.questions:
		questions.setdefault(row.factor, []).append(
			{
				"code": row.question_code,
				**text(row.question_code),
				"options": options.get(row.question_code, []),
			}
		)
	return [
		{**factor_title(factor, first, second), "factor": factor, "questions": rows}
		for factor, rows in questions.items()
	]


def factor_title(factor: str, first: str, second: str | None = None) -> dict:
	"""The title of a factor in one language, and in a second one where it is translated."""
	document = frappe.get_cached_doc("CSS Factor of Settlement", factor)
	titles = {BANK_LANGUAGE: document.title} | {row.language: row.title for row in document.translations}
	beside = titles.get(second) if second and second != first else None
	return {"title": titles.get(first, document.title), "second": beside}


def languages_of(bank: Document) -> list[dict]:
	"""Languages in which the bank's questions can be read, by name."""
	codes = {BANK_LANGUAGE, *(row.language for row in bank.translations)}
	rows = frappe.get_all(
		"CSS Language",
		filters={"name": ("in", sorted(codes))},
		fields=["name", "language_name", "right_to_left"],
		order_by="position asc, language_name asc",
	)
	return [
		{
			"code": row.name,
			"name": row.language_name,
			"tag": language_tag(row.name),
			"right_to_left": row.right_to_left,
		}
		for row in rows
	]


def language_tag(code: str) -> str:
	"""The tag that tells a browser or a screen reader the language: two letters where there are two."""
	language = pycountry.languages.get(alpha_3=code)
	return getattr(language, "alpha_2", code) if language else code
