"""No intake of the demo population contradicts a rule of the programme."""

import json
from datetime import timedelta
from pathlib import Path
from unittest import TestCase

from css_case_mgmt.demo.interpreting import REGISTER
from css_case_mgmt.demo.plans import EligibilityPlan
from css_case_mgmt.demo.tests.drawn import (
	TODAY,
	cases_on,
	eligibility_of,
	enrolments_of,
	people_of,
	several_thousand,
)
from css_case_mgmt.rules.client_dates import date_problem
from css_case_mgmt.rules.dates import add_months
from css_case_mgmt.rules.eligibility import OtherFactor, Outcome, Standing, decide
from css_case_mgmt.rules.identifiers import normal_postal_code
from css_case_mgmt.rules.telephone import normal_number

SEEDS = Path(__file__).parents[2] / "setup" / "seeds"
STANDINGS = {
	row["legal_status"]: row["standing"] for row in json.loads((SEEDS / "legal_statuses.json").read_text())
}
COLUMNS = {
	row["criterion_code"]: int(row["criterion_column"])
	for row in json.loads((SEEDS / "eligibility_criteria.json").read_text())
}


class TestIntakeRules(TestCase):
	@classmethod
	def setUpClass(cls):
		cls.population = several_thousand()

	def test_telephones_and_postal_codes_are_in_their_form(self):
		"""R-500: nothing that the file would write differently, and nobody's real number."""
		for client in people_of(self.population):
			numbers = [phone.phone for phone in client.contact.phones]
			self.assertEqual(len(set(numbers)), len(numbers), client.key)
			for number in numbers:
				self.assertEqual(normal_number(number), number)
				self.assertEqual(number[5:10], "55501")
			for address in client.contact.addresses:
				self.assertEqual(normal_postal_code(address.postal_code), address.postal_code)
				self.assertLessEqual(address.lives_there_from, address.lives_there_until or TODAY)
			if client.contact.email:
				self.assertRegex(client.contact.email, r"^[a-z]+\.[0-9]+@example\.org$")

	def test_dates_of_a_person_are_in_order(self):
		"""R-053, R-057, R-063, R-064: connected after the arrival, and not in the future."""
		for client in people_of(self.population):
			plan = client.connections
			dates = {
				"date_of_birth": client.date_of_birth,
				"arrival_date": client.arrival_date,
				"rap_start_date": client.rap_start_date,
				"rap_end_date": client.rap_end_date,
				"health_screening_on": plan.health_screening_on,
				"loan_explained_on": plan.loan_explained_on,
				"francophone_services_explained_on": plan.francophone_services_explained_on,
			}
			self.assertIsNone(date_problem(dates, TODAY), client.key)
			self.assertEqual(plan.health_screening_connected == "Yes", bool(plan.health_screening_on))
			self.assertFalse(plan.ifh_until and plan.ifh_coverage != "Yes")
			if plan.francophone_services_explained_on:
				self.assertIn(client.french_ability, ("Conversational", "Fluent"))

	def test_every_enrolment_rests_on_an_eligibility_assessment(self):
		"""R-084, R-091, R-103: made before it, after the last exit, in the case of that day."""
		for family in self.population:
			last_exits = {}
			for enrolment in family.enrolments:
				plan, client = enrolment.eligibility, enrolment.client
				self.assertEqual(plan.client, client)
				self.assertLessEqual(enrolment.enrolment_date - timedelta(days=10), plan.assessment_date)
				self.assertLessEqual(plan.assessment_date, enrolment.enrolment_date)
				self.assertLessEqual(last_exits.get(client, plan.assessment_date), plan.assessment_date)
				self.assertEqual([plan.case], cases_on(family, client, plan.assessment_date))
				self.assertEqual(plan.needs_level, enrolment.levels[0].needs_level)
				self.assertIs(decision(plan), Outcome.ELIGIBLE)
				last_exits[client] = enrolment.exit_date

	def test_whoever_is_not_eligible_is_offered_something_else(self):
		"""R-094, R-095: found not eligible by the rule, never enrolled, with services offered."""
		for family in self.population:
			enrolled = {enrolment.client for enrolment in family.enrolments}
			for plan in family.not_eligible:
				self.assertNotIn(plan.client, enrolled)
				self.assertEqual([plan.case], cases_on(family, plan.client, plan.assessment_date))
				self.assertIs(decision(plan), Outcome.INELIGIBLE)
				self.assertEqual(plan.needs_level, "")
				self.assertTrue(plan.services_offered)

	def test_words_are_those_of_the_seeded_lists(self):
		"""R-059, R-095: rows in bulk are not checked by any form."""
		services, groups = names_in("offered_services", "service"), names_in("gba_plus_groups", "group_name")
		for family in self.population:
			for plan in family.not_eligible:
				self.assertLessEqual({offer[0] for offer in plan.services_offered}, services)
			for profile in family.profiles:
				self.assertLessEqual(set(profile.groups), groups)

	def test_a_dependant_names_the_head_of_the_same_case(self):
		"""R-051: evidence and the principal applicant, where the status asks for them."""
		for family in self.population:
			for plan in eligibility_of(family):
				standing = STANDINGS[plan.legal_status]
				self.assertEqual(
					standing == Standing.AS_DEPENDANT.value, plan.principal_applicant is not None
				)
				self.assertEqual(standing == Standing.WITH_EVIDENCE.value, bool(plan.status_evidence))
				self.assertEqual(plan.mode in ("Phone", "Video"), bool(plan.remote_reason))
				if plan.principal_applicant is not None:
					self.assertNotEqual(plan.principal_applicant, plan.client)
					cases = cases_on(family, plan.principal_applicant, plan.assessment_date)
					self.assertEqual(cases, [plan.case])

	def test_a_referral_comes_after_its_naars(self):
		"""R-080, R-081, R-506: NAARS after the arrival, then received, triaged and accepted."""
		for family in self.population:
			accepted = family.referral
			if not accepted:
				continue
			plan, client = accepted.referral, family.clients[accepted.client]
			days = [client.arrival_date, plan.naars_date, plan.received_on, accepted.triaged_on]
			days += [accepted.decided_on, TODAY]
			self.assertEqual(days, sorted(days), plan.key)
			self.assertEqual(accepted.decided_on, family.cases[0].opened_on)
			self.assertEqual(cases_on(family, accepted.client, TODAY), [0])
			if accepted.followed_up_on:
				self.assertLessEqual(add_months(plan.naars_date, 3), accepted.followed_up_on)
				self.assertLessEqual(accepted.followed_up_on, TODAY)

	def test_nobody_interprets_another_language(self):
		"""R-250, R-254: only where somebody is needed, and in a language of the person."""
		for family, enrolment in enrolments_of(self.population):
			client = family.clients[enrolment.client]
			for record in (*enrolment.consents, *enrolment.assessments):
				if record.interpreter is not None:
					self.assertTrue(client.needs_interpreter)
					self.assertIn(client.primary_language, REGISTER[record.interpreter].languages)

	def test_sensitive_notes_are_about_those_who_stay(self):
		"""R-060, R-065: in the one case of the person, and not in the future."""
		for family in self.population:
			for plan in (*family.safety_notes, *family.profiles):
				stays = {
					(place, member.member_from)
					for place, case in enumerate(family.cases)
					for member in case.members
					if member.client == plan.client
				}
				self.assertEqual([case for case, _since in stays], [plan.case])
			for note in family.safety_notes:
				self.assertLessEqual(note.noted_on, min(note.review_on, TODAY))
			for profile in family.profiles:
				self.assertLessEqual(profile.declared_on, TODAY)
				self.assertEqual(len(set(profile.groups)), len(profile.groups))


def names_in(seed: str, column: str) -> set[str]:
	return {row[column] for row in json.loads((SEEDS / f"{seed}.json").read_text())}


def decision(plan: EligibilityPlan) -> Outcome:
	"""What the rule says about a plan."""
	factors = [OtherFactor(int(plan.other_factor.column))] if plan.other_factor else []
	columns = [COLUMNS[code] for code in plan.criteria]
	return decide(Standing(STANDINGS[plan.legal_status]), columns, factors).outcome
