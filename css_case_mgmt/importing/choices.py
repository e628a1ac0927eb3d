"""What a cell of a list may say: the stored word, its French or its label, in any case, with or without accents."""

from collections.abc import Iterable

import frappe
from anyascii import anyascii
from frappe import _
from rapidfuzz import fuzz, process

from css_case_mgmt.importing.layout import Column, Kind, Sheet
from css_case_mgmt.permissions.registry import ROLES

NEAR_ENOUGH = 70
FEW = 12
LABELS = {"CSS Language": "language_name"}


class Choices:
	"""The choices of a column.

	Args:
		words: the stored words, in order.
		labels: other words for them.
	"""

	def __init__(self, words: Iterable[str], labels: dict[str, str] | None = None) -> None:
		self.words = [word for word in words if word]
		self.stored = {plain(_(word, lang="fr")): word for word in self.words}
		self.stored.update({plain(_(label, lang="fr")): word for word, label in (labels or {}).items()})
		self.stored.update({plain(label): word for word, label in (labels or {}).items()})
		self.stored.update({plain(word): word for word in self.words})

	def find(self, text: str) -> str | None:
		return self.stored.get(plain(text))

	def advice(self, text: str) -> str:
		"""What the cell could say instead."""
		near = nearest(text, self.words)
		if near:
			return _("Did you mean {0}?").format(near)
		if len(self.words) <= FEW:
			return _("Choose one of: {0}.").format(", ".join(self.words))
		return _("The sheet Help of the template lists the choices.")


def choices_of(sheet: Sheet, column: Column) -> Choices:
	if column.kind is Kind.SELECT:
		return Choices(select_options(sheet, column))
	if column.to == "Role":
		return Choices(ROLES)
	return listed(column.to)


def select_options(sheet: Sheet, column: Column) -> list[str]:
	doctype = sheet.doctype
	if column.table:
		doctype = frappe.get_meta(doctype).get_field(column.table).options
	return (frappe.get_meta(doctype).get_field(column.field).options or "").split("\n")


def listed(doctype: str) -> Choices:
	label = LABELS.get(doctype)
	rows = frappe.get_all(doctype, fields=["name", *([label] if label else [])], order_by="name", limit=0)
	return Choices([row.name for row in rows], {row.name: row[label] for row in rows} if label else None)


def nearest(text: str, words: Iterable[str]) -> str | None:
	"""The word that looks most like a text, if one does."""
	found = process.extractOne(
		text, list(words), scorer=fuzz.ratio, processor=plain, score_cutoff=NEAR_ENOUGH
	)
	return found[0] if found else None


def plain(text: str) -> str:
	return " ".join(anyascii(str(text)).casefold().replace("'", "").split())
