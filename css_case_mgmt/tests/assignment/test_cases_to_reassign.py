"""A leaver's cases are listed until none is left (R-070, R-507)."""

import frappe
from frappe.utils import add_days

from css_case_mgmt.css_case_mgmt.report.cases_to_reassign.cases_to_reassign import (
	LEAVES,
	LEFT,
	NOBODY,
	execute,
)
from css_case_mgmt.tests.assignment.records import assign, make_enrolled_family
from css_case_mgmt.tests.assignment.test_assignment import AssignmentTestCase
from css_case_mgmt.tests.factories import acting_as, make_case


class TestCasesToReassign(AssignmentTestCase):
	def rows(self) -> dict[str, frappe._dict]:
		return {row.css_case: row for row in execute()[1]}

	def test_until_none_is_left(self):
		"""R-070, R-507: who has left or is about to; each disappears when somebody is assigned."""
		cases = [make_enrolled_family(self.second) for _number in range(2)]
		leaving = make_enrolled_family(self.colleague)
		staying = make_enrolled_family(self.worker)
		self.assertFalse({*cases, leaving, staying} & set(self.rows()))
		self.posting(self.second, active_to=add_days(self.today, -1))
		self.posting(self.colleague, active_to=add_days(self.today, 30))
		found = self.rows()
		self.assertEqual([found[name].reason for name in (*cases, leaving)], [LEFT, LEFT, LEAVES])
		self.assertEqual(found[leaving].last_day, add_days(self.today, 30))
		self.assertNotIn(staying, found)
		for css_case in cases:
			assign(css_case, self.worker, self.manager)
		self.assertFalse(set(cases) & set(self.rows()))

	def test_a_later_end_is_not_listed_yet(self):
		"""R-507: from thirty days before the last one."""
		css_case = make_enrolled_family(self.second)
		self.posting(self.second, active_to=add_days(self.today, 31))
		self.assertNotIn(css_case, self.rows())

	def test_enrolled_without_a_caseworker(self):
		"""R-070: listed with the number of people and the highest level; a new intake is not, nor a closed case."""
		css_case = make_enrolled_family()
		intake = make_case().name
		closed = make_enrolled_family()
		frappe.db.set_value("CSS Case", closed, "status", "Closed")
		found = self.rows()
		row = found[css_case]
		self.assertEqual((row.reason, row.enrolled, row.needs_level), (NOBODY, 1, "High"))
		self.assertFalse({intake, closed} & set(found))

	def test_only_what_a_manager_may_read(self):
		"""R-412, D-19, R-501: not another site's, not past a conflict of interest, nothing for caseworkers."""
		css_case = make_enrolled_family()
		for user in (self.worker, "manager.west@test.example"):
			with acting_as(user):
				self.assertNotIn(css_case, self.rows())
		with acting_as("Administrator"):
			frappe.get_doc(
				doctype="CSS Conflict of Interest", user=self.manager, css_case=css_case, reason="Related"
			).insert()
		self.assertNotIn(css_case, self.rows())
