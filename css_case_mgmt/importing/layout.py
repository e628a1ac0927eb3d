"""How a sheet of the workbook is described."""

from dataclasses import dataclass, field
from enum import Enum

import frappe


class Kind(Enum):
	"""What a cell holds."""

	ID = "ID"
	CODE = "Code"
	TEXT = "Text"
	LONG_TEXT = "Long text"
	NOTE = "Note"
	NAME = "Name"
	NAMES = "Names"
	DATE = "Date"
	YES_NO = "Yes or no"
	NUMBER = "Number"
	SELECT = "Select"
	LIST = "List"
	LISTS = "Lists"
	REFERENCE = "Reference"
	REFERENCES = "References"
	LOGIN = "Login"
	SITE = "Site"
	UCI = "UCI"
	PHONE = "Phone"
	POSTAL_CODE = "Postal code"
	EMAIL = "E-mail"


# Values of these kinds are codes of a list: a problem may repeat them.
CODED = (Kind.SELECT, Kind.LIST, Kind.LISTS, Kind.SITE)


@dataclass(frozen=True)
class Column:
	"""A column of a sheet.

	Args:
		field: where the value goes: a field of the DocType, or what the sheet's builder makes of it.
		en: heading in English.
		fr: heading in French.
		kind: what the cells hold.
		required: whether a row must have it.
		to: of a reference the sheet, of a list the DocType.
		table: the child table of the DocType whose row the value belongs to.
		nth: which row of that table.
		choices_of: the DocType and field of a Select, where it is not `field` of the sheet's DocType.
		default: what an empty cell means.
		is_fact: whether a record imported earlier must still say the same; False for what changes as life goes on.
	"""

	field: str
	en: str
	fr: str
	kind: Kind = Kind.TEXT
	required: bool = False
	to: str = ""
	table: str = ""
	nth: int = 1
	choices_of: tuple[str, str] = ()
	default: str | int | None = None
	is_fact: bool = True

	@property
	def key(self) -> str:
		"""Distinguishes the columns of a sheet."""
		return f"{self.table}.{self.nth}.{self.field}" if self.table else self.field


@dataclass(frozen=True)
class Sheet:
	"""A sheet of the workbook.

	Args:
		key: its name in English, and in the code.
		fr: its name in French.
		doctype: what its rows become.
		columns: in the order of the template.
		belongs_to: the sheet whose rows these are child rows of, and the child table; the first column then holds
			the ID of that row.
	"""

	key: str
	fr: str
	doctype: str
	columns: tuple[Column, ...]
	belongs_to: tuple[str, str] = ()
	by_key: dict[str, Column] = field(init=False, repr=False, compare=False)

	def __post_init__(self) -> None:
		object.__setattr__(self, "by_key", {column.key: column for column in self.columns})

	@property
	def has_ids(self) -> bool:
		return self.columns[0].kind is Kind.ID


def heading_of(column: Column, language: str | None = None) -> str:
	"""The heading in a language, the user's without one."""
	return column.fr if (language or frappe.local.lang or "").startswith("fr") else column.en
