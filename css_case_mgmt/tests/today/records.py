"""Lists of today for tests."""

from collections.abc import Iterable

import frappe
from frappe.utils import add_days, add_months

from css_case_mgmt.api.today import get_today
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import acting_as, make_enrolment, make_family, today

WORKER, COLLEAGUE = "caseworker@test.example", "colleague@test.example"
MANAGER, OTHER_MANAGER = "manager@test.example", "manager.west@test.example"


class TodayTestCase(SiteTestCase):
	def setUp(self) -> None:
		super().setUp()
		self.today = today()

	def make_enrolled(self, enrolment_date=None, worker: str = WORKER, **values):
		"""Somebody enrolled in a family of her own, with consent, of a worker."""
		with acting_as(worker):
			case, client = make_family(member_from=add_months(self.today, -40))
			return make_enrolment(case.name, client.name, enrolment_date or self.today, **values)

	def make_quiet(self, **values):
		"""Somebody of whom nothing need be said: assessed and spoken to, and enrolled a month ago."""
		enrolment = self.make_enrolled(add_days(self.today, -31), **values)
		quieten(enrolment)
		return enrolment

	def items(self, user: str = WORKER, kind: str | None = None, **arguments) -> list[dict]:
		with acting_as(user):
			found = get_today(**arguments)["items"]
		return [item for item in found if kind in (None, item["kind"])]

	def said(self, kind: str, user: str = WORKER, **arguments) -> list[tuple]:
		"""State, task and days of each item of a kind."""
		return [
			(item["state"], item["task"], item.get("days")) for item in self.items(user, kind, **arguments)
		]


def quieten(enrolment) -> None:
	"""The first assessment is done, the plan agreed on and somebody was in touch, as rows: nothing else is looked
	at."""
	assessment = frappe.new_doc("CSS NAM Assessment")
	assessment.update(
		{
			"client": enrolment.client,
			"css_case": enrolment.css_case,
			"enrolment": enrolment.name,
			"assessment_date": enrolment.enrolment_date,
			"sequence": 1,
			"timepoint_month": 0,
			"draft_status": "Completed",
			"docstatus": 1,
		}
	)
	assessment.set_new_name()
	assessment.db_insert()
	plan = frappe.new_doc("CSS Settlement Plan")
	plan.update(
		{
			"client": enrolment.client,
			"css_case": enrolment.css_case,
			"enrolment": enrolment.name,
			"plan_date": today(),
			"client_agreed_on": today(),
			"revision": 1,
			"status": "Agreed",
		}
	)
	plan.set_new_name()
	plan.db_insert()
	make_activity(enrolment.css_case, enrolment.client)


def cases_on(items: Iterable[dict]) -> set[str]:
	return {item.get("css_case") for item in items}
