"""Many names in one parameter find the same rows as many parameters, whatever the names hold (R-412)."""

import frappe
from hypothesis import given, settings
from hypothesis import strategies as st

from css_case_mgmt.named_rows import IsNamed
from css_case_mgmt.tests import SiteTestCase

TASK = "ToDo"
AWKWARD = st.text(st.sampled_from("ab'\"`\\%_s(),;:?{}#-/*\n\0é€😀 "), max_size=8)
NAMES = st.lists(AWKWARD | st.sampled_from(["%s", "%(param1)s", "%%", "\\'", "') or ('1'='1", "null", "0"]))


class TestNamedRows(SiteTestCase):
	def found(self, criterion) -> set[str]:
		return set(self.query(criterion).run(pluck=True))

	def query(self, criterion):
		"""With parameters before and after it."""
		table = frappe.qb.DocType(TASK)
		query = frappe.qb.from_(table).select(table.name).where(table.status == "Open")
		return query.where(criterion).where(table.priority == "%(param2)s")

	def write(self, texts: set[str]) -> None:
		frappe.db.delete(TASK)
		rows = [(frappe.generate_hash(length=20), text, "Open", "%(param2)s") for text in sorted(texts)]
		columns = ["name", "description", "status", "priority"]
		frappe.db.bulk_insert(TASK, columns, [*rows, ("without", None, "Open", "%(param2)s")])

	@settings(max_examples=150, deadline=None)
	@given(stored=NAMES, others=NAMES, data=st.data())
	def test_as_many_parameters_would(self, stored, others, data):
		"""R-412: in a query, in its text without parameters, in a subquery, and the other way round."""
		self.write(set(stored))
		asked = [*(data.draw(st.lists(st.sampled_from(stored))) if stored else []), *others]
		text, name = frappe.qb.DocType(TASK).description, frappe.qb.DocType(TASK).name
		for by_many, by_one in (
			(text.isin(asked or ["nobody's"]), IsNamed(text, asked)),
			(text.notin(asked or ["nobody's"]) | text.isnull(), ~IsNamed(text, asked) | text.isnull()),
		):
			expected = self.found(by_many)
			self.assertEqual(self.found(by_one), expected)
			self.assertEqual(set(frappe.db.sql(self.query(by_one).get_sql(), pluck=True)), expected)
			self.assertEqual(self.found(name.isin(self.query(by_one))), expected)

	def test_none_of_them(self):
		"""R-412: whoever reads no case finds no row, those without a case included; and all, the other way round."""
		self.write({"", "a"})
		text = frappe.qb.DocType(TASK).description
		for names in ((), [], set(), {}, iter(()), filter(None, [None, ""])):
			self.assertEqual(self.found(IsNamed(text, names)), set())
		self.assertEqual(len(self.found(~IsNamed(text, ()))), 3)

	def test_names_that_come_once(self):
		"""R-412: a generator serves for each time that the query is asked."""
		self.write({"a", "b"})
		text = frappe.qb.DocType(TASK).description
		criterion = IsNamed(text, (each for each in "ab"))
		self.assertEqual([len(self.found(criterion)), len(self.found(criterion))], [2, 2])

	def test_ten_thousand(self):
		"""R-412: as many as a network has cases."""
		self.write({"a"})
		text = frappe.qb.DocType(TASK).description
		self.assertEqual(len(self.found(IsNamed(text, ["a", *map(str, range(10_000))]))), 1)
