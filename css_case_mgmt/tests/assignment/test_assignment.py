"""Whom to assign, with handover and history, and cover for an absence (R-070 to R-072, R-350 to R-357, D-11)."""

import frappe
from frappe.utils import add_days

from css_case_mgmt.api.assignment import candidates, colleagues_of, cover, history
from css_case_mgmt.case_document import DateRefused
from css_case_mgmt.css_case_mgmt.doctype.css_case_access.css_case_access import OverTarget
from css_case_mgmt.staff_load import loads_with
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.assignment.records import assign, make_enrolled_family, set_targets
from css_case_mgmt.tests.factories import (
	acting_as,
	make_case,
	make_caseworker,
	make_client,
	make_enrolment,
	make_manager,
	make_member,
	today,
)


class AssignmentTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.second = make_caseworker("second@test.example")
		cls.colleague = make_caseworker("colleague@test.example")
		cls.manager = make_manager()
		cls.today = today()

	def setUp(self):
		super().setUp()
		frappe.set_user(self.manager)

	def posting(self, user: str, **values) -> None:
		staff = frappe.get_doc("CSS Staff", {"user": user, "site": "Test Site North"})
		staff.update({key: value for key, value in values.items() if key != "languages"})
		staff.set("languages", [{"language": language} for language in values.get("languages", ())])
		staff.save(ignore_permissions=True)

	def offered(self, css_case: str) -> dict[str, dict]:
		return {row["user"]: row for row in candidates(css_case)["candidates"]}


class TestCandidates(AssignmentTestCase):
	def test_language_first_then_gender_then_load(self):
		"""R-072: what the family wishes decides the order, then who carries less; nobody is left out."""
		self.posting(self.colleague, languages=["tir"], gender="Man")
		self.posting(self.second, languages=["tir", "som"], gender="Woman")
		css_case = make_enrolled_family(primary_language="tir")
		frappe.db.set_value("CSS Case", css_case, "preferred_worker_gender", "Woman")
		found = candidates(css_case)
		self.assertEqual(found["wishes"], {"language": "Tigrinya", "gender": "Woman"})
		order = [row["user"] for row in found["candidates"]]
		self.assertEqual(order[:2], [self.second, self.colleague])
		rows = self.offered(css_case)
		self.assertEqual(
			[(rows[user]["speaks_language"], rows[user]["has_gender"]) for user in order[:2]],
			[(True, True), (True, False)],
		)
		self.assertIn(self.worker, order)

	def test_the_case_may_wish_for_another_language(self):
		"""R-072: than the one that the head of family prefers; without a wish nothing is compared."""
		self.posting(self.second, languages=["som"])
		css_case = make_enrolled_family(primary_language="tir")
		frappe.db.set_value("CSS Case", css_case, "preferred_worker_language", "som")
		self.assertEqual(next(iter(self.offered(css_case))), self.second)
		without = make_enrolled_family()
		self.assertIsNone(self.offered(without)[self.second]["speaks_language"])

	def test_the_less_loaded_comes_first(self):
		"""R-351: of those who fit equally."""
		for _number in range(3):
			make_enrolled_family(self.second)
		order = list(self.offered(make_enrolled_family()))
		self.assertLess(order.index(self.colleague), order.index(self.second))

	def test_load_now_and_after(self):
		"""D-11, R-351, R-357: the range of each, in words that say what is counted."""
		make_enrolled_family(self.second, "Low")
		row = self.offered(make_enrolled_family())[self.second]
		self.assertEqual(row["load_now"], "0.02 of a full load: cases of high needs 0, of low needs 1")
		self.assertEqual(
			row["load_after"], "0.07 – 0.12 of a full load: cases of high needs 1, of low needs 1"
		)

	def test_a_conflict_of_interest_is_shown(self):
		"""R-501: with the reason, at the end."""
		css_case = make_enrolled_family()
		frappe.get_doc(
			doctype="CSS Conflict of Interest", user=self.second, css_case=css_case, reason="Related"
		).insert()
		rows = self.offered(css_case)
		self.assertEqual(list(rows)[-1], self.second)
		self.assertTrue(rows[self.second]["hindrance"])

	def test_only_active_staff_of_the_site(self):
		"""R-507: no leaver, nobody from elsewhere."""
		self.posting(self.colleague, active_to=add_days(self.today, -1))
		users = set(self.offered(make_enrolled_family()))
		self.assertLessEqual({self.worker, self.second, self.manager}, users)
		self.assertFalse({self.colleague, "west@test.example"} & users)

	def test_only_managers_are_told(self):
		"""D-19, R-070: what colleagues carry is not for caseworkers."""
		css_case = make_enrolled_family(self.worker)
		with acting_as(self.worker), self.assertRaises(frappe.PermissionError):
			candidates(css_case)

	def test_queries_do_not_grow_with_the_staff(self):
		"""No query for each candidate."""
		css_case = make_enrolled_family()
		candidates(css_case)
		few = self.count_queries(candidates, css_case)
		for number in range(5):
			with acting_as("Administrator"):
				user = make_caseworker(f"extra{number}@test.example")
			make_enrolled_family(user)
		self.assertLessEqual(self.count_queries(candidates, css_case), few)


