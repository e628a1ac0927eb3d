"""Nobody is expected in a case that she does not belong to any more (R-502, D-20)."""

import frappe
from frappe.utils import add_days

from css_case_mgmt.api.appointment import get_overlaps, get_upcoming
from css_case_mgmt.api.family_changes import move_in, open_own_household, record_death, separate
from css_case_mgmt.family_changes import change_head
from css_case_mgmt.own_file import records_about
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.tests.appointments.records import make_appointment
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.family_changes.records import (
	CHILD,
	SPOUSE,
	FamilyChangeTestCase,
	make_household,
	make_single,
)

APPOINTMENT = "CSS Appointment"


class LeavingTestCase(FamilyChangeTestCase):
	def setUp(self):
		super().setUp()
		self.family = make_household()
		self.next_week = add_days(self.today, 7)

	def with_family(self, *clients, **values):
		return make_appointment(self.family.case, *clients, on=self.next_week, **values)

	def expected(self, appointment) -> set[str]:
		return set(
			frappe.get_all("CSS Appointment Client", filters={"parent": appointment.name}, pluck="client")
		)

	def outcome(self, appointment) -> str:
		return frappe.db.get_value(APPOINTMENT, appointment.name, "outcome") or ""

	def part(self, **values) -> str | None:
		with acting_as(self.manager):
			return separate(
				self.family.case,
				{self.family.wife: None, self.family.daughter: CHILD},
				self.family.wife,
				str(self.day),
				staying_head=self.family.husband,
				is_protected=1,
				caseworker=self.second,
				**values,
			)


class TestProtectedSeparation(LeavingTestCase):
	def test_who_leaves_is_expected_no_more_and_who_stays_is(self):
		"""R-502."""
		together = self.with_family(self.family.wife, self.family.husband)
		hers = self.with_family(self.family.wife, at="14:00")
		self.part()
		self.assertEqual(self.expected(together), {self.family.husband})
		self.assertEqual(self.outcome(together), "")
		self.assertEqual((self.expected(hers), self.outcome(hers)), (set(), "Cancelled"))

	def test_the_old_case_learns_nothing(self):
		"""R-502: neither who planned for her since, nor where she is, from what it may still read."""
		together = self.with_family(self.family.wife, self.family.husband)
		hers = self.with_family(self.family.wife, at="14:00")
		new_case = self.part()
		with acting_as(self.second):
			new = make_appointment(new_case, self.family.wife, on=self.next_week, place="Secret Street 1")
		self.assertFalse(is_reachable(APPOINTMENT, new.name, self.worker))
		secrets = (self.second, new.name, new_case, "Secret Street", self.family.wife, self.manager)
		for appointment in (together, hers):
			texts = [frappe.as_json(frappe.get_doc(APPOINTMENT, appointment.name))]
			versions = frappe.get_all(
				"Version", filters={"docname": appointment.name}, fields=["data", "owner", "modified_by"]
			)
			texts.append(frappe.as_json(versions))
			for secret in secrets:
				self.assertNotIn(secret, " ".join(texts))
		upcoming = get_upcoming(self.family.case)
		self.assertEqual([row["name"] for row in upcoming["appointments"]], [together.name])
		shown = frappe.as_json([upcoming, records_about(self.family.wife)])
		self.assertNotIn(new.name, shown)
		overlaps = get_overlaps(
			self.family.case,
			clients=[self.family.wife],
			on=str(self.next_week),
			at="10:00",
			minutes=60,
			appointment=together.name,
		)
		self.assertEqual(overlaps, [])

	def test_an_open_form_does_not_bring_her_back(self):
		"""R-502: neither one that was open before, nor a request that names her again."""
		together = self.with_family(self.family.wife, self.family.husband)
		self.part()
		with self.assertRaises(frappe.TimestampMismatchError):
			together.save()
		together = frappe.get_doc(APPOINTMENT, together.name)
		together.append("clients", {"client": self.family.wife})
		with self.assertRaises(frappe.LinkValidationError):
			together.save()

	def test_what_has_an_outcome_stays_on_record(self):
		"""D-20: what happened stays where it happened."""
		past = make_appointment(self.family.case, self.family.wife, on=add_days(self.day, -5), outcome="Kept")
		self.part()
		self.assertEqual((self.expected(past), self.outcome(past)), ({self.family.wife}, "Kept"))

	def test_what_was_planned_between_the_day_and_its_entry_is_hers_no_more(self):
		"""R-502: the separation is entered ten days after it happened."""
		since = make_appointment(self.family.case, self.family.wife, on=add_days(self.day, 3))
		before = make_appointment(self.family.case, self.family.wife, on=add_days(self.day, -3))
		self.part()
		self.assertEqual(self.outcome(since), "Cancelled")
		self.assertEqual(self.expected(before), {self.family.wife})


class TestOtherWaysOfLeaving(LeavingTestCase):
	def test_moving_in_with_another_family(self):
		"""D-20."""
		other_case, _client = make_single()
		with_daughter = self.with_family(self.family.wife, self.family.daughter)
		move_in(other_case, {self.family.daughter: SPOUSE}, str(self.day))
		self.assertEqual(self.expected(with_daughter), {self.family.wife})

	def test_moving_away_on_the_day_of_joining(self):
		"""D-20: a membership of no day is changed in place."""
		other_case, _client = make_single()
		third_case, _other = make_single()
		move_in(other_case, {self.family.daughter: SPOUSE}, str(self.day))
		planned = make_appointment(other_case, self.family.daughter, on=self.next_week)
		move_in(third_case, {self.family.daughter: SPOUSE}, str(self.day))
		self.assertEqual(self.outcome(planned), "Cancelled")

	def test_an_own_household(self):
		"""D-20."""
		hers = self.with_family(self.family.daughter)
		open_own_household(self.family.case, self.family.daughter, str(self.day))
		self.assertEqual(self.outcome(hers), "Cancelled")

	def test_a_death(self):
		"""D-20: nobody asks the family for the one who died."""
		hers = self.with_family(self.family.daughter)
		together = self.with_family(self.family.wife, self.family.daughter, at="14:00")
		record_death(self.family.case, self.family.daughter, str(self.day))
		self.assertEqual(self.outcome(hers), "Cancelled")
		self.assertEqual(self.expected(together), {self.family.wife})

	def test_a_membership_that_is_ended_by_hand(self):
		"""D-20."""
		hers = self.with_family(self.family.daughter)
		name = frappe.db.get_value("CSS Case Member", {"client": self.family.daughter})
		membership = frappe.get_doc("CSS Case Member", name)
		membership.member_to = self.today
		membership.save()
		self.assertEqual(self.outcome(hers), "Cancelled")

	def test_another_head_of_family_changes_no_appointment(self):
		"""R-041: memberships are divided, and nobody leaves."""
		together = self.with_family(self.family.wife, self.family.husband)
		relationships = {self.family.wife: SPOUSE}
		change_head(self.family.case, self.family.husband, self.today, relationships)
		self.assertEqual(self.expected(together), {self.family.wife, self.family.husband})
