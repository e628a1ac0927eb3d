"""Whole files: the review, their completeness, and the page of a family, against counting_services.md 6 to 8."""

from css_case_mgmt.api.family_page import get_page
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.hand_counted.base import HandCountedTestCase
from css_case_mgmt.tests.hand_counted.reading import USERS

MARKS = ("consent", "charter", "eligibility", "first_assessment", "plan")


class Files(HandCountedTestCase):
	def test_review(self):
		"""R-286, R-397: everybody of each family; a contact with several is one of each."""
		for each in self.expected_services["review_individual_and_family_services"]["entries"]:
			user, filters = self.asked_of(each["filters"])
			with self.subTest(each["filters"]):
				found = [
					(
						self.code(row["css_case"]),
						self.code(row["client"]),
						row["contacts"],
						row["services"],
						row["support_services"],
						row["last_contact"],
						row["days"],
						row["referrals"],
						row["problems"],
						row["goals"],
					)
					for row in self.rows("Review Individual and Family Services", user, **filters)
					if not row.get("is_family")
				]
				self.assert_same(each["rows"], found)

	def test_file_completeness(self):
		"""R-266, R-276, R-284, R-287: everybody in the programme on the day."""
		for each in self.expected_services["file_completeness"]["entries"]:
			user, filters = self.asked_of(each["filters"])
			with self.subTest(each["filters"]):
				found = [
					(
						self.code(row["client"]),
						*(row[mark] for mark in MARKS),
						row["notes"],
						row["late_notes"],
						round(row["late_notes"] / row["notes"], 4) if row["notes"] else None,
						row["referrals_followed_up"],
						row["open_problems"],
					)
					for row in self.rows("File Completeness", user, **filters)
				]
				self.assert_same(each["rows"], found)

	def test_family_page(self):
		"""R-459: what is open of everybody, and the last five contacts, the latest first."""
		for each in self.expected_services["family_page"]["families"]:
			user, filters = self.asked_of({"case": each["case"]})
			with self.subTest(each["case"]):
				with acting_as(USERS[user]):
					page = get_page(filters["css_case"])
				goals = [goal for person in page["plan"] for goal in person["goals"]]
				self.assert_same(each["open_referrals"], self.codes_of(page["referrals"]))
				self.assert_same(each["open_goals"], self.codes_of(goals))
				self.assert_same(each["open_problems"], self.codes_of(page["problems"]))
				self.assertEqual(
					each["last_contacts"],
					[
						[
							self.code(contact["name"]),
							str(contact["date"]),
							[self.people[name] for name in contact["people"]],
						]
						for contact in page["contacts"]
					],
				)

	def codes_of(self, rows: list[dict]) -> list[str]:
		return [self.code(row["name"]) for row in rows]
