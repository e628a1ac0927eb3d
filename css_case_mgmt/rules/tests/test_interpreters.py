"""Who may interpret (D-15, R-250 to R-255, R-173)."""

import unittest
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.interpreters import (
	CONFLICT,
	FORMAL,
	INFORMAL,
	NOT_WANTED,
	PREFERRED,
	Advice,
	Agreement,
	Candidate,
	Interpreter,
	Meeting,
	Obstacle,
	advice,
	in_order,
	is_among,
	obstacles,
)
from css_case_mgmt.rules.tests.strategies import days

DAY = date(2026, 5, 4)
SIGNED = Interpreter(FORMAL, is_adult=True, signed_on=DAY)
UNSIGNED = replace(SIGNED, signed_on=None)
ONE_DAY = timedelta(days=1)


class TestObstacles(unittest.TestCase):
	def test_signed_on_the_day(self):
		"""R-251: a form signed on the day is enough, one signed the day after is not."""
		self.assertEqual(obstacles(SIGNED, Meeting(DAY)), [])
		self.assertEqual(obstacles(SIGNED, Meeting(DAY - ONE_DAY)), [Obstacle.NOT_SIGNED])

	def test_urgent_reason(self):
		"""D-15: unsigned blocks unless an urgent reason is given; spaces are none."""
		self.assertEqual(obstacles(UNSIGNED, Meeting(DAY, urgent_reason="  ")), [Obstacle.NOT_SIGNED])
		urgent = Meeting(DAY, urgent_reason="Birth, nobody else within reach")
		self.assertEqual(obstacles(UNSIGNED, urgent), [])
		self.assertEqual(advice(UNSIGNED, urgent), [Advice.SIGN_SOON])

	def test_agreement_of_the_agency_by_telephone(self):
		"""D-15: the agency's agreement holds for the telephone, on its first and its last day."""
		hired = replace(UNSIGNED, agreement=Agreement(DAY, DAY + ONE_DAY))
		for on in (DAY, DAY + ONE_DAY):
			self.assertEqual(obstacles(hired, Meeting(on, by_telephone=True)), [])
		for meeting in (
			Meeting(DAY - ONE_DAY, by_telephone=True),
			Meeting(DAY + 2 * ONE_DAY, by_telephone=True),
			Meeting(DAY),
		):
			self.assertEqual(obstacles(hired, meeting), [Obstacle.NOT_SIGNED])
		self.assertTrue(Agreement(DAY).holds(DAY + 900 * ONE_DAY))
		self.assertFalse(Agreement(None).holds(DAY))

	@given(st.text(), st.booleans(), days)
	def test_children_never(self, reason, by_telephone, on):
		"""R-252: whoever is not confirmed as 18, or is a child of the family, never; no reason helps."""
		meeting = Meeting(on, by_telephone=by_telephone, urgent_reason=reason)
		self.assertIn(Obstacle.NOT_AN_ADULT, obstacles(replace(SIGNED, is_adult=False), meeting))
		of_family = replace(meeting, is_child_of_the_family=True)
		self.assertIn(Obstacle.CHILD_OF_THE_FAMILY, obstacles(SIGNED, of_family))

	def test_what_the_client_says(self):
		"""R-254: a conflict of interest and an interpreter who is not wanted block, also by telephone."""
		for preference, obstacle in (
			(CONFLICT, Obstacle.CONFLICT_OF_INTEREST),
			(NOT_WANTED, Obstacle.NOT_WANTED),
		):
			meeting = Meeting(DAY, by_telephone=True, preference=preference, urgent_reason="urgent")
			self.assertEqual(obstacles(SIGNED, meeting), [obstacle])
		self.assertEqual(obstacles(SIGNED, Meeting(DAY, preference=PREFERRED)), [])

	def test_disabled(self):
		"""R-250: somebody taken out of the register does not interpret any more."""
		self.assertEqual(obstacles(replace(SIGNED, enabled=False), Meeting(DAY)), [Obstacle.DISABLED])


class TestAdvice(unittest.TestCase):
	def test_sensitive_topic(self):
		"""R-253: a formal interpreter is asked for when the topic is sensitive."""
		friend = replace(SIGNED, kind=INFORMAL)
		sensitive = Meeting(DAY, is_sensitive=True)
		self.assertEqual(advice(friend, sensitive), [Advice.ASK_FOR_A_FORMAL_ONE])
		self.assertEqual(advice(friend, Meeting(DAY)), [])
		self.assertEqual(advice(SIGNED, sensitive), [])

	def test_small_community(self):
		"""R-254: in a small community the telephone is better."""
		neighbour = replace(SIGNED, community="Same congregation")
		self.assertEqual(advice(neighbour, Meeting(DAY)), [Advice.PREFER_THE_TELEPHONE])
		self.assertEqual(advice(neighbour, Meeting(DAY, by_telephone=True)), [])

	def test_language(self):
		"""R-255: another language than the client's is said, but not where nothing is known."""
		dari = replace(SIGNED, languages=frozenset({"prs"}))
		self.assertEqual(
			advice(dari, Meeting(DAY, client_languages=frozenset({"som"}))), [Advice.ANOTHER_LANGUAGE]
		)
		self.assertEqual(advice(dari, Meeting(DAY, client_languages=frozenset({"som", "prs"}))), [])
		self.assertEqual(advice(dari, Meeting(DAY)), [])


class TestOrder(unittest.TestCase):
	def test_preferred_then_last_then_language(self):
		"""R-173: whom the client prefers, then who interpreted last, then by language; barred ones last."""
		candidates = [
			Candidate("barred", is_preferred=True, is_barred=True),
			Candidate("other language", speaks_other=True),
			Candidate("language", speaks_preferred=True),
			Candidate("formal", speaks_preferred=True, is_formal=True),
			Candidate("long ago", used_on=DAY - ONE_DAY),
			Candidate("last", used_on=DAY),
			Candidate("preferred", is_preferred=True),
		]
		order = [each.reference for each in in_order(candidates)]
		self.assertEqual(
			order, ["preferred", "last", "long ago", "formal", "language", "other language", "barred"]
		)

	def test_same_name_in_any_order(self):
		"""R-252: a child of the family is recognised whichever name comes first."""
		self.assertTrue(is_among("Amina Hassan", ["Omar Hassan", "hassan  AMINA"]))
		self.assertFalse(is_among("Amina Hassan", ["Amina"]))
		self.assertFalse(is_among("", [" "]))
