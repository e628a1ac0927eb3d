"""No settlement plan, goal, referral or detail of the demo contradicts a rule of the programme."""

from collections import Counter
from datetime import timedelta
from unittest import TestCase

from css_case_mgmt.demo.plans import EnrolmentPlan
from css_case_mgmt.demo.referring import ENDINGS, LEVELS, offers, provider_name, providers
from css_case_mgmt.demo.settling import consent_is_in_force, texts
from css_case_mgmt.demo.tests.drawn import TODAY, enrolments_of, several_thousand
from css_case_mgmt.demo.work_plans import FOLLOWED_UP
from css_case_mgmt.rules.age import age_on
from css_case_mgmt.rules.dates import add_months


class SupportTestCase(TestCase):
	@classmethod
	def setUpClass(cls):
		cls.enrolments = enrolments_of(several_thousand())

	def last_day(self, enrolment: EnrolmentPlan):
		return enrolment.exit_date or TODAY

	def goals(self):
		return [(enrolment, goal) for _family, enrolment in self.enrolments for goal in enrolment.goals]

	def referrals(self):
		return [(enrolment, each) for _family, enrolment in self.enrolments for each in enrolment.referrals]


class TestSettlementPlans(SupportTestCase):
	def test_after_an_assessment_with_a_consent(self):
		"""D-16, R-209: of an adult, later than the assessment that it follows, in order, the last one open at most."""
		for family, enrolment in self.enrolments:
			days = {
				each.sequence: each.assessment_date for each in enrolment.assessments if not each.is_draft
			}
			plans = enrolment.settlement_plans
			self.assertEqual([plan.revision for plan in plans], list(range(1, len(plans) + 1)))
			self.assertEqual(sorted(plan.plan_date for plan in plans), [plan.plan_date for plan in plans])
			for plan in plans:
				self.assertLess(days[plan.sequence], plan.plan_date)
				self.assertLessEqual(plan.plan_date, self.last_day(enrolment))
				self.assertTrue(consent_is_in_force(enrolment, plan.plan_date))
				born = family.clients[enrolment.client].date_of_birth
				self.assertGreaterEqual(age_on(born, plan.plan_date), 18)
				self.assertFalse(plan.is_draft and (enrolment.exit_date or plan is not plans[-1]))

	def test_strengths_outnumber_needs(self):
		"""R-191: none of them twice."""
		for _family, enrolment in self.enrolments:
			for plan in enrolment.settlement_plans:
				self.assertGreater(len({each.strength for each in plan.strengths}), len(plan.needs))
				self.assertEqual(len(set(plan.strengths)), len(plan.strengths))
				self.assertTrue(plan.needs)
				self.assertEqual(bool(plan.change_reason), plan.revision > 1)

	def test_shares(self):
		"""Most adults who were assessed have a plan; some are revised, a few are begun."""
		with_plan = Counter(len(enrolment.settlement_plans) for _family, enrolment in self.enrolments)
		self.assertGreater(with_plan[1] + with_plan[2], 0.5 * len(self.enrolments))
		self.assertGreater(with_plan[2], 0.08 * len(self.enrolments))
		drafts = [
			plan for _f, enrolment in self.enrolments for plan in enrolment.settlement_plans if plan.is_draft
		]
		self.assertTrue(drafts)

	def test_reviews(self):
		"""R-212: at an assessment, while the revision is in force."""
		for _family, enrolment in self.enrolments:
			plans = enrolment.settlement_plans
			for place, plan in enumerate(plans):
				end = plans[place + 1].plan_date if plan is not plans[-1] else self.last_day(enrolment)
				for review in plan.reviews:
					self.assertTrue(plan.plan_date < review.reviewed_on <= end)

	def test_goals(self):
		"""D-13, R-198, R-200, R-208: each horizon has its length, and an immediate goal serves an intermediate one."""
		for enrolment, goal in self.goals():
			limit = add_months(goal.start_date, 12)
			self.assertEqual(goal.horizon == "Immediate", goal.target_date <= limit)
			self.assertLess(goal.need, len(enrolment.settlement_plans[0].needs))
			if goal.serves is not None:
				self.assertEqual(enrolment.goals[goal.serves].horizon, "Intermediate")
				self.assertLess(goal.serves, enrolment.goals.index(goal))
			self.assertEqual(goal.status == "Open", goal.outcome_on is None)
			if goal.outcome_on:
				self.assertTrue(goal.start_date <= goal.outcome_on <= self.last_day(enrolment))
			self.assertEqual(goal.status == "Open", enrolment.exit_date is None and not goal.outcome_on)

	def test_two_to_five_goals(self):
		numbers = {len(enrolment.goals) for _family, enrolment in self.enrolments if enrolment.goals}
		self.assertEqual(numbers, {2, 3, 4, 5})

	def test_what_happened_to_goals(self):
		"""R-201, R-204, R-206: nothing after the outcome or in the future."""
		for enrolment, goal in self.goals():
			until = goal.outcome_on or self.last_day(enrolment)
			for check_in in goal.check_ins:
				self.assertTrue(goal.start_date < check_in.checked_on <= until)
			for setback in goal.setbacks:
				self.assertTrue(goal.start_date < setback.happened_on <= until)
			for action in goal.actions:
				self.assertEqual(action.status == "Done", action.done_on is not None)
				if action.done_on:
					self.assertTrue(goal.start_date <= action.done_on <= until)
				if action.strength is not None:
					self.assertLess(action.strength, len(enrolment.settlement_plans[0].strengths))

	def test_words_for_every_factor(self):
		"""Nobody's name is among the words: the same serve everybody."""
		for words in texts()["factors"].values():
			self.assertEqual(set(words), {"challenges", "immediate", "intermediate", "measures", "actions"})


