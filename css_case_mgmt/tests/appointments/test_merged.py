"""Two files of one person, and what is planned with them (D-23, R-505)."""

import frappe
from frappe.utils import add_days

from css_case_mgmt.api.appointment import cancel
from css_case_mgmt.merged_files import MergeRefused
from css_case_mgmt.tests.appointments.records import make_appointment
from css_case_mgmt.tests.factories import acting_as, make_client, make_member, today
from css_case_mgmt.tests.merging.records import COLLEAGUE, WORKER, MergeTestCase


class TestMergedFiles(MergeTestCase):
	def expected(self, appointment) -> list[str]:
		return frappe.get_all(
			"CSS Appointment Client", filters={"parent": appointment.name}, order_by="idx", pluck="client"
		)

	def test_what_is_planned_in_another_case_comes_first(self):
		"""D-23: the person would be expected where she does not belong."""
		with acting_as(COLLEAGUE):
			planned = make_appointment(self.other_case.name, self.merged.name, on=add_days(today(), 3))
		with self.assertRaises(MergeRefused):
			self.merge()
		with acting_as(COLLEAGUE):
			cancel(planned.name, "Two files of one person")
		self.merge()
		self.assertEqual(self.expected(planned), [self.remaining.name])

	def test_in_the_same_family_she_is_expected_once(self):
		"""D-23: an appointment that names both files goes on with the one that remains."""
		with acting_as(WORKER):
			self.merged = make_client(given_names="Ferhad")
			make_member(self.css_case.name, self.merged.name)
			of_both = make_appointment(
				self.css_case.name, self.remaining.name, self.merged.name, on=add_days(today(), 3)
			)
			of_merged = make_appointment(self.css_case.name, self.merged.name, on=add_days(today(), 4))
		self.merge()
		self.assertEqual(self.expected(of_both).count(self.remaining.name), 1)
		self.assertEqual(self.expected(of_merged), [self.remaining.name])
