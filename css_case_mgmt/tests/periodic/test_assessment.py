"""CSS Periodic Assessment: the questions, the clock, the level of need (D-06, D-21, R-180 to R-186)."""

import frappe
from frappe.utils import add_days, add_months, getdate

from css_case_mgmt.assessment_numbering import OpenDraftExists, RevisionRefused
from css_case_mgmt.case_document import DateRefused, RecordKept
from css_case_mgmt.case_note import CaseNoteMissing
from css_case_mgmt.closed_files import FileClosed
from css_case_mgmt.consent_gate import ConsentMissing
from css_case_mgmt.consent_withdrawal import affected_by_withdrawal
from css_case_mgmt.css_case_mgmt.doctype.css_periodic_assessment.level_change import LevelNotEntered
from css_case_mgmt.interpreter_use import InterpreterRefused
from css_case_mgmt.scheduled_assessment import AssessmentLocked, AssessmentRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	acting_as,
	complete_assessment,
	give_consent,
	make_caseworker,
	make_enrolment,
	make_family,
	make_manager,
	today,
)
from css_case_mgmt.tests.interpreters.records import make_interpreter
from css_case_mgmt.tests.periodic.records import complete_periodic, make_periodic


class PeriodicTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.manager = make_manager()

	def setUp(self):
		super().setUp()
		frappe.set_user(self.worker)
		self.css_case, self.client = make_family()
		self.enrolment = make_enrolment(self.css_case.name, self.client.name)

	def month(self, months: int):
		return getdate(add_months(self.enrolment.enrolment_date, months))

	def levels(self) -> list[tuple[str, object]]:
		self.enrolment.reload()
		return [(row.needs_level, row.level_from) for row in self.enrolment.levels]


class TestDraft(PeriodicTestCase):
	def test_numbers_and_slots(self):
		"""D-21, R-180: P1 counts for month 3 also when it is early; the nearest slot names the place."""
		first = complete_periodic(self.enrolment, self.enrolment.enrolment_date)
		self.assertEqual((first.sequence, first.timepoint_month, first.due_date), (1, 3, self.month(3)))
		self.assertTrue(first.title.endswith(" P1"))
		second = complete_periodic(self.enrolment, add_days(self.month(6), 10))
		self.assertEqual((second.sequence, second.timepoint_month), (2, 6))

	def test_it_runs_beside_the_nam(self):
		"""D-01, D-21: each counts for itself; a draft of one is no obstacle to the other."""
		complete_assessment(self.enrolment, answers=2)
		make_periodic(self.enrolment, self.month(3))
		nam = complete_assessment(self.enrolment, self.month(4), 2)
		self.assertEqual(nam.sequence, 2)

	def test_one_open_draft_per_enrolment(self):
		"""D-21: the second is refused and told which one is open."""
		draft = make_periodic(self.enrolment, self.month(3))
		with self.assertRaises(OpenDraftExists) as refused:
			make_periodic(self.enrolment, self.month(3))
		self.assertIn(draft.title, str(refused.exception))
		self.assertIn("css-periodic-assessment", str(refused.exception))

	def test_the_database_holds_numbers_and_drafts_unique(self):
		"""D-21: even rows written past the controller."""
		values = make_periodic(self.enrolment, self.month(3)).as_dict()
		for clash in ({"open_draft_of": None}, {"revision": 7}):
			twin = frappe.get_doc({**values, **clash})
			twin.name = frappe.generate_hash(length=20)
			with self.assertRaises((frappe.UniqueValidationError, frappe.DuplicateEntryError)):
				twin.db_insert()

	def test_a_draft_over_several_meetings(self):
		"""R-181: nothing needs to be answered before completion."""
		draft = make_periodic(
			self.enrolment,
			self.month(3),
			still_required=None,
			ready_for_exit=None,
			plan_adjustments=None,
			case_note=None,
			occasion="Beside a Session",
		)
		draft.wellbeing = "Sleeps better."
		draft.save()
		self.assertEqual(draft.draft_status, "Open")

	def test_abandoned_draft_keeps_its_number(self):
		"""D-21: with a reason, for good."""
		draft = make_periodic(self.enrolment, self.month(3))
		with self.assertRaises(AssessmentRefused):
			draft.abandon(" ")
		draft.reload()
		draft.abandon("Moved away for the summer")
		draft.reload()
		draft.progress = "More"
		self.assertRaises(AssessmentLocked, draft.save)
		self.assertEqual(make_periodic(self.enrolment, self.month(3)).sequence, 2)

	def test_dates_and_membership(self):
		"""D-29: between the enrolment and today, by somebody who belongs to the family."""
		for wrong in (add_days(self.enrolment.enrolment_date, -1), add_days(today(), 2)):
			with self.assertRaises(DateRefused):
				make_periodic(self.enrolment, wrong)
		_case, other = make_family()
		with self.assertRaises(AssessmentRefused):
			frappe.get_doc(
				doctype="CSS Periodic Assessment",
				client=other.name,
				css_case=self.css_case.name,
				enrolment=self.enrolment.name,
				assessment_date=today(),
			).insert()

	def test_after_the_exit(self):
		"""R-184: an ended enrolment takes no new assessment, but a correction."""
		done = complete_periodic(self.enrolment, self.month(3))
		frappe.db.set_value(
			"CSS Enrolment",
			self.enrolment.name,
			{"status": "Exited", "exit_date": self.month(8), "exit_reason": "Other"},
		)
		with self.assertRaises(FileClosed):
			make_periodic(self.enrolment, self.month(6))
		with acting_as("manager@test.example"):
			correction = frappe.get_doc("CSS Periodic Assessment", done.correct("A slip"))
			correction.submit()
		self.assertEqual(correction.docstatus, 1)

	def test_consent_comes_first(self):
		"""D-16, R-122: started with consent and charter, and not gone on with after a withdrawal."""
		css_case, client = make_family()
		enrolment = make_enrolment(css_case.name, client.name, consent=False)
		with self.assertRaises(ConsentMissing):
			make_periodic(enrolment, today())
		consent = give_consent(css_case.name, client.name, enrolment.enrolment_date)
		draft = make_periodic(enrolment, today())
		frappe.db.set_value("CSS Consent", consent.name, "withdrawn_on", today())
		draft.reload()
		self.assertRaises(ConsentMissing, draft.submit)
		self.assertIn(draft.title, " ".join(affected_by_withdrawal(client.name)))

	def test_interpreter_is_checked(self):
		"""D-15, R-252: somebody who is not known to be an adult does not interpret here either."""
		minor = make_interpreter(adult_confirmed=0)
		with self.assertRaises(InterpreterRefused):
			make_periodic(self.enrolment, self.month(3), interpreter=minor.name)
		adult = make_interpreter()
		draft = make_periodic(self.enrolment, self.month(3), interpreter=adult.name)
		self.assertEqual(draft.interpreter_kind, adult.kind)

	def test_without_an_enrolment_it_is_refused_in_words(self):
		"""R-508: what is missing is said, not a traceback."""
		with acting_as("Administrator"), self.assertRaises(frappe.ValidationError):
			frappe.get_doc(doctype="CSS Periodic Assessment", client=self.client.name).insert()


