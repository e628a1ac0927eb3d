"""Follow-ups: what was established before, who answers, completing with a note, what comes next (D-05, R-152 to
R-174)."""

import frappe
from frappe.utils import add_months

from css_case_mgmt.api.arguments import is_yes
from css_case_mgmt.api.interpreters import suggest
from css_case_mgmt.api.nam import complete, get_progress, get_sheet, start, who_may_answer
from css_case_mgmt.case_note import CaseNoteMissing
from css_case_mgmt.css_case_mgmt.doctype.css_autonomy_level.css_autonomy_level import LevelOfAutonomyRefused
from css_case_mgmt.css_case_mgmt.doctype.css_nam_assessment.comparison import recompute_changes_between
from css_case_mgmt.css_case_mgmt.doctype.css_nam_assessment.who_answers import WrongPersonAnswers
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.exit_interview.records import answers_to_all, begin_exit, make_interview
from css_case_mgmt.tests.factories import (
	acting_as,
	answers_of_weight,
	complete_assessment,
	give_consent,
	make_assessment,
	make_client,
	make_consent,
	make_enrolment,
	make_family,
	make_member,
	today,
)
from css_case_mgmt.tests.interpreters.records import make_interpreter
from css_case_mgmt.tests.nam.records import (
	answers_to,
	make_bank,
	make_mapping,
	make_parent_and_child,
	new_version,
)

WORKER, COLLEAGUE = "caseworker@test.example", "colleague@test.example"


class FollowUpTestCase(SiteTestCase):
	def setUp(self):
		super().setUp()
		frappe.set_user(WORKER)
		self.css_case, self.client = make_family()
		self.enrolment = make_enrolment(self.css_case.name, self.client.name)
		self.second_day = add_months(self.enrolment.enrolment_date, 4)


class TestPreviousAnswers(FollowUpTestCase):
	def test_a_first_assessment_has_none(self):
		"""R-163."""
		self.assertIsNone(get_sheet(make_assessment(self.enrolment).name)["previous"])

	def test_answers_of_then_beside_those_of_now(self):
		"""R-163: each question says what was established then; nothing of it is an answer now."""
		answers = answers_of_weight(3)
		answers[0] = {"question_code": answers[0]["question_code"], "unanswered_reason": "Declined"}
		answers[1] = {"question_code": answers[1]["question_code"], "unanswered_reason": "Not Applicable"}
		complete_assessment(self.enrolment, answers=answers)
		draft = make_assessment(self.enrolment, self.second_day)
		previous = get_sheet(draft.name)["previous"]
		self.assertEqual(
			(previous["label"], previous["assessment_date"]), ("A1", self.enrolment.enrolment_date)
		)
		self.assertFalse(previous["other_bank"])
		declined, not_applicable, answered = (
			previous["answers"][row["question_code"]] for row in answers[:3]
		)
		self.assertEqual((declined["unanswered_reason"], declined["may_repeat"]), ("Declined", False))
		self.assertEqual((declined["weight"], not_applicable["may_repeat"]), (None, True))
		self.assertEqual(answered["option_code"], answers[2]["option_code"])
		self.assertTrue(answered["text"] and answered["may_repeat"])
		self.assertFalse(any(row.option_code or row.unanswered_reason for row in draft.answers))

	def test_the_latest_correction_counts(self):
		"""R-163, D-21: what was corrected since is not shown as established."""
		latest = complete_assessment(self.enrolment, answers=3)
		for weight in (2, 1):
			latest = frappe.get_doc("CSS NAM Assessment", latest.correct("Slip"))
			code = latest.answers[0].question_code
			latest.answers[0].option_code = answers_of_weight(weight)[0]["option_code"]
			latest.submit()
		previous = get_sheet(make_assessment(self.enrolment, self.second_day).name)["previous"]
		self.assertEqual(previous["name"], latest.name)
		self.assertEqual(previous["answers"][code]["weight"], 1)

	def test_another_bank_by_its_mapping(self):
		"""D-05, R-163: identical, reworded and unmapped questions are told apart, also where the codes say otherwise."""
		before = make_bank(3)
		now = new_version(before)
		make_mapping(before, now, ("Q1", "Q2", "Identical"), ("Q2", "Q1", "Reworded"), ("Q3", None, "None"))
		answers = answers_to(Q1="A", Q2="B", Q3="B")
		complete_assessment(self.enrolment, answers=answers, bank=before.name)
		draft = make_assessment(self.enrolment, self.second_day, bank=now.name)
		previous = get_sheet(draft.name)["previous"]
		self.assertTrue(previous["other_bank"])
		self.assertEqual(set(previous["answers"]), {"Q1", "Q2"})
		identical, reworded = previous["answers"]["Q2"], previous["answers"]["Q1"]
		self.assertEqual((identical["relation"], identical["weight"]), ("Identical", 1))
		self.assertEqual((identical["question"], identical["may_repeat"]), ("", True))
		self.assertEqual((reworded["relation"], reworded["weight"]), ("Reworded", 3))
		self.assertEqual((reworded["question"], reworded["may_repeat"]), ("Question 2", False))

	def test_without_a_mapping_nothing_is_set_side_by_side(self):
		"""D-05: the same code in two banks is no evidence of the same question."""
		before = make_bank(1)
		now = new_version(before)
		complete_assessment(self.enrolment, answers=answers_to(Q1="A"), bank=before.name)
		previous = get_sheet(make_assessment(self.enrolment, self.second_day, bank=now.name).name)["previous"]
		self.assertEqual(previous["answers"], {})

	def test_what_stayed_in_a_case_she_left_is_not_shown(self):
		"""R-163, D-20: the answers of then belong to the case in which they were given."""
		complete_assessment(self.enrolment, answers=2)
		draft = make_assessment(self.enrolment, self.second_day)
		with acting_as("Administrator"):
			elsewhere, _head = make_family()
			frappe.db.set_value("CSS NAM Assessment", draft.baseline, "css_case", elsewhere.name)
		self.assertIsNone(get_sheet(draft.name)["previous"])

	def test_a_mapping_published_later_makes_changes_comparable(self):
		"""D-05, D-21: changes over mapped questions only, computed again, with a line in the history."""
		before = make_bank(2)
		now = new_version(before)
		complete_assessment(self.enrolment, answers=answers_to(Q1="B", Q2="B"), bank=before.name)
		later = complete_assessment(
			self.enrolment, self.second_day, answers_to(Q1="A", Q2="B"), bank=now.name
		)
		self.assertFalse(later.has_overall_change)
		make_mapping(before, now, ("Q1", "Q1", "Reworded"), ("Q2", None, "None"))
		recompute_changes_between(before.name, now.name)
		later.reload()
		self.assertEqual((later.has_overall_change, later.overall_change), (1, -2))
		self.assertTrue(later.changes_computed_on)
		self.assertTrue(frappe.db.exists("Comment", {"reference_name": later.name, "comment_type": "Info"}))


