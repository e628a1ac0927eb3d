"""CSS Settlement Plan: strengths before needs, agreed by both, revised, closed (R-190 to R-218, T-10)."""

import frappe
from frappe.client import set_value
from frappe.utils import add_days, add_months, getdate

from css_case_mgmt.assessment_numbering import OpenDraftExists
from css_case_mgmt.case_document import DateRefused, OtherCase, RecordKept
from css_case_mgmt.closed_files import FileClosed
from css_case_mgmt.consent_gate import ConsentMissing
from css_case_mgmt.consent_withdrawal import affected_by_withdrawal
from css_case_mgmt.css_case_mgmt.doctype.css_settlement_plan.css_settlement_plan import PlanLocked
from css_case_mgmt.css_case_mgmt.doctype.css_settlement_plan.numbering import PlanExists
from css_case_mgmt.css_case_mgmt.doctype.css_settlement_plan.rows import StrengthsTooFew
from css_case_mgmt.settlement_plans import PlanRefused, close_plan
from css_case_mgmt.signed_document import SignatureRefused
from css_case_mgmt.tests.factories import (
	complete_assessment,
	give_consent,
	make_assessment,
	make_client,
	make_enrolment,
	make_family,
	make_member,
	today,
)
from css_case_mgmt.tests.periodic.records import complete_periodic
from css_case_mgmt.tests.plan.records import (
	SIGNED,
	PlanTestCase,
	agree,
	make_agreed_plan,
	make_goal,
	make_plan,
	needs,
	strengths,
)


