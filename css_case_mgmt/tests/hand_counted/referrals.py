"""Referrals, against counting_services.md 3."""

from collections import Counter, defaultdict

import frappe

from css_case_mgmt.rules.referral import Support, Trend, support_trend
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.hand_counted.base import HandCountedTestCase
from css_case_mgmt.tests.hand_counted.reading import USERS, read

REPORT = "Referrals Report"
DIRECTIONS = {Trend.FALLING: "Falls", Trend.RISING: "Rises", Trend.STEADY: "Same"}


class Referrals(HandCountedTestCase):
	def referred(self, each: dict, **more) -> list[dict]:
		user, filters = self.asked_of(each["filters"])
		return self.rows(REPORT, user, **filters, **more)

	@property
	def entries(self) -> list[dict]:
		return self.expected_services["referrals_report"]["entries"]

	def test_referrals_by_status(self):
		"""R-308, R-398: a period takes the day of the referral; drafts are there only without one."""
		for each in self.entries:
			with self.subTest(each["filters"]):
				found = [
					(row["category"], row["referrals"]) for row in self.referred(each, breakdown="Status")
				]
				self.assert_same(each["rows"], found)

	def test_referrals_by_target_class(self):
		"""R-303, R-311."""
		self.compare_outcomes("by_target_class", "Target class", lambda name: name)

	def test_referrals_by_provider(self):
		"""R-302, R-311: those within the agency have no provider."""
		names = {each["name"]: each["code"] for each in read("services.json")["providers"]}
		self.compare_outcomes("by_provider", "Provider", names.get)

	def compare_outcomes(self, key: str, breakdown: str, named) -> None:
		for each in self.entries:
			if key not in each:
				continue
			with self.subTest(each["filters"]):
				found = [
					(
						named(row["category"]),
						row["referrals"],
						row["obtained"],
						row["not_obtained"],
						row["overdue"],
					)
					for row in self.referred(each, breakdown=breakdown)
				]
				self.assert_same(each[key], found)

	def test_levels_of_support(self):
		"""R-310."""
		for each in self.entries:
			if "support_level" in each:
				rows = self.referred(each, breakdown="Level of support")
				self.assert_same(each["support_level"], [(row["category"], row["referrals"]) for row in rows])

	def test_overdue_referrals(self):
		"""R-307, R-313: open, and not followed up since the day on which it was due; a missed one too."""
		for each in self.entries:
			with self.subTest(each["filters"]):
				found = [
					(self.code(row["referral"]), row["follow_up_due"], row["days_overdue"])
					for row in self.referred(each, overdue=1)
				]
				self.assert_same(each["overdue"], found)

	def test_totals_of_referrals(self):
		"""R-308, R-311: obtained and of benefit apart; no rate where nothing is known."""
		for each in self.entries:
			with self.subTest(each["filters"]):
				rows = self.referred(each)
				answers = Counter((name, row[name]) for row in rows for name in ("obtained", "benefitted"))
				user, filters = self.asked_of(each["filters"])
				summary = self.summary(self.shown(REPORT, user, **filters))
				totals = dict(each["totals"])
				rate = totals.pop("linkage_rate")
				self.assertEqual("–" if rate is None else f"{100 * rate:.1f}%", summary["Linkage rate"])
				if "open" in totals:
					by_status = self.referred(each, breakdown="Status")
					self.assertEqual(totals.pop("open"), sum(row["open"] for row in by_status))
				self.assertEqual(
					totals,
					{
						"referrals": len(rows),
						**{
							f"{name}_{answer.lower().replace(' ', '_')}": answers[name, answer]
							for name in ("obtained", "benefitted")
							for answer in ("Yes", "No", "Not Known")
						},
						"followed_up": summary["Followed up"],
						"overdue": summary["Overdue follow-ups"],
					},
				)

	def test_referrals_belong_to_enrolments(self):
		"""R-307: to the one that was open, by itself; what ends with it is on no list."""
		for each in read("services.json")["referrals"]:
			with self.subTest(each["code"]):
				enrolment = self.made.enrolments.get((each["person"], each["episode"]))
				found = frappe.db.get_value("CSS Referral", self.made.referrals[each["code"]], "enrolment")
				self.assertEqual(enrolment, found)

	def test_support_falls_or_rises(self):
		"""R-310: the last referral of an episode against the first."""
		episodes = {name: episode for (_person, episode), name in self.made.enrolments.items()}
		levels = defaultdict(list)
		for user in ("NM", "WM"):
			with acting_as(USERS[user]):
				rows = frappe.get_list(
					"CSS Referral",
					filters={"referred_on": ("is", "set")},
					fields=["client", "enrolment", "support_level"],
					order_by="referred_on asc",
					limit=0,
				)
			for row in rows:
				levels[self.code(row.client), episodes.get(row.enrolment, 1)].append(row.support_level)
		self.assert_same(
			self.expected_services["level_of_support"]["rows"],
			[
				(person, episode, found, DIRECTIONS[support_trend([Support(level) for level in found])])
				for (person, episode), found in levels.items()
				if len(found) > 1
			],
		)

	def test_services_in_french(self):
		"""R-061, R-062: who speaks French, was told, and was referred."""
		for each in self.expected_services["french_speaking_clients"]["entries"]:
			user, filters = self.asked_of(each["filters"])
			shown = self.shown(REPORT, user, **filters)
			french = defaultdict(list)
			for row in shown["result"]:
				if row["speaks_french"]:
					french[self.code(row["client"])].append(row)
			self.assert_same(
				[(person, informed, referred) for person, informed, _prefers, referred in each["rows"]],
				[
					(
						person,
						any(row["informed_of_french"] for row in rows),
						any(row["francophone"] for row in rows),
					)
					for person, rows in french.items()
				],
			)
			summary = self.summary(shown)
			self.assertEqual(
				(len(each["rows"]), sum(row[1] for row in each["rows"]), sum(row[3] for row in each["rows"])),
				(
					summary["French speakers"],
					summary["French speakers informed"],
					summary["French speakers referred in French"],
				),
			)