class TestReferrals(SupportTestCase):
	def test_consent_names_whom_something_was_told(self):
		"""D-16, R-301, R-120: who, what for and what, in a consent of that day."""
		for enrolment, referral in self.referrals():
			if referral.provider is None:
				self.assertTrue(referral.internal_to)
				continue
			release = (referral.purpose, provider_name(referral.provider), referral.information)
			for step in referral.steps:
				if step.status in ("Consented", "Sent"):
					self.assertTrue(
						any(
							release in consent.releases
							and consent.given_on <= step.step_on <= consent.valid_until
							and not consent.withdrawn_on
							for consent in enrolment.consents
						)
					)

	def test_steps(self):
		"""R-308: in order, within the stay; an internal one needs no release."""
		for enrolment, referral in self.referrals():
			days = [step.step_on for step in referral.steps]
			self.assertEqual(days, sorted(days))
			for day in days:
				self.assertTrue(referral.written_on <= day <= self.last_day(enrolment))
			statuses = [step.status for step in referral.steps]
			if referral.provider is None:
				self.assertNotIn("Consented", statuses)
			for status in ENDINGS:
				self.assertNotIn(status, statuses[:-1])

	def test_outcomes(self):
		"""R-308: whether a service helped is asked of those who have had it."""
		for _enrolment, referral in self.referrals():
			self.assertEqual(bool(referral.obtained), referral.status == "Completed")
			self.assertEqual(bool(referral.benefitted), referral.obtained == "Yes")

	def test_nothing_stays_open_at_the_exit(self):
		"""But for the final referral, of which one hears later (R-370)."""
		for enrolment, referral in self.referrals():
			if enrolment.exit_date and not referral.is_final:
				self.assertIn(referral.status, ("Draft", *ENDINGS, "Missed"))

	def test_support_falls(self):
		"""R-310: never more than the time before."""
		for _family, enrolment in self.enrolments:
			levels = [LEVELS.index(each.support_level) for each in enrolment.referrals]
			self.assertEqual(levels, sorted(levels))

	def test_every_status_occurs(self):
		found = Counter(referral.status for _enrolment, referral in self.referrals())
		self.assertEqual(len(found), 10)
		overdue = [
			referral
			for _enrolment, referral in self.referrals()
			if referral.status in ("Sent", "Waitlisted", "Accepted", "In Progress")
			and referral.steps[-1].status != FOLLOWED_UP
			and referral.written_on < TODAY - timedelta(days=30)
		]
		self.assertTrue(overdue)

	def test_directory(self):
		"""Telephone numbers that are kept for invented people; every offer is a known service."""
		self.assertEqual(len({row["provider_name"] for row in providers()}), 25)
		for row in providers():
			self.assertRegex(row["phone"], r"^1-800-555-01\d\d$")
		self.assertEqual({offer.provider for offer in offers()}, set(range(25)))


class TestDetails(SupportTestCase):
	def test_problems_are_resolved_later(self):
		"""R-274: by a follow-up with a note; some stay open."""
		open_problems = 0
		for _family, enrolment in self.enrolments:
			by_number = {activity.number: activity for activity in enrolment.activities}
			resolved = [each for each in by_number.values() if each.details.resolves is not None]
			self.assertEqual(len({each.details.resolves for each in resolved}), len(resolved))
			for activity in resolved:
				self.assertTrue(by_number[activity.details.resolves].details.problem)
				self.assertLess(activity.details.resolves, activity.number)
				self.assertTrue(activity.note)
			problems = [each for each in by_number.values() if each.details.problem]
			open_problems += len(problems) - len(resolved)
		self.assertGreater(open_problems, 0)

	def test_accompaniment_has_a_reason(self):
		"""R-323: only where the client cannot go alone yet."""
		for _family, enrolment in self.enrolments:
			for activity in enrolment.activities:
				if activity.activity_type == "Community Accompaniment":
					self.assertTrue(activity.details.cannot_alone_reason)

	def test_links(self):
		"""To a referral that was sent, and to a goal that had begun."""
		for _family, enrolment in self.enrolments:
			for activity in enrolment.activities:
				if activity.details.referral is not None:
					referral = enrolment.referrals[activity.details.referral]
					self.assertLessEqual(referral.written_on, activity.activity_date)
				if activity.details.goal is not None:
					goal = enrolment.goals[activity.details.goal]
					self.assertLessEqual(goal.start_date, activity.activity_date)
