"""Who took part is looked up in one query: whether somebody was in the programme, and whose file is open, is what the
records say on that day (R-013, R-502, D-09, D-20)."""

import frappe
from frappe.utils import add_days, add_months, add_years

from css_case_mgmt.api.family_changes import move_in
from css_case_mgmt.closed_files import last_lines
from css_case_mgmt.css_case_mgmt.doctype.css_activity.participants import people_on
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import acting_as, end_enrolment, make_client, make_enrolment, make_member
from css_case_mgmt.tests.family_changes.records import FamilyChangeTestCase, make_household, make_single


class TestParticipants(FamilyChangeTestCase):
	def is_enrolled(self, css_case: str, client: str, on) -> bool:
		return people_on([client], css_case, on)[client].is_enrolled

	def test_the_days_of_an_enrolment(self):
		"""D-09: from its first to its last day, both included; once for each enrolment, and of nobody else's."""
		family = make_household()
		begun, ended = family.enrolment.enrolment_date, add_days(self.today, -30)
		own_records = {"direct_intervention_reason": "Speaks alone", "consent": False}
		child = make_client(date_of_birth=add_years(self.today, -9)).name
		make_member(family.case, child, member_from=begun)
		enrolled = make_enrolment(family.case, child, add_months(begun, 1), **own_records)
		for day, expected in (
			(add_days(begun, -1), False),
			(begun, True),
			(self.today, True),
			(add_days(self.today, 1), True),
		):
			self.assertEqual(self.is_enrolled(family.case, family.wife, day), expected)
			self.assertFalse(self.is_enrolled(family.case, family.husband, day))
		for day, expected in (
			(add_days(enrolled.enrolment_date, -1), False),
			(enrolled.enrolment_date, True),
		):
			self.assertEqual(self.is_enrolled(family.case, child, day), expected)
		end_enrolment(enrolled.name, ended)
		for day, expected in ((ended, True), (add_days(ended, 1), False), (self.today, False)):
			self.assertEqual(self.is_enrolled(family.case, child, day), expected)
		with last_lines():
			again = make_enrolment(family.case, child, add_days(ended, 9), **own_records)
		for day, expected in (
			(add_days(ended, 8), False),
			(again.enrolment_date, True),
			(ended, True),
		):
			self.assertEqual(self.is_enrolled(family.case, child, day), expected)

	def test_nobody(self):
		"""R-013: nobody is asked about nobody, nor about somebody who is not there."""
		self.assertEqual(people_on([], "none", self.today), {})
		found = people_on(["none"], "none", self.today)["none"]
		self.assertEqual((found.is_member, found.is_here_now, found.is_enrolled), (False, False, False))

	def test_whose_file_is_open(self):
		"""R-502: whoever has gone to another family is named by nobody who stayed, by no row and in no save."""
		family = make_household()
		with acting_as(self.second):
			other, _head = make_single()
		draft = make_activity(family.case, family.wife, is_final=False)
		with acting_as(self.manager):
			move_in(other, {family.daughter: "Child"}, str(self.day), reason="Reunification")
		for rows in (
			[{"client": family.daughter}],
			[{"client": family.husband, "documented_under": family.daughter}],
			[{"client": family.wife}, {"client": family.daughter}],
			[{"client": "none"}],
		):
			with self.subTest(rows), acting_as(self.worker), self.assertRaises(frappe.LinkValidationError):
				make_activity(family.case, participants=rows, is_final=False)
			with self.subTest("a draft", rows=rows), acting_as(self.worker):
				draft.reload()
				draft.set("participants", rows)
				with self.assertRaises(frappe.LinkValidationError):
					draft.save()
		with acting_as(self.second):
			make_activity(other, family.daughter, on=self.day)
