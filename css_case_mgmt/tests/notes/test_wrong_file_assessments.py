"""A completed assessment that was entered in the wrong file counts nowhere, and is kept (R-503, D-21)."""

import frappe
import frappe.client
from frappe.desk.query_report import run
from frappe.utils import add_days, add_months, getdate

from css_case_mgmt.activities import record_meeting
from css_case_mgmt.api.family import get_family
from css_case_mgmt.api.family_page import get_page
from css_case_mgmt.api.interpreters import last_uses
from css_case_mgmt.api.nam import get_progress
from css_case_mgmt.api.notes import get_panel
from css_case_mgmt.api.today import get_today
from css_case_mgmt.api.wrong_file import mark, move
from css_case_mgmt.assessment_clock import both_clocks
from css_case_mgmt.assessment_numbering import RevisionRefused
from css_case_mgmt.case_notes import notes_of_case
from css_case_mgmt.coming_of_age import missing_of_own_file
from css_case_mgmt.contact_counts import last_contacts
from css_case_mgmt.css_case_mgmt.doctype.css_note_addendum.css_note_addendum import AddendumRefused
from css_case_mgmt.css_case_mgmt.report.file_completeness.facts import with_completed_assessment
from css_case_mgmt.intake_facts import people_of
from css_case_mgmt.own_file import records_about
from css_case_mgmt.plan_panel import latest_assessment
from css_case_mgmt.scheduled_assessment import AssessmentLocked
from css_case_mgmt.settlement_plans import PlanRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.access.desk_client import answer_to
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	complete_assessment,
	give_access,
	make_assessment,
	make_enrolment,
	make_family,
	today,
)
from css_case_mgmt.tests.notes.records import make_addendum
from css_case_mgmt.tests.periodic.records import complete_periodic, make_periodic
from css_case_mgmt.tests.plan.records import make_plan
from css_case_mgmt.tests.reminders.records import remind_through, stages_of
from css_case_mgmt.wrong_file import CorrectionRefused

WORKER, COLLEAGUE, MANAGER = "caseworker@test.example", "colleague@test.example", "manager@test.example"
NAM, PERIODIC = "CSS NAM Assessment", "CSS Periodic Assessment"
CONSIDERED = {
	"reason": "The file of the Haidari family was open.",
	"breach_considered": "No breach",
	"breach_reason": "Nobody read it.",
}


class WrongAssessmentTestCase(SiteTestCase):
	"""A1 with weight 3, A2 with 2 and A3 with 1 in the wrong file, four months apart."""

	def setUp(self) -> None:
		super().setUp()
		self.start = add_months(today(), -9)
		with acting_as(WORKER):
			self.wrong, self.stranger = make_family()
			self.right, self.mother = make_family()
			self.enrolment = make_enrolment(self.wrong.name, self.stranger.name, self.start)
			self.first, self.second, self.third = (
				complete_assessment(self.enrolment, add_months(self.start, 4 * step), 3 - step)
				for step in range(3)
			)

	def mark(self, record, **values) -> dict:
		with acting_as(WORKER):
			return mark(record.doctype, record.name, **CONSIDERED, found_on=str(today()), **values)

	def there(self) -> dict:
		return {"right_case": self.right.name, "clients": [self.mother.name]}

	def clocks(self):
		row = frappe._dict(self.enrolment.as_dict(), site=NORTH)
		return both_clocks([row])[self.enrolment.name]

	def rows(self, report: str, **filters) -> list[dict]:
		with acting_as(WORKER):
			rows = run(report, filters=filters)["result"]
		return [row for row in rows if isinstance(row, dict) and row.get("client") == self.stranger.name]

	def marks(self, *records) -> list:
		return [frappe.db.get_value(each.doctype, each.name, "marked_in_error_on") for each in records]


