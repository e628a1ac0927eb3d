"""Today, against counting.md 12."""

from css_case_mgmt.api.today import get_today
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.hand_counted.base import MANAGER_OF, SITE_OF, HandCountedTestCase
from css_case_mgmt.tests.hand_counted.reading import USERS


class TodaysList(HandCountedTestCase):
	def today_of(self, site: str, *kinds: str) -> list[tuple]:
		with acting_as(USERS[MANAGER_OF[site]]):
			items = get_today("site", SITE_OF[site])["items"]
		return [
			(
				self.code(item.get("worker")),
				item["kind"],
				self.code(item.get("client") or item.get("name")) or self.code(item.get("css_case")),
				item["state"],
				item.get("due"),
				abs(item["days"]) if "days" in item else None,
			)
			for item in items
			if item["kind"] in kinds
		]

	def compare_today(self, *kinds: str) -> None:
		for each in self.expected["today"]:
			site = each["filters"]["site"]
			with self.subTest(site=site):
				self.assert_same(
					[row for row in each["rows"] if row[1] in kinds], self.today_of(site, *kinds)
				)

	def compare_work(self, kind: str) -> None:
		for each in self.expected_services["today"]["entries"]:
			site = each["filters"]["site"]
			with self.subTest(site=site):
				found = self.today_of(site, kind)
				self.assert_same([row for row in each["rows"] if row[1] == kind], found)

	def test_plans_of_today(self):
		"""R-152, R-165, R-201, R-212: to begin, to agree on, to look at again, and the worker's own steps."""
		self.compare_work("Settlement Plan")

	def test_referrals_of_today(self):
		"""R-307, R-309, R-313: follow-ups by their day; drafts, and what is not sent yet, wait."""
		self.compare_work("Service Referral")

	def test_problems_of_today(self):
		"""R-274: the oldest open problem of each family, once it has waited for more than 14 days."""
		self.compare_work("Problem")

	def test_assessments_of_today(self):
		"""R-458, R-187, T-05, T-06: both rhythms, by worker."""
		self.compare_today("NAM", "Periodic Assessment")

	def test_appointments_of_today(self):
		"""R-458, R-505, D-29: today's, and those without an outcome; late in Vancouver is not yet tomorrow."""
		self.compare_today("Appointment")

	def test_dates_of_today(self):
		"""R-458, R-506, R-052."""
		self.compare_today("NAARS Follow-up", "Citizenship")

	def test_consents_of_today(self):
		"""R-458: which end, have ended, were withdrawn or are missing."""
		self.compare_today("Consent")

	def test_contacts_of_today(self):
		"""R-458, T-13."""
		self.compare_today("Contact")

	def test_own_files_of_today(self):
		"""R-458, R-046."""
		self.compare_today("Own File")

	def test_drafts_of_today(self):
		"""R-458: an activity may be about several people, so the draft of one is that of their case."""
		for each in self.expected["today"]:
			site = each["filters"]["site"]
			with self.subTest(site=site):
				expected = [(row[0], self.case_of(row[2])) for row in each["rows"] if row[1] == "Draft"]
				found = [(row[0], row[2][:3]) for row in self.today_of(site, "Draft")]
				self.assert_same(expected, found)

	def test_programme_length_of_today(self):
		"""R-458, R-361."""
		for each in self.expected["today"]:
			site = each["filters"]["site"]
			with self.subTest(site=site):
				found = self.today_of(site, "Programme Length")
				self.assert_same(
					each["programme_length"], [(row[0], row[2], row[3], row[4]) for row in found]
				)
