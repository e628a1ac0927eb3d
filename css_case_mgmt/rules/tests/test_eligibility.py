import unittest

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.eligibility import (
	COLUMNS,
	InvalidOtherFactor,
	OtherFactor,
	OtherFactorProblem,
	Outcome,
	Reason,
	ReasonCode,
	Standing,
	decide,
	other_factor_problems,
)

ELIGIBLE_STANDINGS = [standing for standing in Standing if standing is not Standing.NOT_ELIGIBLE]
columns = st.sampled_from(COLUMNS)
criteria = st.lists(columns, max_size=11)
other_factors = st.lists(st.builds(OtherFactor, columns), max_size=1)
standings = st.sampled_from(list(Standing))


class TestColumns(unittest.TestCase):
	def test_each_boundary(self):
		"""T-07, D-07, R-091, R-094: every set of columns, without and with Other Factor for each column."""
		for met in ((), (1,), (2,), (3,), (1, 2), (1, 3), (2, 3), (1, 2, 3)):
			for used_for in (None, *COLUMNS):
				with self.subTest(met=met, other_factor=used_for):
					decision = decide(Standing.ELIGIBLE, met, [OtherFactor(used_for)] if used_for else [])
					missing = sorted(set(COLUMNS) - set(met) - {used_for})
					self.assertEqual(list(decision.missing_columns), missing)
					self.assertEqual(decision.outcome, Outcome.INELIGIBLE if missing else Outcome.ELIGIBLE)

	def test_two_columns_are_not_enough(self):
		"""T-07: {1 yes, 2 yes, 3 no} is ineligible."""
		decision = decide(Standing.ELIGIBLE, [1, 2, 2])
		self.assertEqual(decision.outcome, Outcome.INELIGIBLE)
		self.assertEqual(decision.reasons, (Reason(ReasonCode.COLUMN_EMPTY, 3),))

	def test_other_factor_fills_one_column(self):
		"""T-07: with Other Factor in column 3, eligible."""
		decision = decide(Standing.ELIGIBLE, [1, 2], [OtherFactor(3)])
		self.assertEqual(decision.outcome, Outcome.ELIGIBLE)
		self.assertEqual(
			decision.reasons, (Reason(ReasonCode.OTHER_FACTOR_STANDS_IN, other_factor_column=3),)
		)

	def test_other_factor_fills_no_second_column(self):
		"""T-07: {1 yes, 2 no, 3 no} with Other Factor is ineligible, and says what it is used for."""
		decision = decide(Standing.ELIGIBLE, [1], [OtherFactor(3)])
		self.assertEqual(decision.missing_columns, (2,))
		self.assertEqual(decision.reasons, (Reason(ReasonCode.COLUMN_EMPTY_OTHER_FACTOR_USED, 2, 3),))

	def test_other_factor_on_a_met_column_is_to_spare(self):
		"""R-091: it could stand for the column that has nothing."""
		decision = decide(Standing.ELIGIBLE, [1, 3], [OtherFactor(3)])
		self.assertEqual(decision.outcome, Outcome.INELIGIBLE)
		self.assertEqual(decision.reasons, (Reason(ReasonCode.OTHER_FACTOR_TO_SPARE, 2, 3),))

	@given(standings, criteria, other_factors, columns)
	def test_more_criteria_never_take_eligibility_away(self, standing, met, factors, another):
		"""R-091"""
		if decide(standing, met, factors).outcome is Outcome.ELIGIBLE:
			self.assertIs(decide(standing, [*met, another], factors).outcome, Outcome.ELIGIBLE)

	@given(standings, criteria, other_factors)
	def test_eligible_exactly_if_nothing_is_missing(self, standing, met, factors):
		"""R-049, R-050, R-091, R-094: legal status and all three columns, and always a reason."""
		decision = decide(standing, met, factors)
		is_eligible = standing in ELIGIBLE_STANDINGS and not decision.missing_columns
		self.assertEqual(decision.outcome is Outcome.ELIGIBLE, is_eligible)
		self.assertTrue(decision.reasons)
		named = {reason.column for reason in decision.reasons if reason.column}
		self.assertEqual(named, set(decision.missing_columns))

	@given(criteria, other_factors)
	def test_order_and_repetition_do_not_matter(self, met, factors):
		"""R-091"""
		self.assertEqual(
			decide(Standing.ELIGIBLE, met, factors), decide(Standing.ELIGIBLE, sorted(set(met)), factors)
		)


class TestLegalStatus(unittest.TestCase):
	def test_comes_first(self):
		"""R-049, R-050, R-051: full columns help nobody whose status is not eligible."""
		for standing in Standing:
			with self.subTest(standing=standing):
				decision = decide(standing, COLUMNS)
				self.assertEqual(decision.outcome is Outcome.ELIGIBLE, standing in ELIGIBLE_STANDINGS)
		decision = decide(Standing.NOT_ELIGIBLE, [1, 2])
		self.assertEqual(
			decision.reasons, (Reason(ReasonCode.STATUS_NOT_ELIGIBLE), Reason(ReasonCode.COLUMN_EMPTY, 3))
		)
		self.assertEqual(decision.missing_columns, (3,))

	@given(standings, criteria, other_factors)
	def test_citizenship_ends_eligibility(self, standing, met, factors):
		"""R-052"""
		decision = decide(standing, met, factors, is_citizen=True)
		self.assertIs(decision.outcome, Outcome.INELIGIBLE)
		self.assertEqual(decision.reasons[0], Reason(ReasonCode.CITIZEN))


class TestOtherFactor(unittest.TestCase):
	def test_what_makes_it_invalid(self):
		"""T-07, D-07, R-092, R-093: twice, without a column, without a reason, without saying what it is."""
		for factors, problem in (
			([OtherFactor(2), OtherFactor(3)], OtherFactorProblem.TWICE),
			([OtherFactor(None)], OtherFactorProblem.WITHOUT_COLUMN),
			([OtherFactor(4)], OtherFactorProblem.WITHOUT_COLUMN),
			([OtherFactor(3, has_reason=False)], OtherFactorProblem.WITHOUT_REASON),
			([OtherFactor(3, is_described=False)], OtherFactorProblem.WITHOUT_TEXT),
		):
			with self.subTest(problem=problem):
				self.assertEqual(other_factor_problems(factors), [problem])
				self.assertRaises(InvalidOtherFactor, decide, Standing.ELIGIBLE, COLUMNS, factors)

	def test_once_with_column_and_reason_is_valid(self):
		"""R-090, R-092"""
		self.assertEqual(other_factor_problems([]), [])
		self.assertEqual(other_factor_problems([OtherFactor(1)]), [])