class TestWhoAnswers(FollowUpTestCase):
	def setUp(self):
		super().setUp()
		self.css_case, self.parent, self.child = make_parent_and_child()
		self.of_child = make_enrolment(
			self.css_case.name,
			self.child.name,
			add_months(today(), -5),
			consent=False,
			direct_intervention_reason="School",
		)
		give_consent(
			self.css_case.name,
			self.child.name,
			self.of_child.enrolment_date,
			given_by="Guardian",
			guardian_name="A Parent",
			guardian_authority="Parent",
		)

	def test_a_child_does_not_answer_alone(self):
		"""R-159: refused with what to do; answered by the parent it goes ahead."""
		with self.assertRaises(WrongPersonAnswers) as refused:
			make_assessment(self.of_child)
		self.assertIn("Parent or Guardian", str(refused.exception))
		with self.assertRaises(WrongPersonAnswers):
			make_assessment(self.of_child, answered_by="Parent or Guardian")
		done = complete_assessment(
			self.of_child, answers=2, answered_by="Parent or Guardian", answering_client=self.parent.name
		)
		self.assertEqual(get_sheet(done.name)["answered_by"], self.parent.given_names)

	def test_only_a_grown_up_of_the_family(self):
		"""R-159: neither the child herself, nor a brother of 15, nor somebody else's parent."""
		brother = make_client(date_of_birth=add_months(today(), -12 * 15))
		make_member(self.css_case.name, brother.name, member_from=add_months(today(), -20))
		for answering in (self.child.name, brother.name, self.client.name):
			with self.subTest(answering), self.assertRaises(WrongPersonAnswers):
				make_assessment(self.of_child, answered_by="Parent or Guardian", answering_client=answering)

	def test_who_may_answer(self):
		"""R-159: the dialog that starts an assessment asks only where somebody else answers."""
		found = who_may_answer(self.of_child.name)
		self.assertEqual([row["name"] for row in found["grown_ups"]], [self.parent.name])
		self.assertFalse(found["answers_alone"])
		self.assertTrue(who_may_answer(self.enrolment.name)["answers_alone"])
		draft = frappe.get_doc(
			"CSS NAM Assessment", start(self.of_child.name, answering_client=self.parent.name)
		)
		self.assertEqual(draft.answered_by, "Parent or Guardian")
		with acting_as(COLLEAGUE), self.assertRaises(frappe.PermissionError):
			who_may_answer(self.of_child.name)

	def test_a_grown_up_answers_for_herself(self):
		"""R-159: unless a consent records the legal guardian of an adult."""
		with self.assertRaises(WrongPersonAnswers):
			make_assessment(self.enrolment, answered_by="Parent or Guardian")
		make_consent(
			self.enrolment.css_case,
			self.client.name,
			given_by="Guardian",
			guardian_name="A Guardian",
			guardian_authority="Legal guardian of an adult",
		)
		draft = make_assessment(self.enrolment, answered_by="Parent or Guardian")
		self.assertEqual(draft.answered_by, "Parent or Guardian")

	def test_for_whose_children_the_factor_is_answered(self):
		"""R-159: names and ages of the minors; none for a household without, nor for a child herself."""
		of_parent = make_enrolment(self.css_case.name, self.parent.name)
		children = get_sheet(make_assessment(of_parent, today()).name)["children"]["of_household"]
		self.assertEqual([(row["name"], row["age"]) for row in children], [(self.child.name, 9)])
		alone = get_sheet(make_assessment(self.enrolment).name)["children"]
		self.assertEqual(alone, {"factor": "children", "of_household": []})
		draft = make_assessment(
			self.of_child, answered_by="Parent or Guardian", answering_client=self.parent.name
		)
		self.assertEqual(get_sheet(draft.name)["children"]["of_household"], [])


