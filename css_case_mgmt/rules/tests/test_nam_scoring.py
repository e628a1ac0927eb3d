import unittest
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.nam_scoring import (
	Answer,
	ContradictoryAnswer,
	DuplicateAnswer,
	FactorStatus,
	OverallStatus,
	UnansweredReason,
	WeightOutOfRange,
	WeightTooPrecise,
	exact_weight,
	score,
	unexplained_gaps,
)
from css_case_mgmt.rules.tests.strategies import answered, answers, percents, weights

DECLINED = UnansweredReason.DECLINED
NOT_APPLICABLE = UnansweredReason.NOT_APPLICABLE
NOT_ASKED = UnansweredReason.NOT_ASKED
UNKNOWN = UnansweredReason.UNKNOWN


def score_of(factor, result):
	return next(each for each in result.factor_scores if each.factor == factor)


class TestWorkedNumbers(unittest.TestCase):
	def test_factor_and_overall_score(self):
		"""T-01, R-144, R-145: 1 and 3 make a factor of 2.0; 1 1 2 2 3 3 1 3 make an overall of 2.0."""
		self.assertEqual(score(answered("housing", 1, 3), 50).factor_scores[0].score, Decimal("2.0"))
		eight = [answered(f"F{n}", weight)[0] for n, weight in enumerate([1, 1, 2, 2, 3, 3, 1, 3])]
		self.assertEqual(score(eight, 50).overall.score, Decimal("2.0"))

	def test_overall_is_the_mean_of_means(self):
		"""T-02, R-145: Language 3 3 3 3 and Life Skills 1 make 2.0, not the 2.6 of all answers."""
		result = score(answered("language", 3, 3, 3, 3) + answered("life_skills", 1), 50)
		self.assertEqual([each.score for each in result.factor_scores], [Decimal(3), Decimal(1)])
		self.assertEqual(result.overall.score, Decimal(2))

	def test_a_factor_out_of_scope_leaves_the_mean(self):
		"""T-03, R-147: without children the mean is over seven factors; neither a 0 nor a 1 stands in."""
		seven = [answered(f"F{n}", 2)[0] for n in range(7)]
		result = score(seven + answered("children", NOT_APPLICABLE, NOT_APPLICABLE), 50)
		children = score_of("children", result)
		self.assertEqual((children.status, children.score), (FactorStatus.OUT_OF_SCOPE, None))
		self.assertEqual((result.overall.status, result.overall.score), (OverallStatus.SCORED, Decimal(2)))

	def test_no_answers_no_score(self):
		"""T-04, R-147: never 0 and never a division by zero, whatever the minimum."""
		for minimum in (0, 50, 100):
			for nothing in ([], answered("housing", NOT_ASKED, DECLINED), [Answer("Q1", "housing")]):
				result = score(nothing, minimum)
				self.assertEqual(result.overall.status, OverallStatus.INCOMPLETE)
				self.assertIsNone(result.overall.score)
				for factor_score in result.factor_scores:
					self.assertEqual(factor_score.status, FactorStatus.INCOMPLETE)
					self.assertIsNone(factor_score.score)


