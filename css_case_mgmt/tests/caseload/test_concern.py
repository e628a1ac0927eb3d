"""A worry about a caseload is told to the supervisor (R-018, R-353)."""

import frappe

from css_case_mgmt.css_case_mgmt.doctype.css_caseload_concern.css_caseload_concern import ConcernRefused
from css_case_mgmt.tests.assignment.records import make_enrolled_family
from css_case_mgmt.tests.assignment.test_assignment import AssignmentTestCase
from css_case_mgmt.tests.factories import NORTH, acting_as

DOCTYPE = "CSS Caseload Concern"


class TestConcern(AssignmentTestCase):
	def raise_concern(self, by: str, **values):
		with acting_as(by):
			return frappe.get_doc(
				doctype=DOCTYPE,
				**{"site": NORTH, "kind": "Behind With Follow-ups", "concern": "Too much at once", **values},
			).insert()

	def tasks(self, name: str) -> list[dict]:
		return frappe.get_all(
			"ToDo",
			filters={"reference_name": name},
			fields=["allocated_to", "status", "description"],
		)

	def test_the_manager_is_asked_and_answers(self):
		"""R-353: with the load of that day; the task ends with the answer."""
		make_enrolled_family(self.worker)
		concern = self.raise_concern(self.worker)
		self.assertEqual(
			(concern.raised_by, concern.about, concern.status), (self.worker, self.worker, "Open")
		)
		self.assertIn("of a full load", concern.load_then)
		self.assertIn(
			(self.manager, "Open"), [(row.allocated_to, row.status) for row in self.tasks(concern.name)]
		)
		concern = frappe.get_doc(DOCTYPE, concern.name)
		concern.update({"answer": "Two cases go to a colleague", "discussed_on": self.today})
		concern.save()
		self.assertEqual((concern.status, concern.answered_by), ("Answered", self.manager))
		self.assertEqual({row.status for row in self.tasks(concern.name)}, {"Closed"})

	def test_about_one_family_too(self):
		"""R-018: a client who asks for more than one can give; nobody of the family is named in the task."""
		css_case = make_enrolled_family(self.worker, given_names="Unmistakable")
		concern = self.raise_concern(self.worker, kind="Emotionally Demanding", css_case=css_case)
		for row in self.tasks(concern.name):
			self.assertNotIn("Unmistakable", row.description)
		other = make_enrolled_family(self.second)
		with self.assertRaises(frappe.PermissionError):
			self.raise_concern(self.worker, css_case=other)

	def test_only_the_manager_writes_the_answer(self):
		"""R-353: not whoever raised it."""
		concern = self.raise_concern(self.worker)
		with acting_as(self.worker):
			concern = frappe.get_doc(DOCTYPE, concern.name)
			concern.answer = "All is well"
			with self.assertRaises(ConcernRefused):
				concern.save()

	def test_ones_own_caseload(self):
		"""R-353: about a colleague's only as the manager."""
		with self.assertRaises(ConcernRefused):
			self.raise_concern(self.worker, about=self.second)
		self.assertEqual(self.raise_concern(self.manager, about=self.second).about, self.second)
		with self.assertRaises(ConcernRefused):
			self.raise_concern(self.manager, about="west@test.example")

	def test_between_the_two(self):
		"""D-19, R-433: colleagues and other sites read nothing of it."""
		concern = self.raise_concern(self.worker)
		for user, reads in (
			(self.worker, True),
			(self.manager, True),
			(self.second, False),
			("manager.west@test.example", False),
			("analyst@test.example", False),
		):
			with acting_as(user):
				self.assertEqual(bool(frappe.has_permission(DOCTYPE, "read", concern.name)), reads, user)
