"""The same few queries whatever the history and the family (R-459)."""

from frappe.utils import add_months

from css_case_mgmt.tests.factories import make_enrolment
from css_case_mgmt.tests.family_page.records import COLLEAGUE, MANAGER, WORKER, FamilyPageTestCase

MOST = 15


class TestQueries(FamilyPageTestCase):
	def queries(self, user: str) -> int:
		self.page(user)
		return self.count_queries(self.page, user)

	def test_as_many_for_a_long_history_as_for_a_short_one(self):
		"""R-459: fifteen at most."""
		self.add_history(self.client.name, self.enrolment, contacts=1, assessments=1)
		few = self.queries(WORKER)
		self.add_history_again()
		self.assertEqual(self.queries(WORKER), few)
		self.assertLessEqual(few, MOST)

	def add_history_again(self) -> None:
		for number in range(6):
			spouse = self.make_spouse(
				f"Relative{number}", date_of_birth=add_months(self.today, -12 * (20 + number))
			)
			enrolment = make_enrolment(self.css_case, spouse.name)
			self.add_history(spouse.name, enrolment, contacts=8, assessments=3)

	def test_of_readers_of_every_kind(self):
		"""R-459: also for a manager and for a colleague to whom the file is shared."""
		self.add_history(self.client.name, self.enrolment, contacts=3, assessments=2)
		self.grant(COLLEAGUE, "Shared")
		for user in (MANAGER, COLLEAGUE):
			with self.subTest(user):
				self.assertLessEqual(self.queries(user), MOST)
