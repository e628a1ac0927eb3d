"""Services and support services, against counting_services.md 4 and 5."""

from css_case_mgmt.tests.hand_counted.base import HandCountedTestCase

COMPLETE = "Complete Services Report"
FUNDED = "IRCC-funded Support Services Case Management Activities"
SECTIONS = {
	"rows": "Group of the Framework",
	"support_services": "Support service",
	"by_group_and_support_service": "Support service by group",
	"interpretation_by_language": "Interpretation by language",
}
TOGETHER = "All support services"


class Services(HandCountedTestCase):
	def test_complete_services(self):
		"""R-234, R-399: each activity once, and everybody who is named once in a line."""
		for each in self.expected_services["complete_services_report"]["entries"]:
			user, filters = self.asked_of(each["filters"])
			with self.subTest(each["filters"]):
				found = [
					(row["line"], row["services"], row["people"], row["cases"], row["minutes"])
					for row in self.rows(COMPLETE, user, **filters)
					if row["section"] == "Activities"
				]
				self.assert_same(each["rows"], found)

	def test_audience_of_complete_services(self):
		"""R-229: the same activities once more, by whether one person or several of a family took part."""
		for each in self.expected_services["complete_services_report"]["entries"]:
			user, filters = self.asked_of(each["filters"])
			with self.subTest(each["filters"]):
				found = [
					(row["line"], row["services"], row["people"], row["cases"], row["minutes"])
					for row in self.rows(COMPLETE, user, **filters)
					if row["section"] == "Audience"
				]
				self.assert_same(each["audience"], found)

	def test_totals_of_complete_services(self):
		"""R-234: who is in several lines is one person in the total."""
		for each in self.expected_services["complete_services_report"]["entries"]:
			user, filters = self.asked_of(each["filters"])
			with self.subTest(each["filters"]):
				summary = self.summary(self.shown(COMPLETE, user, **filters))
				cases = {
					row["css_case"]
					for row in self.rows(COMPLETE, user, detail=1, **filters)
					if row["section"] == "Activities"
				}
				self.assertEqual(
					each["totals"],
					{
						"activities": summary["Activities"],
						"clients": summary["People in activities"],
						"cases": len(cases),
						"minutes": summary["Minutes"],
						"not_reached": summary["Client not reached"],
					},
				)

	def test_funded_services(self):
		"""R-221, R-232, R-258, R-394: by group, by support service, both, and by language."""
		for each in self.expected_services["ircc_funded_support_services_case_management_activities"][
			"entries"
		]:
			user, filters = self.asked_of(each["filters"])
			shown = [row for row in self.rows(FUNDED, user, **filters) if row["activities"]]
			for key, section in SECTIONS.items():
				with self.subTest(each["filters"], section=section):
					found = [
						([row["framework_group"]] if key.startswith("by_") else []) + numbers_of(row)
						for row in shown
						if row["section"] == section and row["line"] != TOGETHER
					]
					self.assert_same(each[key], found)

	def test_totals_of_funded_services(self):
		"""R-234, R-394."""
		for each in self.expected_services["ircc_funded_support_services_case_management_activities"][
			"entries"
		]:
			user, filters = self.asked_of(each["filters"])
			with self.subTest(each["filters"]):
				shown = self.shown(FUNDED, user, **filters)
				summary = self.summary(shown)
				self.assertEqual(
					each["totals"], {name: summary[name.capitalize()] for name in each["totals"]}
				)
				together = [row for row in shown["result"] if row["line"] == TOGETHER]
				found = numbers_of(together[0])[1:] if together else [0, 0, 0, 0]
				self.assertEqual(list(each["support_totals"].values()), found)


def numbers_of(row: dict) -> list:
	return [row["line"], row["people"], row["cases"], row["activities"], row["minutes"]]
