"""R-306, R-308, R-311: what came of referrals, at each boundary and for any of them."""

from datetime import date, timedelta
from decimal import Decimal
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.referral import TO_FOLLOW_UP, Status
from css_case_mgmt.rules.referral_outcomes import Referral, outcomes

TODAY = date(2026, 10, 31)
DAYS = st.dates(date(2026, 1, 1), TODAY)
STATUSES = tuple(status.value for status in Status)
ANSWERS = st.sampled_from(("", "Yes", "No", "Not Known"))
REFERRALS = st.builds(
	Referral,
	client=st.sampled_from("abc"),
	css_case=st.sampled_from("xy"),
	status=st.sampled_from(STATUSES),
	referred_on=DAYS,
	follow_up_due=st.none() | DAYS,
	followed_up_on=st.none() | DAYS,
	outcome_on=st.none() | DAYS,
	obtained=ANSWERS,
	benefitted=ANSWERS,
)


def figures(*referrals: Referral):
	return outcomes((referral, TODAY) for referral in referrals)


def sent(**values) -> Referral:
	return Referral(**{"client": "a", "css_case": "x", "status": "Sent", "referred_on": TODAY, **values})


class TestReferralOutcomes(TestCase):
	@given(st.lists(REFERRALS))
	def test_figures_hold_together(self, referrals: list[Referral]) -> None:
		"""R-234, R-311: people and cases once; obtained are some of those followed up, overdue some of the open."""
		found = figures(*referrals)
		self.assertEqual(found.referrals, len(referrals))
		self.assertLessEqual(found.cases, min(len(referrals), 2))
		self.assertLessEqual(found.people, min(len(referrals), 3))
		self.assertLessEqual(found.obtained, found.followed_up)
		self.assertLessEqual(found.overdue, found.open)
		self.assertEqual(found.linkage_percent is None, found.obtained + found.not_obtained == 0)
		if found.linkage_percent is not None:
			self.assertTrue(0 <= found.linkage_percent <= 100)

	@given(st.lists(REFERRALS), st.randoms())
	def test_the_order_does_not_matter(self, referrals: list[Referral], random) -> None:
		"""R-311."""
		shuffled = list(referrals)
		random.shuffle(shuffled)
		self.assertEqual(figures(*referrals), figures(*shuffled))

	def test_overdue_from_the_next_day_on(self) -> None:
		"""R-308: and not if somebody asked on the day or later."""
		day = timedelta(days=1)
		for due, asked, expected in (
			(TODAY, None, False),
			(TODAY - day, None, True),
			(TODAY - day, TODAY - 2 * day, True),
			(TODAY - day, TODAY - day, False),
			(None, None, False),
		):
			with self.subTest(due=due, asked=asked):
				referral = sent(follow_up_due=due, followed_up_on=asked)
				self.assertEqual(referral.is_overdue(TODAY), expected)

	def test_only_open_ones_are_overdue(self) -> None:
		"""R-308."""
		late = TODAY - timedelta(days=9)
		for status in STATUSES:
			with self.subTest(status):
				referral = sent(status=status, follow_up_due=late)
				self.assertEqual(referral.is_overdue(TODAY), status in TO_FOLLOW_UP)

	def test_of_a_closed_enrolment(self) -> None:
		"""R-308: it counts, and is neither open nor overdue."""
		closed = sent(follow_up_due=TODAY - timedelta(days=9), is_of_closed_enrolment=True)
		found = figures(closed)
		self.assertEqual((found.referrals, found.open, found.overdue), (1, 0, 0))

	def test_the_linkage_rate(self) -> None:
		"""R-311: of three of which it is known, one obtained: 33.3; the others are not among them."""
		found = figures(
			sent(obtained="Yes"), sent(obtained="No"), sent(obtained="No"), sent(obtained="Not Known"), sent()
		)
		self.assertEqual(found.linkage_percent, Decimal("33.3"))
		self.assertEqual((found.followed_up, found.not_obtained), (4, 2))
		self.assertIsNone(figures(sent(obtained="Not Known"), sent()).linkage_percent)

	def test_days_to_linkage(self) -> None:
		"""R-311: the mean of those obtained, on the days known."""
		first = TODAY - timedelta(days=10)
		found = figures(
			sent(referred_on=first, outcome_on=TODAY, obtained="Yes"),
			sent(referred_on=TODAY, outcome_on=TODAY, obtained="Yes"),
			sent(referred_on=first, outcome_on=TODAY, obtained="No"),
			sent(obtained="Yes"),
		)
		self.assertEqual(found.days_to_linkage, Decimal("5.0"))
