import unittest
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.nam_change import (
	AmbiguousMapping,
	Change,
	Direction,
	MappingLine,
	QuestionRelation,
	compare,
	direction,
	mapped_questions,
)
from css_case_mgmt.rules.nam_scoring import Answer, OverallStatus, UnansweredReason, score
from css_case_mgmt.rules.tests.strategies import answered, answers, percents

DECLINED = UnansweredReason.DECLINED
NOT_APPLICABLE = UnansweredReason.NOT_APPLICABLE


class TestSameBank(unittest.TestCase):
	def test_change_is_the_later_score_less_the_baseline(self):
		"""R-151, R-167, D-04: from 3 to 2 in housing and from 1 to 2 in language is 0 overall."""
		result = compare(
			answered("housing", 3, 3) + answered("language", 1),
			answered("housing", 1, 3) + answered("language", 2),
			None,
			50,
		)
		housing, language = result.factor_changes["housing"], result.factor_changes["language"]
		self.assertEqual((housing.number, housing.direction), (Decimal(-1), Direction.IMPROVED))
		self.assertEqual((language.number, language.direction), (Decimal(1), Direction.WORSE))
		self.assertEqual(result.overall_change.number, 0)
		self.assertTrue(result.overall_change.has_change)

	def test_a_change_is_rounded_once_to_four_decimals(self):
		"""D-03, R-167: 4/3 less 3/2."""
		result = compare(answered("F", 1, 2), answered("F", 1, 1, 2), None, 50)
		self.assertEqual(str(result.factor_changes["F"].number), "-0.1667")
		self.assertEqual(str(result.overall_change.number), "-0.1667")

	def test_a_factor_that_comes_into_scope_is_no_change_of_need(self):
		"""D-03, D-21: a child is born; the other factors stay as they were, and so does the overall."""
		others = answered("housing", 1) + answered("language", 1)
		result = compare(
			others + answered("children", NOT_APPLICABLE), others + answered("children", 3), None, 50
		)
		self.assertFalse(result.factor_changes["children"].has_change)
		self.assertIsNone(result.factor_changes["children"].number)
		self.assertEqual(result.overall_change, Change(Fraction(0)))
		self.assertEqual(result.compared_factors, ["housing", "language"])

	def test_no_overall_change_beside_an_incomplete_factor(self):
		"""D-03: on either side; the factors that are Scored keep their changes."""
		whole = answered("housing", 1) + answered("language", 1)
		partial = answered("housing", 3) + answered("language", DECLINED)
		for baseline, current in ((whole, partial), (partial, whole)):
			result = compare(baseline, current, None, 50)
			self.assertEqual(result.compared_factors, ["housing"])
			self.assertEqual(result.overall_change, Change(None))

	def test_nothing_in_common_is_no_change(self):
		"""D-03: not a change of 0."""
		result = compare(answered("children", 2), answered("housing", 2), None, 50)
		self.assertEqual(list(result.factor_changes), ["housing"])
		self.assertFalse(result.overall_change.has_change)

	@given(answers(), answers(), percents)
	def test_each_change_is_the_exact_difference_of_scores(self, baseline, current, minimum):
		"""R-167, D-03: rounded once, of the exact means and not of the rounded scores."""
		then, now = score(baseline, minimum).means, score(current, minimum).means
		result = compare(baseline, current, None, minimum)
		self.assertEqual(set(result.compared_factors), then.keys() & now.keys())
		for factor in result.compared_factors:
			self.assertEqual(result.factor_changes[factor].difference, now[factor] - then[factor])

	@given(answers(), answers(), percents)
	def test_the_way_back_is_the_opposite_change(self, baseline, current, minimum):
		"""D-04: an improvement and a worsening of the same size have the same size."""
		there = compare(baseline, current, None, minimum).overall_change
		back = compare(current, baseline, None, minimum).overall_change
		self.assertEqual(there.has_change, back.has_change)
		if there.number is not None and back.number is not None:
			self.assertEqual(there.number, -back.number)

	@given(answers(), percents)
	def test_the_same_answers_are_no_difference(self, given_answers, minimum):
		result = compare(given_answers, given_answers, None, minimum)
		is_scored = score(given_answers, minimum).overall.status is OverallStatus.SCORED
		self.assertEqual(result.overall_change, Change(Fraction(0) if is_scored else None))


