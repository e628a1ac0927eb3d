"""What opens a closed file a little (R-378, R-380)."""

import frappe
import frappe.client
from frappe.utils import add_days

from css_case_mgmt.closed_files import FileClosed
from css_case_mgmt.tests.exits.records import ExitTestCase, make_enrolled, make_unplanned
from css_case_mgmt.tests.factories import acting_as, end_enrolment
from css_case_mgmt.tests.outgoing_referral.records import make_outgoing, make_provider

EXIT, REFERRAL = "CSS Exit", "CSS Referral"


class TestClosedFiles(ExitTestCase):
	def test_a_referral_that_calls_itself_final(self):
		"""R-370: only what was the final referral when the file was closed is gone on with."""
		case, client, enrolment = make_enrolled()
		referral = make_outgoing(
			case, client, make_provider("Language Training"), service="Language Training"
		)
		end_enrolment(enrolment.name)
		with self.assertRaises(FileClosed):
			frappe.client.set_value(REFERRAL, referral.name, {"is_final": 1, "reason": "Something new"})

	def test_the_worker_of_the_hand_over(self):
		"""R-380: does not open the case again, nor the enrolment, nor keeps the access for longer."""
		case, client, enrolment = make_enrolled()
		end_enrolment(enrolment.name)
		access = frappe.db.get_value("CSS Case Access", {"css_case": case, "user": self.worker})
		for doctype, name, values in (
			("CSS Case", case, {"status": "Open"}),
			("CSS Case", case, {"status": "Open", "preferred_worker_gender": "Woman"}),
			("CSS Enrolment", enrolment.name, {"status": "Active", "exit_date": None, "exit_reason": None}),
			("CSS Case Access", access, {"access_until": str(add_days(self.today, 300))}),
			("CSS Client", client, {"email": "new@mail.example"}),
		):
			with self.subTest(doctype), self.assertRaises((frappe.PermissionError, frappe.ValidationError)):
				frappe.client.set_value(doctype, name, values)

	def test_membership_of_a_closed_file(self):
		"""D-20: that somebody moves on is entered; who was related how stays as it was."""
		case, client, enrolment = make_enrolled()
		end_enrolment(enrolment.name)
		member = frappe.db.get_value("CSS Case Member", {"css_case": case, "client": client})
		with self.assertRaises(FileClosed):
			frappe.client.set_value("CSS Case Member", member, "member_from", str(add_days(self.today, -9)))
		with self.assertRaises(FileClosed):
			frappe.client.set_value("CSS Case Member", member, "source_system", "elsewhere")

	def test_a_task_moved_into_a_closed_file(self):
		"""R-378: a task that stood elsewhere is part of no closed file, nor is it worded anew there."""
		case, _client, enrolment = make_enrolled()
		open_case, _client, _enrolment = make_enrolled()
		inside, outside = (self.make_task(name) for name in (case, open_case))
		end_enrolment(enrolment.name)
		with self.assertRaises(FileClosed):
			frappe.client.set_value("ToDo", outside, "reference_name", case)
		with self.assertRaises(FileClosed):
			frappe.client.set_value("ToDo", inside, "description", "Something new")
		frappe.client.set_value("ToDo", inside, "status", "Closed")

	def make_task(self, css_case: str) -> str:
		return (
			frappe.get_doc(
				doctype="ToDo",
				description="Call",
				reference_type="CSS Case",
				reference_name=css_case,
				allocated_to=self.worker,
			)
			.insert()
			.name
		)

	def test_access_that_was_to_begin_later(self):
		"""R-378: after the hand-over nobody comes in by what was granted for later."""
		case, _client, enrolment = make_enrolled()
		with acting_as(self.manager):
			later = frappe.get_doc(
				doctype="CSS Case Access",
				css_case=case,
				user=self.colleague,
				kind="Shared",
				access_from=add_days(self.today, 200),
				access_until=add_days(self.today, 230),
				reason="Comes later",
			).insert()
		end_enrolment(enrolment.name)
		later.reload()
		self.assertLess(later.access_until, later.access_from)

	def test_access_for_years(self):
		"""R-378: the days of the hand-over are days."""
		css_exit = make_unplanned()
		for day in ("9999-12-31", str(add_days(self.today, 400))):
			with self.subTest(day), self.assertRaises(frappe.ValidationError):
				frappe.client.set_value(EXIT, css_exit.name, "access_until", day)
