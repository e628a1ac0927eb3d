"""Reminding of the renewal of a consent before it ends, and once after (R-119)."""

import frappe
from frappe.utils import add_days, add_months, add_years

from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	make_caseworker,
	make_consent,
	make_enrolment,
	make_family,
	today,
)
from css_case_mgmt.tests.reminders.records import remind_on, stages_of


class TestRenewal(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()

	def setUp(self):
		super().setUp()
		frappe.set_user(self.worker)
		self.css_case, self.client = make_family()
		frappe.db.set_value("CSS Case", self.css_case.name, "caseworker", self.worker)
		self.enrolment = make_enrolment(self.css_case.name, self.client.name, consent=False)

	def ends_in(self, days, **values):
		return make_consent(
			self.css_case.name,
			self.client.name,
			add_months(today(), -9),
			valid_until=add_days(today(), days),
			**values,
		)

	def reminded(self) -> list[str]:
		remind_on(today())
		return [stage for _day, stage in stages_of(self.client.name, "Consent")]

	def test_from_thirty_days_before(self):
		"""R-119: thirty days before the end, not thirty-one."""
		self.ends_in(31)
		self.assertEqual(self.reminded(), [])

	def test_on_the_thirtieth_day(self):
		"""R-119: once, however often the job runs; in the case, for whoever reads it."""
		self.ends_in(30)
		for _time in range(2):
			self.assertEqual(self.reminded(), ["Before"])
		self.assertEqual(
			frappe.get_list("CSS Reminder", {"subject": self.client.name}, pluck="css_case"),
			[self.css_case.name],
		)

	def test_day_after(self):
		"""R-119: once more on the day after the last one."""
		self.ends_in(-1)
		self.assertEqual(self.reminded(), ["Overdue"])

	def test_renewed_already(self):
		"""R-119: not where a newer consent goes on."""
		self.ends_in(3)
		newer = add_days(today(), -1)
		make_consent(self.css_case.name, self.client.name, newer, valid_until=add_months(today(), 12))
		self.assertEqual(self.reminded(), [])

	def test_withdrawn(self):
		"""R-122: whoever has withdrawn is not asked again and again."""
		consent = self.ends_in(3)
		consent.withdraw()
		frappe.db.set_value("CSS Consent", consent.name, "withdrawn_on", add_days(today(), -1))
		self.assertEqual(self.reminded(), [])

	def test_not_for_the_dead_nor_after_the_exit(self):
		"""R-119: only for whoever is alive and in the programme."""
		self.ends_in(3)
		frappe.db.set_value("CSS Client", self.client.name, "died_on", add_days(today(), -1))
		self.assertEqual(self.reminded(), [])
		frappe.db.set_value("CSS Client", self.client.name, "died_on", None)
		exit_from = {"status": "Exited", "exit_date": add_days(today(), -1)}
		frappe.db.set_value("CSS Enrolment", self.enrolment.name, exit_from)
		self.assertEqual(self.reminded(), [])

	def test_end_of_the_guardians_consent(self):
		"""T-09: the guardian's consent ends with the sixteenth birthday, and the young person's own is asked for."""
		of_parent = {"given_by": "Guardian", "guardian_name": "A parent", "guardian_authority": "Parent"}
		frappe.db.set_value(
			"CSS Client", self.client.name, "date_of_birth", add_days(add_years(today(), -16), 10)
		)
		make_consent(self.css_case.name, self.client.name, add_months(today(), -3), **of_parent)
		self.assertEqual(self.reminded(), ["Before"])
