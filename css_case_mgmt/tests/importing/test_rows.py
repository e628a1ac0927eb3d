import frappe

from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.importing.records import family, problems_of, record, run_of

MANAGER = "manager@test.example"


class TestRowsBecomeRecords(SiteTestCase):
	def test_every_sheet(self):
		"""A family with all its records is imported by the manager of its site."""
		with acting_as(MANAGER):
			run = run_of(family())
		self.assertEqual(run.content.problems, [])
		self.assertEqual(run.outcome.new, 13)
