"""CSS NAM Assessment: drafts, completion, scores, due dates (D-03, D-21, R-140 to R-172)."""

from datetime import datetime, timezone
from unittest.mock import patch

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.case_document import DateRefused, MarkupRefused, RecordKept
from css_case_mgmt.case_note import CaseNoteMissing
from css_case_mgmt.closed_files import FileClosed
from css_case_mgmt.css_case_mgmt.doctype.css_nam_assessment.answer_rows import AnswerRefused
from css_case_mgmt.css_case_mgmt.doctype.css_nam_assessment.numbering import (
	OpenDraftExists,
	RevisionRefused,
)
from css_case_mgmt.scheduled_assessment import AssessmentLocked, AssessmentRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	BANK,
	NORTH,
	answers_of_weight,
	complete_assessment,
	give_consent,
	make_assessment,
	make_caseworker,
	make_enrolment,
	make_family,
	today,
)


class AssessmentTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()

	def setUp(self):
		super().setUp()
		frappe.set_user(self.worker)
		self.css_case, self.client = make_family()
		self.enrolment = make_enrolment(self.css_case.name, self.client.name)

	def factor(self, assessment, factor):
		return next(row for row in assessment.factor_scores if row.factor == factor)


class TestDraft(AssessmentTestCase):
	def test_answers_in_any_order_over_several_meetings(self):
		"""R-162: a draft takes a few answers now, others later, in any order."""
		draft = make_assessment(self.enrolment, answers=answers_of_weight(3)[10:12])
		draft.reload()
		self.assertEqual(len(draft.answers), 40)
		self.assertEqual(sum(bool(row.option_code) for row in draft.answers), 2)
		self.assertEqual([row.idx for row in draft.answers], list(range(1, 41)))
		first = draft.answers[0]
		first.option_code = answers_of_weight(1)[0]["option_code"]
		draft.save()
		draft.reload()
		self.assertEqual(sum(bool(row.option_code) for row in draft.answers), 3)

	def test_weight_is_copied_from_the_bank_and_never_typed(self):
		"""R-146, R-148: a weight sent along is overwritten by the bank's."""
		answer = {**answers_of_weight(3)[0], "weight": 1.25}
		draft = make_assessment(self.enrolment, answers=[answer])
		self.assertEqual(draft.answers[0].weight, 3)
		draft.overall_score = 1.11
		draft.save()
		self.assertNotEqual(draft.overall_score, 1.11)

	def test_option_of_another_question_is_refused(self):
		"""R-142: the message names row, question and option, and the draft keeps what it had."""
		draft = make_assessment(self.enrolment, answers=answers_of_weight(1)[:3])
		draft.answers[1].option_code = "Z"
		with self.assertRaises(AnswerRefused) as refused:
			draft.save()
		self.assertIn("Row 2", str(refused.exception))
		self.assertIn("Z", str(refused.exception))
		self.assertEqual(draft.answers[1].option_code, "Z")
		self.assertTrue(
			frappe.db.get_value("CSS NAM Assessment Answer", draft.answers[1].name, "option_code") != "Z"
		)

	def test_unknown_repeated_and_contradictory_answers_are_told_at_once(self):
		"""R-147: an answer excludes a reason; every bad row is named in one message."""
		good = answers_of_weight(1)
		rows = [
			{"question_code": "NOPE", "option_code": "A"},
			good[0],
			good[0],
			{**good[1], "unanswered_reason": "Declined"},
			{"question_code": good[2]["question_code"], "unanswered_reason": "Forgot"},
		]
		with self.assertRaises(AnswerRefused) as refused:
			make_assessment(self.enrolment, answers=rows)
		for row in (1, 3, 4, 5):
			self.assertIn(f"Row {row}", str(refused.exception))

	def test_one_open_draft_per_enrolment(self):
		"""D-21: the second draft is refused, and told which one is open."""
		draft = make_assessment(self.enrolment)
		with self.assertRaises(OpenDraftExists) as refused:
			make_assessment(self.enrolment)
		self.assertIn(draft.title, str(refused.exception))

	def test_the_database_holds_numbers_and_drafts_unique(self):
		"""R-156: even rows written past the controller cannot share a number or be a second open draft."""
		draft = make_assessment(self.enrolment)
		values = draft.as_dict()
		for clash in ({"open_draft_of": None}, {"revision": 7}):
			twin = frappe.get_doc({**values, "answers": [], "factor_scores": [], **clash})
			twin.name = frappe.generate_hash(length=20)
			with self.assertRaises((frappe.UniqueValidationError, frappe.DuplicateEntryError)):
				twin.db_insert()

	def test_abandoned_draft_keeps_its_number(self):
		"""D-21: abandoning needs a reason, locks the draft and leaves its number used."""
		draft = make_assessment(self.enrolment)
		with self.assertRaises(AssessmentRefused):
			draft.abandon("  ")
		draft.reload()
		draft.abandon("Client moved the meeting")
		draft.reload()
		self.assertEqual((draft.draft_status, draft.sequence, draft.docstatus), ("Abandoned", 1, 0))
		draft.mode = "Phone"
		self.assertRaises(AssessmentLocked, draft.save)
		draft.reload()
		self.assertRaises(AssessmentLocked, draft.submit)
		self.assertEqual(make_assessment(self.enrolment).sequence, 2)

	def test_date_before_enrolment_or_in_the_future(self):
		"""D-29: the date lies between the enrolment and today at the site."""
		for wrong in (add_days(self.enrolment.enrolment_date, -1), add_days(today(), 2)):
			with self.assertRaises(DateRefused):
				make_assessment(self.enrolment, assessment_date=wrong)

	def test_today_is_the_sites_today(self):
		"""D-29: at 02:00 UTC it is still yesterday in Toronto."""

		class Clock(datetime):
			@classmethod
			def now(cls, tz=None):
				return datetime(2026, 3, 2, 2, 0, tzinfo=timezone.utc).astimezone(tz)

		enrolment = frappe.get_doc("CSS Enrolment", self.enrolment.name)
		frappe.db.set_value("CSS Enrolment", enrolment.name, "enrolment_date", "2026-01-01")
		frappe.db.set_value("CSS Case Access", {"css_case": self.css_case.name}, "access_from", "2026-01-01")
		give_consent(self.css_case.name, self.client.name, "2026-01-01")
		with patch("css_case_mgmt.settings.datetime", Clock):
			with self.assertRaises(DateRefused):
				make_assessment(enrolment, assessment_date="2026-03-02")
			make_assessment(enrolment, assessment_date="2026-03-01")

	def test_html_is_refused_and_kept_typed(self):
		"""R-508: HTML that would run is refused with the field's name; the document still has what was typed."""
		draft = make_assessment(self.enrolment)
		draft.draft_status = "Abandoned"
		draft.abandoned_reason = "<script>alert(1)</script>"
		with self.assertRaises(MarkupRefused) as refused:
			draft.save()
		self.assertIn("Reason for abandoning", str(refused.exception))
		self.assertEqual(draft.abandoned_reason, "<script>alert(1)</script>")

	def test_ten_thousand_characters_of_emoji_and_arabic(self):
		"""R-508, R-451: long text in any script comes back as typed."""
		draft = make_assessment(self.enrolment)
		text = ("مرحبا 👩‍👩‍👧 < 5 & > 3 " * 600)[:10_000].strip()
		draft.abandon(text)
		self.assertEqual(frappe.db.get_value("CSS NAM Assessment", draft.name, "abandoned_reason"), text)

	def test_bank_must_be_published(self):
		"""D-05: a draft bank scores nobody."""
		frappe.set_user("Administrator")
		copy = frappe.get_doc("CSS NAM Bank", BANK).make_new_version()
		frappe.set_user(self.worker)
		with self.assertRaises(AssessmentRefused):
			make_assessment(self.enrolment, bank=copy)

	def test_enrolment_of_another_client_is_refused(self):
		"""R-159: an assessment concerns the person enrolled."""
		_case, other = make_family()
		with self.assertRaises(AssessmentRefused):
			frappe.get_doc(
				doctype="CSS NAM Assessment",
				client=other.name,
				css_case=self.css_case.name,
				enrolment=self.enrolment.name,
				assessment_date=self.enrolment.enrolment_date,
			).insert()


