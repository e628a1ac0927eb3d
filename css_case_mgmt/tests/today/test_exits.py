"""Exits and extensions on the list (R-358, R-360, R-361, R-372, D-02, D-24)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.tests.consent.records import make_second_manager
from css_case_mgmt.tests.referral.records import make_intake_worker
from css_case_mgmt.tests.today.records import MANAGER, OTHER_MANAGER, WORKER, TodayTestCase, quieten

EXIT, EXTENSION = "CSS Exit", "CSS Programme Extension"


def on_the_way(doctype: str, enrolment, state: str, **values):
	"""As a row: what leads to a state is tested with the approval."""
	document = frappe.new_doc(doctype)
	document.update(
		{
			"client": enrolment.client,
			"css_case": enrolment.css_case,
			"enrolment": enrolment.name,
			"workflow_state": state,
			**values,
		}
	)
	document.set_new_name()
	document.db_insert()
	frappe.db.set_value(doctype, document.name, "owner", values.get("owner", WORKER))
	return document


class TestExitOfWorker(TodayTestCase):
	def setUp(self) -> None:
		super().setUp()
		self.enrolment = self.make_enrolled(add_days(add_months(self.today, -24), -1))
		quieten(self.enrolment)

	def test_what_is_next_in_each_state(self):
		"""R-360, D-24: gone on with, mended, handed over; while the manager looks at it, nothing."""
		document = on_the_way(EXIT, self.enrolment, "Draft")
		for state, task in (
			("Draft", "Go On With Exit"),
			("Returned", "Mend Exit"),
			("Approved", "Hand Over"),
			("Ready for Review", None),
		):
			with self.subTest(state):
				frappe.db.set_value(EXIT, document.name, "workflow_state", state)
				found = self.items(kind="Exit")
				self.assertEqual([item["task"] for item in found], [task] if task else [])
				self.assertTrue(all(item["name"] == document.name for item in found))
				self.assertEqual(self.items(kind="Programme Length"), [])

	def test_as_urgent_as_the_last_day(self):
		"""R-360"""
		document = on_the_way(EXIT, self.enrolment, "Approved")
		for days, state in (
			(None, "Waiting"),
			(40, "Waiting"),
			(14, "Soon"),
			(0, "Due Today"),
			(-1, "Overdue"),
		):
			with self.subTest(days):
				day = None if days is None else add_days(self.today, days)
				frappe.db.set_value(EXIT, document.name, "exit_date", day)
				self.assertEqual(self.said("Exit"), [(state, "Hand Over", days)])

	def test_nothing_remains_after_it(self):
		"""T-14: neither of the exit nor of the enrolment."""
		on_the_way(EXIT, self.enrolment, "Exited", exit_date=self.today)
		frappe.db.set_value("CSS Enrolment", self.enrolment.name, "status", "Exited")
		frappe.db.set_value("CSS Case", self.enrolment.css_case, "status", "Closed")
		self.assertEqual(self.items(), [])
		self.assertEqual(self.items(MANAGER, scope="site"), [])

	def test_the_end_after_a_death(self):
		"""R-360: nothing is due for the dead, except that somebody finishes the exit."""
		on_the_way(EXIT, self.enrolment, "Draft")
		frappe.db.set_value("CSS Client", self.enrolment.client, "died_on", self.today)
		self.assertEqual([item["task"] for item in self.items()], ["Go On With Exit"])

	def test_an_extension_moves_the_end(self):
		"""D-02, R-361: approved it does, and the latest counts; asked for it does not."""
		self.assertEqual(self.said("Programme Length")[0][:2], ("Overdue", "End Programme"))
		document = on_the_way(EXTENSION, self.enrolment, "Draft", extended_until=add_days(self.today, 40))
		self.assertEqual([item["task"] for item in self.items(kind="Exit")], ["Go On With Extension"])
		self.assertEqual(self.said("Programme Length")[0][:2], ("Overdue", "End Programme"))
		frappe.db.set_value(EXTENSION, document.name, "workflow_state", "Approved")
		self.assertEqual(self.said("Programme Length")[0][:2], ("Waiting", "Beyond Typical Length"))
		self.assertEqual(self.items(kind="Exit"), [])
		frappe.db.set_value(EXTENSION, document.name, "extended_until", add_days(self.today, -1))
		self.assertEqual(self.said("Programme Length")[0], ("Overdue", "End Programme", -1))

	def test_intake_workers_do_not_see_them(self):
		"""D-19: an exit is no part of the intake."""
		on_the_way(EXIT, self.enrolment, "Draft")
		self.assertEqual(self.items(make_intake_worker(), "Exit"), [])


class TestApproval(TodayTestCase):
	def test_waits_for_a_manager_who_did_not_ask(self):
		"""R-358, D-24: neither of who asked nor of who began it; at the site alone."""
		enrolment = self.make_enrolled(add_months(self.today, -13))
		second = make_second_manager()
		for doctype, task in ((EXIT, "Approve Exit"), (EXTENSION, "Approve Extension")):
			document = on_the_way(doctype, enrolment, "Ready for Review", requested_by=WORKER)
			with self.subTest(doctype):

				def tasks(user: str, task=task) -> list[str]:
					return [item["name"] for item in self.items(user, "Review") if item["task"] == task]

				self.assertEqual(tasks(MANAGER), [document.name])
				self.assertEqual((tasks(OTHER_MANAGER), tasks(WORKER)), ([], []))
				frappe.db.set_value(doctype, document.name, "requested_by", MANAGER)
				self.assertEqual((tasks(MANAGER), tasks(second)), ([], [document.name]))
				frappe.db.set_value(doctype, document.name, {"requested_by": None, "owner": MANAGER})
				self.assertEqual((tasks(MANAGER), tasks(second)), ([], [document.name]))
				for state in ("Draft", "Returned", "Approved"):
					frappe.db.set_value(doctype, document.name, "workflow_state", state)
					self.assertEqual(tasks(second), [])
