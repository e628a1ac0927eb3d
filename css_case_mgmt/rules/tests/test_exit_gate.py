"""Each thing that an exit needs, at its boundary (R-360 to R-376, D-02)."""

from dataclasses import replace
from datetime import date, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.dates import add_months
from css_case_mgmt.rules.exit_gate import (
	DAYS_AHEAD,
	AsksFor,
	Check,
	Code,
	Facts,
	FinalAssessment,
	Finding,
	HandOver,
	Indicator,
	Outstanding,
	Policy,
	Standing,
	blocking,
	checks,
)
from css_case_mgmt.rules.nam_next_steps import Course
from css_case_mgmt.rules.nam_over_time import NotComparable

TODAY = date(2026, 11, 29)
ENROLLED = date(2025, 8, 31)
ONE_DAY = timedelta(days=1)
READY = Facts(
	today=TODAY,
	enrolled_on=ENROLLED,
	last_day=TODAY,
	last_assessed_on=TODAY - ONE_DAY,
	stability_opinion="Yes",
	indicators=(Indicator("Own budget", "Met"), Indicator("Loan", "Not Applicable", True)),
	assessment=FinalAssessment(TODAY - ONE_DAY, course=Course.DECLINED),
	advance_notice_on=date(2026, 5, 2),
	plan_reviewed_on=TODAY - ONE_DAY,
	is_final_referral_sent=True,
	settlement_counsellor="R. Doyle",
	counsellor_met_on=TODAY,
	reaccess_explained_on=TODAY,
	unanswered=0,
	handover=HandOver.NOTHING,
)
LEFT = Facts(
	today=TODAY, enrolled_on=ENROLLED, last_day=TODAY, is_planned=False, unplanned_reason="Moved for work"
)
BLANK = st.sampled_from(("", " ", "\n"))


def check_of(code: Code, facts: Facts) -> Check:
	(found,) = [check for check in checks(facts) if check.code is code]
	return found


class GateTestCase(TestCase):
	def assert_found(self, code: Code, standing: Standing, finding: Finding, facts: Facts = READY, **changed):
		found = check_of(code, replace(facts, **changed))
		self.assertEqual((found.standing, found.finding), (standing, finding))
		return found

	def assert_met(self, code: Code, facts: Facts = READY, **changed) -> None:
		self.assertEqual(check_of(code, replace(facts, **changed)).standing, Standing.MET)

	def assert_blocks(self, code: Code, facts: Facts = READY, **changed) -> None:
		self.assertEqual(
			[check.code for check in blocking(checks(replace(facts, **changed)))],
			[code],
		)


