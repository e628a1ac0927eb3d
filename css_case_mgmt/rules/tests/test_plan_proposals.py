import unittest
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.plan_proposals import (
	MOST_FACTORS,
	MOST_QUESTIONS,
	Answer,
	Factor,
	proposals,
)

scores = st.fractions(1, 3, max_denominator=12)
answers = st.lists(st.builds(Answer, st.uuids().map(str), scores | st.none()), max_size=6).map(tuple)
factors = st.lists(
	st.builds(
		Factor,
		st.sampled_from(["housing", "language", "work", "health", "children", "money"]),
		st.sampled_from(["Scored", "Incomplete", "Out of Scope"]),
		scores,
		answers,
	),
	max_size=8,
	unique_by=lambda factor: factor.factor,
)


class TestProposals(unittest.TestCase):
	def test_the_highest_first(self):
		"""R-165, D-04: higher is more need; of two alike the one that is asked first."""
		rows = [
			Factor("housing", "Scored", 2),
			Factor("language", "Scored", 3),
			Factor("work", "Scored", 2),
			Factor("health", "Scored", Fraction(5, 2)),
		]
		self.assertEqual([each.factor for each in proposals(rows)], ["language", "health", "housing"])

	def test_the_status_decides_not_the_number(self):
		"""D-03: an incomplete factor has no score, whatever stands in the column."""
		rows = [Factor("housing", "Incomplete", 3), Factor("work", "Out of Scope", 3)]
		self.assertEqual(proposals(rows), ())

	def test_where_no_support_is_needed_nothing_is_proposed(self):
		"""R-165, D-04"""
		self.assertEqual(proposals([Factor("housing", "Scored", 1)]), ())

	def test_questions_that_weigh_most(self):
		"""R-165: the heaviest answers first; those not answered, or that need no support, do not speak."""
		answers = (Answer("Q1", 1), Answer("Q2", 2), Answer("Q3", None), Answer("Q4", 3), Answer("Q5", 2))
		(found,) = proposals([Factor("housing", "Scored", 2, answers)])
		self.assertEqual(found.question_codes, ("Q4", "Q2", "Q5"))

	@given(factors)
	def test_bounds_and_order(self, rows):
		"""R-165, D-03"""
		found = proposals(rows)
		self.assertLessEqual(len(found), MOST_FACTORS)
		self.assertEqual([each.score for each in found], sorted((each.score for each in found), reverse=True))
		scored = {row.factor: row for row in rows if row.status == "Scored" and row.score > 1}
		self.assertLessEqual({each.factor for each in found}, {*scored})
		self.assertEqual(len(found), min(len(scored), MOST_FACTORS))
		left_out = [row.score for name, row in scored.items() if name not in {each.factor for each in found}]
		self.assertTrue(all(each.score >= score for each in found for score in left_out))

	@given(factors)
	def test_questions_are_those_of_the_factor(self, rows):
		"""R-165"""
		of_factor = {row.factor: {answer.question_code for answer in row.answers} for row in rows}
		for each in proposals(rows):
			self.assertLessEqual({*each.question_codes}, of_factor[each.factor])
			self.assertLessEqual(len(each.question_codes), MOST_QUESTIONS)
