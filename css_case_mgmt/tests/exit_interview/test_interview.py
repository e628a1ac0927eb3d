"""The interview at the end: day, place, interpreter, answers, lock (R-363, R-364, R-377, D-24)."""

import frappe
import frappe.client
from frappe.utils import add_days, add_months, getdate

from css_case_mgmt.api.exit_interview import get_of_exit, get_sheet, save_answers, start
from css_case_mgmt.case_document import DateRefused
from css_case_mgmt.css_case_mgmt.doctype.css_exit_interview.css_exit_interview import (
	InterviewLocked,
	InterviewRefused,
)
from css_case_mgmt.exit_interviews import latest_interviews, unanswered_of
from css_case_mgmt.interpreter_use import InterpreterRefused
from css_case_mgmt.moving_along import take_along
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.exit_interview.records import SAID, answers_to_all, begin_exit, make_interview
from css_case_mgmt.tests.factories import (
	acting_as,
	make_case,
	make_caseworker,
	make_enrolment,
	make_family,
	make_manager,
	today,
)


class TestExitInterview(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.colleague = make_caseworker("colleague@test.example")
		cls.manager = make_manager()

	def setUp(self):
		super().setUp()
		frappe.set_user(self.worker)
		self.css_case, self.client = make_family()
		self.enrolment = make_enrolment(self.css_case.name, self.client.name, add_months(today(), -13))
		self.exit = begin_exit(self.enrolment)

	def lock(self, state: str) -> None:
		frappe.db.set_value("CSS Exit", self.exit.name, "workflow_state", state)

	def test_every_question_is_there_strengths_first(self):
		"""R-363, R-377: a draft with nothing answered saves, and has a row for each question in use, in order."""
		frappe.db.set_value("CSS Exit Interview Question", "PROUD-OF", "position", 900)
		frappe.db.set_value("CSS Exit Interview Question", "FUTURE-CONTACT", "enabled", 0)
		interview = make_interview(self.exit)
		asked = [row.question for row in interview.answers]
		self.assertEqual(asked[:3], ["PROUD-OF", "WHAT-HELPED", "SATISFIED-PROGRAMME"])
		self.assertNotIn("FUTURE-CONTACT", asked)
		self.assertEqual((interview.questions_open, interview.is_complete), (len(asked), 0))
		self.assertEqual([row.idx for row in interview.answers], list(range(1, len(asked) + 1)))

	def test_answers_are_kept_as_typed(self):
		"""R-262, R-363: signs that look like HTML stay, and prints show them as text."""
		interview = make_interview(self.exit, [{"question": "PROUD-OF", "answer": SAID}])
		interview.reload()
		self.assertEqual(interview.answers[0].answer, SAID)
		save_answers(interview.name, [{"question": "WHAT-HELPED", "answer": SAID}])
		interview.reload()
		self.assertEqual([row.answer for row in interview.answers[:2]], [SAID, SAID])
		self.assertNotIn("<b>Really", frappe.get_print("CSS Exit Interview", interview.name))
		interview.answers[0].answer = f"{SAID}!"
		interview.save(ignore_version=False)
		version = frappe.get_last_doc("Version", {"docname": interview.name})
		self.assertIn("<b>Really", version.data)

	def test_complete_once_each_is_answered_or_declined(self):
		"""R-363: words alone do not answer a question of satisfaction; preferring not to say is an answer."""
		interview = make_interview(self.exit, answers_to_all())
		self.assertTrue(interview.is_complete)
		save_answers(
			interview.name, [{"question": "SATISFIED-PROGRAMME", "satisfaction": "", "answer": "Well"}]
		)
		interview.reload()
		self.assertEqual((interview.is_complete, interview.questions_open), (0, 1))
		answer = save_answers(
			interview.name, [{"question": "SATISFIED-PROGRAMME", "answer": "", "is_declined": 1}]
		)
		self.assertTrue(answer["is_complete"])

	def test_an_answer_and_none_contradict_each_other(self):
		"""R-363: nothing that was typed is dropped silently."""
		with self.assertRaises(InterviewRefused):
			make_interview(self.exit, [{"question": "PROUD-OF", "answer": SAID, "is_declined": 1}])
		with self.assertRaises(InterviewRefused):
			make_interview(self.exit, [{"question": "PROUD-OF"}, {"question": "PROUD-OF"}])

	def test_another_place_needs_a_reason(self):
		"""R-362: at home, or it is said why not, by whatever surface; at home a reason left over goes."""
		for place in ("Office", None):
			with self.subTest(place), self.assertRaises(InterviewRefused):
				make_interview(self.exit, place=place)
		interview = make_interview(self.exit, place="Office", not_at_home_reason="The heating is broken")
		with self.assertRaises(InterviewRefused):
			frappe.client.set_value("CSS Exit Interview", interview.name, "not_at_home_reason", " ")
		interview.place = "Client's Home"
		interview.save()
		self.assertIsNone(interview.not_at_home_reason)

	def test_days_outside_the_enrolment_are_refused(self):
		"""R-363: not in the future, not before the enrolment, not after the last day, not after a death."""
		for day in (add_days(today(), 1), add_days(self.enrolment.enrolment_date, -1)):
			with self.subTest(day), self.assertRaises(DateRefused):
				make_interview(self.exit, interviewed_on=day)
		make_interview(self.exit, interviewed_on=self.enrolment.enrolment_date)
		frappe.db.set_value("CSS Exit", self.exit.name, "exit_date", add_days(today(), -3))
		make_interview(self.exit, interviewed_on=add_days(today(), -3))
		with self.assertRaises(DateRefused):
			make_interview(self.exit, interviewed_on=add_days(today(), -2))

	def test_none_after_a_death(self):
		"""R-371, R-376"""
		frappe.db.set_value("CSS Client", self.client.name, "died_on", add_days(today(), -2))
		self.assertFalse(get_of_exit(self.exit.name)["may_record"])
		with self.assertRaises(DateRefused):
			make_interview(self.exit)

	def test_locked_with_its_exit(self):
		"""D-24: whatever the surface, while the manager decides and afterwards."""
		interview = make_interview(self.exit)
		for state in ("Ready for Review", "Approved", "Exited"):
			self.lock(state)
			with self.subTest(state):
				for attempt in (
					lambda: save_answers(interview.name, [{"question": "PROUD-OF", "answer": "More"}]),
					lambda: frappe.get_doc("CSS Exit Interview", interview.name).save(),
					lambda: frappe.client.set_value("CSS Exit Interview", interview.name, "place", "Office"),
					lambda: make_interview(self.exit),
				):
					with self.assertRaises(InterviewLocked):
						attempt()
				self.assertFalse(get_sheet(interview.name)["may_write"])
				self.assertFalse(get_of_exit(self.exit.name)["may_record"])
		self.lock("Returned")
		save_answers(interview.name, [{"question": "PROUD-OF", "answer": "More"}])

	def test_the_latest_counts(self):
		"""R-363: by its day, of the same day the one entered last."""
		earlier = make_interview(self.exit, interviewed_on=add_days(today(), -20))
		self.assertEqual(latest_interviews([self.exit.name])[self.exit.name].name, earlier.name)
		latest = make_interview(self.exit, interviewed_on=add_days(today(), -10))
		make_interview(self.exit, interviewed_on=add_days(today(), -15))
		self.assertEqual(latest_interviews([self.exit.name])[self.exit.name].name, latest.name)

	def test_the_gate_asks_the_one_that_counts(self):
		"""R-363, R-364: what an earlier interview left open does not stand in the way; no interview does."""
		self.assertEqual(unanswered_of([self.exit.name]), {})
		make_interview(self.exit, interviewed_on=add_days(today(), -5))
		self.assertGreater(unanswered_of([self.exit.name])[self.exit.name], 5)
		answers = [row for row in answers_to_all() if row["question"] != "FUTURE-PLANS"]
		latest = make_interview(self.exit, answers)
		self.assertEqual(unanswered_of([self.exit.name]), {self.exit.name: 1})
		save_answers(latest.name, [{"question": "FUTURE-PLANS", "is_declined": 1}])
		self.assertEqual(unanswered_of([self.exit.name]), {self.exit.name: 0})
		self.assertEqual(self.count_queries(unanswered_of, [self.exit.name]), 3)

	def test_what_is_still_open_is_seen_in_the_exit(self):
		"""R-363: in the client's words, for the worker and the manager who decides."""
		make_interview(
			self.exit,
			[{"question": "PENDING-ISSUES", "answer": "Before"}],
			interviewed_on=add_days(today(), -9),
		)
		make_interview(
			self.exit,
			[
				{"question": "PENDING-ISSUES", "answer": SAID},
				{"question": "SATISFIED-PROGRAMME", "satisfaction": "Satisfied"},
			],
		)
		for user in (self.worker, self.manager):
			with acting_as(user):
				said = get_of_exit(self.exit.name)
			self.assertEqual(said["pending"], [SAID])
			self.assertEqual([row["satisfaction"] for row in said["satisfaction"]], ["Satisfied"])
			self.assertEqual(len(said["interviews"]), 2)

	def test_begun_from_the_exit(self):
		"""R-364: today, by whoever asks; the caseworker is told where a question is about her or him."""
		with acting_as("Administrator"):
			frappe.get_doc(
				doctype="CSS Case Access", css_case=self.css_case.name, user=self.worker, kind="Assigned"
			).insert()
		name = start(self.exit.name, place="Client's Home", method="In Person")
		interview = frappe.get_doc("CSS Exit Interview", name)
		self.assertEqual((interview.interviewed_on, interview.interviewed_by), (today(), self.worker))
		sheet = get_sheet(name)
		self.assertTrue(sheet["is_own_caseworker"])
		self.assertEqual(
			[row["code"] for row in sheet["questions"] if row["is_about_caseworker"]],
			["SATISFIED-CASEWORKER"],
		)
		with acting_as(self.manager):
			self.assertFalse(get_sheet(name)["is_own_caseworker"])

	def test_nobody_else_gets_at_it(self):
		"""R-005, D-19"""
		interview = make_interview(self.exit)
		with acting_as(self.colleague):
			for attempt in (
				lambda: start(self.exit.name),
				lambda: get_sheet(interview.name),
				lambda: save_answers(interview.name, []),
				lambda: get_of_exit(self.exit.name),
			):
				with self.assertRaises(frappe.PermissionError):
					attempt()

	def test_whose_it_is_follows_from_the_exit(self):
		"""D-19: client and case are those of the exit, also where a request leaves them out or names others."""
		interview = make_interview(self.exit, client=None, css_case=None)
		self.assertEqual((interview.client, interview.css_case), (self.client.name, self.css_case.name))
		_case, other = make_family()
		with self.assertRaises(InterviewRefused):
			make_interview(self.exit, client=other.name)

	def test_goes_along_with_its_exit(self):
		"""D-20: the interview is where the exit is, and can be gone on with there."""
		interview = make_interview(self.exit)
		other = make_case()
		frappe.db.set_value(
			"CSS Case Member", {"client": self.client.name}, {"css_case": other.name}, update_modified=False
		)
		take_along(self.client.name)
		interview.reload()
		self.exit.reload()
		self.assertEqual((interview.css_case, self.exit.css_case), (other.name, other.name))
		interview.save()

	def test_interpreters_are_checked(self):
		"""D-15, R-251: no child interprets, here either."""
		with acting_as("Administrator"):
			child = frappe.get_doc(
				doctype="CSS Interpreter",
				full_name="Small One",
				kind="Informal",
				site=self.css_case.site,
				languages=[{"language": "ara"}],
			).insert()
		with self.assertRaises(InterpreterRefused):
			make_interview(self.exit, interpreter=child.name)

	def test_a_question_gone_out_of_use_stays_answered(self):
		"""R-364: what was said is not lost with the question."""
		interview = make_interview(self.exit, [{"question": "WHAT-TO-CHANGE", "answer": "Less paper"}])
		frappe.db.set_value("CSS Exit Interview Question", "WHAT-TO-CHANGE", "enabled", 0)
		interview.reload()
		interview.save()
		self.assertIn(
			("WHAT-TO-CHANGE", "Less paper"), [(row.question, row.answer) for row in interview.answers]
		)
		sheet = get_sheet(interview.name)
		(kept,) = (row for row in sheet["questions"] if row["code"] == "WHAT-TO-CHANGE")
		self.assertFalse(kept["is_asked"])
		self.assertEqual(getdate(interview.interviewed_on), today())
