import unittest
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.participation import (
	Audience,
	Obstacle,
	Participant,
	Person,
	audience_of,
	obstacles,
)

ON = date(2026, 5, 4)
ADULT = Person(is_member=True, is_here_now=True, born=date(1990, 1, 1))
CHILD = Person(is_member=True, is_here_now=True, born=date(2015, 1, 1))
PEOPLE = {
	"mother": ADULT,
	"father": ADULT,
	"child": CHILD,
	"enrolled child": Person(True, True, CHILD.born, is_enrolled=True),
	"of unknown age": Person(True, True, None),
	"moved away": Person(True, False, ADULT.born),
	"child of 16 today": Person(True, True, date(2010, 5, 4)),
}


class TestParticipants(unittest.TestCase):
	def found(self, *rows):
		return obstacles([Participant(*row) for row in rows], PEOPLE, ON, 16)

	def test_members_of_the_family(self):
		"""R-013, R-234."""
		self.assertEqual(self.found(("mother",), ("father",), ("of unknown age",)), [])
		self.assertEqual(self.found(("mother",), ("a neighbour",)), [(2, Obstacle.NOT_A_MEMBER)])

	def test_each_once(self):
		"""R-234."""
		self.assertEqual(self.found(("mother",), ("mother",)), [(2, Obstacle.NAMED_TWICE)])

	def test_somebody_who_belongs_to_another_case_by_now(self):
		"""D-20, R-502."""
		self.assertEqual(self.found(("moved away",)), [(1, Obstacle.OF_ANOTHER_CASE)])
		self.assertEqual(self.found(("child", "moved away")), [(1, Obstacle.NOT_A_GUARDIAN)])

	def test_a_child_is_documented_under_a_parent(self):
		"""D-09: of this family, old enough for an own file, and not the child."""
		self.assertEqual(self.found(("child",)), [(1, Obstacle.UNDER_WHOM)])
		self.assertEqual(self.found(("child", "mother")), [])
		self.assertEqual(self.found(("of unknown age", "mother")), [])
		for under in ("child", "a neighbour", "enrolled child"):
			self.assertEqual(self.found(("child", under)), [(1, Obstacle.NOT_A_GUARDIAN)])
		themselves = ("of unknown age", "of unknown age")
		self.assertEqual(self.found(themselves), [(1, Obstacle.NOT_A_GUARDIAN)])

	def test_who_has_own_records_is_documented_under_nobody(self):
		"""D-09: with a direct intervention, and from the birthday on."""
		for client in ("mother", "enrolled child", "child of 16 today"):
			self.assertEqual(self.found((client,)), [])
			self.assertEqual(self.found((client, "father")), [(1, Obstacle.HAS_OWN_FILE)])


class TestAudience(unittest.TestCase):
	def test_one_person_or_several(self):
		"""R-229."""
		self.assertEqual(audience_of(1), Audience.INDIVIDUAL)
		self.assertEqual(audience_of(2), Audience.FAMILY)

	@given(st.integers(1, 50))
	def test_who_is_added_never_makes_it_less_of_a_family(self, people):
		"""R-229: one person alone is an individual, and a message to several families is for a group, whoever is
		named."""
		self.assertEqual(audience_of(people) is Audience.INDIVIDUAL, people == 1)
		self.assertIs(audience_of(people + 1), Audience.FAMILY)
		self.assertIs(audience_of(people, is_to_group=True), Audience.GROUP)
