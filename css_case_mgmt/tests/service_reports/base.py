"""A family of two at the site North, and reports as rows."""

import frappe
from frappe.desk.query_report import run
from frappe.utils import add_days, getdate

from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	make_client,
	make_enrolment,
	make_family,
	make_member,
	make_site,
	make_user,
	today,
)

WORKER, COLLEAGUE, MANAGER = "caseworker@test.example", "second@test.example", "manager@test.example"
OTHER_MANAGER, ANALYST = "manager.west@test.example", "analyst@test.example"
MONITOR = "monitor@test.example"


class ServiceReportCase(SiteTestCase):
	"""Head and spouse, enrolled 200 days ago by the worker, who acts in every test."""

	REPORT = ""

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		make_site()
		make_user(MONITOR, "CSS Monitor")

	def setUp(self) -> None:
		super().setUp()
		self.enterContext(acting_as(WORKER)) if hasattr(self, "enterContext") else frappe.set_user(WORKER)
		self.case, self.head = make_family(given_names="Amina", family_name="Haddad")
		self.spouse = make_client(given_names="Karim", family_name="Haddad")
		make_member(self.case.name, self.spouse.name, member_from=add_days(today(), -400))
		self.enrolment = make_enrolment(self.case.name, self.head.name, self.days_ago(200))
		make_enrolment(self.case.name, self.spouse.name, self.days_ago(200), needs_level="Low")

	def days_ago(self, days: int):
		return getdate(add_days(today(), -days))

	def shown(self, user: str = WORKER, **filters) -> dict:
		filters = {"from_date": self.days_ago(90), "to_date": today(), **filters}
		with acting_as(user):
			return run(self.REPORT, filters=filters)

	def rows(self, user: str = WORKER, **filters) -> list[dict]:
		return [row for row in self.shown(user, **filters)["result"] if isinstance(row, dict)]

	def summary(self, user: str = WORKER, **filters) -> dict:
		return {item["label"]: item["value"] for item in self.shown(user, **filters)["report_summary"]}

	def assert_only_who_may_read(self) -> None:
		"""The worker's file is in what she and her manager get, and in nobody else's (R-005, R-412)."""
		number = self.case.file_number
		for user, is_there in ((WORKER, 1), (MANAGER, 1), (COLLEAGUE, 0), (OTHER_MANAGER, 0)):
			with self.subTest(user):
				self.assertEqual(number in frappe.as_json(self.shown(user)), bool(is_there))
		self.assertNotIn(number, frappe.as_json(self.shown(MANAGER, site="Test Site West")))
		self.assertIn(number, frappe.as_json(self.shown(MANAGER, site=NORTH, caseworker=WORKER)))
		self.assertNotIn(number, frappe.as_json(self.shown(MANAGER, caseworker=COLLEAGUE)))
		with self.assertRaises(frappe.PermissionError):
			self.shown(MONITOR)

	def assert_the_same_few_queries(self, make_more) -> None:
		"""R-458: however many there are."""
		self.shown()
		few = self.count_queries(self.shown)
		for _number in range(3):
			make_more()
		self.assertEqual(self.count_queries(self.shown), few)
