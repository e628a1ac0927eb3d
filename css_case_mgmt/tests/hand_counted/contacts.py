"""Reports of contacts and outputs, against counting.md 6, 7 and 10."""

import re
from fractions import Fraction

from css_case_mgmt.tests.hand_counted.base import MANAGER_OF, HandCountedTestCase

# How far a number that is shown with one decimal may lie from the exact one.
SHOWN_TO = Fraction(1, 20)


class ContactReports(HandCountedTestCase):
	def test_participants_without_contact(self):
		"""T-13, T-14, R-226, R-400, R-411: more than 90 days, at West 60, also who was never reached."""
		for each in self.expected["participants_without_contact"]:
			with self.subTest(each["filters"]):
				found = self.rows(
					"Participants Without Contact",
					MANAGER_OF[each["filters"]["site"]],
					**self.dates(each["filters"]),
				)
				self.assert_same(
					each["rows"],
					[
						(self.code(row.client), row.enrolment_date, row.last_contact, row.days)
						for row in found
					],
				)

	def frequency(self, each: dict) -> list[dict]:
		user = MANAGER_OF[each["filters"]["site"]]
		rows = self.rows("Contact Frequency Against Targets", user, **self.dates(each["filters"]))
		wanted = each.get("only")
		return [row for row in rows if not wanted or self.code(row["client"]) in wanted]

	def test_contacts_per_period(self):
		"""R-223, R-234, D-10, D-28, R-186: contacts, level and what is a part, of every period."""
		for each in self.expected["contact_frequency"]:
			with self.subTest(each["filters"]):
				self.assert_same(
					[(*row[:5], row[7]) for row in each["rows"]],
					[(*self.period(row), bool(row["is_partial"])) for row in self.frequency(each)],
				)

	def period(self, row: dict) -> tuple:
		person = self.code(row["client"])
		return person, row["period_from"], row["period_to"], row["needs_level"], row["contacts"]

	def test_targets_are_prorated_by_days(self):
		"""D-28: the range as it is shown is the exact one, to a decimal."""
		for each in self.expected["contact_frequency"]:
			targets = {(row[0], row[1]): (Fraction(row[5]), Fraction(row[6])) for row in each["rows"]}
			for row in self.frequency(each):
				key = self.code(row["client"]), str(row["period_from"])
				shown = [Fraction(number) for number in re.findall(r"\d+(?:\.\d+)?", row["target"])[:2]]
				with self.subTest(key=key, shown=row["target"]):
					for exact, number in zip(targets[key], shown, strict=True):
						self.assertLessEqual(abs(exact - number), SHOWN_TO)

	def test_standing_of_whole_periods(self):
		"""T-12, R-224: below, on and above the target in whole weeks and months."""
		self.compare_standing(is_partial=False)

	def test_standing_of_parts_of_periods(self):
		"""D-28: the contacts of a part against the exact prorated range."""
		self.compare_standing(is_partial=True)

	def compare_standing(self, *, is_partial: bool) -> None:
		for each in self.expected["contact_frequency"]:
			with self.subTest(each["filters"]):
				self.assert_same(
					[(*row[:5], row[8]) for row in each["rows"] if row[7] == is_partial],
					[
						(*self.period(row), row["standing"].removesuffix(" Target"))
						for row in self.frequency(each)
						if bool(row["is_partial"]) == is_partial
					],
				)

	def test_deviations(self):
		"""R-225, R-414: the reason, and whether it was discussed, beside the week."""
		found = {
			(self.code(row["client"]), str(row["period_from"])): row
			for row in self.frequency(self.expected["contact_frequency"][0])
			if row.get("reason")
		}
		self.assertEqual(2, len(found))
		for each in self.expected["deviations"]:
			row = found[each["person"], each["from"]]
			self.assertEqual(
				(each["contacts"], each["standing"], each["discussed_on"]),
				(row["contacts"], row["standing"], row["discussed_on"] and str(row["discussed_on"])),
			)

	def test_my_service_outputs(self):
		"""R-355, R-392, R-233: a worker's month by type, and in all."""
		for each in self.expected["my_service_outputs"]:
			user = each["filters"]["user"]
			if user in MANAGER_OF.values():
				continue
			with self.subTest(user=user):
				shown = self.shown("My Service Outputs", user, from_date="2026-09-01", to_date="2026-09-30")
				self.assert_same([row[:3] for row in each["rows"]], by_type(shown["result"]))
				totals = each["totals"]
				self.assertEqual(
					{
						"Activities": totals["activities"],
						"Contacts with a person": totals["contacts_of_persons"],
						"People": totals["persons"],
						"Cases": totals["cases"],
						"Minutes": totals["minutes"],
					},
					{number["label"]: number["value"] for number in shown["report_summary"]},
				)

	def test_outputs_of_each_worker_for_manager(self):
		"""R-355, R-005: who did it, not whose case it is."""
		for manager in MANAGER_OF.values():
			rows = self.rows(
				"My Service Outputs", manager, from_date="2026-09-01", to_date="2026-09-30", by_caseworker=1
			)
			for each in self.expected["my_service_outputs"]:
				user = each["filters"]["user"]
				if user[0] == manager[0]:
					with self.subTest(user=user):
						own = [row for row in rows if self.code(row["caseworker"]) == user]
						self.assert_same([row[:3] for row in each["rows"]], by_type(own))


def by_type(rows: list[dict]) -> list[tuple]:
	"""Activities and minutes of each type; the report has a line for each method and place as well."""
	found: dict[str, list] = {}
	for row in rows:
		sums = found.setdefault(row["activity_type"], [0, 0])
		sums[0] += row["activities"]
		sums[1] += row["minutes"]
	return [(kind, *sums) for kind, sums in found.items()]