class TestCompletion(PeriodicTestCase):
	def test_every_question_is_answered(self):
		"""R-182: all that is missing is named at once; that nothing changes in the plan is an answer."""
		for fieldname, label in (
			("still_required", "still required"),
			("ready_for_exit", "exit assessment"),
			("plan_adjustments", "settlement plan"),
		):
			draft = make_periodic(self.enrolment, self.month(3), **{fieldname: None})
			with self.assertRaises(AssessmentRefused) as refused:
				draft.submit()
			self.assertIn(label, str(refused.exception))
			draft.reload()
			draft.abandon("Next")
		done = complete_periodic(self.enrolment, self.month(3), plan_adjustments="None")
		self.assertEqual((done.docstatus, done.draft_status), (1, "Completed"))

	def test_the_answers_that_need_a_reason(self):
		"""R-182, R-184: why case management is not required any more, and what shows readiness."""
		for answer in ({"still_required": "No"}, {"ready_for_exit": "Yes"}):
			draft = make_periodic(self.enrolment, self.month(3), **answer)
			self.assertRaises(AssessmentRefused, draft.submit)
			draft.reload()
			draft.update({f"{fieldname}_reason": "Finds the way alone" for fieldname in answer})
			draft.submit()
			self.assertEqual(draft.docstatus, 1)

	def test_case_note_is_demanded(self):
		"""R-180: documented in writing."""
		draft = make_periodic(self.enrolment, self.month(3), case_note="  ")
		self.assertRaises(CaseNoteMissing, draft.submit)

	def test_completed_is_locked(self):
		"""R-172, D-14: neither changed, nor cancelled, nor deleted."""
		done = complete_periodic(self.enrolment, self.month(3))
		done.progress = "More"
		with self.assertRaises((AssessmentLocked, frappe.UpdateAfterSubmitError)):
			done.save()
		frappe.set_user("Administrator")
		with self.assertRaises(AssessmentLocked):
			frappe.get_doc("CSS Periodic Assessment", done.name).cancel()
		with self.assertRaises((RecordKept, frappe.ValidationError)):
			frappe.delete_doc("CSS Periodic Assessment", done.name)


