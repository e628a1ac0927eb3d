"""Every report against the families counted by hand (counting.md, counting_services.md, counting_exits.md): R-166, R-168, R-187, R-188,
R-223 to R-226, R-285 to R-287, R-311, R-351, R-354 to R-356, R-361, R-379, R-391, R-392, R-394, R-396 to R-402, R-411, R-458, R-459, T-01 to
T-06, T-10 to T-16."""

from css_case_mgmt.tests.hand_counted import (
	assessments,
	case_notes,
	contacts,
	exits,
	files,
	plans,
	referrals,
	services,
	todays_list,
)
from css_case_mgmt.tests.hand_counted.base import MANAGER_OF
from css_case_mgmt.tests.hand_counted.reading import AS_OF


class TestHandCounted(
	assessments.AssessmentReports,
	contacts.ContactReports,
	case_notes.CaseNotes,
	exits.Exits,
	files.Files,
	plans.Plans,
	referrals.Referrals,
	services.Services,
	todays_list.TodaysList,
):
	"""One class, so that the families are loaded once."""

	def test_caseworkers_see_their_own(self):
		"""R-005, R-412: the same lists, cut to the reader's cases."""
		for user, cases in self.cases_of_workers().items():
			for report, key in (
				("Participants Without Contact", "participants_without_contact"),
				("Participants Without Assessment", "participants_without_assessment"),
			):
				with self.subTest(user=user, report=report):
					people = [
						row[0]
						for each in self.expected[key]
						if each["filters"]["as_of"] == AS_OF
						for row in each["rows"]
					]
					own = [person for person in people if self.case_of(person) in cases]
					found = self.rows(report, user, as_of=AS_OF)
					self.assertEqual(sorted(own), sorted(self.code(row["client"]) for row in found))

	def test_caseload_against_targets(self):
		"""R-350, R-351, D-11, T-16."""
		for each in self.expected["caseload_against_targets"]:
			with self.subTest(each["filters"]):
				found = self.rows("Caseload Against Targets", MANAGER_OF[each["filters"]["site"]])
				self.assert_same(
					[(row[0], *row[2:]) for row in each["rows"]],
					[
						(
							self.code(row["caseworker"]),
							row["high"],
							row["low"],
							row["from_load"],
							row["to_load"],
							row["standing"] == "Over the Target",
						)
						for row in found
					],
				)

	def test_my_caseload_currently(self):
		"""R-354, D-21, T-05, T-15: level, last NAM and both next due dates of whoever is enrolled in one's cases."""
		for user, cases in self.cases_of_workers().items():
			with self.subTest(user=user):
				expected = [
					(*row[:5], row[6])
					for row in self.expected["my_caseload_currently"]["clocks"]
					if self.case_of(row[0]) in cases
				]
				self.assert_same(
					expected,
					[
						(
							self.code(row["client"]),
							row["needs_level"],
							row.get("last_nam"),
							row.get("last_nam_date"),
							row["next_nam_due"],
							row["next_periodic_due"],
						)
						for row in self.rows("My Caseload Currently", user)
					],
				)

	def test_cases_to_reassign(self):
		"""R-070: a case whose worker has left, and one without a worker."""
		for each in self.expected["cases_to_reassign"]:
			found = self.rows("Cases to Reassign", MANAGER_OF[each["filters"]["site"]])
			self.assert_same(
				each["rows"], [(self.code(row["css_case"]), self.code(row["caseworker"])) for row in found]
			)

	def test_participants_due_for_own_file(self):
		"""R-045, R-046, T-09: from 90 days before the birthday on, that day included."""
		for each in self.expected["participants_due_for_own_file"]:
			found = self.rows("Participants Due for Own File", MANAGER_OF[each["filters"]["site"]])
			self.assert_same(each["rows"], [(self.code(row["client"]), row["birthday"]) for row in found])
