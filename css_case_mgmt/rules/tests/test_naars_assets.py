import unittest

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.naars_assets import asset_lines
from css_case_mgmt.rules.settlement_plan import essence

texts = st.lists(
	st.sampled_from(["Sews", "speaks Dari, Farsi", "J. Amiri taught her", "\n", "; ", ". ", "- ", "2. ", " "])
).map("".join)


class TestAssetLines(unittest.TestCase):
	def said(self, text: str) -> list[str]:
		return [line.text for line in asset_lines(text)]

	def test_one_thing_a_line(self):
		"""R-196: lines, bullets, numbers, semicolons and sentences; a list of languages is one thing."""
		self.assertEqual(
			self.said(
				"- Worked as a tailor\n• Speaks Dari, Farsi and English; drives\n\n2. Close-knit family."
			),
			["Worked as a tailor", "Speaks Dari, Farsi and English", "drives", "Close-knit family."],
		)
		self.assertEqual(
			self.said("Learns quickly. Was Dr. Amiri's nurse."), ["Learns quickly.", "Was Dr. Amiri's nurse."]
		)

	def test_nothing_said(self):
		"""R-196"""
		for text in (None, "", " \n ", ";", "- \n."):
			with self.subTest(text):
				self.assertEqual(asset_lines(text), ())

	def test_nothing_twice(self):
		"""R-196: in another case, or with a full stop, it is the same."""
		self.assertEqual(self.said("Sews; drives; sews."), ["Sews", "drives"])

	def test_what_the_plan_has(self):
		"""R-196: what was taken over is not offered again."""
		found = asset_lines("Sews; drives", ["drives.", None])
		self.assertEqual([(line.text, line.is_taken) for line in found], [("Sews", False), ("drives", True)])

	@given(texts)
	def test_no_word_is_lost_or_added(self, text):
		"""R-196: what is offered stands in the NAARS, letter by letter."""
		lines = [line.text for line in asset_lines(text)]
		self.assertTrue(all(line in text and line == line.strip() for line in lines))
		self.assertEqual(len({essence(line) for line in lines}), len(lines))
		for words in ("Sews", "Dari", "J. Amiri taught"):
			self.assertEqual(words in " ".join(lines), words in text)