class TestPlanned(GateTestCase):
	def test_nothing_is_missing(self):
		"""R-366: and each code is answered once."""
		found = checks(READY)
		self.assertEqual(blocking(found), [])
		self.assertEqual(len({check.code for check in found}), len(found))

	def test_each_step_alone_stands_in_the_way(self):
		"""R-360 to R-374: none makes up for another."""
		for code, changed in (
			(Code.LAST_DAY, {"last_day": None}),
			(Code.STABILITY, {"stability_opinion": " "}),
			(Code.ADVANCE_NOTICE, {"advance_notice_on": None}),
			(Code.PLAN_REVIEWED, {"plan_reviewed_on": None}),
			(Code.FINAL_REFERRAL, {"is_final_referral_sent": False}),
			(Code.COUNSELLOR, {"settlement_counsellor": " "}),
			(Code.COUNSELLOR, {"counsellor_met_on": None}),
			(Code.REACCESS, {"reaccess_explained_on": None}),
			(Code.INTERVIEW, {"unanswered": None}),
			(Code.INTERVIEW, {"unanswered": 1}),
			(Code.HANDOVER, {"handover": None}),
			(Code.NOTHING_OUTSTANDING, {"outstanding": Outstanding(safety_notes=1)}),
			(Code.NOTHING_OUTSTANDING, {"outstanding": Outstanding(problems=1)}),
			(Code.NOTHING_OUTSTANDING, {"outstanding": Outstanding(referrals=1)}),
		):
			with self.subTest(code.value, **changed):
				self.assert_blocks(code, **changed)

	def test_the_case_managers_opinion(self):
		"""R-367: without an opinion that stability can be maintained nobody graduates, whatever the indicators say."""
		for opinion in ("", " ", "\n\t"):
			with self.subTest(opinion=opinion):
				self.assert_blocks(Code.STABILITY, stability_opinion=opinion)
		self.assert_met(Code.STABILITY, stability_opinion="Work, home and friends hold without us.")

	@given(st.dates(ENROLLED, TODAY))
	def test_the_final_assessment_brings_the_interview(self, day):
		"""R-155: whichever assessment is the final one, A4 or another, no planned exit goes without the interview."""
		final = FinalAssessment(day, course=Course.DECLINED)
		facts = replace(READY, assessment=final, last_assessed_on=day, unanswered=None)
		self.assertTrue(check_of(Code.INTERVIEW, facts).blocks)
		self.assertFalse(check_of(Code.INTERVIEW, replace(facts, unanswered=0)).blocks)

	def test_the_first_twelve_months(self):
		"""D-02, R-361: on the day on which they are over nothing is asked; a day earlier a reason is."""
		first = add_months(ENROLLED, 12)
		early = {"last_day": first - ONE_DAY, "last_assessed_on": None}
		self.assert_met(Code.LENGTH, last_day=first)
		self.assert_found(Code.LENGTH, Standing.MISSING, Finding.TOO_EARLY, **early)
		self.assert_found(
			Code.LENGTH, Standing.EXPLAINED, Finding.TOO_EARLY, **early, early_reason="Found work far away"
		)

	@given(BLANK)
	def test_a_blank_reason_is_none(self, blank):
		"""R-375, R-360, D-02: spaces explain nothing."""
		early = replace(READY, enrolled_on=TODAY, early_reason=blank)
		self.assertTrue(check_of(Code.LENGTH, early).blocks)
		outstanding = replace(READY, outstanding=Outstanding(1, 1, 1), outstanding_reason=blank)
		self.assertTrue(check_of(Code.NOTHING_OUTSTANDING, outstanding).blocks)
		worse = FinalAssessment(TODAY, course=Course.NOT_DECLINED)
		self.assertTrue(
			check_of(Code.NEEDS_DECLINED, replace(READY, assessment=worse, needs_explanation=blank)).blocks
		)

	def test_the_notice_from_month_eight_on(self):
		"""R-372: whoever leaves before is not asked for it, from that very day on everybody is; it comes before the end."""
		eighth = add_months(ENROLLED, 8)
		code, none = Code.ADVANCE_NOTICE, {"advance_notice_on": None}
		self.assert_found(code, Standing.NOT_APPLICABLE, Finding.NOT_YET, last_day=eighth - ONE_DAY, **none)
		self.assert_found(code, Standing.MISSING, Finding.NOT_SAID, last_day=eighth, **none)
		self.assert_met(code, last_day=eighth, advance_notice_on=eighth)
		self.assert_found(
			code,
			Standing.MISSING,
			Finding.AFTER_LAST_DAY,
			last_day=eighth,
			advance_notice_on=eighth + ONE_DAY,
		)

	def test_the_last_day(self):
		"""R-360: within the enrolment, not before its last assessment, and not too far ahead."""
		code, missing = Code.LAST_DAY, Standing.MISSING
		ahead = TODAY + timedelta(days=DAYS_AHEAD)
		self.assert_met(code, last_day=ahead)
		self.assert_found(code, missing, Finding.TOO_FAR_AHEAD, last_day=ahead + ONE_DAY)
		self.assert_met(code, last_day=ENROLLED, last_assessed_on=None)
		self.assert_found(code, missing, Finding.BEFORE_ENROLMENT, last_day=ENROLLED - ONE_DAY)
		self.assert_met(code, last_assessed_on=TODAY)
		self.assert_found(
			code, missing, Finding.BEFORE_LAST_ASSESSMENT, last_assessed_on=TODAY, last_day=TODAY - ONE_DAY
		)

	def test_indicators(self):
		"""R-366: each answered; what is not met, or not applicable, says why."""
		code = Code.INDICATORS
		for answer, has_remark, standing, finding in (
			("", False, Standing.MISSING, Finding.UNANSWERED),
			("", True, Standing.MISSING, Finding.UNANSWERED),
			("Met", False, Standing.MET, Finding.FINE),
			("Not Met", False, Standing.MISSING, Finding.WITHOUT_REMARK),
			("Not Met", True, Standing.EXPLAINED, Finding.NOT_MET),
			("Not Applicable", False, Standing.MISSING, Finding.WITHOUT_REMARK),
			("Not Applicable", True, Standing.MET, Finding.FINE),
		):
			with self.subTest(answer, has_remark=has_remark):
				rows = (Indicator("Own budget", "Met"), Indicator("Loan", answer, has_remark))
				found = self.assert_found(code, standing, finding, indicators=rows)
				self.assertEqual(found.values, () if standing is Standing.MET else ("Loan",))

	def test_the_tool_of_the_intake(self):
		"""R-365: asked again, with the same questions or mapped ones."""
		code = Code.FINAL_ASSESSMENT
		self.assert_found(code, Standing.MISSING, Finding.NO_ASSESSMENT, assessment=None)
		other = replace(READY.assessment, is_of_intake_tool=False)
		self.assert_found(code, Standing.MISSING, Finding.OTHER_TOOL, assessment=other)

	def test_an_assessment_long_ago_warns(self):
		"""R-362: it is the end that is assessed; four months are one interval."""
		code, on = Code.FINAL_ASSESSMENT, date(2026, 7, 29)
		self.assert_met(code, assessment=FinalAssessment(on, course=Course.DECLINED))
		found = self.assert_found(
			code,
			Standing.WARNED,
			Finding.LONG_AGO,
			assessment=FinalAssessment(on - ONE_DAY, course=Course.DECLINED),
		)
		self.assertFalse(found.blocks)

	def test_needs_declined(self):
		"""R-360: computed; where they have not, or nobody can tell, the worker explains it."""
		code, why = Code.NEEDS_DECLINED, {"needs_explanation": "Has a strong network"}
		for course, finding in (
			(Course.NOT_DECLINED, Finding.NOT_DECLINED),
			(Course.UNKNOWN, Finding.NOT_COMPARABLE),
		):
			final = FinalAssessment(TODAY, course=course, worse=("Housing",))
			found = self.assert_found(code, Standing.MISSING, finding, assessment=final)
			self.assertIn("Housing", found.values)
			self.assert_found(code, Standing.EXPLAINED, finding, assessment=final, **why)
		final = FinalAssessment(TODAY, course=Course.DECLINED, worse=("Housing",))
		found = self.assert_found(code, Standing.MET, Finding.DECLINED, assessment=final)
		self.assertEqual(found.values, ("Housing",))
		self.assert_found(code, Standing.MISSING, Finding.NO_ASSESSMENT, assessment=None, **why)

	def test_why_not_comparable_is_kept(self):
		final = FinalAssessment(TODAY, why_not=NotComparable.NO_SCORE_THEN)
		found = check_of(Code.NEEDS_DECLINED, replace(READY, assessment=final))
		self.assertEqual(found.values, (NotComparable.NO_SCORE_THEN,))

	def test_plan_reviewed_after_the_assessment(self):
		"""R-366: on the same day is enough."""
		self.assert_met(Code.PLAN_REVIEWED, plan_reviewed_on=READY.assessment.on)
		self.assert_found(
			Code.PLAN_REVIEWED,
			Standing.MISSING,
			Finding.BEFORE_ASSESSMENT,
			plan_reviewed_on=READY.assessment.on - ONE_DAY,
		)

	def test_outstanding_with_a_reason(self):
		"""R-375."""
		found = self.assert_found(
			Code.NOTHING_OUTSTANDING,
			Standing.EXPLAINED,
			Finding.OPEN,
			outstanding=Outstanding(2, 1, 3),
			outstanding_reason="The clinic goes on with it",
		)
		self.assertEqual(found.values, (2, 1, 3))

	def test_handing_over(self):
		"""R-368, R-374: to somebody, in words, with the client's consent."""
		told = {
			"handover": HandOver.HAND_OVER,
			"handover_provider": "P1",
			"handover_summary": "Knee",
			"is_consent_covering": True,
		}
		code = Code.HANDOVER
		self.assert_met(code, **told)
		self.assert_met(code, handover=HandOver.DECLINES)
		for changed, finding in (
			({"handover_provider": ""}, Finding.NO_PROVIDER),
			({"handover_summary": " "}, Finding.NO_SUMMARY),
			({"is_consent_covering": False}, Finding.NO_CONSENT),
		):
			self.assert_found(code, Standing.MISSING, finding, **{**told, **changed})


