"""The gate, asked of real records (R-360 to R-376)."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.api.exits import begin, get_readiness
from css_case_mgmt.exit_readiness import NotReady, facts_of, readiness_of, text_of
from css_case_mgmt.rules.exit_gate import Code, Outstanding, Standing
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.exits.records import (
	APPROVED,
	EXITED,
	READY,
	ExitTestCase,
	make_enrolled,
	make_ready,
	make_unplanned,
	try_to_reach,
	unplanned_exit,
)
from css_case_mgmt.tests.factories import (
	BANK,
	acting_as,
	answers_of_weight,
	complete_assessment,
	make_assessment,
)
from css_case_mgmt.tests.identity.records import make_safety_note
from css_case_mgmt.tests.nam.records import make_bank, make_mapping
from css_case_mgmt.tests.outgoing_referral.records import explain_everything, make_outgoing


class GateTestCase(ExitTestCase):
	def check(self, css_exit, code: Code):
		(found,) = [
			each for each in readiness_of([css_exit.enrolment])[css_exit.enrolment] if each.code is code
		]
		return found

	def standing(self, css_exit, code: Code) -> Standing:
		return self.check(css_exit, code).standing

	def facts(self, css_exit):
		return facts_of([css_exit.enrolment])[css_exit.enrolment]

	def assert_refused(self, css_exit, words: str, state: str = READY) -> None:
		with self.assertRaisesRegex(NotReady, words):
			css_exit.move(state)


class TestPlannedGate(GateTestCase):
	def test_everything_there(self):
		"""R-360: nothing missing; it goes to the review, and the manager approves it."""
		leaving = make_ready()
		leaving.css_exit.move(READY)
		self.approve(leaving.css_exit)
		self.assertEqual(leaving.css_exit.workflow_state, EXITED)

	def test_a_bare_exit_says_all_that_is_missing(self):
		"""R-366: before it is asked for; the refusal names each thing once, and nobody."""
		_case, _client, enrolment = make_enrolled(family_name="Zqsecretname")
		css_exit = frappe.get_doc("CSS Exit", begin(enrolment.name))
		self.assertEqual((css_exit.exit_reason, css_exit.planned), ("Graduated", 1))
		with self.assertRaises(NotReady) as refused:
			css_exit.move(READY)
		missing = [each for each in readiness_of([enrolment.name])[enrolment.name] if each.blocks]
		self.assertEqual(
			{each.code for each in missing},
			set(Code)
			- {
				Code.LENGTH,
				Code.NOTHING_OUTSTANDING,
				Code.UNPLANNED_REASON,
				Code.CONTACT_ATTEMPTS,
				Code.DESTINATION,
				Code.DAY_OF_DEATH,
				Code.CITIZENSHIP,
			},
		)
		self.assertEqual(str(refused.exception).count("<li>"), len(missing))
		self.assertNotIn("Zqsecretname", str(refused.exception))

	def test_open_indicators_are_named_where_they_are_few(self):
		"""R-366: fifteen names in one line are read by nobody; two are."""
		_case, _client, enrolment = make_enrolled()
		css_exit = frappe.get_doc("CSS Exit", begin(enrolment.name))
		asked = len(css_exit.readiness)
		said = text_of(self.check(css_exit, Code.INDICATORS))
		self.assertIn(f"without an answer: {asked}.", said)
		for row in css_exit.readiness[2:]:
			row.answer = "Met"
		css_exit.save()
		said = text_of(self.check(css_exit, Code.INDICATORS))
		for row in css_exit.readiness[:2]:
			title = frappe.db.get_value("CSS Readiness Indicator", row.indicator, "indicator")
			self.assertIn(title.removesuffix("."), said)
		self.assertNotIn(".;", said)

	def test_asked_again_at_the_approval(self):
		"""R-375: what came up since the request; the manager learns what, and it waits."""
		leaving = make_ready()
		leaving.css_exit.move(READY)
		make_safety_note(leaving.case, leaving.client)
		with acting_as(self.manager):
			self.assert_refused(leaving.css_exit, "active safety notes: 1", APPROVED)
		self.assertEqual(frappe.db.get_value("CSS Exit", leaving.css_exit.name, "workflow_state"), READY)

	def test_the_consent_is_withdrawn_meanwhile(self):
		"""R-368, R-122: nothing is handed over then."""
		leaving = make_ready()
		leaving.css_exit.move(READY)
		for consent in frappe.get_all("CSS Consent", {"client": leaving.client}, pluck="name"):
			frappe.get_doc("CSS Consent", consent).withdraw()
		with acting_as(self.manager):
			self.assert_refused(leaving.css_exit, "No valid consent", APPROVED)

	def test_indicators_keep_up(self):
		"""R-366: a new indicator is asked in every exit that is still being written; a disabled one is not."""
		leaving = make_ready()
		codes = [row.indicator for row in leaving.css_exit.readiness]
		by_position = frappe.get_all(
			"CSS Readiness Indicator", {"enabled": 1}, order_by="position asc, name asc", pluck="name"
		)
		self.assertEqual(codes, by_position)
		frappe.get_doc(
			doctype="CSS Readiness Indicator",
			indicator_code="LIBRARY",
			indicator="Has a library card.",
			indicator_group="Connections",
			position=35,
		).insert(ignore_permissions=True)
		self.assertEqual(self.check(leaving.css_exit, Code.INDICATORS).values, ("Has a library card.",))
		leaving.css_exit.reload()
		leaving.css_exit.save()
		rows = [row.indicator for row in leaving.css_exit.readiness]
		self.assertEqual(rows.index("LIBRARY"), rows.index("CARE-CONNECTED") + 1)
		self.assert_refused(leaving.css_exit, "Has a library card")
		frappe.db.set_value("CSS Readiness Indicator", "LIBRARY", "enabled", 0)
		leaving.css_exit.reload()
		leaving.css_exit.save()
		self.assertNotIn("LIBRARY", [row.indicator for row in leaving.css_exit.readiness])
		leaving.css_exit.move(READY)

	def test_a_row_cannot_be_left_out_or_doubled(self):
		"""R-366: a request that sends fewer rows, or one twice, changes nothing about what is asked."""
		leaving = make_ready()
		first = leaving.css_exit.readiness[0].indicator
		leaving.css_exit.set("readiness", [{"indicator": first, "answer": "Met"}] * 2)
		leaving.css_exit.save()
		rows = [row.indicator for row in leaving.css_exit.readiness]
		self.assertEqual(len(rows), len(set(rows)))
		self.assertEqual(self.standing(leaving.css_exit, Code.INDICATORS), Standing.MISSING)

	def test_early(self):
		"""D-02: eleven months need a reason."""
		leaving = make_ready(months=11)
		self.assert_refused(leaving.css_exit, "Say why before")
		leaving.css_exit.reload()
		leaving.css_exit.early_reason = "Has found work"
		leaving.css_exit.save()
		leaving.css_exit.move(READY)

	def test_the_opinion_of_the_case_manager(self):
		"""R-367: asked for about family, community, medical care, housing and employment; without it nobody graduates,
		and the manager who approves asks again."""
		leaving = make_ready(stability_opinion="")
		for area in ("family", "community", "medical", "housing", "employment"):
			self.assertIn(area, leaving.css_exit.meta.get_field("stability_opinion").description)
		self.assert_refused(leaving.css_exit, "stability")
		leaving.css_exit.reload()
		leaving.css_exit.stability_opinion = "Yes: work and the flat are safe, the family has a doctor."
		leaving.css_exit.save()
		leaving.css_exit.move(READY)
		frappe.db.set_value("CSS Exit", leaving.css_exit.name, "stability_opinion", "")
		leaving.css_exit.reload()
		with acting_as(self.manager):
			self.assert_refused(leaving.css_exit, "stability", APPROVED)

	def test_the_final_assessment_brings_the_interview(self):
		"""R-155: a planned exit whose final assessment is there waits for the interview."""
		leaving = make_ready()
		interview = frappe.get_doc("CSS Exit Interview", {"css_exit": leaving.css_exit.name})
		frappe.db.delete("CSS Exit Interview", interview.name)
		self.assertEqual(self.standing(leaving.css_exit, Code.FINAL_ASSESSMENT), Standing.MET)
		self.assert_refused(leaving.css_exit, "Record the exit interview")

	def test_the_interview(self):
		"""R-363: every question is answered, or the client prefers not to say."""
		leaving = make_ready()
		interview = frappe.get_doc("CSS Exit Interview", {"css_exit": leaving.css_exit.name})
		frappe.db.set_value("CSS Exit Interview Answer", interview.answers[0].name, "answer", "")
		self.assertEqual(self.check(leaving.css_exit, Code.INTERVIEW).values, (1,))
		frappe.db.set_value("CSS Exit Interview Answer", interview.answers[0].name, "is_declined", 1)
		self.assertEqual(self.standing(leaving.css_exit, Code.INTERVIEW), Standing.MET)

	def test_the_final_referral(self):
		"""R-370: sent in this enrolment, and marked as the final one; cancelled it counts no more."""
		leaving = make_ready()
		referral = frappe.get_doc("CSS Referral", leaving.css_exit.final_referral)
		self.assertEqual(self.standing(leaving.css_exit, Code.FINAL_REFERRAL), Standing.MET)
		frappe.db.set_value(
			"CSS Enrolment", leaving.enrolment.name, "enrolment_date", add_days(self.today, 1)
		)
		self.assertEqual(self.standing(leaving.css_exit, Code.FINAL_REFERRAL), Standing.MISSING)
		frappe.db.set_value("CSS Enrolment", leaving.enrolment.name, "enrolment_date", self.today)
		referral.take_step("Cancelled")
		self.assertEqual(self.standing(leaving.css_exit, Code.FINAL_REFERRAL), Standing.MISSING)

	def test_links_of_others(self):
		"""R-365, R-370: an assessment of another enrolment, or a referral of somebody else, is refused."""
		leaving, other = make_ready(), make_ready()
		for fieldname in ("final_assessment", "final_referral"):
			leaving.css_exit.reload()
			leaving.css_exit.set(fieldname, other.css_exit.get(fieldname))
			self.assertRaises(frappe.ValidationError, leaving.css_exit.save)


class TestNeeds(GateTestCase):
	"""Whether needs have declined (R-360, R-365, D-03, D-05)."""

	def leaving_with(self, last, first=3, bank: str = BANK, **values):
		_case, _client, enrolment = make_enrolled()
		complete_assessment(enrolment, answers=first)
		assessment = complete_assessment(enrolment, self.today, answers=last, bank=bank, **values)
		return frappe.get_doc("CSS Exit", begin(enrolment.name)), assessment

	def test_declined(self):
		css_exit, assessment = self.leaving_with(1)
		self.assertEqual(css_exit.final_assessment, assessment.name)
		found = self.check(css_exit, Code.NEEDS_DECLINED)
		self.assertEqual(found.standing, Standing.MET)

	def test_declined_but_for_one_factor(self):
		"""R-379: the factor that got worse is named by its title."""
		answers = answers_of_weight(1)
		factor = frappe.get_cached_doc("CSS NAM Bank", BANK).questions[0].factor
		first = [row for row in answers_of_weight(3) if self.factor_of(row) != factor]
		first += [row for row in answers_of_weight(1) if self.factor_of(row) == factor]
		last = [row for row in answers if self.factor_of(row) != factor]
		last += [row for row in answers_of_weight(3) if self.factor_of(row) == factor]
		css_exit, _assessment = self.leaving_with(last, first)
		found = self.check(css_exit, Code.NEEDS_DECLINED)
		title = frappe.db.get_value("CSS Factor of Settlement", factor, "title")
		self.assertEqual((found.standing, found.values), (Standing.MET, (title,)))
		self.assertIn(title, text_of(found))

	def factor_of(self, row: dict) -> str:
		bank = frappe.get_cached_doc("CSS NAM Bank", BANK)
		return next(each.factor for each in bank.questions if each.question_code == row["question_code"])

	def test_not_declined(self):
		"""R-360: the same, or worse, is explained by the worker."""
		for last in (2, 3):
			css_exit, _assessment = self.leaving_with(last, first=2)
			self.assertEqual(self.standing(css_exit, Code.NEEDS_DECLINED), Standing.MISSING)
			css_exit.needs_explanation = "Has a strong network by now"
			css_exit.save()
			self.assertEqual(self.standing(css_exit, Code.NEEDS_DECLINED), Standing.EXPLAINED)

	def test_not_comparable(self):
		"""D-03: an assessment without an overall score says so."""
		unanswered = [
			{"question_code": row["question_code"], "unanswered_reason": "Declined"}
			for row in answers_of_weight(1)
		]
		css_exit, _assessment = self.leaving_with(unanswered)
		found = self.check(css_exit, Code.NEEDS_DECLINED)
		self.assertEqual(found.standing, Standing.MISSING)
		self.assertIn("no overall score", text_of(found))

	def test_another_tool(self):
		"""R-365: other questions do not count, unless they are mapped."""
		bank = make_bank()
		answers = [{"question_code": f"Q{number}", "option_code": "A"} for number in (1, 2, 3)]
		css_exit, _assessment = self.leaving_with(answers, bank=bank.name)
		self.assertEqual(self.standing(css_exit, Code.FINAL_ASSESSMENT), Standing.MISSING)
		question = frappe.get_cached_doc("CSS NAM Bank", BANK).questions[0].question_code
		make_mapping(frappe._dict(name=BANK), bank, (question, "Q1", "Reworded"))
		self.assertEqual(self.standing(css_exit, Code.FINAL_ASSESSMENT), Standing.MET)

	def test_a_correction_counts(self):
		"""D-21: the highest completed revision; the exit goes along with it."""
		css_exit, assessment = self.leaving_with(3)
		correction = frappe.get_doc("CSS NAM Assessment", assessment.correct("A slip"))
		correction.set("answers", answers_of_weight(1))
		correction.submit()
		css_exit.reload()
		css_exit.save()
		self.assertEqual(css_exit.final_assessment, correction.name)
		self.assertEqual(self.standing(css_exit, Code.NEEDS_DECLINED), Standing.MET)

	def test_drafts_do_not_count(self):
		"""R-365: only what is completed; A1 alone is none."""
		_case, _client, enrolment = make_enrolled()
		complete_assessment(enrolment, answers=3)
		make_assessment(enrolment, self.today, 1)
		css_exit = frappe.get_doc("CSS Exit", begin(enrolment.name))
		self.assertIsNone(css_exit.final_assessment)
		self.assertEqual(self.standing(css_exit, Code.FINAL_ASSESSMENT), Standing.MISSING)


class TestUnplannedGate(GateTestCase):
	def test_needs_its_reason(self):
		"""R-376: and no interview."""
		css_exit = make_unplanned(unplanned_reason="")
		self.assert_refused(css_exit, "Say why steps are left out")
		css_exit.reload()
		css_exit.unplanned_reason = "Did not want to go on"
		css_exit.save()
		css_exit.move(READY)
		self.approve(css_exit)
		self.assertEqual(css_exit.workflow_state, EXITED)

	def test_lost_contact(self):
		"""R-371: attempts that failed, since the last time that she was reached; drafts do not count."""
		case, client, enrolment = make_enrolled()
		try_to_reach(case, client, 30)
		make_activity(case, client, on=add_days(self.today, -20))
		css_exit = unplanned_exit(enrolment.name, "Lost Contact")
		for days_ago in (9, 6):
			try_to_reach(case, client, days_ago)
		try_to_reach(case, client, 4, is_final=False)
		self.assertEqual(self.facts(css_exit).attempts, 2)
		self.assertEqual(get_readiness(css_exit.name)["attempts"], 2)
		self.assert_refused(css_exit, "2 of 3")
		try_to_reach(case, client, 3)
		css_exit.move(READY)

	def test_attempts_of_an_earlier_time(self):
		"""R-104, R-371: whoever has come back is tried anew."""
		case, client, enrolment = make_enrolled()
		for days_ago in (9, 8, 7):
			try_to_reach(case, client, days_ago)
		css_exit = unplanned_exit(enrolment.name, "Lost Contact")
		self.assertEqual(self.facts(css_exit).attempts, 3)
		frappe.db.set_value("CSS Enrolment", enrolment.name, "enrolment_date", add_days(self.today, -8))
		self.assertEqual(self.facts(css_exit).attempts, 2)

	def test_lost_contact_by_the_setting(self):
		"""R-371: the site says how many."""
		case, client, enrolment = make_enrolled()
		css_exit = unplanned_exit(enrolment.name, "Lost Contact")
		site = frappe.get_doc("CSS Site", css_exit.site_of_case())
		site.append("settings", {"setting": "exit_contact_attempts", "value": "1"})
		site.save(ignore_permissions=True)
		self.assert_refused(css_exit, "0 of 1")
		try_to_reach(case, client, 3)
		css_exit.move(READY)

	def test_citizen(self):
		"""R-052."""
		_case, client, enrolment = make_enrolled()
		css_exit = unplanned_exit(enrolment.name, "Became a Canadian Citizen")
		self.assert_refused(css_exit, "a citizen")
		frappe.db.set_value("CSS Client", client, "citizen_since", self.today)
		css_exit.move(READY)

	def test_died(self):
		"""R-371: on the day of the death."""
		_case, client, enrolment = make_enrolled()
		css_exit = unplanned_exit(enrolment.name, "Died", planned=1)
		self.assertEqual(css_exit.planned, 0)
		self.assert_refused(css_exit, "Record the death")
		frappe.db.set_value("CSS Client", client, "died_on", add_days(self.today, -1))
		self.assert_refused(css_exit, "The last day is the day of the death")

	def test_moved(self):
		"""D-20: to a site of the network or in words; not to its own."""
		css_exit = make_unplanned("Moved")
		css_exit.moves_to_site = css_exit.site_of_case()
		self.assertRaises(frappe.ValidationError, css_exit.save)

	def test_planned_for_another_reason(self):
		"""R-376: who moves well prepared goes through every step."""
		css_exit = make_unplanned("Moved", planned=1)
		self.assert_refused(css_exit, "Record the exit interview")

	def test_a_disabled_reason(self):
		"""R-371: an agency's list counts."""
		frappe.db.set_value("CSS Exit Reason", "Withdrew", "enabled", 0)
		self.assertRaises(frappe.ValidationError, make_unplanned)


