"""The same few queries however long the list is (R-458)."""

from frappe.utils import add_months

from css_case_mgmt.api.today import get_today
from css_case_mgmt.tests.appointments.records import make_appointment
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import acting_as, make_assessment
from css_case_mgmt.tests.today.records import COLLEAGUE, MANAGER, WORKER, TodayTestCase

MOST_FOR_WORKER, MOST_FOR_SITE = 9, 19


class TestQueries(TodayTestCase):
	def add_families(self, number: int) -> None:
		"""Of two workers, each with something of many kinds."""
		for position in range(number):
			worker = (WORKER, COLLEAGUE)[position % 2]
			enrolment = self.make_enrolled(add_months(self.today, -10), worker, consent=bool(position % 3))
			with acting_as(worker):
				make_appointment(enrolment.css_case, enrolment.client)
				make_activity(enrolment.css_case, enrolment.client, is_final=False)
				if position % 3:
					make_assessment(enrolment)

	def queries(self, user: str, scope: str) -> int:
		with acting_as(user):
			get_today(scope)
			return self.count_queries(get_today, scope)

	def test_as_many_for_many_families_as_for_few(self):
		"""R-458: below ten for a worker, below twenty for a site."""
		self.add_families(2)
		few = {who: self.queries(*who) for who in ((WORKER, "mine"), (MANAGER, "mine"), (MANAGER, "site"))}
		self.add_families(6)
		many = {who: self.queries(*who) for who in few}
		self.assertEqual(few, many)
		self.assertLessEqual(few[WORKER, "mine"], MOST_FOR_WORKER)
		self.assertLessEqual(few[MANAGER, "mine"], MOST_FOR_SITE)
		self.assertLessEqual(few[MANAGER, "site"], MOST_FOR_SITE)
