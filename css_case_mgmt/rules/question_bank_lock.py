"""What may no longer change once a question bank is published (D-05, R-148).

Answers refer to a published bank, so what was asked, in whatever language, stays as it was asked.
Translations may still be added; anything else needs a new version.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from css_case_mgmt.rules.nam_scoring import WeightOutOfRange, exact_weight
from css_case_mgmt.rules.question_bank import Bank, BankTable, Option, Question, Translation

LockedRow = Question | Option | Translation


class ChangeKind(str, Enum):
	"""How a row of a published bank differs from what was published."""

	ADDED = "added"
	REMOVED = "removed"
	CHANGED = "changed"
	REORDERED = "reordered"


@dataclass(frozen=True, slots=True)
class LockedChange:
	"""One change that a published bank does not allow.

	Args:
		table: the list that it is in.
		kind: how the row differs.
		key: the row's key; empty for REORDERED, which concerns the list as a whole.
		fields: the names of the fields that differ, for CHANGED.
	"""

	table: BankTable
	kind: ChangeKind
	key: tuple[str, ...] = ()
	fields: tuple[str, ...] = ()


def locked_changes(published: Bank, changed: Bank) -> list[LockedChange]:
	"""Return every change to a published bank that is not allowed (D-05, R-148).

	Questions and options are locked in full: their text, help, factor, weight, and order, which is part of
	how they were asked. Translations are locked once they are there; new ones are allowed. A weight that is
	written differently but is the same number is no change. Factors are not the bank's own and are not
	compared.

	Args:
		published: the bank as it was published, free of `problems`.
		changed: the bank as it is to be saved.
	"""
	return [
		*_changes(BankTable.QUESTIONS, published.questions, changed.questions),
		*_changes(BankTable.OPTIONS, published.options, changed.options),
		*(
			change
			for change in _changes(BankTable.TRANSLATIONS, published.translations, changed.translations)
			if change.kind in (ChangeKind.CHANGED, ChangeKind.REMOVED)
		),
	]


def _changes(
	table: BankTable, before: Sequence[LockedRow], after: Sequence[LockedRow]
) -> Iterator[LockedChange]:
	rows_before = {row.key: row for row in before}
	rows_after = {row.key: row for row in after}
	for key, row in rows_before.items():
		if key not in rows_after:
			yield LockedChange(table, ChangeKind.REMOVED, key)
		elif differing := _differing_fields(row, rows_after[key]):
			yield LockedChange(table, ChangeKind.CHANGED, key, differing)
	for key in rows_after:
		if key not in rows_before:
			yield LockedChange(table, ChangeKind.ADDED, key)
	in_both = rows_before.keys() & rows_after.keys()
	if _order(before, in_both) != _order(after, in_both):
		yield LockedChange(table, ChangeKind.REORDERED)


def _differing_fields(before: LockedRow, after: LockedRow) -> tuple[str, ...]:
	return tuple(
		field.name
		for field in fields(before)
		if not _same(field.name, getattr(before, field.name), getattr(after, field.name))
	)


def _same(field: str, before: Any, after: Any) -> bool:
	if field != "weight":
		return bool(before == after)
	try:
		return after is not None and exact_weight(before) == exact_weight(after)
	except WeightOutOfRange:
		return False


def _order(rows: Sequence[LockedRow], keys: set[tuple[str, ...]]) -> list[tuple[str, ...]]:
	# Options keep their order within their question, wherever its block of rows stands in the list.
	return sorted((row.key for row in rows if row.key in keys), key=lambda key: key[:-1])
