"""Asking for the renewal of a consent before it ends, and once after (R-119)."""

import frappe
from frappe.utils import add_days, add_months, add_years

from css_case_mgmt.consent_renewal import ask_for_renewals
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	make_caseworker,
	make_consent,
	make_enrolment,
	make_family,
	today,
)


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

	def asked(self):
		frappe.set_user("Administrator")
		ask_for_renewals()
		frappe.set_user(self.worker)
		return frappe.get_all(
			"ToDo",
			filters={"reference_name": self.css_case.name, "allocated_to": self.worker},
			pluck="description",
		)

	def test_from_thirty_days_before(self):
		"""R-119: thirty days before the end, not thirty-one; the file number, and no name."""
		self.ends_in(31)
		self.assertEqual(self.asked(), [])

	def test_on_the_thirtieth_day(self):
		"""R-119: asked once, however often the job runs and even when the ToDo is closed."""
		self.ends_in(30)
		(text,) = self.asked()
		self.assertIn(self.client.file_number, text)
		self.assertNotIn(self.client.given_names, text)
		for todo in frappe.get_all("ToDo", {"reference_name": self.css_case.name}, pluck="name"):
			frappe.db.set_value("ToDo", todo, "status", "Closed")
		self.assertEqual(len(self.asked()), 1)

	def test_day_after(self):
		"""R-119: once more on the day after the last one, in other words."""
		self.ends_in(-1)
		(text,) = self.asked()
		self.assertIn("has ended", text)

	def test_renewed_already(self):
		"""R-119: not where a newer consent goes on."""
		self.ends_in(3)
		make_consent(self.css_case.name, self.client.name, valid_until=add_months(today(), 12))
		self.assertEqual(self.asked(), [])

	def test_withdrawn(self):
		"""R-122: whoever has withdrawn is not asked again and again."""
		self.ends_in(3).withdraw()
		self.assertEqual(self.asked(), [])

	def test_not_for_the_dead_nor_after_the_exit(self):
		"""R-119: only for whoever is alive and in the programme."""
		self.ends_in(3)
		frappe.db.set_value("CSS Client", self.client.name, "died_on", today())
		self.assertEqual(self.asked(), [])
		frappe.db.set_value("CSS Client", self.client.name, "died_on", None)
		frappe.db.set_value("CSS Enrolment", self.enrolment.name, "status", "Exited")
		self.assertEqual(self.asked(), [])

	def test_end_of_the_guardians_consent(self):
		"""T-09: the guardian's consent ends with the sixteenth birthday, and the young person's own is asked for."""
		of_parent = {"given_by": "Guardian", "guardian_name": "A parent", "guardian_authority": "Parent"}
		frappe.db.set_value(
			"CSS Client", self.client.name, "date_of_birth", add_days(add_years(today(), -16), 10)
		)
		make_consent(self.css_case.name, self.client.name, add_months(today(), -3), **of_parent)
		self.assertEqual(len(self.asked()), 1)
