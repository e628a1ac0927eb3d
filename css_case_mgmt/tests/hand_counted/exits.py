"""Who is ready, who left, and what a site did, against counting_exits.md 2 to 4."""

from css_case_mgmt.tests.hand_counted.base import MANAGER_OF, SITE_OF, HandCountedTestCase
from css_case_mgmt.tests.hand_counted.reading import FACTORS, SITES, USERS

READINESS, OUTPUTS, CHANGE = "Exit Readiness", "Site Outputs Clients and Cases", "NAM Change Over Time"
# How the gate calls what the counting calls otherwise.
AREAS = {
	"Last Day": "last_day",
	"Length of the Programme": "length",
	"Indicators": "indicators",
	"Final Assessment": "assessment",
	"Needs Declined": "needs",
	"Nothing Outstanding": "outstanding",
	"Stability": "opinion",
	"Advance Notice": "notice",
	"Plan Reviewed": "plan",
	"Final Referral": "referral",
	"Settlement Counsellor": "counsellor",
	"How to Come Back": "reaccess",
	"Exit Interview": "interview",
	"Hand-over": "handover",
}
OUTCOMES = ("improved", "same", "worse", "not_comparable", "dropped_out")
LABELS = ("Improved", "Same", "Worse", "Not comparable", "Dropped out")


class Exits(HandCountedTestCase):
	def asked_of_exits(self, filters: dict) -> tuple[str, dict]:
		"""The manager who asks, and the filters as the reports take them."""
		site = filters.get("site") or filters["caseworker"][0]
		given = {**filters, "site": SITE_OF[site]}
		if "caseworker" in filters:
			given["caseworker"] = USERS[filters["caseworker"]]
		return MANAGER_OF[site], given

	def readiness(self, filters: dict) -> list[dict]:
		user, given = self.asked_of_exits(filters)
		return self.rows(READINESS, user, **given)

	def test_exit_readiness(self):
		"""R-361, R-372, D-02, D-04: months, needs then and now, the exit, and whose time is over."""
		for each in self.expected_exits["exit_readiness"]["entries"]:
			with self.subTest(each["filters"]):
				found = [
					(
						self.code(row["client"]),
						row["months"],
						row["last_nam"],
						row["needs_then"],
						row["needs_now"],
						row["needs"].title(),
						row["exit_state"],
						row["extended_until"],
						bool(row["is_overdue"]),
					)
					for row in self.readiness(each["filters"])
				]
				self.assert_same(each["rows"], found)

	def test_filters_of_exit_readiness(self):
		"""R-360, R-361."""
		for each in self.expected_exits["exit_readiness"]["people"]:
			with self.subTest(each["filters"]):
				found = [self.code(row["client"]) for row in self.readiness(each["filters"])]
				self.assertEqual(each["rows"], sorted(found))

	def test_what_is_missing(self):
		"""R-365 to R-376: of each person, by the gate's own words and number."""
		expected = self.expected_exits["exit_readiness"]
		only_the_exit_says = set(expected["only_the_exit_says"])
		missing = {
			person: only_the_exit_says | set(areas) for person, areas in expected["missing_besides"].items()
		} | {person: set(areas) for person, areas in expected["missing"].items()}
		found = {self.code(row["client"]): row for site in SITE_OF for row in self.readiness({"site": site})}
		for person, areas in missing.items():
			with self.subTest(person=person):
				row = found[person]
				self.assertEqual(areas, {AREAS[code] for code in row["missing_codes"]})
				self.assertEqual(len(areas), row["missing_number"])
				self.assertEqual(len(areas), len(list(filter(None, row["missing"].split("; ")))))

	def left(self, filters: dict, **more) -> dict:
		user, given = self.asked_of_exits(filters)
		return self.shown(CHANGE, user, of_those_who_left=1, **given, **more)

	def test_outcomes_at_exit(self):
		"""R-379, T-15: everybody who left, what became of them, how long they stayed and why they left."""
		for each in self.expected_exits["outcomes_at_exit"]["entries"]:
			with self.subTest(each["filters"]):
				shown = self.left(each["filters"])
				summary = self.summary(shown)
				self.assertEqual(each["counts"], [summary[label] for label in LABELS])
				self.assertEqual(sum(each["counts"]), summary["People who left"])
				self.assertEqual(each["planned"], summary["Planned exits"])
				for label, number in (("mean", each["mean"]), ("median", each["median"])):
					expected = "–" if number is None else f"{number} months"
					self.assertEqual(expected, summary[f"Length of stay, {label}"])
				for reason, number in each["reasons"].items():
					self.assertIn(f"{reason} {number}", shown["message"])

	def test_people_who_left(self):
		"""R-379, D-03: A1 beside the final assessment, and no number where there is none."""
		for each in self.expected_exits["outcomes_at_exit"]["entries"]:
			if "rows" not in each:
				continue
			with self.subTest(each["filters"]):
				found = [
					(
						self.code(row["client"]),
						row["exit_date"],
						row["months"],
						row["exit_reason"],
						row["baseline_score"],
						row["score"],
						row["change"],
						row["outcome"].title(),
					)
					for row in self.left(each["filters"])["result"]
					if not row["factor"]
				]
				self.assert_same(each["rows"], found)

	def test_reasons_of_those_who_left(self):
		"""R-371, R-379."""
		for each in self.expected_exits["outcomes_at_exit"]["entries"]:
			with self.subTest(each["filters"]):
				rows = self.left(each["filters"], breakdown="Exit reason")["result"]
				self.assertEqual(each["reasons"], {row["category"]: row["people"] for row in rows})
				self.assertEqual(each["counts"], [sum(row[name] for row in rows) for name in OUTCOMES])

	def test_outcomes_by_factor(self):
		"""R-379: each factor has everybody who left."""
		each = self.expected_exits["outcomes_at_exit"]["entries"][0]
		rows = self.left(each["filters"], breakdown="Factor")["result"]
		found = {row["factor"]: [row[name] for name in OUTCOMES] for row in rows if row["factor"]}
		self.assertEqual({FACTORS[code]: counts for code, counts in each["factors"].items()}, found)
		for code, counts in each["factors"].items():
			with self.subTest(factor=code):
				summary = self.summary(self.left(each["filters"], factor=FACTORS[code]))
				self.assertEqual(counts, [summary[label] for label in LABELS])

	def outputs(self, each: dict) -> list[dict]:
		user, given = self.asked_of_exits(each["filters"])
		return self.rows(OUTPUTS, user, breakdown=each["breakdown"], **given)

	def key_of(self, row: dict, breakdown: str) -> str:
		if breakdown == "Caseworker":
			return self.code(row["caseworker"])
		if breakdown == "Site":
			return next(name for name, site in SITES.items() if site == row["site"])
		return row["period"]

	def test_site_outputs(self):
		"""R-356, R-391, D-20: who was there, came and left, and what was done."""
		columns = self.expected_exits["site_outputs"]["columns"]
		for each in self.expected_exits["site_outputs"]["entries"]:
			found = {self.key_of(row, each["breakdown"]): row for row in self.outputs(each)}
			with self.subTest(each["filters"], breakdown=each["breakdown"]):
				self.assertEqual(
					each["rows"], {key: [row[name] for name in columns] for key, row in found.items()}
				)
