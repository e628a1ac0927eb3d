"""What stands in a cell -> the value that is stored, or what is wrong with it. Nothing is guessed."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from frappe import _
from frappe.utils import validate_email_address

from css_case_mgmt.case_document import MARKUP
from css_case_mgmt.css_case_mgmt.doctype.css_client.css_client import uci_problem_text
from css_case_mgmt.importing.choices import Choices
from css_case_mgmt.importing.layout import Column, Kind
from css_case_mgmt.rules.identifiers import (
	NotAPostalCode,
	NotAUci,
	name_problem,
	normal_postal_code,
	normal_uci,
	tidy_name,
)
from css_case_mgmt.rules.telephone import NotATelephoneNumber, normal_number

YES = frozenset({"yes", "y", "oui", "o", "true", "vrai", "1", "x"})
NO = frozenset({"no", "n", "non", "false", "faux", "0"})
ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
WHOLE_NUMBER = re.compile(r"[+-]?\d{1,9}(?:[.,]0+)?")
BETWEEN_IDS = re.compile(r"\s*[;,\n]\s*")
LONGEST_TEXT = 140
LONGEST_LONG_TEXT = 60_000
FIRST_YEAR, LAST_YEAR = 1900, 2199
KEPT_AS_TEXT = ("'=", "'+", "'-", "'@", "'\t", "'\r")


class WrongCell(ValueError):
	"""What is wrong with a cell, in words that do not repeat it unless it is a code."""


def is_empty(value: Any) -> bool:
	return value is None or (isinstance(value, str) and not value.strip())


def parse(value: Any, column: Column, choices: Choices | None) -> Any:
	"""The typed value of a cell that is not empty.

	Raises:
		WrongCell: with what to do.
	"""
	if column.kind in (Kind.SELECT, Kind.LIST):
		return a_choice(text_of(value), choices)
	if column.kind is Kind.LISTS:
		return [a_choice(word, choices) for word in BETWEEN_IDS.split(text_of(value)) if word]
	return PARSERS[column.kind](value)


def text_of(value: Any) -> str:
	"""A cell as its text: a number without what the spreadsheet has added to it."""
	if isinstance(value, bool):
		return "TRUE" if value else "FALSE"
	if isinstance(value, float) and value.is_integer():
		return str(int(value))
	if isinstance(value, datetime) and value.time() == time():
		return value.date().isoformat()
	return without_apostrophe(str(value).strip())


def without_apostrophe(text: str) -> str:
	"""The workbook with the problems marked has one before what a spreadsheet would take for a formula."""
	return text[1:] if text.startswith(KEPT_AS_TEXT) else text


def a_choice(text: str, choices: Choices) -> str:
	found = choices.find(text)
	if found is None:
		raise WrongCell(_("“{0}” is not one of the choices.").format(text[:60]) + " " + choices.advice(text))
	return found


def an_id(value: Any) -> str:
	return limited(text_of(value), LONGEST_TEXT)


def some_ids(value: Any) -> list[str]:
	return [an_id(each) for each in BETWEEN_IDS.split(text_of(value)) if each]


def a_text(value: Any) -> str:
	return plain_text(limited(text_of(value), LONGEST_TEXT))


def a_long_text(value: Any) -> str:
	return plain_text(limited(text_of(value), LONGEST_LONG_TEXT))


def a_note(value: Any) -> str:
	"""Exactly as typed, HTML included (R-262)."""
	text = without_apostrophe(value) if isinstance(value, str) else text_of(value)
	return limited(text, LONGEST_LONG_TEXT)


def limited(text: str, longest: int) -> str:
	if len(text) > longest:
		raise WrongCell(_("The text has more than {0} characters. Shorten it.").format(longest))
	return text


def plain_text(text: str) -> str:
	if MARKUP.search(text):
		raise WrongCell(_("HTML is not kept. Write the text without < before a letter."))
	return text


def a_name(value: Any) -> str:
	name = tidy_name(a_text(value))
	if not name or name_problem(name):
		raise WrongCell(_("A name is written with letters. Leave it empty where it is not known."))
	return name


def some_names(value: Any) -> list[str]:
	return [a_name(each) for each in text_of(value).split(";") if each.strip()]


def a_date(value: Any) -> date:
	if isinstance(value, datetime):
		if value.time() != time():
			raise WrongCell(_("The cell holds a time of day as well. Keep the date alone."))
		return within_years(value.date())
	if isinstance(value, date):
		return within_years(value)
	found = ISO_DATE.fullmatch(text_of(value)) if isinstance(value, str) else None
	if not found:
		raise WrongCell(_("This is not a date. Write it as 2026-05-31, or use a date cell."))
	try:
		return within_years(date(*map(int, found.groups())))
	except ValueError:
		raise WrongCell(_("There is no such day. Write the date as 2026-05-31.")) from None


def within_years(day: date) -> date:
	if not FIRST_YEAR <= day.year <= LAST_YEAR:
		raise WrongCell(_("The year lies before {0} or after {1}.").format(FIRST_YEAR, LAST_YEAR))
	return day


def a_yes_or_no(value: Any) -> int:
	text = text_of(value).casefold()
	if text in YES:
		return 1
	if text in NO:
		return 0
	raise WrongCell(_("Write Yes or No."))


def a_number(value: Any) -> int:
	text = text_of(value)
	if isinstance(value, bool) or not WHOLE_NUMBER.fullmatch(text):
		raise WrongCell(_("Write a whole number."))
	return int(re.split("[.,]", text)[0])


def a_uci(value: Any) -> str:
	try:
		return normal_uci(text_of(value))
	except NotAUci as refused:
		raise WrongCell(uci_problem_text(refused)) from None


def a_phone(value: Any) -> str:
	try:
		return normal_number(text_of(value))
	except NotATelephoneNumber:
		raise WrongCell(
			_(
				"This is no valid telephone number. Write only the number, with its area code, or with + and the country code."
			)
		) from None


def a_postal_code(value: Any) -> str:
	try:
		return normal_postal_code(text_of(value))
	except NotAPostalCode:
		raise WrongCell(_("Write the Canadian postal code as A1A 1A1, or leave it empty.")) from None


def an_email(value: Any) -> str:
	text = a_text(value)
	if validate_email_address(text).casefold() != text.casefold():
		raise WrongCell(_("This is no valid e-mail address."))
	return text


def a_login(value: Any) -> str:
	return an_email(value).casefold()


PARSERS: dict[Kind, Callable[[Any], Any]] = {
	Kind.ID: an_id,
	Kind.CODE: a_text,
	Kind.TEXT: a_text,
	Kind.LONG_TEXT: a_long_text,
	Kind.NOTE: a_note,
	Kind.NAME: a_name,
	Kind.NAMES: some_names,
	Kind.DATE: a_date,
	Kind.YES_NO: a_yes_or_no,
	Kind.NUMBER: a_number,
	Kind.REFERENCE: an_id,
	Kind.REFERENCES: some_ids,
	Kind.LOGIN: a_login,
	Kind.SITE: a_text,
	Kind.UCI: a_uci,
	Kind.PHONE: a_phone,
	Kind.POSTAL_CODE: a_postal_code,
	Kind.EMAIL: an_email,
}