class TestDraft(PlanTestCase):
	def test_numbers_and_codes(self):
		"""R-209, R-210: the first plan, and a code for every row that never changes."""
		plan = make_plan(self.enrolment)
		self.assertEqual((plan.revision, plan.status), (1, "Draft"))
		self.assertTrue(plan.title.endswith(" SP1"))
		self.assertEqual([row.strength_code for row in plan.strengths], ["S1", "S2", "S3"])
		self.assertEqual([row.need_code for row in plan.needs], ["N1", "N2"])
		plan.needs[0].need_code = "N9"
		plan.save()
		self.assertEqual([row.need_code for row in plan.needs], ["N1", "N2"])

	def test_a_code_is_not_given_twice(self):
		"""R-210: also after the row is gone, for goals name it."""
		plan = make_plan(self.enrolment)
		plan.set("needs", plan.needs[:1])
		plan.append("needs", {"challenge": "Rent", "need": "A flat that I can pay"})
		plan.save()
		self.assertEqual([row.need_code for row in plan.needs], ["N1", "N3"])

	def test_double_codes_are_refused(self):
		"""R-210"""
		double = [{**row, "need_code": "N1"} for row in needs(2)]
		self.assertRaises(PlanRefused, make_plan, self.enrolment, needs=double)

	def test_one_open_draft_per_enrolment(self):
		"""D-21, R-209: the second of two is told of the other's."""
		draft = make_plan(self.enrolment)
		with self.assertRaises(OpenDraftExists) as refused:
			make_plan(self.enrolment)
		self.assertIn(draft.title, str(refused.exception))
		self.assertIn("css-settlement-plan", str(refused.exception))

	def test_the_database_holds_revisions_and_drafts_unique(self):
		"""R-209: even rows written past the controller."""
		values = make_plan(self.enrolment).as_dict()
		for clash in ({"open_draft_of": None}, {"revision": 7}):
			twin = frappe.get_doc({**values, **clash})
			twin.name = frappe.generate_hash(length=20)
			with self.assertRaises((frappe.UniqueValidationError, frappe.DuplicateEntryError)):
				twin.db_insert()

	def test_each_adult_of_a_family_has_one(self):
		"""R-209: separate plans in one case."""
		other = make_client()
		make_member(
			self.css_case.name,
			other.name,
			relationship="Spouse or Partner",
			member_from=add_months(today(), -20),
		)
		second = make_enrolment(self.css_case.name, other.name)
		self.assertEqual([make_plan(self.enrolment).revision, make_plan(second).revision], [1, 1])

	def test_a_minors_plan(self):
		"""R-211, D-09, D-27: with the reason of the direct intervention, documented at the enrolment."""
		child = make_client(date_of_birth=add_months(today(), -12 * 10))
		make_member(self.css_case.name, child.name, member_from=add_months(today(), -20))
		enrolment = make_enrolment(
			self.css_case.name, child.name, direct_intervention_reason="Support at school", consent=False
		)
		with self.assertRaises(ConsentMissing):
			make_plan(enrolment)
		give_consent(
			self.css_case.name,
			child.name,
			enrolment.enrolment_date,
			given_by="Guardian",
			guardian_name="Mother",
			guardian_authority="Parent",
		)
		self.assertEqual(make_plan(enrolment).status, "Draft")

	def test_consent_when_it_starts(self):
		"""D-16: no plan without consent and charter on its day."""
		_case, client = make_family()
		without = make_enrolment(_case.name, client.name, consent=False)
		self.assertRaises(ConsentMissing, make_plan, without)

	def test_withdrawal_while_it_goes_on(self):
		"""R-122: the draft stops, says so beforehand, and can be put aside."""
		plan = make_plan(self.enrolment)
		consent = frappe.get_last_doc("CSS Consent", {"client": self.client.name})
		self.assertTrue(any(plan.title in line for line in affected_by_withdrawal(self.client.name)))
		consent.withdraw()
		plan.strengths[0].strength = "Something else"
		self.assertRaises(ConsentMissing, plan.save)
		plan.put_aside("Consent withdrawn")
		self.assertEqual((plan.status, plan.closed_on), ("Closed", today()))

	def test_dates(self):
		"""D-29: between the enrolment and today."""
		for wrong in (add_days(today(), 1), add_days(self.enrolment.enrolment_date, -1)):
			self.assertRaises(DateRefused, make_plan, self.enrolment, wrong)

	def test_the_file_it_belongs_to(self):
		"""R-209, D-20: the enrolment is this person's, and the case the one that she belongs to."""
		case, client = make_family()
		stranger = frappe._dict(name=self.enrolment.name, client=client.name, css_case=case.name)
		self.assertRaises(PlanRefused, make_plan, stranger)
		elsewhere = frappe._dict(name=self.enrolment.name, client=self.client.name, css_case=case.name)
		self.assertRaises(OtherCase, make_plan, elsewhere)

	def test_an_ended_enrolment_takes_no_plan(self):
		"""R-208"""
		frappe.db.set_value("CSS Enrolment", self.enrolment.name, "status", "Exited")
		self.assertRaises(FileClosed, make_plan, self.enrolment)

	def test_the_assessment_it_answers_to(self):
		"""R-210: completed, and of the same enrolment."""
		draft = make_assessment(self.enrolment)
		self.assertRaises(PlanRefused, make_plan, self.enrolment, nam_assessment=draft.name)
		draft.reload()
		draft.abandon("Begun by mistake")
		done = complete_assessment(self.enrolment, answers=2)
		self.assertEqual(make_plan(self.enrolment, nam_assessment=done.name).nam_assessment, done.name)

	def test_records_are_kept(self):
		"""D-14"""
		plan = make_plan(self.enrolment)
		frappe.set_user("Administrator")
		self.assertRaises(RecordKept, plan.delete)