class TestCompleting(FollowUpTestCase):
	def test_completed_with_its_note_and_written_down(self):
		"""R-170, R-220: one step; the contact names the assessment and repeats no note."""
		draft = make_assessment(self.enrolment, answers=2, case_note=None)
		answer = complete(draft.name, "Spoke about school.", 75, "Client's Home", write_down=True)
		draft.reload()
		self.assertEqual((draft.docstatus, draft.case_note), (1, "Spoke about school."))
		self.assertEqual((draft.duration_minutes, draft.place), (75, "Client's Home"))
		activity = frappe.get_doc("CSS Activity", answer["activity"])
		self.assertEqual((activity.docstatus, activity.nam_assessment, activity.note), (1, draft.name, None))

	def test_a_refusal_leaves_the_draft_as_it_was(self):
		"""R-170, R-508: neither completed nor written down without a note."""
		draft = make_assessment(self.enrolment, answers=2, case_note=None)
		with self.assertRaises(CaseNoteMissing):
			complete(draft.name, "  ", write_down=True)
		self.assertEqual(frappe.db.get_value("CSS NAM Assessment", draft.name, "docstatus"), 0)
		self.assertFalse(frappe.db.exists("CSS Activity", {"nam_assessment": draft.name}))

	def test_the_draft_keeps_what_the_dialog_leaves_out(self):
		"""R-508: a note written on the form before is enough."""
		draft = make_assessment(self.enrolment, answers=2, duration_minutes=40)
		self.assertEqual(complete(draft.name), {"activity": None})
		self.assertEqual(frappe.db.get_value("CSS NAM Assessment", draft.name, "duration_minutes"), 40)

	def test_a_colleague_is_refused(self):
		"""D-19."""
		draft = make_assessment(self.enrolment, answers=2)
		with acting_as(COLLEAGUE), self.assertRaises(frappe.PermissionError):
			complete(draft.name, "A note")