class TestUnplanned(GateTestCase):
	def test_a_reason_is_enough(self):
		"""R-376: no step of a planned exit is asked for, no interview either."""
		self.assertEqual(blocking(checks(LEFT)), [])
		self.assert_blocks(Code.UNPLANNED_REASON, LEFT, unplanned_reason=" ")

	def test_lost_contact(self):
		"""R-371: after the last successful contact so many attempts failed."""
		policy = Policy(contact_attempts=3)
		lost = replace(LEFT, asks_for=AsksFor.CONTACT_ATTEMPTS, policy=policy)
		found = check_of(Code.CONTACT_ATTEMPTS, replace(lost, attempts=2))
		self.assertEqual((found.standing, found.values), (Standing.MISSING, (2, 3)))
		self.assert_met(Code.CONTACT_ATTEMPTS, lost, attempts=3)

	def test_moved(self):
		"""D-20: to a site, or in words where."""
		moved = replace(LEFT, asks_for=AsksFor.DESTINATION)
		self.assert_met(Code.DESTINATION, moved)
		self.assert_met(Code.DESTINATION, moved, unplanned_reason=" ", moves_to_site="West")
		self.assertTrue(check_of(Code.DESTINATION, replace(moved, unplanned_reason=" ")).blocks)

	def test_died(self):
		"""R-371: the exit is on the day of the death, and nothing else is asked."""
		died = replace(LEFT, asks_for=AsksFor.DAY_OF_DEATH, died_on=TODAY, outstanding=Outstanding(1, 1, 1))
		self.assertEqual(blocking(checks(died)), [])
		self.assert_found(Code.DAY_OF_DEATH, Standing.MISSING, Finding.NOT_RECORDED, died, died_on=None)
		for day in (TODAY - ONE_DAY, TODAY + ONE_DAY):
			self.assert_found(Code.DAY_OF_DEATH, Standing.MISSING, Finding.NOT_THAT_DAY, died, last_day=day)
		# An assessment that was written down for a later day does not keep the family waiting.
		self.assert_met(Code.LAST_DAY, died, last_assessed_on=TODAY + ONE_DAY)

	def test_citizen(self):
		"""R-052: from the day on which she or he is one."""
		citizen = replace(LEFT, asks_for=AsksFor.CITIZENSHIP)
		self.assertTrue(check_of(Code.CITIZENSHIP, citizen).blocks)
		self.assert_met(Code.CITIZENSHIP, citizen, citizen_since=TODAY)
		self.assert_found(
			Code.CITIZENSHIP, Standing.MISSING, Finding.AFTER_LAST_DAY, citizen, citizen_since=TODAY + ONE_DAY
		)

	def test_what_is_open_needs_a_reason_as_well(self):
		"""R-375."""
		self.assert_blocks(Code.NOTHING_OUTSTANDING, LEFT, outstanding=Outstanding(referrals=1))

	def test_a_hand_over_needs_consent_here_as_well(self):
		"""R-368."""
		told = {"handover": HandOver.HAND_OVER, "handover_provider": "P1", "handover_summary": "Knee"}
		self.assert_blocks(Code.HANDOVER, LEFT, **told)