class TestLoad(AssignmentTestCase):
	def test_highest_level_of_the_open_enrolments(self):
		"""D-11: a family counts once; closed cases and ended enrolments do not count."""
		css_case = make_enrolled_family(self.second, "Low")
		sister = make_client().name
		make_member(css_case, sister, relationship="Sibling", member_from=add_days(self.today, -99))
		make_enrolment(css_case, sister, self.today, needs_level="High", consent=False)
		closed = make_enrolled_family(self.second)
		frappe.db.set_value("CSS Case", closed, "status", "Closed")
		now, _after = loads_with([self.second], make_case().name)[self.second]
		self.assertEqual((now.high, now.low), (1, 0))
		set_targets(load_counts="Clients")
		now, _after = loads_with([self.second], make_case().name)[self.second]
		self.assertEqual((now.high, now.low), (1, 1))

	def test_over_the_target_needs_a_reason(self):
		"""R-352, D-11: enforced wherever the assignment comes from; exactly a full load needs none."""
		set_targets(high_needs_per_worker_min=1, high_needs_per_worker_max=2)
		for _number in range(2):
			assign(make_enrolled_family(), self.second, self.manager)
		third = make_enrolled_family()
		for reason in (None, "  "):
			with self.assertRaises(OverTarget) as refused:
				assign(third, self.second, self.manager, over_target_reason=reason)
			self.assertIn("1.50", str(refused.exception))
		self.assertTrue(self.offered(third)[self.second]["needs_reason"])
		assign(third, self.second, self.manager, over_target_reason="Nobody else speaks Tigrinya.")
		self.assertEqual(frappe.db.get_value("CSS Case", third, "caseworker"), self.second)

	def test_a_case_without_enrolment_weighs_nothing(self):
		"""D-11: a caseworker with a full load may open a file; nobody is asked why."""
		set_targets(high_needs_per_worker_min=1, high_needs_per_worker_max=1)
		assign(make_enrolled_family(), self.second, self.manager)
		with acting_as(self.second):
			self.assertEqual(make_case().caseworker, self.second)

	def test_swapped_targets_do_not_stop_the_work(self):
		"""R-350: whichever of the two settings is the larger."""
		set_targets(high_needs_per_worker_min=20, high_needs_per_worker_max=10)
		_now, after = loads_with([self.second], make_enrolled_family())[self.second]
		self.assertLess(after.from_load, after.to_load)


class TestHandover(AssignmentTestCase):
	def test_history_of_a_case(self):
		"""R-070, R-071: who, from when until when, and what was handed over; for whoever reads the case."""
		css_case = make_enrolled_family(self.worker)
		assign(
			css_case,
			self.second,
			self.manager,
			handover="Call in the evening.",
			handover_on=self.today,
			access_from=self.today,
		)
		with acting_as(self.second):
			rows = history(css_case)
		self.assertEqual(
			[(row["user"], row["handover"], row["access_until"]) for row in rows],
			[
				(self.second, "Call in the evening.", None),
				(self.worker, None, add_days(self.today, -1)),
			],
		)
		with acting_as(self.worker), self.assertRaises(frappe.PermissionError):
			history(css_case)

	def test_a_handover_lies_not_in_the_future(self):
		"""R-070, D-29."""
		css_case = make_enrolled_family(self.worker)
		with self.assertRaises(DateRefused):
			assign(css_case, self.second, self.manager, handover_on=add_days(self.today, 2))


