from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.time_of_day import NotATimeOfDay, normal_time


class TestTimeOfDay(TestCase):
	def test_as_people_write_it(self):
		"""R-320: in English and in French."""
		for typed, time in (
			("14:30", "14:30"),
			("9:05", "09:05"),
			("9", "09:00"),
			(" 14 h 30 ", "14:30"),
			("14h30", "14:30"),
			("14 h", "14:00"),
			("2:30 pm", "14:30"),
			("2.30 P.M.", "14:30"),
			("12 am", "00:00"),
			("12:15 p.m.", "12:15"),
			("14:30:00", "14:30"),
		):
			with self.subTest(typed):
				self.assertEqual(normal_time(typed), time)

	def test_what_is_none(self):
		for typed in (
			"",
			"noon",
			"24:00",
			"14:60",
			"14:3",
			"13 pm",
			"0 am",
			"2:30 xm",
			"14:30 today",
			"-1:00",
			"1430",
			"14h:30",
		):
			with self.subTest(typed), self.assertRaises(NotATimeOfDay):
				normal_time(typed)

	@given(st.times())
	def test_every_time_stays_as_it_is(self, time):
		"""In one form already, with or without seconds, and in halves of the day."""
		text = time.strftime("%H:%M")
		self.assertEqual(normal_time(text), text)
		self.assertEqual(normal_time(time.strftime("%H:%M:%S")), text)
		self.assertEqual(normal_time(time.strftime("%I:%M %p")), text)

	@given(st.text(max_size=12))
	def test_any_text(self, text):
		"""It is a time of the day, or refused."""
		try:
			self.assertRegex(normal_time(text), r"^([01]\d|2[0-3]):[0-5]\d$")
		except NotATimeOfDay:
			pass