class TestItCountsNowhere(WrongAssessmentTestCase):
	def test_the_clock_goes_on_without_it(self) -> None:
		"""R-503, R-150: it is not the latest, and what it had met is due again; its number is given to nobody else."""
		self.assertEqual(self.clocks().nam.next_due, add_months(self.start, 12))
		self.mark(self.third)
		clock = self.clocks().nam
		self.assertEqual([row.sequence for row in clock.completed], [1, 2])
		self.assertEqual(clock.next_due, add_months(self.start, 8))
		with acting_as(WORKER):
			(member,) = get_family(self.wrong.name)["members"]
			self.assertEqual(member["clock"]["next_sequence"], 4)
			self.assertEqual(make_assessment(self.enrolment, today()).sequence, 4)

	def test_it_is_no_baseline(self) -> None:
		"""R-503, R-151: changes against it are computed again, against the next that counts, and it is recorded."""
		self.third.reload()
		self.assertEqual((self.third.baseline, self.third.overall_change), (self.first.name, -2))
		self.mark(self.first)
		self.second.reload()
		self.third.reload()
		self.assertEqual((self.second.baseline, self.second.has_overall_change), (None, 0))
		self.assertEqual((self.third.baseline, self.third.has_overall_change), (self.second.name, 1))
		less = self.third.overall_score - self.second.overall_score
		self.assertAlmostEqual(self.third.overall_change, less, 2)
		self.assertEqual({row.has_change for row in self.third.factor_scores}, {1})
		self.assertTrue(self.third.changes_computed_on)
		comments = frappe.get_all("Comment", filters={"reference_name": self.third.name}, pluck="content")
		self.assertTrue(any(self.first.title in content for content in comments))
		with acting_as(WORKER):
			progress = get_progress(self.enrolment.name)
		self.assertEqual([row["label"] for row in progress["assessments"]], ["A2", "A3"])

	def test_what_follows_the_first_that_counts_is_the_plan(self) -> None:
		"""R-152, R-503: whatever its number is."""
		for each in (self.first, self.second):
			self.mark(each)
		with acting_as(WORKER):
			steps = get_progress(self.enrolment.name)["next_steps"]
		self.assertEqual([each["step"] for each in steps], ["Plan"])

	def test_it_is_in_no_report(self) -> None:
		"""R-503, R-390, R-402, R-411, R-412."""
		days = {"from_date": str(self.start), "to_date": str(today())}
		self.assertEqual(len(self.rows("NAM Report", **days)), 3)
		self.mark(self.third)
		found = {row["assessment"] for row in self.rows("NAM Report", **days)}
		self.assertEqual(found, {self.first.name, self.second.name})
		changes = {row["assessment"] for row in self.rows("NAM Change Over Time", **days)}
		self.assertEqual(changes, {self.second.name})
		(without,) = self.rows("Participants Without Assessment", days=120)
		self.assertEqual((without["last_nam"], without["nam_standing"]), ("A2", "Overdue"))
		(mine,) = self.rows("My Caseload Currently")
		self.assertEqual(mine["last_nam"], "A2")
		slots = self.rows("Assessment Timeliness", **days, clock="NAM", breakdown="Slot")
		last = max(slots, key=lambda row: row["due"])
		self.assertEqual(
			(last["due"], last["standing"], last["done_on"]), (add_months(self.start, 8), "Overdue", None)
		)

	def test_nor_on_today_nor_in_the_reminders(self) -> None:
		"""R-503, R-400: what it had done is due again."""
		self.mark(self.third)
		with acting_as(WORKER):
			items = [each for each in get_today()["items"] if each.get("css_case") == self.wrong.name]
		self.assertTrue(any(each["kind"] == "NAM" and each["state"] == "Overdue" for each in items), items)
		tomorrow = add_days(today(), 1)
		remind_through(tomorrow, tomorrow)
		self.assertTrue(stages_of(self.enrolment.name, "NAM"))

	def test_a_late_run_of_the_reminders_knows_no_more_than_a_punctual_one(self) -> None:
		"""R-503, R-400: what was marked today counted until the evening before."""
		self.mark(self.third)
		remind_through(today(), today())
		self.assertEqual(stages_of(self.enrolment.name, "NAM"), [])

	def test_nor_on_the_page_of_the_family_nor_in_its_notes(self) -> None:
		"""R-503, R-167, R-285."""
		self.mark(self.third)
		with acting_as(WORKER):
			needs = get_page(self.wrong.name)["needs"]
			notes = notes_of_case(self.wrong.name)
		self.assertEqual([row["label"] for row in needs[0]["assessments"]], ["A1", "A2"])
		self.assertNotIn(self.third.name, {note.name for note in notes})

	def test_nor_proposed_from_nor_taken_along(self) -> None:
		"""R-503, R-165, R-047, R-290."""
		self.mark(self.third)
		self.assertEqual(latest_assessment(self.enrolment.name).name, self.second.name)
		with acting_as(WORKER):
			taken = {row["name"] for row in records_about(self.stranger.name)}
		self.assertIn(self.second.name, taken)
		self.assertNotIn(self.third.name, taken)
		self.assertEqual(last_uses(self.stranger.name), {})
		for each in (self.first, self.second):
			self.mark(each)
		person = frappe._dict(
			name=self.stranger.name, date_of_birth=self.stranger.date_of_birth, enrolment=self.enrolment.name
		)
		missing = missing_of_own_file([person], NORTH, today())[self.stranger.name]
		self.assertEqual(missing, ["Needs Assessment"])
		self.assertEqual(with_completed_assessment([self.enrolment.name]), set())

	def test_the_intake_looks_at_the_first_that_counts(self) -> None:
		"""R-100, R-503."""
		self.mark(self.first)
		(person,) = people_of(self.wrong.name, today())
		self.assertEqual((person.assessment, person.is_completed), (self.second.name, 1))
		for each in (self.second, self.third):
			self.mark(each)
		(person,) = people_of(self.wrong.name, today())
		self.assertEqual((person.assessment, person.is_completed), (None, None))

	def test_it_is_printed_by_no_request(self) -> None:
		"""R-503: whoever asks, and however."""
		self.mark(self.third)
		with acting_as(WORKER):
			self.assertTrue(self.third.has_permission("read"))
			for request in ({"doc": NAM, "name": self.third.name}, {"doc": self.third.as_json()}):
				text = answer_to("frappe.www.printview.get_html_and_style", request).text
				self.assertNotIn(self.third.case_note, text)

	def test_a_plan_keeps_the_link_and_prints_it_not(self) -> None:
		"""R-503, R-213: that the plan was made after it stays a fact; no new plan names it."""
		with acting_as(WORKER):
			plan = make_plan(self.enrolment, today(), nam_assessment=self.third.name)
		self.mark(self.third)
		plan.reload()
		self.assertEqual(plan.nam_assessment, self.third.name)
		with acting_as(WORKER):
			plan.before_print()
			self.assertIsNone(plan.nam_assessment)
			plan.reload()
			plan.update({"nam_assessment": None})
			plan.save()
			plan.nam_assessment = self.third.name
			self.assertRaises(PlanRefused, plan.save)


