import unittest
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.membership import (
	EmptyMembership,
	HeadAlready,
	Membership,
	NotAMember,
	current_membership,
	first_day_without_head,
	head_on,
	is_changed_in_place,
	members_on,
	memberships_that_change,
	overlapping_membership,
	second_head,
)

WEDDING = date(2026, 6, 1)
ARRIVAL = date(2026, 1, 1)
LATER = date(2026, 9, 1)
calendar = [ARRIVAL + timedelta(days=n) for n in range(12)]


@st.composite
def memberships(draw, client="Amina"):
	first = draw(st.integers(0, 8))
	length = draw(st.none() | st.integers(1, 5))
	last = None if length is None else calendar[0] + timedelta(days=first + length)
	return Membership(client, calendar[first], last, draw(st.booleans()))


class TestPeriod(unittest.TestCase):
	def test_the_last_day_is_not_included(self):
		"""D-20: half-open."""
		membership = Membership("Amina", ARRIVAL, WEDDING)
		self.assertTrue(membership.includes(ARRIVAL))
		self.assertTrue(membership.includes(WEDDING - timedelta(days=1)))
		self.assertFalse(membership.includes(WEDDING))
		self.assertFalse(membership.includes(ARRIVAL - timedelta(days=1)))

	def test_a_membership_contains_a_day(self):
		"""D-20: it may neither end before it begins nor on that day."""
		for end in (ARRIVAL, ARRIVAL - timedelta(days=1)):
			with self.subTest(end), self.assertRaises(EmptyMembership):
				Membership("Amina", ARRIVAL, end)

	@given(memberships(), memberships())
	def test_overlapping_is_sharing_a_day(self, one, other):
		"""D-19, D-20: the same both ways."""
		shares_a_day = any(
			one.includes(day) and other.includes(day)
			for day in [ARRIVAL + timedelta(days=n) for n in range(20)]
		)
		self.assertEqual(one.overlaps(other), shares_a_day)
		self.assertEqual(other.overlaps(one), shares_a_day)


class TestOverlappingMembership(unittest.TestCase):
	def test_leaving_and_joining_on_one_day(self):
		"""D-20: at a marriage."""
		before = Membership("Amina", ARRIVAL, WEDDING)
		self.assertIsNone(overlapping_membership(Membership("Amina", WEDDING), [before]))

	def test_at_most_one_open_membership(self):
		"""D-19: whichever of the two is saved last."""
		parents = Membership("Amina", ARRIVAL, reference="parents")
		husband = Membership("Amina", WEDDING, reference="husband")
		self.assertIs(overlapping_membership(husband, [parents]), parents)
		self.assertIs(overlapping_membership(parents, [husband]), husband)

	def test_no_two_begin_on_the_same_day(self):
		"""D-20."""
		one_day = Membership("Amina", ARRIVAL, ARRIVAL + timedelta(days=1))
		self.assertIs(overlapping_membership(Membership("Amina", ARRIVAL), [one_day]), one_day)

	def test_the_earliest_conflict_is_named(self):
		first, second = Membership("Amina", ARRIVAL, WEDDING), Membership("Amina", WEDDING)
		whole = Membership("Amina", ARRIVAL)
		self.assertIs(overlapping_membership(whole, [second, first]), first)


