"""An enrolment rests on eligibility, and coming back is assessed anew (R-091, R-103, R-380)."""

import frappe
from frappe.utils import add_days, add_months, add_years

from css_case_mgmt.api.eligibility import get_standing
from css_case_mgmt.css_case_mgmt.doctype.css_eligibility_assessment.css_eligibility_assessment import (
	EligibilityLocked,
	EligibilityRefused,
)
from css_case_mgmt.eligibility import NotEligible, latest_by_client
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.eligibility.records import make_ineligible, rows_of, stored
from css_case_mgmt.tests.factories import (
	acting_as,
	end_enrolment,
	let_come_back,
	make_caseworker,
	make_client,
	make_eligible,
	make_enrolment,
	make_family,
	make_member,
	today,
)
from css_case_mgmt.tests.reminders.records import remind_on, stages_of


class TestEnrolment(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.css_case, self.client = make_family()

	def enrol(self, enrolment_date=None):
		return frappe.get_doc(
			doctype="CSS Enrolment",
			css_case=self.css_case.name,
			client=self.client.name,
			enrolment_date=enrolment_date or today(),
			needs_level="High",
		).insert()

	def assess(self, assessment_date=None, **values):
		return make_eligible(self.css_case.name, self.client.name, assessment_date, **values)

	def test_ineligible_is_not_enrolled(self):
		"""R-091: the latest assessment counts, also against an enrolment dated before it."""
		self.assess(add_days(today(), -30))
		make_ineligible(self.css_case.name, self.client.name, add_days(today(), -10))
		for enrolment_date in (today(), add_days(today(), -20)):
			self.assertRaises(NotEligible, self.enrol, enrolment_date)
		self.assess()
		self.enrol()

	def test_imported_first_episode_needs_no_assessment(self):
		"""R-104: it may have been decided before this app was used."""
		self.assertEqual(self.enrol().episode, 1)

	def test_any_time_until_citizenship(self):
		"""R-102: it does not matter how long ago somebody arrived, or that RAP is long over; nor that nobody knows when."""
		for years in (0, 2, 15, None):
			arrived = years if years is None else add_years(today(), -years)
			self.css_case, self.client = make_family(
				arrival_date=arrived,
				rap_start_date=arrived,
				rap_end_date=arrived and add_years(arrived, 1),
			)
			with self.subTest(years=years):
				assessment = self.assess()
				self.assertEqual(stored(assessment).outcome, "Eligible")
				self.assertEqual(self.enrol().status, "Active")

	def test_citizen_is_not_enrolled(self):
		"""R-052"""
		frappe.db.set_value("CSS Client", self.client.name, "citizen_since", today())
		self.assertRaises(NotEligible, self.enrol)
		self.enrol(add_days(today(), -1))

	def test_exit_of_a_citizen_is_reminded_of(self):
		"""R-052: from the day after that of citizenship on, once."""
		enrolment = make_enrolment(self.css_case.name, self.client.name, consent=False)
		frappe.db.set_value("CSS Client", self.client.name, "citizen_since", today())
		found = []
		for days in range(3):
			remind_on(add_days(today(), days))
			found.append(len(stages_of(enrolment.name, "Citizenship")))
		self.assertEqual(found, [0, 1, 1])

	def test_assessment_names_its_enrolment_and_is_locked(self):
		"""R-091, R-103: from then on only what was offered and the plan may be added."""
		assessment = self.assess()
		self.assertTrue(get_standing(assessment.name)["may_enrol"])
		enrolment = self.enrol()
		assessment.reload()
		self.assertEqual(assessment.enrolment, enrolment.name)
		self.assertFalse(get_standing(assessment.name)["may_enrol"])
		for values in (
			{"criteria": rows_of("1.1")},
			{"assessment_date": add_days(today(), -1)},
			{"needs_level": "Low"},
			{"enrolment": None},
			{"legal_status": "Protected Person in Canada"},
		):
			with self.subTest(values=values):
				changed = stored(assessment)
				changed.update(values)
				self.assertRaises(EligibilityLocked, changed.save)
		assessment.plan_updated_on = today()
		assessment.append("services_offered", {"service": "Support Services", "offered_on": today()})
		assessment.save()

	def test_no_enrolment_of_another(self):
		"""D-19: an assessment rests on no other person's enrolment."""
		_case, other = make_family()
		enrolment = make_enrolment(_case.name, other.name, consent=False)
		self.assertRaises(EligibilityRefused, self.assess, enrolment=enrolment.name)
		assessment = self.assess()
		assessment.enrolment = enrolment.name
		assessment.save()
		self.assertFalse(stored(assessment).enrolment)

	def test_coming_back_is_assessed_anew(self):
		"""R-103, R-380, R-104: on or after the exit, not on the assessment of the episode before."""
		self.assess(add_months(today(), -12))
		first = self.enrol(add_months(today(), -12))
		exit_date = add_months(today(), -2)
		end_enrolment(first.name, exit_date)
		let_come_back(self.css_case.name, self.client.name)
		self.assertRaises(NotEligible, self.enrol)
		self.assess(add_days(exit_date, -1))
		self.assertRaises(NotEligible, self.enrol)
		again = self.assess(exit_date)
		self.assertEqual(again.earlier_enrolment, first.name)
		second = self.enrol()
		again.reload()
		self.assertEqual((second.episode, again.enrolment), (2, second.name))
		self.assertEqual(again.earlier_enrolment, first.name)
		first.reload()
		self.assertEqual((first.status, first.exit_date), ("Exited", exit_date))

	def test_enrolment_follows_the_assessment(self):
		"""R-103, R-107: coming back, nobody is enrolled before the day of the decision."""
		end_enrolment(self.enrol(add_months(today(), -12)).name, add_months(today(), -2))
		let_come_back(self.css_case.name, self.client.name)
		self.assess()
		self.assertRaises(NotEligible, self.enrol, add_days(today(), -1))
		self.enrol()

	def test_plan_is_asked_for(self):
		"""R-103: whoever comes back needs an updated settlement plan; a reminder until there are plans."""
		end_enrolment(self.enrol(add_months(today(), -12)).name, add_months(today(), -2))
		frappe.clear_messages()
		assessment = self.assess()
		self.assertIn("updated settlement plan", str(frappe.message_log))
		frappe.clear_messages()
		assessment.plan_updated_on = today()
		assessment.save()
		self.assertNotIn("updated settlement plan", str(frappe.message_log))

	def test_family_level_counts_for_everybody_included(self):
		"""R-099: the same outcome for each, and each enrolment rests on it."""
		spouse = make_client()
		make_member(
			self.css_case.name,
			spouse.name,
			relationship="Spouse or Partner",
			member_from=add_months(today(), -1),
		)
		family = {"is_family_level": 1, "members": [{"client": spouse.name}]}
		ineligible = make_ineligible(self.css_case.name, self.client.name, add_days(today(), -3), **family)
		self.assertEqual(latest_by_client([spouse.name])[spouse.name].name, ineligible.name)
		self.assertRaises(
			NotEligible, make_enrolment, self.css_case.name, spouse.name, today(), consent=False
		)
		assessment = self.assess(**family)
		enrolment = make_enrolment(self.css_case.name, spouse.name, today(), consent=False)
		assessment.reload()
		self.assertEqual(assessment.members[0].enrolment, enrolment.name)
		self.assertIsNone(assessment.enrolment)
		assessment.needs_level = "Low"
		self.assertRaises(EligibilityLocked, assessment.save)
