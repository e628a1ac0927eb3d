import unittest

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.keep_both import keep_rows, keep_values

texts = st.text("ab", max_size=3)


def rows_of(codes: st.SearchStrategy) -> st.SearchStrategy:
	row = st.fixed_dictionaries({"key": codes, "strength": texts, "said_by": texts})
	return st.lists(row, max_size=5, unique_by=lambda each: each["key"])


base_rows = rows_of(st.sampled_from(["s1", "s2", "s3", "s4", "s5"]))


@st.composite
def edits(draw, base):
	"""What somebody makes of some rows: some changed, some taken out, some added."""
	rows = []
	for row in base:
		done = draw(st.sampled_from(["kept", "changed", "taken out"]))
		if done != "taken out":
			rows.append({**row, "strength": draw(texts)} if done == "changed" else dict(row))
	return rows


@st.composite
def histories(draw):
	base = draw(base_rows)
	mine, theirs = draw(edits(base)), draw(edits(base))
	mine += [{"key": "", "strength": text, "said_by": ""} for text in draw(st.lists(texts, max_size=3))]
	theirs += [
		{"key": f"t{number}", "strength": text, "said_by": ""}
		for number, text in enumerate(draw(st.lists(texts, max_size=3)))
	]
	return base, mine, theirs


class TestRows(unittest.TestCase):
	BASE = [{"key": "s1", "strength": "Patient", "said_by": "Client"}]

	def test_both_add_a_row(self):
		"""R-205: the other's first, then mine."""
		mine = [*self.BASE, {"key": "", "strength": "Cooks", "said_by": "Client"}]
		theirs = [*self.BASE, {"key": "s2", "strength": "Sings", "said_by": "Client"}]
		kept, is_twice = keep_rows(self.BASE, mine, theirs)
		self.assertEqual([row["strength"] for row in kept], ["Patient", "Sings", "Cooks"])
		self.assertFalse(is_twice)

	def test_each_changes_another_field_of_a_row(self):
		"""R-205: one row with both changes."""
		mine = [{**self.BASE[0], "strength": "Very patient"}]
		theirs = [{**self.BASE[0], "said_by": "NAARS"}]
		kept, is_twice = keep_rows(self.BASE, mine, theirs)
		self.assertEqual(kept, [{"key": "s1", "strength": "Very patient", "said_by": "NAARS"}])
		self.assertFalse(is_twice)

	def test_both_change_the_same_text(self):
		"""R-205: both stay, for people to choose."""
		mine = [{**self.BASE[0], "strength": "Patient with children"}]
		theirs = [{**self.BASE[0], "strength": "Patient with papers"}]
		kept, is_twice = keep_rows(self.BASE, mine, theirs)
		self.assertEqual([row["strength"] for row in kept], ["Patient with papers", "Patient with children"])
		self.assertEqual([row["key"] for row in kept], ["s1", ""])
		self.assertTrue(is_twice)

	def test_taken_out_by_one_changed_by_the_other(self):
		"""R-205: what somebody has just changed stays."""
		changed = [{**self.BASE[0], "strength": "Very patient"}]
		self.assertEqual(len(keep_rows(self.BASE, [], changed)[0]), 1)
		self.assertEqual(len(keep_rows(self.BASE, changed, [])[0]), 1)
		self.assertEqual(keep_rows(self.BASE, [], self.BASE)[0], [])
		self.assertEqual(keep_rows(self.BASE, self.BASE, [])[0], [])

	@given(histories())
	def test_nothing_that_was_written_is_lost(self, history):
		"""R-205, R-508: every text that either of them has changed or added is there afterwards."""
		base, mine, theirs = history
		before = {row["key"]: row["strength"] for row in base}
		kept, _is_twice = keep_rows(base, mine, theirs)
		found = [row["strength"] for row in kept]
		for side in (mine, theirs):
			for row in side:
				if row["strength"] != before.get(row["key"]):
					self.assertIn(row["strength"], found)

	@given(histories())
	def test_keys_stay_unique_and_known(self, history):
		"""R-205: no row is invented."""
		base, mine, theirs = history
		kept, _is_twice = keep_rows(base, mine, theirs)
		keys = [row["key"] for row in kept if row["key"]]
		self.assertEqual(len(keys), len({*keys}))
		self.assertLessEqual({*keys}, {row["key"] for row in theirs})

	@given(base_rows.flatmap(lambda base: st.tuples(st.just(base), edits(base))))
	def test_who_changed_nothing_takes_what_the_other_has(self, history):
		"""R-205: and the other way round, apart from the keys."""
		base, changed = history
		self.assertEqual(keep_rows(base, base, changed), (changed, False))
		kept, is_twice = keep_rows(base, changed, base)
		self.assertEqual([row["strength"] for row in kept], [row["strength"] for row in changed])
		self.assertFalse(is_twice)


class TestValues(unittest.TestCase):
	def test_each_its_own_field(self):
		"""R-205"""
		base = {"goal": "Work", "vision": ""}
		kept, twice = keep_values(
			base, {**base, "goal": "Work in a shop"}, {**base, "vision": "Rent"}, ["goal"]
		)
		self.assertEqual((kept, twice), ({"goal": "Work in a shop", "vision": "Rent"}, []))

	def test_both_texts_stand_one_below_the_other(self):
		"""R-205, R-508"""
		kept, twice = keep_values({"goal": "Work"}, {"goal": "A shop"}, {"goal": "A bakery"}, ["goal"])
		self.assertEqual((kept, twice), ({"goal": "A bakery\nA shop"}, ["goal"]))

	def test_of_two_dates_the_one_saved_stays(self):
		"""R-205: and both are told."""
		kept, twice = keep_values({"target": "1"}, {"target": "2"}, {"target": "3"}, [])
		self.assertEqual((kept, twice), ({"target": "3"}, ["target"]))