class TestHead(unittest.TestCase):
	def test_two_heads_at_the_same_time(self):
		"""R-041."""
		father = Membership("Yusuf", ARRIVAL, is_head=True)
		self.assertIs(second_head(Membership("Amina", WEDDING, is_head=True), [father]), father)
		self.assertIsNone(second_head(Membership("Amina", WEDDING), [father]))

	def test_any_number_of_other_members(self):
		"""R-040, R-041."""
		others = [Membership("Sara", ARRIVAL), Membership("Omar", ARRIVAL)]
		self.assertIsNone(second_head(Membership("Amina", ARRIVAL, is_head=True), others))

	def test_one_head_after_the_other(self):
		"""R-041, D-20: the first left on the day on which the second took over."""
		father = Membership("Yusuf", ARRIVAL, WEDDING, is_head=True)
		mother = Membership("Amina", WEDDING, is_head=True)
		self.assertIsNone(second_head(mother, [father]))
		self.assertIs(head_on([father, mother], WEDDING - timedelta(days=1)), father)
		self.assertIs(head_on([father, mother], WEDDING), mother)
		self.assertIsNone(head_on([father, mother], ARRIVAL - timedelta(days=1)))

	def test_a_case_with_members_has_a_head(self):
		"""R-041: from the first day on, and when the head leaves."""
		father = Membership("Yusuf", ARRIVAL, WEDDING, is_head=True)
		daughter = Membership("Sara", ARRIVAL)
		mother = Membership("Amina", WEDDING, is_head=True)
		self.assertEqual(first_day_without_head([daughter]), ARRIVAL)
		self.assertEqual(first_day_without_head([father, daughter]), WEDDING)
		self.assertIsNone(first_day_without_head([father, daughter, mother]))

	def test_a_case_that_everybody_left_needs_no_head(self):
		"""R-041: nor does one that nobody joined."""
		self.assertIsNone(first_day_without_head([Membership("Yusuf", ARRIVAL, WEDDING, is_head=True)]))
		self.assertIsNone(first_day_without_head([]))


class TestChangeOfHead(unittest.TestCase):
	father = Membership("Yusuf", ARRIVAL, is_head=True)
	mother = Membership("Amina", ARRIVAL)
	grandmother = Membership("Hawa", ARRIVAL, WEDDING)

	def test_the_head_so_far_and_the_new_one_change(self):
		"""R-041."""
		family = [self.grandmother, self.father, self.mother]
		self.assertEqual(memberships_that_change(family, "Amina", WEDDING), (self.father, self.mother))
		self.assertEqual(memberships_that_change([self.mother], "Amina", WEDDING), (None, self.mother))

	def test_only_a_member_becomes_the_head(self):
		"""R-041, D-20: and not on the day on which they leave."""
		family = [self.father, self.grandmother]
		for stranger in ("Amina", "Hawa"):
			with self.subTest(stranger), self.assertRaises(NotAMember):
				memberships_that_change(family, stranger, WEDDING)

	def test_the_head_does_not_become_the_head(self):
		"""R-041."""
		with self.assertRaises(HeadAlready):
			memberships_that_change([self.father, self.mother], "Yusuf", WEDDING)

	def test_a_change_on_the_first_day_leaves_no_day_of_the_old_role(self):
		"""R-041, D-20: a membership contains a day."""
		self.assertTrue(is_changed_in_place(self.father, ARRIVAL))
		self.assertFalse(is_changed_in_place(self.father, WEDDING))


class TestMembers(unittest.TestCase):
	def test_those_in_force_on_the_day(self):
		"""R-040, D-20."""
		left, stays, joins = (
			Membership("Sara", ARRIVAL, WEDDING),
			Membership("Yusuf", ARRIVAL),
			Membership("Omar", WEDDING),
		)
		self.assertEqual(members_on([left, stays, joins], ARRIVAL), [left, stays])
		self.assertEqual(members_on([left, stays, joins], WEDDING), [stays, joins])

	def test_the_current_membership_began_latest(self):
		"""D-19, D-20: not one that is still to begin, and the last one even after it ended."""
		parents = Membership("Amina", ARRIVAL, WEDDING)
		husband = Membership("Amina", WEDDING, LATER)
		self.assertIs(current_membership([husband, parents], WEDDING - timedelta(days=1)), parents)
		self.assertIs(current_membership([husband, parents], WEDDING), husband)
		self.assertIs(current_membership([husband, parents], LATER), husband)
		self.assertIsNone(current_membership([husband, parents], ARRIVAL - timedelta(days=1)))
