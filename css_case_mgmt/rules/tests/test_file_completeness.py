"""R-266, R-276, R-283, R-284, R-287: what is in a file, at each boundary and for any file."""

from datetime import date, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.file_completeness import (
	SECTION_OF,
	File,
	Item,
	Limits,
	Mark,
	Section,
	check,
	missing,
)

TODAY = date(2026, 10, 31)
COUNTS = st.integers(0, 30)
FILES = st.builds(
	File,
	age=st.none() | st.integers(0, 100),
	has_consent=st.booleans(),
	has_charter=st.booleans(),
	signed_forms=st.integers(0, 2),
	copies_given=st.integers(0, 2),
	is_eligible=st.booleans(),
	has_first_assessment=st.booleans(),
	has_plan=st.booleans(),
	formal_events=COUNTS,
	formal_without_note=COUNTS,
	notes=COUNTS,
	late_notes=COUNTS,
	oldest_problem=st.none() | st.dates(date(2020, 1, 1), TODAY),
	referrals=COUNTS,
	referrals_followed_up=COUNTS,
	referrals_overdue=COUNTS,
	referrals_without_note=COUNTS,
	documents=COUNTS,
)
LIMITS = st.builds(Limits, late_percent=st.integers(0, 100), problem_days=st.integers(1, 400))


def marks(**values) -> dict[Item, Mark]:
	return check(File(**values), TODAY, Limits())


class TestFileCompleteness(TestCase):
	@given(FILES, LIMITS)
	def test_every_file_has_every_mark_in_the_same_order(self, file: File, limits: Limits) -> None:
		"""R-266, R-284."""
		found = check(file, TODAY, limits)
		self.assertEqual(list(found), list(Item))
		self.assertEqual(missing(found), [item for item in Item if found[item] is Mark.NO])
		sections = [SECTION_OF[item] for item in Item]
		self.assertEqual(sections, sorted(sections, key=list(Section).index))

	@given(FILES, LIMITS)
	def test_what_is_required_always_applies(self, file: File, limits: Limits) -> None:
		"""R-284."""
		found = check(file, TODAY, limits)
		for item in (Item.CONSENT, Item.CHARTER, Item.ELIGIBILITY, Item.FIRST_ASSESSMENT):
			self.assertIsNot(found[item], Mark.NOT_APPLICABLE)

	@given(FILES, st.integers(0, 99), st.integers(1, 399))
	def test_stricter_limits_never_complete_a_file(self, file: File, percent: int, days: int) -> None:
		"""R-287."""
		lenient = missing(check(file, TODAY, Limits(percent + 1, days + 1)))
		self.assertLessEqual(set(lenient), set(missing(check(file, TODAY, Limits(percent, days)))))

	def test_a_plan_is_for_adults(self) -> None:
		"""R-190: of somebody whose age nobody knows it is asked for."""
		for age, has_plan, expected in (
			(18, False, Mark.NO),
			(17, False, Mark.NOT_APPLICABLE),
			(17, True, Mark.YES),
			(None, False, Mark.NO),
		):
			with self.subTest(age=age, has_plan=has_plan):
				self.assertIs(marks(age=age, has_plan=has_plan)[Item.PLAN], expected)

	def test_one_late_note_of_five(self) -> None:
		"""R-283: 20 of 100 are allowed."""
		self.assertIs(marks(notes=5, late_notes=1)[Item.NOTES_IN_TIME], Mark.YES)
		self.assertIs(marks(notes=9, late_notes=2)[Item.NOTES_IN_TIME], Mark.NO)
		self.assertIs(marks()[Item.NOTES_IN_TIME], Mark.NOT_APPLICABLE)

	def test_a_problem_of_thirty_days(self) -> None:
		"""R-274: the thirtieth day is in time."""
		for days, expected in ((0, Mark.YES), (30, Mark.YES), (31, Mark.NO)):
			with self.subTest(days=days):
				found = marks(oldest_problem=TODAY - timedelta(days=days))
				self.assertIs(found[Item.PROBLEMS], expected)

	def test_a_referral_that_is_not_due_yet(self) -> None:
		"""R-308: it says nothing before somebody asked, or should have."""
		for asked, overdue, expected in (
			(0, 0, Mark.NOT_APPLICABLE),
			(1, 0, Mark.YES),
			(0, 1, Mark.NO),
			(1, 1, Mark.NO),
		):
			with self.subTest(asked=asked, overdue=overdue):
				found = marks(referrals=2, referrals_followed_up=asked, referrals_overdue=overdue)
				self.assertIs(found[Item.REFERRALS_FOLLOWED_UP], expected)

	def test_one_copy_of_two_forms_is_not_enough(self) -> None:
		"""R-118."""
		self.assertIs(marks(signed_forms=2, copies_given=1)[Item.COPIES], Mark.NO)
		self.assertIs(marks(signed_forms=2, copies_given=2)[Item.COPIES], Mark.YES)
		self.assertIs(marks()[Item.COPIES], Mark.NOT_APPLICABLE)
