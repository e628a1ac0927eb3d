"""How people leave the programme in the demo: by the rules of the exit (R-360 to R-380, D-02, D-24)."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from unittest import TestCase

from css_case_mgmt.demo.final_interview import texts as interview_texts
from css_case_mgmt.demo.leaving_plans import EXITED, MANAGER, WORKER, ExitPlan
from css_case_mgmt.demo.plans import EnrolmentPlan, FamilyPlan
from css_case_mgmt.demo.shown import FEWEST_CLIENTS, shown_by
from css_case_mgmt.demo.tests.drawn import TODAY, enrolments_of, families, several_thousand
from css_case_mgmt.rules.dates import add_months
from css_case_mgmt.rules.exit_interview import Topic


def exits() -> list[tuple[EnrolmentPlan, ExitPlan]]:
	return [
		(enrolment, enrolment.leaving)
		for _family, enrolment in enrolments_of(several_thousand())
		if enrolment.leaving
	]


def graduates() -> list[tuple[EnrolmentPlan, ExitPlan]]:
	return [
		(enrolment, leaving)
		for enrolment, leaving in exits()
		if leaving.is_planned and leaving.state == EXITED
	]


class TestExits(TestCase):
	def test_whoever_has_left_has_an_exit(self) -> None:
		"""R-358: nobody ends by a status alone."""
		for _family, enrolment in enrolments_of(several_thousand()):
			is_over = enrolment.status == EXITED
			self.assertEqual(is_over, bool(enrolment.leaving and enrolment.leaving.state == EXITED))
			if is_over:
				self.assertEqual(enrolment.exit_date, enrolment.leaving.exit_date)
				self.assertEqual(enrolment.exit_reason, enrolment.leaving.reason)

	def test_every_state_and_reason_is_there(self) -> None:
		states = Counter(leaving.state for _enrolment, leaving in exits())
		self.assertEqual(set(states), {"Draft", "Ready for Review", "Returned", "Approved", "Exited"})
		reasons = {leaving.reason for _enrolment, leaving in exits()}
		self.assertLessEqual(
			{"Graduated", "Moved", "Withdrew", "Lost Contact", "Died", "Became a Canadian Citizen"}, reasons
		)

	def test_the_worker_asks_and_the_manager_decides(self) -> None:
		"""D-24: in the order of the days, none of them to come."""
		for enrolment, leaving in exits():
			self.assertEqual(
				[each.by for each in leaving.decisions], [WORKER, MANAGER][: len(leaving.decisions)]
			)
			days = [each.on for each in leaving.decisions]
			self.assertEqual(days, sorted(days))
			self.assertTrue(all(leaving.begun_on <= day <= TODAY for day in days))
			if enrolment.end.is_closed_by_job:
				self.assertLess(leaving.decided_on, leaving.exit_date)
			elif leaving.state == EXITED:
				self.assertGreaterEqual(leaving.decided_on, leaving.exit_date)
			elif leaving.decisions:
				self.assertGreater(leaving.exit_date, TODAY)

	def test_what_is_returned_says_why(self) -> None:
		returned = [leaving for _enrolment, leaving in exits() if leaving.state == "Returned"]
		self.assertTrue(all(leaving.decisions[-1].note for leaving in returned))


class TestGraduates(TestCase):
	def test_they_stay_a_year_or_more(self) -> None:
		"""D-02: the first stay lasts twelve months; an earlier end says why."""
		for enrolment, leaving in graduates():
			is_early = leaving.exit_date < add_months(enrolment.enrolment_date, 12)
			self.assertEqual(is_early, bool(leaving.early_reason))
			self.assertFalse(is_early and enrolment.episode == 1)

	def test_they_end_with_an_assessment(self) -> None:
		"""R-362, R-365: of a first stay A4 or later, mostly; before the exit and the review of the plan."""
		last = []
		for enrolment, leaving in graduates():
			final = enrolment.assessments[-1]
			self.assertFalse(final.is_draft)
			self.assertLessEqual(leaving.exit_date - final.assessment_date, timedelta(days=30))
			self.assertLessEqual(final.assessment_date, leaving.plan_reviewed_on)
			if enrolment.episode == 1:
				last.append(final.sequence)
		self.assertGreater(sum(sequence >= 4 for sequence in last), 0.97 * len(last))

	def test_needs_have_eased_or_it_is_explained(self) -> None:
		"""R-360."""
		explained = [leaving for _enrolment, leaving in graduates() if leaving.needs_explanation]
		self.assertTrue(0 < len(explained) < 0.3 * len(graduates()))

	def test_days_lie_within_the_stay(self) -> None:
		"""R-366, R-369, R-372, R-373: the transition is spoken of from the eighth month on."""
		for enrolment, leaving in graduates():
			days = (
				leaving.advance_notice_on,
				leaving.plan_reviewed_on,
				leaving.counsellor_met_on,
				leaving.reaccess_explained_on,
				leaving.interview.interviewed_on,
			)
			for day in filter(None, days):
				self.assertTrue(enrolment.enrolment_date <= day <= leaving.exit_date)
			eighth = add_months(enrolment.enrolment_date, 8)
			self.assertEqual(leaving.advance_notice_on is not None, eighth <= leaving.exit_date)

	def test_a_final_referral_goes_to_settlement_services(self) -> None:
		"""R-370."""
		for enrolment, leaving in graduates():
			(final,) = [referral for referral in enrolment.referrals if referral.is_final]
			self.assertEqual(final.target_class, "IRCC Settlement Service")
			self.assertLessEqual(final.steps[-1].step_on, leaving.exit_date)

	def test_who_is_told_is_named_by_a_consent(self) -> None:
		"""R-368."""
		told = [(enrolment, leaving) for enrolment, leaving in graduates() if leaving.handover == "Hand Over"]
		self.assertTrue(told)
		for enrolment, leaving in told:
			consent = enrolment.consents[leaving.handover_consent]
			self.assertTrue(consent.given_on <= leaving.decided_on <= consent.valid_until)
			self.assertTrue(leaving.handover_summary)

	def test_interviews_begin_with_strengths(self) -> None:
		"""R-363, R-377: every seeded question has an answer or a refusal, strengths first."""
		seeds = Path(__file__).parents[2] / "setup" / "seeds" / "exit_interview_questions.json"
		seeded = json.loads(seeds.read_text())
		self.assertEqual([row["question_code"] for row in seeded], list(interview_texts()["answers"]))
		self.assertEqual(seeded[0]["topic"], Topic.ACCOMPLISHMENTS.value)
		for _enrolment, leaving in graduates():
			for _code, answer in leaving.interview.answers:
				given = (answer.words, answer.satisfaction, answer.is_declined)
				self.assertEqual(sum(map(bool, given)), 1)


class TestUnplannedExits(TestCase):
	def test_they_say_why_steps_are_left_out(self) -> None:
		"""R-376: and need no interview."""
		for _enrolment, leaving in exits():
			self.assertEqual(leaving.is_planned, not leaving.unplanned_reason)
			self.assertFalse(not leaving.is_planned and leaving.interview)

	def test_whoever_was_lost_was_tried(self) -> None:
		"""R-371: three times or more since somebody last reached her."""
		lost = [
			(family, enrolment)
			for family, enrolment in enrolments_of(several_thousand())
			if enrolment.leaving and enrolment.leaving.reason == "Lost Contact"
		]
		self.assertTrue(lost)
		for family, enrolment in lost:
			attempts = [each.activity_date for each in enrolment.activities if not each.is_reached]
			reached = [
				activity.activity_date
				for other in family.enrolments
				for activity in other.activities
				if activity.is_reached
				and activity.activity_date <= enrolment.exit_date
				and any(each.client == enrolment.client for each in activity.participants)
			]
			since = max(reached, default=enrolment.enrolment_date)
			self.assertGreaterEqual(sum(since < day <= enrolment.exit_date for day in attempts), 3)

	def test_the_dead_left_on_their_last_day(self) -> None:
		for _enrolment, leaving in exits():
			if leaving.died_on:
				self.assertEqual(leaving.died_on, leaving.exit_date)


class TestCases(TestCase):
	def test_a_case_is_open_while_somebody_is_in_the_programme(self) -> None:
		"""R-378: of some families one adult has left while another stays."""
		divided = 0
		for family in several_thousand():
			for place, case in enumerate(family.cases):
				here = [each for each in family.enrolments if each.current_case == place]
				enrolled = [each for each in here if each.status == "Active"]
				if here:
					self.assertEqual(case.status, "Open" if enrolled else "Closed")
				divided += bool(enrolled) and len(enrolled) < len({each.client for each in here})
		self.assertGreater(divided, 10)

	def test_some_come_back_years_later(self) -> None:
		"""R-103, R-380: to a file that is opened again, with an A1 of their own."""
		found = 0
		for family in several_thousand():
			for turn in (turn for case in family.cases for turn in case.turns if not turn.is_closing):
				stays = [each for each in family.enrolments if each.client == turn.client]
				away = stays[1].enrolment_date - stays[0].exit_date
				self.assertGreaterEqual(away, timedelta(days=180))
				self.assertIsNotNone(stays[1].eligibility)
				found += away > timedelta(days=700)
		self.assertTrue(found)


class TestLongStays(TestCase):
	def test_nobody_stays_longer_without_an_extension(self) -> None:
		"""D-02, R-361."""
		for _family, enrolment in enrolments_of(several_thousand()):
			if (enrolment.exit_date or TODAY) > add_months(enrolment.enrolment_date, 24):
				self.assertIsNotNone(enrolment.extension)


class TestSmallestDemo(TestCase):
	"""Whichever seed it is loaded with."""

	def shown(self) -> Iterator[list[FamilyPlan]]:
		for seed in range(1, 13):
			with self.subTest(seed):
				yield list(families(FEWEST_CLIENTS, seed, caseloads=[1, 3, 3]))

	def test_it_shows_every_state(self) -> None:
		"""D-24, R-361, R-380: exits on their way and over, longer stays, and somebody who came back."""
		for population in self.shown():
			enrolments = [enrolment for _family, enrolment in enrolments_of(population)]
			states = {each.leaving.state for each in enrolments if each.leaving}
			self.assertEqual(states, {"Draft", "Ready for Review", "Returned", "Approved", "Exited"})
			extensions = {len(each.extension.decisions) for each in enrolments if each.extension}
			self.assertEqual(extensions, {1, 2})
			self.assertTrue(any(each.episode > 1 for each in enrolments))

	def test_a_household_moves_with_a_consent(self) -> None:
		"""D-20, R-368: to another site, which the consent names; the job closes both exits."""
		for population in self.shown():
			(family,) = [each for each in population if any(moves(stay) for stay in each.enrolments)]
			self.assertEqual(len(family.enrolments), 2)
			for enrolment in family.enrolments:
				leaving, consent = enrolment.leaving, enrolment.consents[-1]
				self.assertNotEqual(leaving.moves_to_site, family.cases[0].site)
				self.assertIn(
					leaving.moves_to_site, {recipient for _what, recipient, _told in consent.releases}
				)
				self.assertTrue(consent.given_on <= TODAY <= consent.valid_until)
				self.assertTrue(enrolment.end.is_closed_by_job and leaving.handover_summary)

	def test_the_job_closes_what_somebody_has_reached(self) -> None:
		"""R-378, D-29: approved some days ago, with today as the last day."""
		for population in self.shown():
			left_to_job = [
				stay for _family, stay in enrolments_of(population) if stay.end and stay.end.is_closed_by_job
			]
			self.assertTrue(any(stay.leaving.is_planned for stay in left_to_job))
			self.assertEqual({stay.exit_date for stay in left_to_job}, {TODAY})

	def test_who_shows_it_belongs_to_the_first_worker(self) -> None:
		"""So that whoever tries the demo need not look for it."""
		for population in self.shown():
			workers = {family.cases[0].worker for family in population if shown_by(family.index).household}
			self.assertEqual(workers, {"amal"})

	def test_fewer_people_are_left_to_chance(self) -> None:
		"""A sample for tests stays what it was."""
		self.assertEqual([family.index for family in families(FEWEST_CLIENTS - 1)][:2], [0, 1])


def moves(enrolment: EnrolmentPlan) -> bool:
	return bool(enrolment.leaving and enrolment.leaving.moves_to_site)
