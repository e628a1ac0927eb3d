"""The rows of some names in a query, however many names there are."""

from collections.abc import Iterable, Iterator
from typing import Any

import frappe
from frappe.query_builder import Criterion, Field


class IsNamed(Criterion):
	"""`field IN (names)` with one parameter for all of them.

	`Field.isin` makes a term and a parameter of each name: with the cases of a site, that takes longer than the query.

	Args:
		field: a column.
		names: what it may hold; none of them is met by no row.
	"""

	def __init__(self, field: Field, names: Iterable[str]) -> None:
		super().__init__()
		self.field = field
		self.names = tuple(names)

	def nodes_(self) -> Iterator[Any]:
		yield self
		yield from self.field.nodes_()

	def get_sql(self, param_wrapper: Any = None, **kwargs: Any) -> str:
		if not self.names:
			return "1=0"
		if param_wrapper:
			names = param_wrapper.get_sql(self.names)
		else:
			names = f"({','.join(frappe.db.escape(name, percent=False) for name in self.names)})"
		return f"{self.field.get_sql(**kwargs)} IN {names}"