class TestCompletion(AssessmentTestCase):
	def test_gaps_need_reasons(self):
		"""R-147: completing names every question without answer or reason."""
		draft = make_assessment(self.enrolment, answers=answers_of_weight(2)[1:])
		missing = answers_of_weight(2)[0]["question_code"]
		with self.assertRaises(AssessmentRefused) as refused:
			draft.submit()
		self.assertIn(missing, str(refused.exception))
		draft.reload()
		draft.answers[0].unanswered_reason = "Declined"
		draft.submit()
		self.assertEqual((draft.docstatus, draft.draft_status), (1, "Completed"))

	def test_a_case_note_is_demanded(self):
		"""R-170: neither without a note nor with a blank one; nothing typed is lost, and a correction keeps it."""
		for note in (None, "", " \n\t "):
			draft = make_assessment(self.enrolment, answers=2, case_note=note)
			with self.assertRaises(CaseNoteMissing) as refused:
				draft.submit()
			self.assertIn("Write the case note", str(refused.exception))
			draft.reload()
			self.assertEqual((draft.docstatus, draft.answers[0].option_code is None), (0, False))
			draft.abandon("For the test")
		done = complete_assessment(self.enrolment, answers=2, case_note="Spoke about housing.", mode="Phone")
		correction = frappe.get_doc("CSS NAM Assessment", done.correct("Slip"))
		self.assertEqual((correction.case_note, correction.mode), ("Spoke about housing.", "Phone"))

	def test_completed_is_locked(self):
		"""R-172: neither saved, nor cancelled, nor deleted."""
		done = complete_assessment(self.enrolment, answers=2)
		done.answers[0].option_code = answers_of_weight(3)[0]["option_code"]
		with self.assertRaises((AssessmentLocked, frappe.UpdateAfterSubmitError)):
			done.save()
		done.reload()
		with self.assertRaises((AssessmentLocked, frappe.PermissionError)):
			done.cancel()
		frappe.set_user("Administrator")
		with self.assertRaises(AssessmentLocked):
			frappe.get_doc("CSS NAM Assessment", done.name).cancel()
		with self.assertRaises((RecordKept, frappe.ValidationError)):
			frappe.delete_doc("CSS NAM Assessment", done.name)
		self.assertTrue(frappe.db.exists("CSS NAM Assessment", done.name))

	def test_scores_of_the_guide(self):
		"""T-01, R-144, R-145: factor = mean of answers, overall = mean of the factor scores."""
		done = complete_assessment(self.enrolment, answers=1)
		self.assertEqual({row.status for row in done.factor_scores}, {"Scored"})
		self.assertEqual((done.overall_status, done.overall_score), ("Scored", 1))
		worst = complete_assessment(self.enrolment, add_months(self.enrolment.enrolment_date, 4), 3)
		self.assertEqual(float(worst.overall_score), 3)

	def test_factor_not_applicable_leaves_the_mean(self):
		"""T-03, D-03: no children: Out of Scope, and the overall is the mean over seven."""
		answers = [
			{"question_code": row["question_code"], "unanswered_reason": "Not Applicable"}
			if row["question_code"].startswith("CH")
			else row
			for row in answers_of_weight(3)
		]
		done = complete_assessment(self.enrolment, answers=answers)
		self.assertEqual(self.factor(done, "children").status, "Out of Scope")
		self.assertEqual((done.overall_status, float(done.overall_score)), ("Scored", 3.0))

	def test_too_few_answers_give_no_number(self):
		"""T-04, D-03: below half answered a factor is Incomplete, and so is the overall; both complete."""
		answers = [
			{"question_code": row["question_code"], "unanswered_reason": "Not Asked"}
			if row["question_code"].startswith("HS") and row["question_code"] not in ("HS1", "HS2")
			else row
			for row in answers_of_weight(3)
		]
		done = complete_assessment(self.enrolment, answers=answers)
		stored = frappe.get_doc("CSS NAM Assessment", done.name)
		self.assertEqual(self.factor(stored, "housing_security").status, "Incomplete")
		self.assertEqual((stored.overall_status, stored.overall_score), ("Incomplete", 0))

	def test_minimum_share_of_the_site_counts(self):
		"""Section 0: a site's own minimum replaces the network's."""
		frappe.set_user("Administrator")
		site = frappe.get_doc("CSS Site", NORTH)
		site.append("settings", {"setting": "minimum_answered_percent", "value": "20"})
		site.save()
		frappe.set_user(self.worker)
		answers = [
			row
			if row["question_code"] in ("HS1", "HS2") or not row["question_code"].startswith("HS")
			else {"question_code": row["question_code"], "unanswered_reason": "Not Asked"}
			for row in answers_of_weight(3)
		]
		done = complete_assessment(self.enrolment, answers=answers)
		self.assertEqual(self.factor(done, "housing_security").status, "Scored")

	def test_exited_enrolment_takes_no_new_assessment(self):
		"""R-104: a new assessment belongs to an open episode."""
		frappe.db.set_value("CSS Enrolment", self.enrolment.name, {"status": "Exited", "exit_date": today()})
		with self.assertRaises(FileClosed):
			make_assessment(self.enrolment)