class TestNextSteps(FollowUpTestCase):
	def steps(self) -> list[str]:
		return [each["step"] for each in get_progress(self.enrolment.name)["next_steps"]]

	def test_by_the_place_in_the_programme(self):
		"""R-152, R-153, R-165: nothing before A1; then plan, revisit, prepare the transition."""
		self.assertEqual(self.steps(), [])
		for month, expected in (
			(0, ["Plan"]),
			(4, ["Revisit Plan"]),
			(8, ["Revisit Plan", "Prepare Transition"]),
		):
			complete_assessment(self.enrolment, add_months(self.enrolment.enrolment_date, month), 2)
			self.assertEqual(self.steps(), expected)

	def test_the_last_confirms_what_the_scores_show(self):
		"""R-154, D-03: declined, not declined and not comparable are three different things."""
		silent = [
			{**row, "option_code": None, "unanswered_reason": "Declined"} for row in answers_of_weight(1)
		]
		texts = set()
		for answers in (1, 3, silent):
			_case, client = make_family(member_from="2023-01-01")
			enrolment = make_enrolment(_case.name, client.name, add_months(today(), -13))
			complete_assessment(enrolment, answers=2)
			complete_assessment(enrolment, add_months(enrolment.enrolment_date, 12), answers)
			step = get_progress(enrolment.name)["next_steps"][0]
			self.assertEqual(step["step"], "Confirm Needs Declined")
			texts.add(step["text"])
		self.assertEqual(len(texts), 3)

	def test_the_final_one_brings_the_exit_interview(self):
		"""R-155: at A4 the interview is due as well, until it has been held."""
		_case, client = make_family(member_from="2023-01-01")
		enrolment = make_enrolment(_case.name, client.name, add_months(today(), -13))
		self.assertEqual(self.asked_for_interview(enrolment), [])
		complete_assessment(enrolment, answers=2.5)
		complete_assessment(enrolment, add_months(enrolment.enrolment_date, 12), 1.5)
		(text,) = self.asked_for_interview(enrolment)
		self.assertIn("exit interview is due", text)
		interview = make_interview(begin_exit(enrolment))
		self.assertEqual(len(self.asked_for_interview(enrolment)), 1)
		interview.set("answers", answers_to_all())
		interview.save()
		self.assertEqual(self.asked_for_interview(enrolment), [])

	def asked_for_interview(self, enrolment) -> list[str]:
		found = get_progress(enrolment.name)["next_steps"]
		return [each["text"] for each in found if each["step"] == "Exit Interview"]


class TestAutonomy(FollowUpTestCase):
	def tearDown(self):
		frappe.cache.delete_value("css_autonomy_levels")
		super().tearDown()

	def test_scores_in_words(self):
		"""R-174, D-03: per factor and overall, and no words where there is no number."""
		answers = [
			{"question_code": row["question_code"], "unanswered_reason": "Declined"}
			if row["question_code"].startswith("HS")
			else row
			for row in answers_of_weight(1)
		]
		scores = get_sheet(complete_assessment(self.enrolment, answers=answers).name)["scores"]
		words = {row["factor"]: row["autonomy"] for row in scores["factors"]}
		self.assertIsNone(words["housing_security"])
		self.assertEqual(words["language"]["level"], "Independent")
		self.assertIsNone(scores["overall"]["autonomy"])

	def test_the_admins_words_hold_at_once(self):
		"""R-174: a changed level is shown from then on; a score outside the scale, or one used already, is refused."""
		done = complete_assessment(self.enrolment, answers=3)
		with acting_as("Administrator"):
			level = frappe.get_doc("CSS Autonomy Level", "Support Needed")
			level.update({"wording": "Walks along with somebody."})
			level.save()
			for score in (0.5, 3.2, 2.4999):
				level.reload()
				level.up_to_score = score
				with self.subTest(score), self.assertRaises(LevelOfAutonomyRefused):
					level.save()
		overall = get_sheet(done.name)["scores"]["overall"]
		self.assertEqual(overall["autonomy"]["wording"], "Walks along with somebody.")

	def test_levels_are_asked_of_the_database_once(self):
		"""R-174: however many scores are shown."""
		done = complete_assessment(self.enrolment, answers=3)
		get_sheet(done.name)
		once = self.count_queries(get_sheet, done.name)
		frappe.cache.delete_value("css_autonomy_levels")
		self.assertGreater(self.count_queries(get_sheet, done.name), once)


class TestTicks(SiteTestCase):
	def test_a_tick_however_it_is_sent(self):
		"""R-220: the desk sends 1, a form "1", a script true; nonsense is no tick."""
		for value in (1, "1", True, "true", "True", 1.0):
			with self.subTest(value=value):
				self.assertTrue(is_yes(value))
		for value in (0, "0", False, "false", None, "", "abc", [], {"a": 1}, 2):
			with self.subTest(value=value):
				self.assertFalse(is_yes(value))


class TestSameInterpreter(FollowUpTestCase):
	def test_who_came_last_is_suggested_first(self):
		"""R-157, R-173: whatever the meeting was about; the latest one before an earlier one."""
		by_phone, at_the_nam, in_an_activity = (
			make_interpreter(name) for name in ("Never Used", "Used First", "Used Last")
		)
		complete_assessment(self.enrolment, answers=2, interpreter=at_the_nam.name)
		first = suggest(self.client.name, self.css_case.name)[0]
		self.assertEqual(
			(first["name"], first["last_used"]), (at_the_nam.name, self.enrolment.enrolment_date)
		)
		make_activity(self.css_case.name, self.client.name, interpreter=in_an_activity.name)
		found = [row["name"] for row in suggest(self.client.name, self.css_case.name)]
		self.assertEqual(found[:2], [in_an_activity.name, at_the_nam.name])
		self.assertIn(by_phone.name, found)