class TestAnotherBank(unittest.TestCase):
	def test_only_mapped_questions_are_compared(self):
		"""D-05: the new bank's second question and the old one's are left out on both sides."""
		result = compare(
			[Answer("old1", "housing", 2), Answer("old2", "housing", 3)],
			[Answer("new1", "housing", 1), Answer("new3", "housing", 3)],
			{"new1": "old1"},
			50,
		)
		self.assertEqual(result.factor_changes["housing"].number, Decimal(-1))
		self.assertEqual(result.overall_change.number, Decimal(-1))

	def test_a_factor_without_mapped_questions_has_no_change(self):
		"""D-05: and does not enter the overall one."""
		result = compare(
			[Answer("old1", "housing", 2), Answer("old2", "language", 1)],
			[Answer("new1", "housing", 1), Answer("new2", "language", 3)],
			{"new1": "old1"},
			50,
		)
		self.assertEqual(result.compared_factors, ["housing"])
		self.assertEqual(result.overall_change.number, Decimal(-1))

	def test_a_question_that_moved_counts_in_its_present_factor(self):
		"""D-05: on both sides, so that moving it is no change."""
		result = compare(
			[Answer("old1", "housing", 2), Answer("old2", "language", 3)],
			[Answer("new1", "housing", 2), Answer("new2", "housing", 3)],
			{"new1": "old1", "new2": "old2"},
			50,
		)
		self.assertEqual(result.factor_changes, {"housing": Change(Fraction(0))})

	def test_the_minimum_holds_for_the_mapped_questions(self):
		"""D-03, D-05: scored in full, but declined where the banks meet."""
		result = compare(
			[Answer("old1", "housing", 2)],
			[Answer("new1", "housing", None, DECLINED), Answer("new2", "housing", 3)],
			{"new1": "old1"},
			50,
		)
		self.assertEqual((result.compared_factors, result.overall_change), ([], Change(None)))

	def test_no_overall_change_of_an_assessment_without_overall_score(self):
		"""D-03, D-05: an unmapped factor is Incomplete, so the assessment has no number that could change."""
		complete = [Answer("old1", "housing", 2)]
		gap = [Answer("new1", "housing", 1), Answer("new2", "language", None, DECLINED)]
		result = compare(complete, gap, {"new1": "old1"}, 50)
		self.assertEqual(result.factor_changes["housing"].number, Decimal(-1))
		self.assertFalse(result.overall_change.has_change)

	def test_no_overall_change_where_a_factor_cannot_be_compared_for_want_of_answers(self):
		"""D-03, D-05: both assessments have an overall score, but not over the mapped questions alone."""
		baseline = [Answer("old1", "housing", 2), Answer("old2", "language", 1)]
		current = [
			Answer("new1", "housing", 1),
			Answer("new2", "language", None, DECLINED),
			Answer("new3", "language", 3),
		]
		self.assertIs(score(current, 50).overall.status, OverallStatus.SCORED)
		result = compare(baseline, current, {"new1": "old1", "new2": "old2"}, 50)
		self.assertEqual(result.compared_factors, ["housing"])
		self.assertFalse(result.overall_change.has_change)

	def test_an_empty_mapping_compares_nothing(self):
		"""D-05: which is not the same bank, even if its codes are the same."""
		result = compare(answered("housing", 1), answered("housing", 3), {}, 50)
		self.assertEqual(result.factor_changes, {"housing": Change(None)})
		self.assertFalse(result.overall_change.has_change)

	def test_a_mapping_to_a_question_that_is_not_there_is_left_out(self):
		result = compare([Answer("old1", "F", 1)], [Answer("new1", "F", 1)], {"new1": "gone"}, 50)
		self.assertEqual(result.compared_factors, [])

	@given(answers(), answers(), percents)
	def test_mapping_every_question_to_itself_compares_like_the_same_bank(self, baseline, current, minimum):
		"""D-05: for two assessments with the same questions."""
		factor_of = {answer.question_code: answer.factor for answer in baseline}
		size = min(len(baseline), len(current))
		baseline = baseline[:size]
		current = [
			Answer(each.question_code, factor_of[each.question_code], each.weight, each.unanswered_reason)
			for each in current[:size]
		]
		identity = {answer.question_code: answer.question_code for answer in current}
		self.assertEqual(
			compare(baseline, current, identity, minimum), compare(baseline, current, None, minimum)
		)


class TestMapping(unittest.TestCase):
	def test_identical_and_reworded_questions_continue(self):
		"""D-05."""
		lines = [
			MappingLine("old1", "new1", QuestionRelation.IDENTICAL),
			MappingLine("old2", "new2", QuestionRelation.REWORDED),
			MappingLine("old3", "new3", QuestionRelation.NONE),
		]
		self.assertEqual(mapped_questions(lines), {"new1": "old1", "new2": "old2"})

	def test_a_question_continues_one_question(self):
		"""D-05: in either direction; otherwise one answer would count twice."""
		for pairs in ([("old1", "new1"), ("old2", "new1")], [("old1", "new1"), ("old1", "new2")]):
			lines = [MappingLine(*pair, QuestionRelation.IDENTICAL) for pair in pairs]
			with self.subTest(pairs), self.assertRaises(AmbiguousMapping):
				mapped_questions(lines)
		with self.assertRaises(AmbiguousMapping):
			compare([], [], {"new1": "old1", "new2": "old1"}, 50)


class TestDirection(unittest.TestCase):
	@given(st.decimals(-2, 2, places=4))
	def test_higher_is_worse(self, change):
		"""D-04, R-142."""
		words = {-1: Direction.IMPROVED, 0: Direction.SAME, 1: Direction.WORSE}
		self.assertEqual(direction(change), words[(change > 0) - (change < 0)])

	def test_no_change_has_no_direction(self):
		"""D-03: no number is not the same as Same."""
		self.assertIsNone(Change(None).direction)
		self.assertIs(Change(Fraction(0)).direction, Direction.SAME)

	def test_what_rounds_to_nothing_is_the_same(self):
		"""D-03: the words never say more than the number shown beside them."""
		self.assertIs(Change(Fraction(1, 30000)).direction, Direction.SAME)