class TestAnsweredShare(unittest.TestCase):
	def test_exactly_the_minimum_is_enough(self):
		"""D-03, R-147: one of two is 50 %; one of three is less."""
		self.assertEqual(score(answered("F", 2, DECLINED), 50).factor_scores[0].status, FactorStatus.SCORED)
		below = score(answered("F", 2, DECLINED, UNKNOWN), 50).factor_scores[0]
		self.assertEqual((below.status, below.score), (FactorStatus.INCOMPLETE, None))

	def test_a_third_is_compared_exactly(self):
		"""D-03: one of three is below 33.34 % and above 33.33 %."""
		one_of_three = answered("F", 2, DECLINED, DECLINED)
		self.assertEqual(score(one_of_three, 33.33).factor_scores[0].status, FactorStatus.SCORED)
		self.assertEqual(score(one_of_three, 33.34).factor_scores[0].status, FactorStatus.INCOMPLETE)

	def test_a_decimal_minimum_given_as_a_float_means_what_it_says(self):
		"""D-03: one of a thousand meets 0.1 %, though the binary number nearest to 0.1 lies above it."""
		one_of_thousand = answered("F", 2, *[DECLINED] * 999)
		self.assertEqual(score(one_of_thousand, 0.1).factor_scores[0].status, FactorStatus.SCORED)

	def test_only_not_applicable_leaves_the_share(self):
		"""D-03, R-147: 1 of 2 applicable is enough where 1 of 4 would not be."""
		for reason, status in {
			NOT_APPLICABLE: FactorStatus.SCORED,
			NOT_ASKED: FactorStatus.INCOMPLETE,
			DECLINED: FactorStatus.INCOMPLETE,
			UNKNOWN: FactorStatus.INCOMPLETE,
		}.items():
			with self.subTest(reason):
				result = score(answered("F", 3, DECLINED, reason, reason), 50)
				self.assertEqual(result.factor_scores[0].status, status)

	def test_a_gap_without_reason_counts_as_not_answered(self):
		"""D-03, R-162: a draft is scored as it stands."""
		draft = [*answered("F", 3), Answer("G1", "F"), Answer("G2", "F")]
		self.assertEqual(score(draft, 50).factor_scores[0].status, FactorStatus.INCOMPLETE)

	def test_one_incomplete_factor_makes_the_overall_incomplete(self):
		"""D-03: the other factor keeps its own score."""
		result = score(answered("A", 3) + answered("B", DECLINED), 50)
		self.assertEqual(score_of("A", result).score, Decimal(3))
		self.assertEqual((result.overall.status, result.overall.score), (OverallStatus.INCOMPLETE, None))

	def test_every_factor_out_of_scope_makes_the_overall_incomplete(self):
		"""D-03."""
		result = score(answered("A", NOT_APPLICABLE) + answered("B", NOT_APPLICABLE), 0)
		self.assertEqual((result.overall.status, result.overall.score), (OverallStatus.INCOMPLETE, None))

	def test_the_minimum_is_a_percentage(self):
		for minimum in (-1, 100.5):
			with self.assertRaises(ValueError):
				score([], minimum)


class TestScoreProperties(unittest.TestCase):
	@given(answers(), percents, st.randoms(use_true_random=False))
	def test_the_order_of_answers_does_not_matter(self, given_answers, minimum, random):
		"""R-146, R-162: questions may be answered in any order."""
		shuffled = random.sample(given_answers, len(given_answers))
		one, other = score(given_answers, minimum), score(shuffled, minimum)
		self.assertEqual(set(one.factor_scores), set(other.factor_scores))
		self.assertEqual(one.overall, other.overall)

	@given(answers(), percents)
	def test_factors_come_in_the_order_of_their_first_question(self, given_answers, minimum):
		expected = list(dict.fromkeys(answer.factor for answer in given_answers))
		self.assertEqual([each.factor for each in score(given_answers, minimum).factor_scores], expected)

	@given(answers(), percents)
	def test_a_number_if_and_only_if_scored_and_then_from_1_to_3(self, given_answers, minimum):
		"""D-03, R-142, R-147: the status decides."""
		result = score(given_answers, minimum)
		for each in (*result.factor_scores, result.overall):
			self.assertEqual(each.score is not None, each.status.value == "Scored")
			if each.score is not None:
				self.assertTrue(1 <= each.score <= 3)

	@given(answers(), percents, st.integers(1, 5))
	def test_a_factor_out_of_scope_never_changes_the_overall(self, given_answers, minimum, questions):
		"""T-03, D-03."""
		out_of_scope = answered("elsewhere", *[NOT_APPLICABLE] * questions)
		self.assertEqual(
			score(given_answers + out_of_scope, minimum).overall, score(given_answers, minimum).overall
		)

	@given(st.lists(st.lists(weights, min_size=1, max_size=7), min_size=1, max_size=8))
	def test_scores_are_exact_means_rounded_once(self, weights_by_factor):
		"""T-02, D-03, R-144, R-145: against a sum of fractions; the overall never sees a rounded factor."""
		result = score(
			[each for n, weights in enumerate(weights_by_factor) for each in answered(f"F{n}-", *weights)], 50
		)
		means = [Fraction(sum(map(Fraction, weights)), len(weights)) for weights in weights_by_factor]
		expected = [*means, sum(means) / len(means)]
		for each, exact_mean in zip((*result.factor_scores, result.overall), expected, strict=True):
			self.assertEqual(Fraction(each.score), Fraction(int(exact_mean * 10000 + Fraction(1, 2)), 10000))

	def test_the_overall_is_not_the_mean_of_rounded_scores(self):
		"""D-03, R-145: the rounded scores 1.0000, 1.0000 and 1.0001 would make 1.0000."""
		result = score(answered("A", 1, 1, 1.0001) + answered("B", 1, 1, 1.0001) + answered("C", 1.0001), 50)
		self.assertEqual([str(each.score) for each in result.factor_scores], ["1.0000", "1.0000", "1.0001"])
		self.assertEqual(str(result.overall.score), "1.0001")

	@given(answers())
	def test_a_higher_minimum_never_scores_more(self, given_answers):
		"""D-03."""
		lenient, strict = score(given_answers, 25), score(given_answers, 75)
		self.assertLessEqual(set(strict.means), set(lenient.means))