class TestTheMark(WrongAssessmentTestCase):
	def test_all_revisions_and_the_contact_of_the_meeting(self) -> None:
		"""R-503, D-21, D-10: in the wrong file is an assessment with all its corrections; a begun one is abandoned."""
		with acting_as(WORKER):
			meeting = frappe.get_doc("CSS Activity", record_meeting(self.third))
			correction = frappe.get_doc(NAM, self.third.correct("Typing error"))
			correction.submit()
			begun = frappe.get_doc(NAM, correction.correct("Another"))
		self.assertEqual(
			last_contacts([self.stranger.name]), {self.stranger.name: getdate(meeting.activity_date)}
		)
		found = self.mark(self.third)
		self.assertEqual(self.marks(self.third, correction, meeting), [today()] * 3)
		self.assertEqual(last_contacts([self.stranger.name]), {})
		begun.reload()
		self.assertEqual((begun.draft_status, begun.open_draft_of), ("Abandoned", None))
		self.assertNotIn("Haidari", begun.abandoned_reason)
		stored = frappe.get_doc("CSS Wrong File Correction", found["correction"])
		self.assertEqual(stored.reference_name, correction.name)
		self.assertEqual(self.marks(self.second), [None])

	def test_it_stays_as_it_is(self) -> None:
		"""R-503, D-21: number, answers and scores are kept, with the mark in its history; nobody corrects it further."""
		self.mark(self.third)
		before = self.third.overall_score
		self.third.reload()
		self.assertEqual(
			(self.third.docstatus, self.third.sequence, self.third.revision, self.third.overall_score),
			(1, 3, 0, before),
		)
		versions = frappe.get_all("Version", filters={"docname": self.third.name}, pluck="data")
		self.assertTrue(any("marked_in_error_on" in data for data in versions))
		with acting_as(WORKER):
			self.assertRaises(RevisionRefused, self.third.correct, "Typing error")
			self.assertRaises(AddendumRefused, make_addendum, self.third, "More")
		self.assertRaises(CorrectionRefused, self.mark, self.third)

	def test_a_draft_is_abandoned_instead(self) -> None:
		"""R-503: nothing that is not completed is marked."""
		with acting_as(WORKER):
			draft = make_assessment(self.enrolment, today())
		self.assertRaises(CorrectionRefused, self.mark, draft)

	def test_no_request_marks_or_unmarks(self) -> None:
		"""R-503: through the correction alone."""
		with acting_as(WORKER):
			draft = make_assessment(self.enrolment, today(), 2, marked_in_error_on=today())
			self.assertIsNone(draft.marked_in_error_on)
			change = {"doctype": NAM, "name": draft.name, "fieldname": "marked_in_error_on"}
			answer_to("frappe.client.set_value", {**change, "value": str(today())})
			draft.reload()
			self.assertIsNone(draft.marked_in_error_on)
		self.mark(self.third)
		with acting_as(WORKER):
			asked = {**change, "name": self.third.name, "value": ""}
			self.assertIsInstance(answer_to("frappe.client.set_value", asked).error, AssessmentLocked)
		self.assertEqual(self.marks(self.third), [today()])

	def test_through_the_interface(self) -> None:
		"""R-503, R-060: whoever may not write in the file marks nothing; whoever may, all of it."""
		asked = {"doctype": NAM, "name": self.third.name, **CONSIDERED, "found_on": str(today())}
		for user, is_refused in ((COLLEAGUE, True), (WORKER, False)):
			with acting_as(user):
				answer = answer_to("css_case_mgmt.api.wrong_file.mark", dict(asked))
			self.assertEqual(isinstance(answer.error, frappe.PermissionError), is_refused, answer)
			self.assertEqual(self.marks(self.third), [None if is_refused else today()])

	def test_neither_family_learns_of_the_other(self) -> None:
		"""R-503: nothing in the wrong file names the right one, nor the other way round."""
		with acting_as(WORKER):
			make_enrolment(self.right.name, self.mother.name, self.start)
		draft = self.mark(self.third, **self.there())["moved_to"]
		for css_case, name, other in (
			(self.wrong, self.third.name, draft),
			(self.right, draft, self.third.name),
		):
			with acting_as(MANAGER):
				access = give_access(css_case.name, COLLEAGUE)
			with acting_as(COLLEAGUE):
				panel = get_panel(NAM, name)
				self.assertEqual((panel["correction"], panel["moved_from"]), (None, None))
				self.assertNotIn(other, frappe.as_json(panel) + frappe.get_doc(NAM, name).as_json())
			frappe.db.delete("CSS Case Access", {"name": access.name})
		with acting_as(WORKER):
			self.assertEqual(get_panel(NAM, self.third.name)["correction"]["moved_to_name"], draft)
			self.assertEqual(get_panel(NAM, draft)["moved_from"]["reference_name"], self.third.name)


