"""A minor turns 16: foreseen, asked for on the day, taken along (R-045 to R-047, D-09, D-27, T-09)."""

import frappe
from frappe.utils import add_days, add_years

from css_case_mgmt.api.family import get_family
from css_case_mgmt.api.own_file import get_own_file
from css_case_mgmt.css_case_mgmt.report.participants_due_for_own_file.participants_due_for_own_file import (
	execute,
)
from css_case_mgmt.own_file import CONCERNING, NOT_OF_A_FILE
from css_case_mgmt.permissions.registry import CASE, CHILD_TABLES, CLIENT, CLIENT_BEARING
from css_case_mgmt.tests.factories import (
	acting_as,
	complete_assessment,
	give_consent,
	make_client,
	make_consent,
	make_enrolment,
	make_member,
)
from css_case_mgmt.tests.family_changes.records import CHILD, FamilyChangeTestCase, make_household
from css_case_mgmt.tests.reminders.records import remind_on, reminders_of, stages_of


class TestComingOfAge(FamilyChangeTestCase):
	def make_child(self, days_to_birthday: int, **values) -> tuple:
		"""A household with somebody who turns 16 in so many days: (household, client)."""
		family = make_household()
		born = add_years(add_days(self.today, days_to_birthday), -16)
		child = make_client(date_of_birth=born, given_names="Tahmineh", **values).name
		make_member(family.case, child, relationship=CHILD, member_from=add_days(self.today, -400))
		return family, child

	def open_own_file(self, family, child: str) -> None:
		enrolment = make_enrolment(family.case, child, self.today)
		complete_assessment(enrolment, self.today, answers=2)

	def test_foreseen_once_and_again_on_the_day(self):
		"""R-046: in the family's case, once each; who reads the case reads the reminder."""
		family, child = self.make_child(30)
		for _time in range(2):
			remind_on(self.today)
		(reminder,) = frappe.get_all("CSS Reminder", {"subject": child}, ["css_case", "stage", "due_on"])
		self.assertEqual(
			(reminder.css_case, reminder.stage, reminder.due_on),
			(family.case, "Before", add_days(self.today, 30)),
		)
		remind_on(add_days(self.today, 30))
		self.assertEqual([stage for _day, stage in stages_of(child, "Own File")], ["Before", "Due"])
		for user, expected in ((self.worker, 2), (self.manager, 2), (self.second, 0)):
			with acting_as(user):
				self.assertEqual(len(frappe.get_list("CSS Reminder", {"subject": child})), expected)

	def test_too_early_is_not_reminded(self):
		"""R-046: more than the notice period before the birthday."""
		_family, early = self.make_child(91)
		_family, near = self.make_child(90)
		remind_on(self.today)
		self.assertEqual((len(reminders_of(early)), len(reminders_of(near))), (0, 1))

	def test_a_complete_own_file_asks_nothing(self):
		"""R-046: enrolled, with consent, charter and assessment of the own."""
		family, child = self.make_child(0)
		self.open_own_file(family, child)
		remind_on(add_days(self.today, 1))
		self.assertEqual([row for row in reminders_of(child) if row[0] == "Own File"], [])
		self.assertEqual(get_family(family.case)["own_files"], {})

	def test_the_panel_says_when_and_what(self):
		"""T-09, R-046: a day before the birthday it is foreseen, on the birthday the own file is missing."""
		family, child = self.make_child(1)
		own_file = get_family(family.case)["own_files"][child]
		self.assertEqual((own_file["is_reached"], own_file["birthday"]), (False, add_days(self.today, 1)))
		frappe.db.set_value("CSS Client", child, "date_of_birth", add_years(self.today, -16))
		own_file = get_family(family.case)["own_files"][child]
		self.assertTrue(own_file["is_reached"])
		self.assertEqual(own_file["missing"], ["enrolment", "consent", "charter", "needs assessment"])
		self.assertNotIn(family.daughter, get_family(family.case)["own_files"])

	def test_the_consent_of_a_guardian_ends_with_the_birthday(self):
		"""T-09, R-047: it is listed as ending, and does not count as the young person's own."""
		family, child = self.make_child(20)
		make_consent(
			family.case,
			child,
			self.day,
			given_by="Guardian",
			guardian_name="Amina",
			guardian_authority="Parent",
		)
		found = get_own_file(family.case, child)
		consents = [row for row in found["records"] if row["doctype"] == "CSS Consent"]
		self.assertEqual([row["ends"] for row in consents], [True])
		frappe.db.set_value("CSS Client", child, "date_of_birth", add_years(self.today, -16))
		self.assertIn("Consent", [row["what"] for row in get_own_file(family.case, child)["missing"]])

	def test_what_concerns_the_young_person(self):
		"""R-047, D-09: all records about her and none about the others of the family."""
		family, child = self.make_child(0)
		give_consent(family.case, child)
		note = frappe.get_doc(
			doctype="CSS Safety Note",
			client=child,
			css_case=family.case,
			noted_on=self.day,
			review_on=add_days(self.today, 30),
			behaviour="Was afraid.",
			precautions="Meet at school.",
		).insert()
		found = get_own_file(family.case, child)
		by_doctype = {row["doctype"]: row["name"] for row in found["records"]}
		self.assertEqual(set(by_doctype), {"CSS Consent", "CSS Charter Acknowledgement", "CSS Safety Note"})
		self.assertEqual(by_doctype["CSS Safety Note"], note.name)
		self.assertEqual([row["what"] for row in found["missing"]], ["Enrolment", "Needs Assessment"])

	def test_enrolled_without_a_reason_from_the_birthday_on(self):
		"""T-09, D-27."""
		family, child = self.make_child(0)
		self.assertEqual(make_enrolment(family.case, child, self.today).status, "Active")

	def test_only_readers_of_the_file(self):
		"""D-19."""
		family, child = self.make_child(5)
		with acting_as(self.second), self.assertRaises(frappe.PermissionError):
			get_own_file(family.case, child)

	def test_the_report(self):
		"""R-046: who is due soon or overdue, for whoever reads the file; complete files are not listed."""
		_family, soon = self.make_child(40)
		_family, missing = self.make_child(-3)
		family, done = self.make_child(-3)
		self.open_own_file(family, done)
		_family, long_ago = self.make_child(-400)
		rows = {row.client: row for row in execute()[1]}
		self.assertEqual((rows[soon].days_left, rows[missing].days_left), (40, -3))
		self.assertFalse({done, long_ago} & set(rows))
		self.assertNotIn(soon, {row.client for row in execute({"only_reached": 1})[1]})
		with acting_as(self.second):
			self.assertFalse({soon, missing} & {row.client for row in execute()[1]})
		with acting_as(self.manager):
			self.assertLessEqual({soon, missing}, {row.client for row in execute()[1]})

	def test_every_client_bearing_doctype_is_decided(self):
		"""R-047: a new DocType about clients is either taken along or named as not part of a file."""
		listed = {each.doctype for each in CONCERNING}
		about_clients = {
			doctype
			for doctype in CLIENT_BEARING
			if doctype not in (CASE, CLIENT) and frappe.get_meta(doctype).has_field("client")
		}
		about_clients |= {
			parent for table, parent in CHILD_TABLES.items() if frappe.get_meta(table).has_field("client")
		}
		self.assertEqual(listed | set(NOT_OF_A_FILE), about_clients)
		self.assertFalse(listed & set(NOT_OF_A_FILE))