class TestAgreement(PlanTestCase):
	def test_four_and_four_warn(self):
		"""T-10, R-191, R-195: a warning with questions that help to find one more, and the plan is agreed."""
		plan = make_plan(self.enrolment, strengths=strengths(4), needs=needs(4))
		frappe.clear_messages()
		agree(plan)
		message = str(frappe.get_message_log())
		self.assertIn("one more", message)
		self.assertIn("?", message)
		self.assertEqual(plan.status, "Agreed")

	def test_four_and_four_blocked(self):
		"""T-10, R-191: where the site blocks; five and four are agreed."""
		self.set_rule("Block")
		plan = make_plan(self.enrolment, strengths=strengths(4), needs=needs(4))
		self.assertRaises(StrengthsTooFew, agree, plan)
		plan.reload()
		plan.append("strengths", {"category": "Hobbies", "strength": "Plays the lute"})
		plan.save()
		frappe.clear_messages()
		self.assertEqual(agree(plan).status, "Agreed")
		self.assertNotIn("strengths", str(frappe.get_message_log()))

	def test_a_repetition_is_no_strength(self):
		"""R-191: only different ones count."""
		self.set_rule("Block")
		plan = make_plan(self.enrolment, strengths=[*strengths(2), *strengths(2)], needs=needs(2))
		self.assertRaises(StrengthsTooFew, agree, plan)

	def test_every_challenge_has_its_need(self):
		"""R-192: a draft can wait for it, an agreed plan cannot."""
		plan = make_plan(self.enrolment, needs=[{"challenge": "I cannot find work"}])
		with self.assertRaises(PlanRefused) as refused:
			agree(plan)
		self.assertIn("I cannot find work", str(refused.exception))

	def test_signatures(self):
		"""R-214: both, visibly, and not in the future."""
		draft = make_plan(self.enrolment)
		for wrong, error in (
			({"client_signature": None}, PlanRefused),
			({"caseworker_agreed_on": None}, PlanRefused),
			({"signature_method": "Signed on Paper"}, PlanRefused),
			({"client_signature": "data:text/html;base64,AAAA"}, SignatureRefused),
			({"client_agreed_on": add_days(today(), 1)}, DateRefused),
			({"client_agreed_on": add_months(today(), -2)}, DateRefused),
			({"copy_given_on": add_days(today(), -1)}, DateRefused),
		):
			with self.subTest(wrong):
				self.assertRaises(error, agree, draft, **wrong)

	def test_no_other_picture_for_a_signature(self):
		"""R-214: nor in a draft, whose print would fetch it from wherever it is."""
		for values in (
			{"client_signature": "https://elsewhere.example/pixel.png"},
			{"caseworker_signature": "/private/files/other.png"},
			{"scan": "https://elsewhere.example/paper.pdf"},
		):
			self.assertRaises(SignatureRefused, make_plan, self.enrolment, **values)

	def test_an_agreed_plan_is_locked(self):
		"""R-205, R-214: by whatever surface; only the copy is still recorded."""
		plan = make_agreed_plan(self.enrolment)
		for change in (
			{"plan_date": today()},
			{"change_reason": "x"},
			{"client_agreed_on": add_days(today(), -1)},
		):
			plan.reload()
			plan.update(change)
			self.assertRaises(PlanLocked, plan.save)
		plan.reload()
		plan.strengths[0].strength = "Another"
		self.assertRaises(PlanLocked, plan.save)
		plan.reload()
		plan.record_copy()
		self.assertEqual(getdate(plan.copy_given_on), today())

	def test_no_illegal_move_by_form_rest_or_kanban(self):
		"""R-214, D-24: each of them saves the document."""
		draft = make_plan(self.enrolment)
		for status in ("Agreed", "Superseded", "Closed"):
			with self.subTest(status):
				self.assertRaises(PlanRefused, set_value, draft.doctype, draft.name, "status", status)
		agreed = agree(draft)
		for status in ("Draft", "Superseded", "Closed"):
			with self.subTest(status):
				agreed.reload()
				agreed.update({"status": status, "closing_reason": "x"})
				self.assertRaises(PlanRefused, agreed.save)
		self.assertRaises(PlanExists, make_plan, self.enrolment, status="Agreed")

	def test_a_plan_is_not_born_agreed(self):
		"""R-214: an import, too, begins with a draft."""
		self.assertRaises(PlanRefused, make_plan, self.enrolment, **SIGNED, client_agreed_on=today())