class TestTheRightFile(WrongAssessmentTestCase):
	def enrol(self, on=None, **values):
		with acting_as(WORKER):
			return make_enrolment(self.right.name, self.mother.name, on or self.start, **values)

	def test_a_draft_with_the_same_answers(self) -> None:
		"""R-503: on the same day, with the number and the clock of that file; a person completes it."""
		enrolment = self.enrol()
		draft = frappe.get_doc(NAM, self.mark(self.third, **self.there())["moved_to"])
		self.assertEqual(
			(draft.docstatus, draft.sequence, draft.enrolment, draft.client),
			(0, 1, enrolment.name, self.mother.name),
		)
		self.assertEqual(getdate(draft.assessment_date), getdate(self.third.assessment_date))
		answers = [[row.option_code for row in each.answers] for each in (draft, self.third)]
		self.assertEqual(answers[0], answers[1])
		self.assertEqual((draft.case_note, draft.bank), (self.third.case_note, self.third.bank))
		with acting_as(WORKER):
			draft.submit()
		self.assertEqual(draft.overall_score, self.third.overall_score)

	def test_today_where_that_day_is_before_the_enrolment_or_the_consent(self) -> None:
		"""R-503, D-16."""
		self.enrol(add_days(today(), -3))
		draft = frappe.get_doc(NAM, self.mark(self.third, **self.there())["moved_to"])
		self.assertEqual(getdate(draft.assessment_date), today())

	def test_by_reference_alone_where_no_draft_can_be_begun(self) -> None:
		"""R-503, R-112: without an enrolment, without consent, beside an open draft; the user is told why, and can do
		it later."""
		found = self.mark(self.third, **self.there())
		self.assertIsNone(found["moved_to"])
		self.assertIn("no open enrolment", frappe.as_json(frappe.get_message_log()))
		correction = frappe.get_doc("CSS Wrong File Correction", found["correction"])
		self.assertEqual((correction.right_case, correction.moved_to_name), (self.right.name, None))
		self.assertEqual(self.marks(self.third), [today()])
		enrolment = self.enrol(consent=False)
		with acting_as(WORKER):
			self.assertIsNone(move(correction.name, **self.there()))
		self.assertEqual(frappe.db.count(NAM, {"enrolment": enrolment.name}), 0)

	def test_beside_an_open_draft_by_reference(self) -> None:
		"""R-503, D-21."""
		enrolment = self.enrol()
		with acting_as(WORKER):
			open_draft = make_assessment(enrolment, today())
		found = self.mark(self.third, **self.there())
		self.assertIsNone(found["moved_to"])
		with acting_as(WORKER):
			open_draft.abandon("Begun by mistake")
			draft = move(found["correction"], **self.there())
			self.assertEqual(frappe.db.get_value(NAM, draft, "sequence"), 2)
			self.assertRaises(CorrectionRefused, move, found["correction"], **self.there())

	def test_it_is_about_one_person(self) -> None:
		"""R-503."""
		there = {"right_case": self.right.name, "clients": [self.mother.name, self.stranger.name]}
		self.assertRaises(CorrectionRefused, self.mark, self.third, **there)
		self.assertEqual(self.marks(self.third), [None])

	def test_a_file_out_of_reach_is_left_to_who_reaches_it(self) -> None:
		"""R-503: in the words of a missing link, and nothing is marked."""
		with acting_as(COLLEAGUE):
			theirs, client = make_family()
		there = {"right_case": theirs.name, "clients": [client.name]}
		self.assertRaises(frappe.LinkValidationError, self.mark, self.third, **there)
		self.assertEqual(self.marks(self.third), [None])