class TestAnswers(unittest.TestCase):
	def test_gaps_without_a_reason_are_named_in_order(self):
		"""D-03, R-147: what still keeps an assessment from completion."""
		given_answers = [Answer("B", "F"), *answered("F", 1, DECLINED), Answer("A", "F")]
		self.assertEqual(unexplained_gaps(given_answers), ["B", "A"])

	def test_a_weight_and_a_reason_contradict_each_other(self):
		"""D-03."""
		with self.assertRaises(ContradictoryAnswer):
			Answer("Q1", "F", 1, DECLINED)

	def test_a_question_counts_once(self):
		"""R-144."""
		with self.assertRaises(DuplicateAnswer):
			score([Answer("Q1", "F", 1), Answer("Q1", "F", 3)], 50)

	def test_the_reasons_are_the_stored_words(self):
		"""R-147."""
		words = ["Not Asked", "Declined", "Not Applicable", "Unknown"]
		self.assertEqual([reason.value for reason in UnansweredReason], words)


class TestWeights(unittest.TestCase):
	@given(weights)
	def test_every_weight_of_four_decimals_is_read_exactly_from_a_float_column(self, weight):
		"""D-04, R-142."""
		self.assertEqual(exact_weight(float(weight)), Fraction(weight))
		self.assertEqual(exact_weight(weight), Fraction(weight))

	def test_binary_noise_is_dropped(self):
		"""D-04: 1.1 + 0.1 is 1.2000000000000002."""
		self.assertEqual(exact_weight(1.1 + 0.1), Fraction(6, 5))

	def test_weights_outside_the_range_are_refused(self):
		"""R-143: both ends belong to the range; 0 is what an empty column holds."""
		self.assertEqual([exact_weight(1), exact_weight(3.0)], [1, 3])
		for weight in (0, 0.9999, 3.0001, 4, -1, Decimal("NaN"), float("nan"), float("inf")):
			with self.subTest(weight), self.assertRaises(WeightOutOfRange):
				exact_weight(weight)

	def test_more_than_four_decimals_are_refused(self):
		"""D-04."""
		self.assertEqual(exact_weight(1.3333), Fraction("1.3333"))
		for weight in (1.33333, Decimal("1.33333"), Fraction(4, 3)):
			with self.subTest(weight), self.assertRaises(WeightTooPrecise):
				exact_weight(weight)

	def test_a_bad_weight_among_the_answers_is_refused(self):
		"""R-143."""
		with self.assertRaises(WeightOutOfRange):
			score([Answer("Q1", "F", 0.0)], 50)
