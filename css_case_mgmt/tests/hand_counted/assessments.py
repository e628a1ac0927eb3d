"""Reports of assessments, against counting.md 1 to 5 and 8."""

from css_case_mgmt.tests.hand_counted.base import MANAGER_OF, SITE_OF, HandCountedTestCase
from css_case_mgmt.tests.hand_counted.reading import FACTORS

TO_DO = ("Overdue", "Missed")


class AssessmentReports(HandCountedTestCase):
	def test_participants_without_assessment(self):
		"""T-06, T-14, R-168, R-402, R-411: the days elapsed are one clock, the due date another."""
		for each in self.expected["participants_without_assessment"]:
			with self.subTest(each["filters"]):
				found = self.rows(
					"Participants Without Assessment",
					MANAGER_OF[each["filters"]["site"]],
					**self.dates(each["filters"]),
				)
				self.assert_same(
					[(*row[:4], row[4] > 0) for row in each["rows"]],
					[
						(
							self.code(row["client"]),
							row["last_nam_date"],
							row["days_since"],
							row["next_nam_due"],
							row["nam_standing"] == "Overdue",
						)
						for row in found
					],
				)

	def slots(self, each: dict) -> list[tuple]:
		"""Person, due, done, standing, days late if late."""
		found = self.rows(
			"Assessment Timeliness",
			MANAGER_OF[each["filters"]["site"]],
			from_date=each["filters"]["from_date"],
			to_date=each["filters"]["to_date"],
			clock=each["clock"],
			breakdown="Slot",
		)
		return [
			(
				self.code(row["client"]),
				str(row["due"]),
				row["done_on"] and str(row["done_on"]),
				"Missing" if row["standing"] in TO_DO else row["standing"].title(),
				row["days_late"] if row["standing"] == "Late" else None,
			)
			for row in found
		]

	def test_assessment_timeliness(self):
		"""R-188: each slot on time, late or missing; which of two assessments counts is another test."""
		for each in self.expected["assessment_timeliness"]:
			with self.subTest(each["filters"], clock=each["clock"]):
				expected = [(*row[:3], row[4], row[3] if row[4] == "Late" else None) for row in each["rows"]]
				self.assert_same(
					[row for row in expected if not is_slot_of_two(row)],
					[row for row in self.slots(each) if not is_slot_of_two(row)],
				)

	def test_later_of_two_assessments_counts_for_slot(self):
		"""D-21: two in one slot are both kept and the later one counts for it."""
		each = self.expected["assessment_timeliness"][0]
		expected = [tuple(row[:3]) for row in each["rows"] if is_slot_of_two(row)]
		self.assertEqual(expected, [row[:3] for row in self.slots(each) if is_slot_of_two(row)])

	def test_totals_of_timeliness(self):
		"""R-188, R-413."""
		for each in self.expected["assessment_timeliness"]:
			with self.subTest(each["filters"], clock=each["clock"]):
				(row,) = self.rows(
					"Assessment Timeliness",
					MANAGER_OF[each["filters"]["site"]],
					from_date=each["filters"]["from_date"],
					to_date=each["filters"]["to_date"],
					clock=each["clock"],
					breakdown="Site",
				)
				found = {
					"slots": row["fell_due"],
					"on_time": row["on_time"],
					"late": row["late"],
					"missing": row["overdue"] + row["missed"],
				}
				self.assertEqual(each["totals"], found)

	def test_nam_report(self):
		"""R-166, R-401, D-03, D-21: scores by hand, an Incomplete one without a number, the highest revision only."""
		for each in self.expected["nam_report"]:
			with self.subTest(each["filters"]):
				self.assert_same(
					each["rows"],
					[
						(
							self.code(row["client"]),
							f"A{row['sequence']}",
							row["timepoint_month"],
							row["assessment_date"],
							row["overall_status"],
							row["overall_score"],
							row["overall_change"] if row["has_overall_change"] else None,
						)
						for row in self.nams(each)
					],
				)

	def nams(self, each: dict) -> list[dict]:
		user = MANAGER_OF[each["filters"]["site"]]
		return self.rows("NAM Report", user, breakdown="Factor", **self.dates(each["filters"]))

	def test_factor_scores(self):
		"""T-01 to T-03: a factor Out of Scope or Incomplete has no number."""
		found = {
			(self.code(row["client"]), f"A{row['sequence']}"): row
			for each in self.expected["nam_report"]
			for row in self.nams(each)
			if not (self.code(row["client"]) == "F05-1" and row["assessment_date"].year == 2026)
		}
		for person, number, *scores in self.expected["factor_scores"]["rows"]:
			with self.subTest(person=person, number=number):
				row = found[person, number]
				self.assertEqual(
					[None if isinstance(score, str) else score for score in scores],
					[row.get(factor) for factor in FACTORS.values()],
				)

	def test_average_leaves_out_what_has_no_number(self):
		"""D-03: 13 assessments, 1.5089 on average; of the 19 before, one is Incomplete and does not count as 0."""
		summaries = []
		for each in (self.expected["nam_report"][0], self.expected["nam_report"][2]):
			shown = self.shown("NAM Report", "NM", breakdown="Factor", **self.dates(each["filters"]))
			summary = {number["label"]: number["value"] for number in shown["report_summary"]}
			scores = [row[5] for row in each["rows"] if row[5] is not None]
			self.assertAlmostEqual(sum(scores) / len(scores), summary["Average overall score"], places=3)
			summaries.append((summary["Assessments"], summary["Incomplete"]))
		self.assertEqual([(13, 0), (19, 1)], summaries)

	def test_nam_change_over_time(self):
		"""R-167, D-05, T-15: baseline and latest per episode; a lower number is better."""
		for each in self.expected["nam_change_over_time"]:
			with self.subTest(each["filters"]):
				found = [row for row in self.changes(each) if not row["factor"]]
				changed = [row for row in found if row["baseline_date"]]
				self.assert_same(
					[(row[0], *row[2:]) for row in each["rows"]],
					[
						(
							self.code(row["client"]),
							row["baseline_date"],
							row["baseline_score"],
							row["title"].split()[-1],
							row["assessment_date"],
							row["score"],
							row["change"],
							row["direction_text"].replace("Improved", "Better"),
						)
						for row in changed
					],
				)
				self.assert_same(
					[person for person, _episode in each["baseline_only"]],
					[self.code(row["client"]) for row in found if not row["baseline_date"]],
				)

	def test_changes_of_factors(self):
		"""R-167: what stayed the same overall may have moved inside."""
		for each in self.expected["nam_change_over_time"]:
			rows = self.changes(each)
			for person, changes in each["factor_changes"].items():
				with self.subTest(person=person):
					found = {
						row["factor"]: row["change"]
						for row in rows
						if self.code(row["client"]) == person and row["factor"] and row["change"]
					}
					self.assertEqual({FACTORS[code]: change for code, change in changes.items()}, found)

	def changes(self, each: dict) -> list[dict]:
		return self.rows(
			"NAM Change Over Time",
			MANAGER_OF[each["filters"]["site"]],
			from_date="2025-06-01",
			to_date=each["filters"]["as_of"],
			site=SITE_OF[each["filters"]["site"]],
		)


def is_slot_of_two(row: list | tuple) -> bool:
	"""F06-2 has two assessments in the slot of 10 August."""
	return (row[0], row[1]) == ("F06-2", "2026-08-10")