class TestOutstanding(GateTestCase):
	"""What is open on the file (R-375)."""

	def test_safety_notes(self):
		css_exit = make_unplanned()
		note = make_safety_note(css_exit.css_case, css_exit.client)
		self.assert_refused(css_exit, "active safety notes: 1")
		css_exit.reload()
		css_exit.outstanding_reason = "The new site knows"
		css_exit.save()
		self.assertEqual(self.standing(css_exit, Code.NOTHING_OUTSTANDING), Standing.EXPLAINED)
		note.active = 0
		note.save()
		self.assertEqual(self.standing(css_exit, Code.NOTHING_OUTSTANDING), Standing.MET)

	def test_problems(self):
		"""R-375: of the final notes in which the person took part, until they are resolved."""
		css_exit = make_unplanned()
		values = {"problem": "No heating", "problem_status": "Open"}
		make_activity(css_exit.css_case, css_exit.client, **values)
		make_activity(css_exit.css_case, css_exit.client, is_final=False, **values)
		self.assertEqual(self.facts(css_exit).outstanding, Outstanding(problems=1))

	def test_referrals(self):
		"""R-375, R-307: not followed up in time, or missed; on the day on which the follow-up is due it is none yet."""
		css_exit = make_unplanned()
		referral = make_outgoing(css_exit.css_case, css_exit.client)
		explain_everything(referral)
		referral.take_step("Sent")
		for due, open_referrals in ((self.today, 0), (add_days(self.today, -1), 1)):
			frappe.db.set_value("CSS Referral", referral.name, "follow_up_due", due)
			self.assertEqual(self.facts(css_exit).outstanding.referrals, open_referrals)
		frappe.db.set_value("CSS Referral", referral.name, "follow_up_due", add_months(self.today, 1))
		referral.reload()
		referral.take_step("Missed")
		self.assertEqual(self.facts(css_exit).outstanding.referrals, 1)


class TestQueries(GateTestCase):
	def test_however_many(self):
		"""R-360: one enrolment or eight, with exits and without: the same number of queries."""
		leaving = make_ready()
		names = [leaving.enrolment.name, make_unplanned("Lost Contact").enrolment, make_enrolled()[2].name]
		readiness_of(names)
		few = self.count_queries(readiness_of, names)
		for _each in range(3):
			names.append(make_enrolled()[2].name)
			names.append(make_ready().enrolment.name)
		many = self.count_queries(readiness_of, names)
		self.assertEqual(few, many)
		self.assertLessEqual(many, 24)
		self.assertEqual(set(readiness_of(names)), set(names))

	def test_nobody(self):
		self.assertEqual(readiness_of([]), {})