class TestPeriodic(WrongAssessmentTestCase):
	def setUp(self) -> None:
		super().setUp()
		with acting_as(WORKER):
			self.earlier = complete_periodic(self.enrolment, add_months(self.start, 3))
			self.later = complete_periodic(
				self.enrolment, add_months(self.start, 6), needs_level="Low", level_reason="Settled"
			)

	def level(self) -> str:
		return frappe.db.get_value("CSS Enrolment", self.enrolment.name, "needs_level")

	def test_clock_list_and_level(self) -> None:
		"""R-503, R-180, R-185: the level decided there is taken out of the history again."""
		self.assertEqual((self.level(), self.clocks().periodic.next_due), ("Low", add_months(self.start, 9)))
		self.mark(self.later)
		self.assertEqual((self.level(), self.clocks().periodic.next_due), ("High", add_months(self.start, 6)))
		with acting_as(WORKER):
			self.assertEqual(make_periodic(self.enrolment, today()).sequence, 3)

	def test_a_level_decided_since_stays(self) -> None:
		"""R-503, R-185: it was decided with more known; whoever marks is told."""
		with acting_as(WORKER):
			complete_periodic(self.enrolment, today(), needs_level="High", level_reason="Harder again")
		frappe.clear_messages()
		self.mark(self.later, **self.there())
		self.assertEqual(len(frappe.get_doc("CSS Enrolment", self.enrolment.name).levels), 3)
		self.assertIn("level of need was decided again", frappe.as_json(frappe.get_message_log()))
		self.assertEqual(self.level(), "High")

	def test_a_draft_in_the_right_file(self) -> None:
		"""R-503: with the same answers; the level there is in force once somebody completes it."""
		with acting_as(WORKER):
			enrolment = make_enrolment(self.right.name, self.mother.name, self.start)
		draft = frappe.get_doc(PERIODIC, self.mark(self.later, **self.there())["moved_to"])
		self.assertEqual((draft.docstatus, draft.sequence, draft.enrolment), (0, 1, enrolment.name))
		for fieldname in ("plan_adjustments", "needs_level", "level_reason", "case_note"):
			self.assertEqual(draft.get(fieldname), self.later.get(fieldname), fieldname)
		self.assertEqual(getdate(draft.assessment_date), getdate(self.later.assessment_date))
		self.assertEqual(frappe.db.get_value("CSS Enrolment", enrolment.name, "needs_level"), "High")

	def test_the_reports(self) -> None:
		"""R-503, R-187, R-402."""
		self.mark(self.later)
		(row,) = self.rows("Participants Without Assessment", days=20)
		self.assertEqual(getdate(row["last_periodic_date"]), getdate(self.earlier.assessment_date))
