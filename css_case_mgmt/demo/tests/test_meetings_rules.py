"""No contact, periodic assessment or appointment of the demo contradicts a rule of the programme."""

from datetime import date
from unittest import TestCase

from css_case_mgmt.demo.plans import EnrolmentPlan, FamilyPlan
from css_case_mgmt.demo.tests.drawn import TODAY, cases_on, enrolments_of, families, several_thousand
from css_case_mgmt.rules.age import age_on


class TestMeetings(TestCase):
	@classmethod
	def setUpClass(cls):
		cls.enrolments = enrolments_of(several_thousand())

	def assert_in_stay(self, enrolment: EnrolmentPlan, day: date) -> None:
		self.assertLessEqual(enrolment.enrolment_date, day)
		self.assertLessEqual(day, enrolment.exit_date or TODAY)

	def test_contacts(self):
		"""R-013, D-09, D-10: with members of the case on that day; a child is documented under an adult."""
		for family, enrolment in self.enrolments:
			for activity in enrolment.activities:
				self.assert_in_stay(enrolment, activity.activity_date)
				self.assertEqual(activity.is_reached, not activity.attempt_result)
				self.assertEqual(bool(activity.location_kind), activity.method == "In Person")
				self.assertEqual(
					len({each.client for each in activity.participants}), len(activity.participants)
				)
				for each in activity.participants:
					self.assertIn(enrolment.case, cases_on(family, each.client, activity.activity_date))
					is_child = self.age(family, each.client, activity.activity_date) < 16
					self.assertEqual(each.documented_under is not None, is_child)

	def age(self, family: FamilyPlan, client: int, day: date) -> int:
		return age_on(family.clients[client].date_of_birth, day)

	def test_visits_have_a_note(self):
		"""R-260: the kinds that need one."""
		for _family, enrolment in self.enrolments:
			for activity in enrolment.activities:
				if activity.activity_type == "Home Visit":
					self.assertTrue(activity.note)

	def test_periodic_assessments(self):
		"""D-16, R-180: in order, with a consent in force, which nobody has withdrawn since."""
		for _family, enrolment in self.enrolments:
			days = [periodic.assessment_date for periodic in enrolment.periodic]
			self.assertEqual(days, sorted(set(days)))
			for day in days:
				self.assert_in_stay(enrolment, day)
				self.assertTrue(
					any(
						consent.given_on <= day <= consent.valid_until and not consent.withdrawn_on
						for consent in enrolment.consents
					)
				)

	def test_appointments(self):
		"""R-505: what is to come has no outcome yet; of those who have left there is what their exit cancels."""
		for _family, enrolment in self.enrolments:
			for appointment in enrolment.appointments:
				if enrolment.exit_date:
					self.assertGreater(appointment.day, enrolment.exit_date)
					self.assertFalse(appointment.outcome)
				if appointment.day >= TODAY:
					self.assertFalse(appointment.outcome)

	def test_a_whole_history_is_about_a_hundred_contacts(self):
		"""R-223: rather within the targets than far from them, and recent ones are the end of it."""
		whole = enrolments_of(list(families(400, contact_days=None)))
		number = sum(len(enrolment.activities) for _family, enrolment in whole)
		self.assertTrue(50 * len(whole) < number < 130 * len(whole), number / len(whole))
