"""No record of the demo population contradicts a rule of the programme."""

from itertools import pairwise
from unittest import TestCase

from css_case_mgmt.demo.cultures import read_table
from css_case_mgmt.demo.names import MOST_GIVEN_NAMES
from css_case_mgmt.demo.tests.drawn import (
	REASONS,
	TODAY,
	cases_on,
	enrolments_of,
	memberships_of,
	minors_on,
	people_of,
	several_thousand,
	small_bank,
)
from css_case_mgmt.demo.vocabulary import RELATIONSHIPS
from css_case_mgmt.rules.age import age_on, has_own_file
from css_case_mgmt.rules.enrolment_level import LevelPeriod, NeedsLevel, level_problems
from css_case_mgmt.rules.membership import first_day_without_head, overlapping_membership, second_head


class TestRules(TestCase):
	@classmethod
	def setUpClass(cls):
		cls.population = several_thousand()

	def test_every_case_has_one_head_at_a_time(self):
		for family in self.population:
			for case in family.cases:
				members = memberships_of(case)
				self.assertIsNone(first_day_without_head(members), case)
				for place, member in enumerate(members):
					self.assertIsNone(second_head(member, members[:place] + members[place + 1 :]), case)
				self.assertTrue(case.members[0].is_head)
				self.assertEqual(case.members[0].member_from, case.opened_on)

	def test_everybody_belongs_to_one_case_at_a_time(self):
		for family in self.population:
			everywhere = [member for case in family.cases for member in memberships_of(case)]
			for client in range(len(family.clients)):
				mine = [member for member in everywhere if member.client == str(client)]
				self.assertTrue(mine)
				for place, member in enumerate(mine):
					self.assertIsNone(overlapping_membership(member, mine[:place] + mine[place + 1 :]))

	def test_memberships_in_time(self):
		for family in self.population:
			for case in family.cases:
				self.assertLessEqual(case.opened_on, TODAY)
				for member in case.members:
					client = family.clients[member.client]
					self.assertLessEqual(case.opened_on, member.member_from)
					self.assertLessEqual(member.member_to or TODAY, TODAY)
					self.assertLessEqual(client.date_of_birth, member.member_from)
					self.assertEqual(bool(member.member_to), bool(member.leaving_reason))
					self.assertEqual(member.is_head, member.relationship == RELATIONSHIPS["head"])
					if client.arrival_date:
						self.assertLessEqual(client.arrival_date, member.member_from)
						self.assertLess(client.date_of_birth, client.arrival_date)

	def test_enrolments_in_time(self):
		for family, enrolment in enrolments_of(self.population):
			client = family.clients[enrolment.client]
			day = enrolment.enrolment_date
			self.assertTrue(has_own_file(client.date_of_birth, day, 16))
			self.assertLessEqual(client.arrival_date, day)
			self.assertLessEqual(day, TODAY)
			self.assertIn(enrolment.case, cases_on(family, enrolment.client, day))
			if enrolment.status == "Exited":
				self.assertLess(day, enrolment.exit_date)
				self.assertLessEqual(enrolment.exit_date, TODAY)
				self.assertTrue(enrolment.exit_reason)
			else:
				self.assertEqual([enrolment.current_case], cases_on(family, enrolment.client, TODAY))
				self.assertEqual((enrolment.exit_date, enrolment.exit_reason), (None, ""))

	def test_episodes_follow_each_other(self):
		for family in self.population:
			for client in range(len(family.clients)):
				mine = [enrolment for enrolment in family.enrolments if enrolment.client == client]
				self.assertEqual([enrolment.episode for enrolment in mine], list(range(1, len(mine) + 1)))
				for earlier, later in pairwise(mine):
					self.assertEqual(earlier.status, "Exited")
					self.assertLess(earlier.exit_date, later.enrolment_date)

	def test_levels(self):
		for _family, enrolment in enrolments_of(self.population):
			history = [
				LevelPeriod(NeedsLevel(level.needs_level), level.level_from) for level in enrolment.levels
			]
			self.assertEqual(list(level_problems(history, enrolment.enrolment_date)), [])
			self.assertLessEqual(history[-1].level_from, enrolment.exit_date or TODAY)
			self.assertEqual(enrolment.needs_level, history[-1].level.value)

	def test_a_closed_case_has_no_open_enrolment(self):
		"""Whoever has moved counts in the case of today."""
		for family in self.population:
			for enrolment in family.enrolments:
				if enrolment.status == "Active":
					self.assertEqual(family.cases[enrolment.current_case].status, "Open")

	def test_assessments_in_time(self):
		for family, enrolment in enrolments_of(self.population):
			taken = enrolment.assessments
			self.assertEqual([each.sequence for each in taken], list(range(1, len(taken) + 1)))
			for earlier, later in pairwise(taken):
				self.assertLess(earlier.assessment_date, later.assessment_date)
				self.assertFalse(earlier.is_draft)
			for each in taken:
				self.assertLessEqual(enrolment.enrolment_date, each.assessment_date)
				self.assertLessEqual(each.assessment_date, enrolment.exit_date or TODAY)
				self.assertEqual([each.case], cases_on(family, enrolment.client, each.assessment_date))
				if each.is_draft and enrolment.exit_date:
					self.assertIn(enrolment.end.key, ("moved_away", "withdrew"))

	def test_answers_are_the_banks(self):
		bank = small_bank()
		weights = {(row["question_code"], row["option_code"]): row["weight"] for row in bank["options"]}
		questions = [row["question_code"] for row in bank["questions"]]
		for _family, enrolment in enrolments_of(self.population):
			for assessment in enrolment.assessments:
				asked = [answer.question_code for answer in assessment.answers]
				if assessment.is_draft:
					self.assertEqual(asked, [question for question in questions if question in set(asked)])
				else:
					self.assertEqual(asked, questions)
				for answer in assessment.answers:
					if answer.unanswered_reason:
						self.assertIn(answer.unanswered_reason, REASONS)
						self.assertEqual((answer.option_code, answer.weight), (None, None))
					else:
						self.assertEqual(weights[answer.question_code, answer.option_code], answer.weight)

	def test_without_children_their_factor_does_not_apply(self):
		for family, enrolment in enrolments_of(self.population):
			for assessment in enrolment.assessments:
				if not minors_on(family, assessment.case, assessment.assessment_date):
					answers = [
						answer for answer in assessment.answers if answer.question_code.startswith("CH")
					]
					self.assertLessEqual({answer.unanswered_reason for answer in answers}, {"Not Applicable"})

	def test_identifiers(self):
		people = people_of(self.population)
		numbers = [client.uci for client in people if client.uci]
		self.assertEqual(len(numbers), len(set(numbers)))
		self.assertEqual({len(number) for number in numbers}, {8, 10})
		self.assertTrue(all(number.isascii() and number.isdigit() for number in numbers))
		keys = [client.key for client in people] + [
			case.key for family in self.population for case in family.cases
		]
		self.assertEqual(len(keys), len(set(keys)))

	def test_records_of_a_person(self):
		for client in people_of(self.population):
			self.assertTrue(1 <= len(client.given_names.split()) <= MOST_GIVEN_NAMES, client)
			self.assertEqual(client.gender in ("Girl", "Boy"), age_on(client.date_of_birth, TODAY) < 18)
			self.assertEqual(client.languages[0].language, client.primary_language)
			spoken = [row.language for row in client.languages]
			self.assertEqual(len(spoken), len(set(spoken)))
			self.assertEqual(client.arrival_date is None, not client.immigration_category)
			if client.rap_start_date:
				self.assertLess(client.rap_start_date, client.rap_end_date)

	def test_mothers_are_older_than_their_children(self):
		for family in self.population:
			case = family.cases[0]
			parents = [
				family.clients[member.client]
				for member in case.members
				if member.relationship in (RELATIONSHIPS["head"], RELATIONSHIPS["spouse"])
			]
			for member in case.members:
				if member.relationship == RELATIONSHIPS["child"]:
					child = family.clients[member.client]
					for parent in parents:
						self.assertGreaterEqual(age_on(parent.date_of_birth, child.date_of_birth), 14, case)

	def test_nobody_known_to_the_public(self):
		rows = [set(row) for row in read_table("never_together")["rows"]]
		for client in people_of(self.population):
			words = set(f"{client.given_names} {client.family_name}".lower().replace("-", " ").split())
			self.assertFalse([row for row in rows if row <= words])

	def test_nobody_is_assessed_without_consent(self):
		"""D-16, R-112: a consent and the charter are in force on the day of every assessment."""
		for _family, enrolment in enrolments_of(self.population):
			self.assertLessEqual(enrolment.charter.acknowledged_on, enrolment.enrolment_date)
			for assessment in enrolment.assessments:
				day = assessment.assessment_date
				in_force = [
					consent
					for consent in enrolment.consents
					if consent.given_on <= day <= consent.valid_until
					and not (consent.withdrawn_on and consent.withdrawn_on <= day)
				]
				self.assertTrue(in_force, (enrolment.client, day))

	def test_consents_are_as_varied_as_in_an_agency(self):
		"""D-25, R-122: both languages, renewals, some ended, few withdrawn, few by a guardian."""
		enrolments = [enrolment for _family, enrolment in enrolments_of(self.population)]
		consents = [consent for enrolment in enrolments for consent in enrolment.consents]
		self.assertEqual({consent.language for consent in consents}, {"eng", "fra"})
		withdrawn = sum(bool(consent.withdrawn_on) for consent in consents)
		guardians = sum(bool(consent.guardian_authority) for consent in consents)
		ended = sum(
			enrolment.status == "Active" and enrolment.consents[-1].valid_until < TODAY
			for enrolment in enrolments
		)
		for few in (withdrawn, guardians, ended):
			self.assertTrue(0 < few < 0.1 * len(consents), few)
		self.assertTrue(any(len(enrolment.consents) > 1 for enrolment in enrolments))
