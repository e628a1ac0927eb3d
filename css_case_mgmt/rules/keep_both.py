"""What two people have written into one record at the same time: both is kept (R-205, R-508).

Rows are told apart by a key that stays with them. What both have changed in different ways is kept twice, so that
they can choose; nothing is decided for them.
"""

from collections.abc import Mapping, Sequence

Value = str | int | float | None
Row = Mapping[str, Value]


def keep_values(
	base: Row, mine: Row, theirs: Row, texts: Sequence[str]
) -> tuple[dict[str, Value], list[str]]:
	"""Return the fields of a record, and those of which both versions are kept.

	Args:
		base: what both began from.
		mine: what one wants to save.
		theirs: what another has saved since.
		texts: fields in which both can stand, one below the other; of any other the one that is saved stays.
	"""
	kept, twice = {}, []
	for name in mine:
		before, own, other = _same(base.get(name)), _same(mine[name]), _same(theirs.get(name))
		if own in (before, other):
			kept[name] = theirs.get(name)
		elif other == before:
			kept[name] = mine[name]
		else:
			twice.append(name)
			kept[name] = (
				f"{theirs.get(name)}\n{mine[name]}" if name in texts and other and own else theirs.get(name)
			)
	return kept, twice


def keep_rows(
	base: Sequence[Row], mine: Sequence[Row], theirs: Sequence[Row]
) -> tuple[list[dict[str, Value]], bool]:
	"""Return the rows of a table, and whether any of them is kept twice.

	Args:
		base: what both began from; each row with its `key`.
		mine: what one wants to save; a new row has an empty key.
		theirs: what another has saved since.
	"""
	before = {row["key"]: row for row in base}
	own = {row["key"]: row for row in mine if row["key"]}
	kept, is_twice = [], False
	for row in theirs:
		key = row["key"]
		if key not in before:
			kept.append(dict(row))
		elif key not in own:
			if _differ(before[key], row):
				kept.append(dict(row))
		elif not _differ(before[key], own[key]):
			kept.append(dict(row))
		else:
			merged, clashes = _merge_row(before[key], own[key], row)
			kept.append(merged)
			if clashes:
				is_twice = True
				kept.append({**own[key], "key": ""})
	known = {row["key"] for row in theirs}
	for row in mine:
		was_taken_out = row["key"] and row["key"] not in known
		if not row["key"] or (was_taken_out and _differ(before.get(row["key"], {}), row)):
			kept.append({**row, "key": ""})
	return kept, is_twice


def _merge_row(before: Row, own: Row, other: Row) -> tuple[dict[str, Value], bool]:
	"""The other's row with what only I have changed; where both have, the other's stays and mine is kept beside it."""
	merged, clashes = dict(other), False
	for name in own:
		was, mine, theirs = _same(before.get(name)), _same(own[name]), _same(other.get(name))
		if mine in (was, theirs):
			continue
		if theirs == was:
			merged[name] = own[name]
		else:
			clashes = True
	return merged, clashes


def _differ(one: Row, another: Row) -> bool:
	return any(_same(one.get(name)) != _same(another.get(name)) for name in {*one, *another} - {"key"})


def _same(value: Value) -> str:
	"""As texts, so that nothing and an empty text, or a number and its text, are the same."""
	return "" if value is None else str(value)
