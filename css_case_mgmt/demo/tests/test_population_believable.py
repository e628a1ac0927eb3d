"""The demo population looks like families that have been resettled."""

from collections import Counter
from datetime import timedelta
from unittest import TestCase

from css_case_mgmt.demo.cultures import cultures
from css_case_mgmt.demo.interpreting import REGISTER
from css_case_mgmt.demo.tests.drawn import REASONS, TODAY, enrolments_of, people_of, several_thousand
from css_case_mgmt.demo.vocabulary import RELATIONSHIPS


class TestBelievable(TestCase):
	@classmethod
	def setUpClass(cls):
		cls.population = several_thousand()
		cls.people = people_of(cls.population)
		cls.enrolments = [enrolment for _, enrolment in enrolments_of(cls.population)]

	def share(self, chosen: list, of: list) -> float:
		return len(chosen) / len(of)

	def test_households(self):
		sizes = Counter(
			sum(member.member_from == family.cases[0].opened_on for member in family.cases[0].members)
			for family in self.population
		)
		self.assertEqual(set(sizes), set(range(1, 10)))
		mean = sum(size * count for size, count in sizes.items()) / sum(sizes.values())
		self.assertTrue(3.4 <= mean <= 4.8, mean)
		related = {
			member.relationship
			for family in self.population
			for case in family.cases
			for member in case.members
		}
		self.assertEqual(related, set(RELATIONSHIPS.values()))

	def test_every_origin_occurs(self):
		origins = {family.culture for family in self.population}
		self.assertEqual(origins, {culture.code for culture in cultures().items()})
		spoken = Counter(client.primary_language for client in self.people)
		self.assertEqual({code for code, _ in spoken.most_common(5)}, {"prs", "pus", "ara", "tir", "som"})

	def test_interpreters(self):
		adults = [client for client in self.people if client.gender in ("Woman", "Man")]
		share = self.share([client for client in adults if client.needs_interpreter], adults)
		self.assertTrue(0.4 <= share <= 0.75, share)

	def test_names(self):
		lengths = {len(client.given_names.split()) for client in self.people}
		self.assertLessEqual({1, 2, 3, 4, 5}, lengths)
		self.assertTrue(
			0.12 <= self.share([c for c in self.people if not c.family_name], self.people) <= 0.35
		)
		self.assertGreater(self.share([c for c in self.people if c.other_spellings], self.people), 0.15)
		scripts = {"\u0621": "ي", "\u1200": "ፗ", "\u0400": "ӿ", "\u1000": "ဿ"}
		for first, last in scripts.items():
			self.assertTrue(
				[c for c in self.people if c.name_in_own_script and first <= c.name_in_own_script[0] <= last]
			)

	def test_birth_dates(self):
		estimated = [client for client in self.people if client.birth_date_is_estimated]
		self.assertTrue(0.12 <= self.share(estimated, self.people) <= 0.35)
		new_year = [c for c in estimated if (c.date_of_birth.month, c.date_of_birth.day) == (1, 1)]
		self.assertGreater(self.share(new_year, estimated), 0.6)

	def test_everything_that_can_happen_does(self):
		enrolments = self.enrolments
		last = [enrolment.assessments[-1] if enrolment.assessments else None for enrolment in enrolments]
		long_ago = TODAY - timedelta(days=200)
		for what, found in {
			"moves": [family for family in self.population if len(family.cases) == 2],
			"children born in Canada": [client for client in self.people if client.arrival_date is None],
			"second episodes": [each for each in enrolments if each.episode == 2],
			"changes of level": [each for each in enrolments if len(each.levels) > 1],
			"levels changed twice": [each for each in enrolments if len(each.levels) > 2],
			"open drafts": [each for each in last if each and each.is_draft],
			"never assessed": [
				each for each in enrolments if not each.assessments and each.enrolment_date < long_ago
			],
			"overdue": [
				each
				for each, latest in zip(enrolments, last, strict=True)
				if each.status == "Active" and latest and latest.assessment_date < long_ago
			],
			"events in two cases": [
				each for each in enrolments if len({assessment.case for assessment in each.assessments}) == 2
			],
			"closed cases": [f for f in self.population if f.cases[0].status == "Closed"],
		}.items():
			self.assertTrue(found, what)

	def test_needs_ease(self):
		def mean(sequence: int) -> float:
			weights = [
				answer.weight
				for enrolment in self.enrolments
				for assessment in enrolment.assessments
				if assessment.sequence == sequence and not assessment.is_draft
				for answer in assessment.answers
				if answer.weight
			]
			return sum(weights) / len(weights)

		self.assertGreater(mean(1), mean(2) + 0.05)
		self.assertGreater(mean(2), mean(4) + 0.1)

	def test_unanswered_questions_are_the_exception(self):
		answers = [
			answer
			for enrolment in self.enrolments
			for assessment in enrolment.assessments
			for answer in assessment.answers
			if not answer.question_code.startswith("CH")
		]
		unanswered = [answer for answer in answers if answer.unanswered_reason]
		self.assertTrue(0.02 <= self.share(unanswered, answers) <= 0.1)
		self.assertEqual({answer.unanswered_reason for answer in unanswered}, REASONS)

	def test_contact(self):
		"""R-500: one or two telephones for grown-ups; most are safe, some unasked, a few are not."""
		grown_up = [client for client in self.people if client.gender in ("Woman", "Man")]
		self.assertEqual({len(client.contact.phones) for client in grown_up}, {1, 2})
		self.assertEqual([c for c in self.people if not c.contact.addresses], [])
		phones = [phone for client in grown_up for phone in client.contact.phones]
		safe = Counter(phone.safe_to_call for phone in phones)
		self.assertGreater(safe["Yes"], 0.7 * len(phones))
		self.assertTrue(0 < safe["No"] < safe["Not Known"] < 0.2 * len(phones))
		self.assertTrue([phone for phone in phones if phone.safe_to_call == "No" and phone.safe_times])
		homes = Counter(home.kind for client in self.people for home in client.contact.addresses)
		self.assertTrue(0 < homes["Shelter"] < 0.08 * sum(homes.values()))
		self.assertTrue(0.2 <= self.share([c for c in grown_up if c.contact.email], grown_up) <= 0.6)

	def test_connections(self):
		"""R-057, R-063, R-064: most are connected with health services; French speakers are informed."""
		connections = [client.connections for client in self.people if client.arrival_date]
		for fieldname in ("ifh_coverage", "health_screening_connected"):
			yes = [plan for plan in connections if getattr(plan, fieldname) == "Yes"]
			self.assertTrue(0.7 <= self.share(yes, connections) <= 0.95, fieldname)
		francophone = [
			c for c in self.people if c.french_ability == "Fluent" and c.gender in ("Woman", "Man")
		]
		informed = [c for c in francophone if c.connections.francophone_services_explained_on]
		self.assertGreater(self.share(informed, francophone), 0.6)
		self.assertTrue([plan for plan in connections if plan.has_immigration_loan == "Yes"])

	def test_eligibility(self):
		"""R-050, R-092, R-095: mostly permanent residents; an Other Factor now and then; few not eligible."""
		plans = [enrolment.eligibility for enrolment in self.enrolments]
		statuses = Counter(plan.legal_status for plan in plans)
		self.assertGreater(statuses["Permanent Resident"], 0.8 * len(plans))
		self.assertGreaterEqual(len(statuses), 5)
		self.assertTrue(0.02 <= self.share([plan for plan in plans if plan.other_factor], plans) <= 0.1)
		refused = [plan for family in self.population for plan in family.not_eligible]
		self.assertTrue(0.005 <= self.share(refused, plans) <= 0.08)

	def test_referrals(self):
		"""R-081: about seven of ten families were referred; some follow-ups are still to be done."""
		referred = [family.referral for family in self.population if family.referral]
		self.assertTrue(0.6 <= self.share(referred, self.population) <= 0.75)
		self.assertTrue(0.3 <= self.share([r for r in referred if r.followed_up_on], referred) <= 0.95)

	def test_interpreted_records(self):
		"""R-250: everybody in the register has interpreted, mostly the formal ones."""
		used = Counter(
			record.interpreter
			for enrolment in self.enrolments
			for record in (*enrolment.consents, *enrolment.assessments)
			if record.interpreter is not None
		)
		self.assertEqual(set(used), set(range(len(REGISTER))))
		informal = sum(used[place] for place, each in enumerate(REGISTER) if each.kind == "Informal")
		self.assertLess(informal, 0.4 * sum(used.values()))

	def test_what_few_may_read(self):
		"""R-059, R-065: few safety notes; some have named groups, and some prefer not to say."""
		notes = [note for family in self.population for note in family.safety_notes]
		self.assertTrue(0.02 <= self.share(notes, self.population) <= 0.1)
		declared = [profile for family in self.population for profile in family.profiles]
		self.assertTrue(0.05 <= self.share(declared, self.enrolments) <= 0.25)
		self.assertTrue(0 < len([profile for profile in declared if not profile.groups]) < len(declared) / 4)