class TestCover(AssignmentTestCase):
	def cover(self, covered_by: str, **values) -> dict:
		values = {
			"access_from": str(self.today),
			"access_until": str(add_days(self.today, 14)),
			"reason": "Holiday",
			**values,
		}
		return cover(self.worker, covered_by, **values)

	def test_all_open_cases_of_a_colleague(self):
		"""R-070: for a period; closed ones and those of others are left alone, and doing it twice adds nothing."""
		cases = [make_enrolled_family(self.worker) for _number in range(3)]
		other = make_enrolled_family(self.colleague)
		frappe.db.set_value("CSS Case", cases[2], "status", "Closed")
		for _time in range(2):
			self.assertEqual(self.cover(self.second), {"covered": 2, "skipped": []})
		rows = frappe.get_all("CSS Case Access", {"user": self.second, "kind": "Covering"}, pluck="css_case")
		self.assertEqual(sorted(rows), sorted(cases[:2]))
		self.assertFalse(frappe.has_permission("CSS Case", doc=other, user=self.second))
		self.assertTrue(frappe.has_permission("CSS Case", "write", doc=cases[0], user=self.second))

	def test_conflicts_are_skipped_and_named(self):
		"""R-501, R-070: by the file number; the others are covered."""
		cases = [make_enrolled_family(self.worker) for _number in range(2)]
		frappe.get_doc(
			doctype="CSS Conflict of Interest", user=self.second, css_case=cases[0], reason="Related"
		).insert()
		found = self.cover(self.second)
		self.assertEqual(found["covered"], 1)
		self.assertEqual(
			[row["file_number"] for row in found["skipped"]],
			[frappe.db.get_value("CSS Case", cases[0], "file_number")],
		)

	def test_households_kept_apart_are_skipped(self):
		"""R-502: whoever has access to one covers the other not, and the manager is told which."""
		css_case, household = make_enrolled_family(self.worker), make_enrolled_family(self.second)
		frappe.db.set_value(
			"CSS Case", household, {"separated_from": css_case, "is_protected": 1}, update_modified=False
		)
		kept = make_enrolled_family(self.worker)
		found = self.cover(self.second)
		self.assertEqual((found["covered"], [row["css_case"] for row in found["skipped"]]), (1, [css_case]))
		self.assertTrue(frappe.has_permission("CSS Case", doc=kept, user=self.second))

	def test_only_the_sites_manager(self):
		"""D-19: neither caseworkers nor the manager of another site."""
		make_enrolled_family(self.worker)
		for user in (self.second, "manager.west@test.example"):
			with acting_as(user), self.assertRaises(frappe.PermissionError):
				self.cover(self.second)
		with acting_as("manager.west@test.example"):
			self.assertEqual(colleagues_of(self.worker), [])

	def test_nonsense_is_refused(self):
		"""R-070: oneself, no reason, an end before the beginning, somebody from elsewhere."""
		make_enrolled_family(self.worker)
		for covered_by, values in (
			(self.worker, {}),
			(self.second, {"reason": ""}),
			(self.second, {"access_until": str(add_days(self.today, -3))}),
			("west@test.example", {}),
		):
			with self.subTest(covered_by, **values), self.assertRaises(frappe.ValidationError):
				self.cover(covered_by, **values)

	def test_whom_to_choose(self):
		"""R-070: active staff of the site at which the colleague works, without her."""
		users = {row["value"] for row in colleagues_of(self.worker)}
		self.assertLessEqual({self.second, self.colleague, self.manager}, users)
		self.assertFalse({self.worker, "west@test.example"} & users)
