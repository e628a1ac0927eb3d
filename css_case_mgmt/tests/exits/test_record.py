"""The record of an exit: one for each enrolment, its title, its texts, its way with the person (R-360, D-19, D-20)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.api.exits import begin, get_readiness, take_step
from css_case_mgmt.api.family_changes import open_own_household
from css_case_mgmt.case_document import DateRefused, MarkupRefused, RecordKept
from css_case_mgmt.exit_readiness import NotReady
from css_case_mgmt.rules.exit_gate import Code
from css_case_mgmt.tests.exits.records import (
	APPROVED,
	EXITED,
	READY,
	ExitTestCase,
	make_enrolled,
	make_ready,
	make_unplanned,
	unplanned_exit,
)
from css_case_mgmt.tests.factories import (
	acting_as,
	end_enrolment,
	give_access,
	make_client,
	make_enrolment,
	make_member,
	make_user,
)
from css_case_mgmt.tests.identity.records import make_safety_note

EXIT = "CSS Exit"
MONITOR = "monitor@test.example"
AS_TYPED = "Waits for <b>surgery</b> & rests"


class TestRecord(ExitTestCase):
	def test_one_for_each_enrolment(self):
		"""R-360: begun once; a second request finds the first."""
		_case, _client, enrolment = make_enrolled()
		name = begin(enrolment.name)
		self.assertEqual(begin(enrolment.name), name)
		again = frappe.get_doc(doctype=EXIT, enrolment=enrolment.name, exit_reason="Withdrew")
		self.assertRaises(frappe.ValidationError, again.insert)
		ended = make_enrolled()[2]
		end_enrolment(ended.name)
		frappe.db.delete(EXIT, {"enrolment": ended.name})
		late = frappe.get_doc(doctype=EXIT, enrolment=ended.name, exit_reason="Withdrew")
		self.assertRaises(frappe.ValidationError, late.insert)

	def test_whose_it_is(self):
		"""D-19: client and case follow from the enrolment, whatever a request says; the title names nobody."""
		case, client, enrolment = make_enrolled(family_name="Zqsecretname")
		other_case, other, _other_enrolment = make_enrolled()
		css_exit = frappe.get_doc(
			doctype=EXIT, enrolment=enrolment.name, client=other, css_case=other_case, exit_reason="Withdrew"
		).insert()
		self.assertEqual((css_exit.client, css_exit.css_case), (client, case))
		number = frappe.db.get_value("CSS Client", client, "file_number")
		self.assertEqual(css_exit.title, f"{number} · {self.today}")

	def test_who_may_begin(self):
		"""D-19: those who work with the family; others learn nothing."""
		_case, _client, enrolment = make_enrolled()
		for user in (
			self.colleague,
			"west@test.example",
			"manager.west@test.example",
			"analyst@test.example",
		):
			with acting_as(user):
				self.assertRaises(frappe.PermissionError, begin, enrolment.name)
		name = begin(enrolment.name)
		for user in (self.colleague, "west@test.example"):
			with acting_as(user):
				self.assertRaises(frappe.PermissionError, begin, enrolment.name)
				self.assertRaises(frappe.PermissionError, get_readiness, name)
				self.assertRaises(frappe.PermissionError, take_step, name, READY)

	def test_texts_as_typed(self):
		"""R-262: what is written in full is kept as typed and escaped where it is shown; short texts hold no markup."""
		css_exit = make_unplanned(handover_summary=AS_TYPED, achievements=AS_TYPED, future_plan=AS_TYPED)
		css_exit.reload()
		self.assertEqual(css_exit.handover_summary, AS_TYPED)
		for fieldname in ("handover_summary", "achievements", "future_plan"):
			self.assertIn("&lt;b&gt;", css_exit.get_formatted(fieldname))
		css_exit.unplanned_reason = "<b>Moved</b>"
		self.assertRaises(MarkupRefused, css_exit.save)
		css_exit.reload()
		self.assertRaises(MarkupRefused, css_exit.move, READY, "<img src=x>")

	def test_kept(self):
		"""D-14: never deleted, nor put aside past the controller."""
		css_exit = make_unplanned()
		self.assertRaises(RecordKept, css_exit.run_method, "before_discard")
		with acting_as("Administrator"):
			self.assertRaises(RecordKept, css_exit.delete)

	def test_dates_to_come(self):
		"""D-29, R-104: what was done together was not done tomorrow, nor before the enrolment."""
		css_exit = make_unplanned()
		for fieldname in (
			"advance_notice_on",
			"plan_reviewed_on",
			"counsellor_met_on",
			"reaccess_explained_on",
		):
			css_exit.reload()
			for day in (add_days(self.today, 1), add_months(self.today, -14)):
				css_exit.set(fieldname, day)
				self.assertRaises(DateRefused, css_exit.save)
				css_exit.reload()

	def test_an_open_exit_goes_along(self):
		"""D-20, R-502: with the person to the next case; one that has ended stays where it happened."""
		case, _head, _enrolment = make_enrolled()
		child = make_client()
		make_member(case, child.name, member_from=add_days(self.today, -90))
		enrolment = make_enrolment(case, child.name, add_days(self.today, -80))
		css_exit = unplanned_exit(enrolment.name)
		css_exit.move(READY)
		with acting_as(self.manager):
			open_own_household(case, child.name, str(self.today))
		moved_to = frappe.db.get_value("CSS Enrolment", enrolment.name, "css_case")
		self.assertNotEqual(moved_to, case)
		self.assertEqual(frappe.db.get_value(EXIT, css_exit.name, "css_case"), moved_to)
		self.approve(css_exit)
		self.assertEqual(frappe.db.get_value("CSS Case", moved_to, "status"), "Closed")
		self.assertEqual(frappe.db.get_value("CSS Case", case, "status"), "Open")


class TestReadinessShown(ExitTestCase):
	def shown(self, css_exit) -> dict[str, dict]:
		return {each["code"]: each for each in get_readiness(css_exit.name)["checks"]}

	def test_each_has_its_words_and_its_place(self):
		"""R-360: in words, with the form, the field or the new record where it is mended."""
		_case, client, enrolment = make_enrolled()
		css_exit = frappe.get_doc(EXIT, begin(enrolment.name))
		shown = self.shown(css_exit)
		self.assertTrue(all(each["text"] and each["label"] for each in shown.values()))
		interview = shown[Code.INTERVIEW.value]["go_to"]
		self.assertEqual(
			(interview["doctype"], interview["name"], interview["values"]["css_exit"]),
			("CSS Exit Interview", None, css_exit.name),
		)
		self.assertEqual(shown[Code.STABILITY.value]["go_to"]["fieldname"], "stability_opinion")
		self.assertEqual(shown[Code.FINAL_REFERRAL.value]["go_to"]["values"]["client"], client)

	def test_every_finding_has_words(self):
		"""R-360: whatever the reason of an unplanned exit asks for."""
		for reason in frappe.get_all("CSS Exit Reason", pluck="name"):
			css_exit = make_unplanned(reason, unplanned_reason="", exit_date=add_days(self.today, 200))
			self.assertTrue(all(each["text"] for each in self.shown(css_exit).values()), reason)

	def test_steps_of_a_user(self):
		"""D-24: the panel offers what the user may do."""
		leaving = make_ready()
		self.assertEqual(get_readiness(leaving.css_exit.name)["steps"], [READY])
		self.assertRaises(NotReady, take_step, make_unplanned(unplanned_reason="").name, READY)
		self.assertEqual(take_step(leaving.css_exit.name, READY), READY)
		self.assertEqual(get_readiness(leaving.css_exit.name)["steps"], ["Draft"])
		with acting_as(self.manager):
			self.assertEqual(
				set(get_readiness(leaving.css_exit.name)["steps"]), {"Draft", "Returned", APPROVED}
			)
			self.assertEqual(take_step(leaving.css_exit.name, APPROVED), EXITED)

	def test_a_monitor_learns_of_no_safety_note(self):
		"""R-065, R-504: neither that there is one nor that there is none."""
		make_user(MONITOR, "CSS Monitor")
		css_exit = make_unplanned()
		make_safety_note(css_exit.css_case, css_exit.client)
		with acting_as(self.manager):
			give_access(css_exit.css_case, MONITOR, "Monitor")
		with acting_as(MONITOR):
			shown = get_readiness(css_exit.name)
		self.assertNotIn(Code.NOTHING_OUTSTANDING.value, [each["code"] for each in shown["checks"]])
		self.assertFalse(shown["is_ready"])
		self.assertEqual(shown["steps"], [])
		self.assertIn(Code.NOTHING_OUTSTANDING.value, self.shown(css_exit))
