import unittest
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.caseload import LoadCounts, Targets, case_level, load, needs_reason
from css_case_mgmt.rules.enrolment_level import NeedsLevel

HIGH, LOW = NeedsLevel.HIGH, NeedsLevel.LOW
TARGETS = Targets()
cases = st.lists(st.lists(st.sampled_from(NeedsLevel), max_size=4), max_size=60)
targets = st.builds(
	lambda low_end, more, low: Targets(low_end, low_end + more, low),
	st.integers(1, 30),
	st.integers(0, 30),
	st.integers(1, 99),
)


class TestLoad(unittest.TestCase):
	def test_twelve_high_and_twenty_low(self):
		"""T-16, D-11, R-350: 1.0 to 1.6, and a full load is not over the target."""
		carried = load([[HIGH]] * 12 + [[LOW]] * 20, TARGETS)
		self.assertEqual((carried.high, carried.low), (12, 20))
		self.assertEqual((carried.from_load, carried.to_load), (1, Fraction(8, 5)))
		self.assertFalse(carried.is_over_target)
		self.assertTrue(load([[HIGH]] * 12 + [[LOW]] * 21, TARGETS).is_over_target)

	def test_a_full_load_of_one_level(self):
		"""R-350: 10 to 20 of high needs, 50 of low."""
		self.assertEqual(load([[HIGH]] * 20, TARGETS).from_load, 1)
		self.assertEqual(load([[HIGH]] * 10, TARGETS).to_load, 1)
		self.assertEqual(load([[LOW]] * 50, TARGETS).to_load, 1)

	def test_a_case_has_its_highest_level(self):
		"""D-11: of its open enrolments; a case in which nobody is enrolled weighs nothing."""
		self.assertIs(case_level([LOW, HIGH, LOW]), HIGH)
		self.assertIs(case_level([LOW]), LOW)
		self.assertIsNone(case_level([]))
		self.assertEqual(load([[]], TARGETS).to_load, 0)

	def test_cases_or_clients(self):
		"""R-357: a family of three counts once, or three times."""
		family = [[HIGH, LOW, LOW]]
		self.assertEqual((load(family, TARGETS).high, load(family, TARGETS).low), (1, 0))
		clients = load(family, TARGETS, LoadCounts.CLIENTS)
		self.assertEqual((clients.high, clients.low), (1, 2))

	def test_targets_that_nobody_can_be_measured_by(self):
		"""R-350."""
		for values in ((0, 20, 50), (21, 20, 50), (10, 20, 0)):
			with self.subTest(values), self.assertRaises(ValueError):
				Targets(*values)

	@given(cases, targets, st.sampled_from(LoadCounts))
	def test_the_range(self, cases, targets, counts):
		"""D-11: from the low end to the high end, and never below nothing."""
		carried = load(cases, targets, counts)
		self.assertLessEqual(0, carried.from_load)
		self.assertLessEqual(carried.from_load, carried.to_load)

	@given(cases, st.lists(st.sampled_from(NeedsLevel), max_size=4), targets, st.sampled_from(LoadCounts))
	def test_another_case_never_makes_it_lighter(self, cases, case, targets, counts):
		"""D-11, R-352: and only one with an open enrolment can ask for a reason."""
		before, after = load(cases, targets, counts), load([*cases, case], targets, counts)
		self.assertLessEqual(before.from_load, after.from_load)
		self.assertEqual(after.from_load > before.from_load, bool(case))
		self.assertEqual(needs_reason(before, after), bool(case) and after.from_load > 1)

	@given(cases, targets)
	def test_clients_weigh_at_least_as_much_as_cases(self, cases, targets):
		"""R-357."""
		of_clients = load(cases, targets, LoadCounts.CLIENTS)
		self.assertGreaterEqual(of_clients.from_load, load(cases, targets).from_load)