class TestRevision(PlanTestCase):
	def test_a_revision_takes_over_and_takes_its_place(self):
		"""R-205, R-152: strengths and needs with their codes, the reason, and the open goals when it is agreed."""
		plan = make_agreed_plan(self.enrolment)
		goal, done = make_goal(plan, need_code="N2"), make_goal(plan, goal="Open a bank account by myself")
		done.update({"status": "Achieved", "outcome_on": today()})
		done.save()
		revision = frappe.get_doc("CSS Settlement Plan", plan.revise("The second assessment"))
		self.assertEqual((revision.revision, revision.revises, revision.status), (2, plan.name, "Draft"))
		self.assertEqual([row.need_code for row in revision.needs], ["N1", "N2"])
		self.assertEqual(
			[row.strength for row in revision.strengths], [row.strength for row in plan.strengths]
		)
		plan.reload()
		self.assertEqual(plan.status, "Agreed")
		agree(revision)
		plan.reload()
		self.assertEqual((plan.status, plan.superseded_by), ("Superseded", revision.name))
		self.assertEqual(frappe.db.get_value("CSS Goal", goal.name, "plan"), revision.name)
		self.assertEqual(frappe.db.get_value("CSS Goal", done.name, "plan"), plan.name)

	def test_a_form_that_was_open_meanwhile(self):
		"""R-205: a goal saved with the former plan's name stays with the revision."""
		plan = make_agreed_plan(self.enrolment)
		goal = make_goal(plan)
		agree(frappe.get_doc("CSS Settlement Plan", plan.revise("More")))
		goal.vision = "My own money"
		goal.save()
		self.assertNotEqual(goal.plan, plan.name)

	def test_only_with_a_reason_and_of_the_agreed_one(self):
		"""R-205"""
		draft = make_plan(self.enrolment)
		self.assertRaises(OpenDraftExists, draft.revise, "Too early")
		plan = agree(draft)
		self.assertRaises(PlanRefused, plan.revise, " ")
		self.assertRaises(PlanExists, make_plan, self.enrolment)

	def test_a_draft_put_aside_keeps_its_number(self):
		"""D-21: and the next one counts on."""
		plan = make_agreed_plan(self.enrolment)
		draft = frappe.get_doc("CSS Settlement Plan", plan.revise("More"))
		with self.assertRaises(PlanRefused):
			draft.put_aside(" ")
		draft.reload()
		draft.put_aside("Not needed after all")
		self.assertEqual(frappe.get_doc("CSS Settlement Plan", plan.revise("Now")).revision, 3)
		draft.reload()
		draft.change_reason = "Something else"
		self.assertRaises(PlanLocked, draft.save)

	def test_history_of_changes(self):
		"""R-205: who changed what is kept."""
		plan = make_plan(self.enrolment)
		plan.strengths[0].strength = "Very patient"
		plan.save(ignore_version=False)
		version = frappe.get_last_doc("Version", {"ref_doctype": plan.doctype, "docname": plan.name})
		self.assertIn("Very patient", version.data)


class TestReviews(PlanTestCase):
	def test_reviews_are_added_and_stay(self):
		"""R-212, R-204: at any time, also to an agreed plan."""
		plan = make_agreed_plan(self.enrolment)
		done = complete_periodic(self.enrolment, today())
		plan.append(
			"reviews",
			{
				"reviewed_on": today(),
				"occasion": "Periodic Assessment",
				"what_changes": "Nothing",
				"periodic_assessment": done.name,
			},
		)
		plan.save()
		plan.reviews[0].what_changes = "Everything"
		self.assertRaises(PlanRefused, plan.save)
		plan.reload()
		plan.set("reviews", [])
		self.assertRaises(PlanRefused, plan.save)

	def test_of_the_same_enrolment_and_not_in_the_future(self):
		"""R-212, D-19: an assessment of another file answers as one that does not exist."""
		case, client = make_family()
		other = complete_periodic(make_enrolment(case.name, client.name), today())
		plan = make_agreed_plan(self.enrolment)
		row = {"reviewed_on": today(), "occasion": "Periodic Assessment", "what_changes": "Nothing"}
		plan.append("reviews", {**row, "periodic_assessment": other.name})
		self.assertRaises(frappe.LinkValidationError, plan.save)
		plan.reload()
		plan.append("reviews", {**row, "reviewed_on": add_days(today(), 1)})
		self.assertRaises(DateRefused, plan.save)


class TestClosing(PlanTestCase):
	def test_closed_at_exit(self):
		"""R-208, R-217: what is open is carried over, what was decided has its outcome; the draft goes as well."""
		plan = make_agreed_plan(self.enrolment)
		first, second = make_goal(plan), make_goal(plan)
		draft = plan.revise("More")
		frappe.db.set_value("CSS Enrolment", self.enrolment.name, "status", "Exited")
		closed = close_plan(
			self.enrolment.name,
			today(),
			outcomes={first.name: "Partly Achieved"},
			notes={first.name: "Works two days a week"},
		)
		self.assertEqual({*closed}, {plan.name, draft})
		first.reload()
		second.reload()
		self.assertEqual((first.status, first.outcome_note), ("Partly Achieved", "Works two days a week"))
		self.assertEqual((second.status, second.outcome_on), ("Carried Over", today()))
		plan.reload()
		self.assertEqual((plan.status, plan.closed_on), ("Closed", today()))
		self.assertEqual(close_plan(self.enrolment.name, today()), [])

	def test_after_a_withdrawal_it_can_still_be_closed(self):
		"""R-122"""
		make_goal(make_agreed_plan(self.enrolment))
		frappe.get_last_doc("CSS Consent", {"client": self.client.name}).withdraw()
		self.assertEqual(len(close_plan(self.enrolment.name, today())), 1)