class TestClock(AssessmentTestCase):
	def test_month_ends_are_clamped_and_do_not_drift(self):
		"""T-05, R-150: enrolled 31 October 2025: slots 28 February, 30 June, 31 October 2026."""
		frappe.db.set_value("CSS Enrolment", self.enrolment.name, "enrolment_date", "2025-10-31")
		give_consent(self.css_case.name, self.client.name, "2025-10-31")
		self.enrolment.reload()
		for day, month, due in (
			("2025-10-31", 0, "2025-10-31"),
			("2026-03-05", 4, "2026-02-28"),
			("2026-06-20", 8, "2026-06-30"),
			("2026-10-30", 12, "2026-10-31"),
		):
			done = complete_assessment(self.enrolment, day, 2)
			self.assertEqual((done.timepoint_month, str(done.due_date)), (month, due))

	def test_numbers_count_assessments_and_slots_name_dates(self):
		"""D-21: a missed slot is skipped by the date, never by the number."""
		complete_assessment(self.enrolment, answers=2)
		late = complete_assessment(self.enrolment, add_months(self.enrolment.enrolment_date, 8), 2)
		self.assertEqual((late.sequence, late.timepoint_month), (2, 8))


class TestBaseline(AssessmentTestCase):
	def setUp(self):
		super().setUp()
		self.first = complete_assessment(self.enrolment, answers=3)
		self.second = complete_assessment(
			self.enrolment, add_months(self.enrolment.enrolment_date, 4), answers=1
		)

	def test_change_against_the_baseline(self):
		"""R-151: A1 is the baseline; it has no change, A2 has one, below zero for the better (D-04)."""
		self.assertFalse(any(row.has_change for row in self.first.factor_scores))
		self.assertEqual(self.second.baseline, self.first.name)
		self.assertEqual({float(row.change_from_baseline) for row in self.second.factor_scores}, {-2.0})
		self.assertEqual((self.second.has_overall_change, float(self.second.overall_change)), (1, -2.0))

	def test_correction_is_a_new_revision(self):
		"""D-21, R-172: the original stays completed, the correction counts, changes are computed again."""
		correction = frappe.get_doc("CSS NAM Assessment", self.first.correct("Misheard the interpreter"))
		self.assertEqual((correction.sequence, correction.revision), (1, 1))
		self.assertEqual(len([row for row in correction.answers if row.option_code]), 40)
		for row, better in zip(correction.answers, answers_of_weight(2), strict=True):
			row.option_code = better["option_code"]
		correction.submit()
		self.first.reload()
		self.second.reload()
		self.assertEqual((self.first.docstatus, self.first.superseded_by), (1, correction.name))
		self.assertEqual(self.second.baseline, correction.name)
		self.assertEqual(round(self.second.overall_change, 4), round(1 - float(correction.overall_score), 4))
		comments = frappe.get_all(
			"Comment", filters={"reference_name": self.second.name, "comment_type": "Info"}, pluck="content"
		)
		self.assertTrue(any(correction.title in comment for comment in comments))

	def test_only_the_latest_revision_is_corrected(self):
		"""D-21: a second correction corrects the correction, and needs a reason."""
		with self.assertRaises(RevisionRefused):
			self.first.correct("")
		frappe.get_doc("CSS NAM Assessment", self.first.correct("First slip")).submit()
		self.first.reload()
		with self.assertRaises(RevisionRefused):
			self.first.correct("Second slip")