class TestCorrection(PeriodicTestCase):
	def test_original_is_kept_beside_the_correction(self):
		"""D-21, R-172: the next revision of the same number, beginning as the original."""
		done = complete_periodic(self.enrolment, self.month(3), wellbeing="Good", mode="Phone")
		correction = frappe.get_doc("CSS Periodic Assessment", done.correct("Wrong day"))
		self.assertEqual((correction.sequence, correction.revision), (1, 1))
		self.assertEqual(
			(correction.wellbeing, correction.mode, correction.case_note),
			("Good", "Phone", done.case_note),
		)
		correction.wellbeing = "Very good"
		correction.submit()
		done.reload()
		self.assertEqual((done.wellbeing, done.superseded_by), ("Good", correction.name))
		with self.assertRaises(RevisionRefused):
			done.correct("Again")

	def test_a_correction_needs_its_reason(self):
		"""R-172."""
		done = complete_periodic(self.enrolment, self.month(3))
		with self.assertRaises(RevisionRefused):
			done.correct("  ")


class TestLevel(PeriodicTestCase):
	def change(self, months: int = 3, level: str = "Low"):
		return complete_periodic(
			self.enrolment, self.month(months), needs_level=level, level_reason="Manages alone"
		)

	def test_a_change_is_dated_from_the_assessment(self):
		"""D-06, R-185, R-186: in the enrolment's history, with who decided and why; once completed, not before."""
		draft = make_periodic(self.enrolment, self.month(3), needs_level="Low", level_reason="Manages alone")
		self.assertEqual(self.levels(), [("High", self.month(0))])
		draft.submit()
		self.assertEqual(self.levels(), [("High", self.month(0)), ("Low", self.month(3))])
		row = self.enrolment.levels[-1]
		self.assertEqual((row.reason, row.decided_by), ("Manages alone", self.worker))
		self.assertEqual(self.enrolment.needs_level, "Low")
		self.assertEqual(draft.level_before, "High")

	def test_a_change_needs_a_reason(self):
		"""R-185."""
		draft = make_periodic(self.enrolment, self.month(3), needs_level="Low")
		self.assertRaises(AssessmentRefused, draft.submit)
		self.assertEqual(self.levels(), [("High", self.month(0))])

	def test_no_score_and_no_answer_sets_the_level(self):
		"""D-06: left empty, or as it is, nothing is entered and no reason asked for."""
		complete_periodic(self.enrolment, self.month(3))
		complete_periodic(self.enrolment, self.month(6), needs_level="High")
		self.assertEqual(self.levels(), [("High", self.month(0))])

	def test_a_later_decision_stands(self):
		"""R-185: what was decided later is not undone by an assessment of an earlier day."""
		self.change(6)
		with self.assertRaises(LevelNotEntered) as refused:
			self.change(3)
		self.assertIn("again from", str(refused.exception))
		self.assertEqual(self.levels()[-1], ("Low", self.month(6)))

	def test_another_level_on_the_same_day(self):
		"""R-185: one level a day."""
		with self.assertRaises(LevelNotEntered) as refused:
			self.change(0)
		self.assertIn("already decided", str(refused.exception))

	def test_a_refused_level_leaves_the_draft_open(self):
		"""R-185: both or neither."""
		self.change(6)
		draft = make_periodic(self.enrolment, self.month(3), needs_level="Low", level_reason="Slip")
		frappe.db.savepoint("before_completion")
		self.assertRaises(LevelNotEntered, draft.submit)
		frappe.db.rollback(save_point="before_completion")
		draft.reload()
		self.assertEqual((draft.docstatus, draft.draft_status), (0, "Open"))

	def correct(self, done, **values):
		correction = frappe.get_doc("CSS Periodic Assessment", done.correct("A slip"))
		correction.update(values)
		correction.submit()
		return correction

	def test_a_correction_takes_the_change_back(self):
		"""D-06, R-172: the level was never meant to change."""
		self.correct(self.change(), needs_level=None)
		self.assertEqual(self.levels(), [("High", self.month(0))])
		self.assertEqual(self.enrolment.needs_level, "High")

	def test_a_correction_moves_the_change_to_the_right_day(self):
		"""D-06, R-172."""
		correction = self.correct(self.change(), assessment_date=self.month(4))
		self.assertEqual(self.levels(), [("High", self.month(0)), ("Low", self.month(4))])
		self.assertEqual(correction.level_before, "High")

	def test_a_correction_of_something_else_leaves_the_history(self):
		"""R-172: also when the level has been decided again since."""
		done = self.change()
		self.change(6, "High")
		before = self.levels()
		self.correct(done, wellbeing="As noted by hand")
		self.assertEqual(self.levels(), before)

	def test_a_correction_does_not_undo_what_was_decided_since(self):
		"""R-185: refused, with what to do."""
		done = self.change()
		self.change(6, "High")
		with self.assertRaises(LevelNotEntered):
			self.correct(done, needs_level=None)

	def test_a_change_taken_out_by_hand_is_not_taken_out_twice(self):
		"""D-06: the history is kept on the enrolment alone."""
		done = self.change()
		self.enrolment.reload()
		self.enrolment.set("levels", self.enrolment.levels[:1])
		self.enrolment.save()
		self.correct(done, needs_level=None)
		self.assertEqual(self.levels(), [("High", self.month(0))])
