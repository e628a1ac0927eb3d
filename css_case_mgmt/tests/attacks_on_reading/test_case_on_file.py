"""The closed-file check is never made with what was read before (R-378, R-380, D-20)."""

import frappe
import frappe.client

from css_case_mgmt.closed_files import FileClosed
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.exits.records import (
	READY,
	ExitTestCase,
	make_enrolled,
	make_interview,
	unplanned_exit,
)
from css_case_mgmt.tests.factories import (
	WEST,
	acting_as,
	end_enrolment,
	make_client,
	make_enrolment,
	make_member,
)
from css_case_mgmt.tests.outgoing_referral.records import make_outgoing
from css_case_mgmt.tests.plan.records import make_agreed_plan, make_goal, make_plan

ACTIVITY, REFERRAL = "CSS Activity", "CSS Referral"


class TestCaseOnFile(ExitTestCase):
	def couple(self):
		"""Two people of one case, who leave apart: (case, client, enrolment) of the first."""
		case, client, enrolment = make_enrolled()
		spouse = make_client().name
		make_member(case, spouse, relationship="Spouse or Partner", member_from=enrolment.enrolment_date)
		make_enrolment(case, spouse)
		return case, client, enrolment

	def test_what_was_opened_before_the_end(self):
		"""R-378: a record that is open on somebody's screen, or in the middle of a request, is closed with the file."""
		case, client, enrolment = make_enrolled()
		plan = make_plan(enrolment)
		records = [make_activity(case, client, is_final=False), plan, make_goal(plan)]
		records.append(frappe.get_doc("CSS Case Member", {"client": client}))
		for record in records:
			record.reload()
			record.run_method("onload")
			record.save()
		end_enrolment(enrolment.name)
		for record in records:
			with self.subTest(record.doctype), self.assertRaises(frappe.ValidationError) as refused:
				record.reload()
				record.source_system = "elsewhere"
				record.save()
			self.assertIsInstance(refused.exception, FileClosed)

	def test_two_saves_of_one_object(self):
		"""R-378: the second asks anew, without being loaded again."""
		case, client, enrolment = make_enrolled()
		activity = make_activity(case, client, is_final=False)
		activity.save()
		end_enrolment(enrolment.name)
		activity.note = "One more word"
		activity.modified = frappe.db.get_value(ACTIVITY, activity.name, "modified")
		with self.assertRaises(FileClosed):
			activity.save()
		activity.modified = frappe.db.get_value(ACTIVITY, activity.name, "modified")
		with self.assertRaises(FileClosed):
			activity.submit()
		self.assertEqual(frappe.db.get_value(ACTIVITY, activity.name, "docstatus"), 0)

	def test_another_case_in_the_same_save(self):
		"""R-378, D-19: nothing leaves a closed file, or comes into it, by naming another case."""
		case, client, enrolment = make_enrolled()
		open_case, open_client, _enrolment = make_enrolled()
		inside = make_activity(case, client, is_final=False)
		outside = make_activity(open_case, open_client, is_final=False)
		end_enrolment(enrolment.name)
		for record, into in ((inside, open_case), (outside, case)):
			values = {"css_case": into, "note": "Something new"}
			with self.subTest(into=into), self.assertRaises(frappe.ValidationError):
				frappe.client.set_value(ACTIVITY, record.name, values)
			record.reload()
			with self.subTest("as an object", into=into), self.assertRaises(frappe.ValidationError):
				record.update(values)
				record.save()
			self.assertNotEqual(frappe.db.get_value(ACTIVITY, record.name, "css_case"), into)

	def test_another_enrolment_in_the_same_save(self):
		"""R-378: nor what belongs to an enrolment that has ended, while the case goes on."""
		case, client, enrolment = self.couple()
		referral = make_outgoing(case, client)
		self.assertEqual(referral.enrolment, enrolment.name)
		end_enrolment(enrolment.name)
		with self.assertRaises(FileClosed):
			frappe.client.set_value(REFERRAL, referral.name, "reason", "Something new")
		for named in (None, ""):
			with self.subTest(repr(named)), self.assertRaises(FileClosed):
				frappe.client.set_value(
					REFERRAL, referral.name, {"enrolment": named, "reason": "Something new"}
				)
		self.assertNotEqual(frappe.db.get_value(REFERRAL, referral.name, "reason"), "Something new")

	def test_what_names_no_enrolment(self):
		"""R-378: a goal, its plan and the interview belong to the enrolment that has ended, whatever goes on in the case."""
		case, _client, enrolment = self.couple()
		plan = make_agreed_plan(enrolment)
		goal = make_goal(plan)
		css_exit = unplanned_exit(enrolment.name)
		interview = make_interview(css_exit)
		css_exit.move(READY)
		self.approve(css_exit)
		self.assertEqual(frappe.db.get_value("CSS Case", case, "status"), "Open")
		for doctype, name, values in (
			("CSS Goal", goal.name, {"vision": "Something new"}),
			("CSS Goal", goal.name, {"status": "Achieved", "outcome_on": str(self.today)}),
			("CSS Goal", goal.name, {"status": "Open"}),
			("CSS Settlement Plan", plan.name, {"change_reason": "Something new"}),
			("CSS Exit Interview", interview.name, {"interviewed_on": str(self.today), "answers": []}),
			("CSS Exit", css_exit.name, {"achievements": "Something new"}),
			("CSS Enrolment", enrolment.name, {"status": "Active", "exit_date": None}),
		):
			before = frappe.get_doc(doctype, name).as_json()
			with self.subTest(doctype, **values), self.assertRaises(frappe.ValidationError):
				frappe.client.set_value(doctype, name, values)
			self.assertEqual(frappe.get_doc(doctype, name).as_json(), before)

	def test_what_a_request_says_of_the_case(self):
		"""D-24, D-29: site and number are those of the case, whatever flags a request brings along."""
		case, client, _enrolment = make_enrolled()
		number = frappe.db.get_value("CSS Case", case, "file_number")
		forged = {"name": case, "site": WEST, "file_number": "X", "status": "Open"}
		sent = {
			"doctype": ACTIVITY,
			"css_case": case,
			"activity_type": "Check-in",
			"activity_date": str(self.today),
			"method": "Phone",
			"participants": [{"client": client}],
			"case_on_file": forged,
			"flags": {"case_on_file": forged, "ignore_permissions": True},
		}
		made = frappe.get_doc(ACTIVITY, frappe.client.insert(frappe.as_json(sent)).name)
		self.assertEqual((made.site, made.title.split(" · ")[0]), ("Test Site North", number))
		made.flags.case_on_file = frappe._dict(forged)
		made.save()
		self.assertEqual((made.site, made.title.split(" · ")[0]), ("Test Site North", number))

	def test_a_row_of_another_case(self):
		"""D-20: of a row that was read for another case neither site nor number is used."""
		case, client, _enrolment = make_enrolled()
		activity = make_activity(case, client, is_final=False)
		activity.flags.case_on_file = frappe._dict(name="another", site=WEST, file_number="X")
		self.assertEqual(activity.site_of_case(), "Test Site North")

	def test_opened_again_between_two_saves(self):
		"""R-380: what was refused is possible again, without being loaded anew."""
		case, client, enrolment = make_enrolled()
		activity = make_activity(case, client, is_final=False)
		end_enrolment(enrolment.name)
		activity.note = "Heard from the family"
		with self.assertRaises(FileClosed):
			activity.save()
		with acting_as(self.manager):
			frappe.get_doc("CSS Case", case).update({"status": "Open"}).save()
		activity.reload()
		activity.note = "Heard from the family"
		activity.save()