class TestAnything(TestCase):
	@given(
		st.builds(
			Facts,
			today=st.just(TODAY),
			enrolled_on=st.dates(date(2024, 1, 1), TODAY),
			is_planned=st.booleans(),
			asks_for=st.none() | st.sampled_from(AsksFor),
			last_day=st.none() | st.dates(date(2024, 1, 1), date(2027, 12, 31)),
			needs_explanation=st.sampled_from(("", "Strong network")),
			outstanding_reason=st.sampled_from(("", "Others go on")),
			outstanding=st.builds(Outstanding, st.integers(0, 2), st.integers(0, 2), st.integers(0, 2)),
			assessment=st.none()
			| st.builds(
				FinalAssessment,
				on=st.dates(date(2024, 1, 1), TODAY),
				is_of_intake_tool=st.booleans(),
				course=st.sampled_from(Course),
			),
			handover=st.none() | st.sampled_from(HandOver),
			unanswered=st.none() | st.integers(0, 3),
		)
	)
	def test_every_code_once_and_only_missing_blocks(self, facts):
		"""R-366: whatever is on file, everything has one answer, and only what is missing stands in the way."""
		found = checks(facts)
		codes = [check.code for check in found]
		self.assertEqual(len(codes), len(set(codes)))
		self.assertEqual(blocking(found), [each for each in found if each.standing is Standing.MISSING])
		asked = {check.code for check in found if check.standing is not Standing.NOT_APPLICABLE}
		if facts.is_planned:
			self.assertNotIn(Code.UNPLANNED_REASON, codes)
		else:
			self.assertNotIn(Code.INTERVIEW, asked)
			self.assertNotIn(Code.INDICATORS, asked)
