"""What each carries, against the Framework's ratios (R-351, R-357, R-414, D-11, T-16)."""

import frappe

from css_case_mgmt.css_case_mgmt.report.caseload_against_targets.caseload_against_targets import (
	NOTHING,
	OVER,
	WITHIN,
	execute,
)
from css_case_mgmt.tests.assignment.records import assign, make_enrolled_family, set_targets
from css_case_mgmt.tests.assignment.test_assignment import AssignmentTestCase
from css_case_mgmt.tests.caseload.test_concern import DOCTYPE
from css_case_mgmt.tests.factories import NORTH, acting_as


class TestCaseloadAgainstTargets(AssignmentTestCase):
	def rows(self, **filters) -> dict[str, frappe._dict]:
		return {row.caseworker: row for row in execute(filters)[1]}

	def test_twelve_high_and_twenty_low(self):
		"""T-16: 1.0 to 1.6 of a full load, which is not over the target; with one more of high needs it is."""
		for number in range(32):
			make_enrolled_family(self.worker, "High" if number < 12 else "Low")
		row = self.rows()[self.worker]
		self.assertEqual((row.high, row.low, row.from_load, row.to_load), (12, 20, 1.0, 1.6))
		self.assertEqual(row.standing, WITHIN)
		make_enrolled_family(self.worker, "High")
		self.assertEqual(self.rows()[self.worker].standing, OVER)
		self.assertEqual(list(self.rows(only_over_target=1)), [self.worker])

	def test_who_carries_nothing_is_there_as_well(self):
		"""R-351: so that a manager sees where there is room; managers without cases are not."""
		rows = self.rows()
		self.assertEqual(rows[self.colleague].standing, NOTHING)
		self.assertNotIn(self.manager, rows)

	def test_the_reason_and_what_was_discussed(self):
		"""R-352, R-414: stand beside a load over the target."""
		set_targets(high_needs_per_worker_min=1, high_needs_per_worker_max=1, low_needs_per_worker=50)
		for number in range(2):
			css_case = make_enrolled_family()
			assign(css_case, self.second, self.manager, over_target_reason=f"Reason {number}")
		with acting_as(self.second):
			concern = frappe.get_doc(
				doctype=DOCTYPE, site=NORTH, kind="Over the Target", concern="Too much"
			).insert()
		concern = frappe.get_doc(DOCTYPE, concern.name)
		concern.update({"answer": "Agreed", "discussed_on": self.today})
		concern.save()
		row = self.rows()[self.second]
		self.assertEqual(
			(row.standing, row.over_target_reason, row.concern_status, row.discussed_on),
			(OVER, "Reason 1", "Answered", self.today),
		)

	def test_says_what_is_counted(self):
		"""R-357: cases or clients."""
		self.assertIn("Cases are counted", execute()[2])
		set_targets(load_counts="Clients")
		self.assertIn("Clients are counted", execute()[2])

	def test_a_caseworker_sees_the_own_row_alone(self):
		"""R-005, R-412: and no other site's."""
		with acting_as(self.worker):
			self.assertEqual(list(self.rows()), [self.worker])
			self.assertEqual(self.rows(caseworker=self.second), {})
		with acting_as("manager.west@test.example"):
			self.assertNotIn(self.worker, self.rows())

	def test_the_number_of_queries(self):
		"""R-351: does not grow with the staff or their cases."""
		execute()
		before = self.count_queries(execute)
		for user in (self.worker, self.second, self.colleague):
			make_enrolled_family(user)
		self.assertEqual(self.count_queries(execute), before)
