import unittest

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.telephone import (
	NotATelephoneNumber,
	TelephoneProblem,
	normal_number,
	shown_number,
)

areas = st.sampled_from(["416", "604", "514", "902", "867"])
last_digits = st.text("0123456789", min_size=4, max_size=4)


class TestTelephone(unittest.TestCase):
	def test_one_form_for_every_way_of_writing(self):
		"""R-500: of Canada unless it says otherwise; digits of any script."""
		for typed in (
			"416-555-0123",
			"(416) 555 0123",
			"1 416 555 0123",
			"+1-416-555-0123",
			"416.555.0123",
			"٤١٦٥٥٥٠١٢٣",
		):
			self.assertEqual(normal_number(typed), "+14165550123")
		self.assertEqual(normal_number("+93 70 123 4567"), "+93701234567")

	def test_shown_as_it_is_read(self):
		"""R-500: a number abroad keeps its country code."""
		self.assertEqual(shown_number("+14165550123"), "(416) 555-0123")
		self.assertEqual(shown_number("+93701234567"), "+93 70 123 4567")
		self.assertEqual(shown_number("not a number"), "not a number")

	def test_refusals_say_what_is_wrong(self):
		"""R-500, R-508: no word or extension is dropped silently."""
		for typed, problem in (
			("555-0123", TelephoneProblem.NOT_VALID),
			("416-555-01234", TelephoneProblem.NOT_VALID),
			("+999 123", TelephoneProblem.NOT_VALID),
			("", TelephoneProblem.NOT_VALID),
			("416-555-0123 ext 5", TelephoneProblem.HAS_EXTENSION),
			("416-555-0123 poste 12", TelephoneProblem.HAS_EXTENSION),
			("416-555-0123 x5", TelephoneProblem.HAS_EXTENSION),
			("416-555-0123 (Ali)", TelephoneProblem.HAS_WORDS),
			("ask the neighbour", TelephoneProblem.HAS_WORDS),
			("416-555-0123, 416-555-0144", TelephoneProblem.NOT_VALID),
			("416-555-0123/416-555-0144", TelephoneProblem.NOT_VALID),
		):
			with self.assertRaises(NotATelephoneNumber) as refused:
				normal_number(typed)
			self.assertEqual(refused.exception.problem, problem, typed)

	@given(areas, last_digits)
	def test_what_is_shown_can_be_typed_again(self, area, digits):
		"""R-500."""
		number = normal_number(f"{area} 555 {digits}")
		self.assertEqual(number, f"+1{area}555{digits}")
		self.assertEqual(normal_number(shown_number(number)), number)

	@given(st.text(max_size=25))
	def test_normal_or_refused(self, text):
		"""R-500."""
		try:
			self.assertRegex(normal_number(text), r"^\+[1-9][0-9]{4,14}$")
		except NotATelephoneNumber as refused:
			self.assertIn(refused.problem, TelephoneProblem)
