"""People who have left the programme, for the tests of what follows."""

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.closed_files import last_lines
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	acting_as,
	end_enrolment,
	make_caseworker,
	make_client,
	make_enrolment,
	make_family,
	make_manager,
	make_member,
	make_staff,
	today,
)

SPOUSE = "Spouse or Partner"


class AfterExitTestCase(SiteTestCase):
	"""A worker with a family of one, enrolled nine months ago."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker, cls.manager = make_caseworker(), make_manager()
		cls.second = make_caseworker("second@test.example")
		cls.intake = make_staff("intake@test.example", "CSS Intake Worker")

	def setUp(self):
		super().setUp()
		self.today = today()

	def make_enrolled(self, **values):
		"""A case with its head, enrolled nine months ago: (case, client, enrolment)."""
		with acting_as(self.worker):
			css_case, client = make_family(**values)
			enrolment = make_enrolment(css_case.name, client.name)
		return css_case.name, client.name, enrolment

	def make_left(self, days_ago: int = 0, **values):
		"""The same, having left so many days ago: the file is closed."""
		css_case, client, enrolment = self.make_enrolled(**values)
		end_enrolment(enrolment.name, add_days(self.today, -days_ago))
		enrolment.reload()
		return css_case, client, enrolment

	def make_couple(self):
		"""A case with two people, both enrolled: (case, [enrolment of each])."""
		css_case, _client, enrolment = self.make_enrolled()
		with acting_as(self.worker):
			spouse = make_client()
			make_member(css_case, spouse.name, relationship=SPOUSE, member_from=add_months(self.today, -30))
			other = make_enrolment(css_case, spouse.name)
		return css_case, [enrolment, other]

	def status(self, css_case: str) -> str:
		return frappe.db.get_value("CSS Case", css_case, "status")


__all__ = ["AfterExitTestCase", "last_lines"]
