"""Many cases reassigned at once, with preview and undo (R-070, R-351, R-352, R-501, R-502)."""

import json

import frappe
from frappe.utils import add_days

from css_case_mgmt.api.caseload_transfer import preview, reassign, start
from css_case_mgmt.caseload_transfer import TransferRefused
from css_case_mgmt.css_case_mgmt.doctype.css_case_access.css_case_access import OverTarget
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.tests.assignment.records import assign, make_enrolled_family, set_targets
from css_case_mgmt.tests.assignment.test_assignment import AssignmentTestCase
from css_case_mgmt.tests.factories import acting_as, make_case

TRANSFER = "CSS Caseload Transfer"


class TransferTestCase(AssignmentTestCase):
	def setUp(self):
		super().setUp()
		self.cases = [make_enrolled_family(self.second, level) for level in ("High", "High", "Low")]
		for css_case in self.cases:
			assign(css_case, self.second, self.manager, access_from=add_days(self.today, -30))

	def to(self, user: str, cases: list[str] | None = None) -> str:
		return json.dumps({css_case: user for css_case in cases or self.cases})

	def caseworkers(self) -> list[str | None]:
		return [frappe.db.get_value("CSS Case", css_case, "caseworker") for css_case in self.cases]

	def undo(self, transfer: str) -> list[str]:
		return frappe.get_doc(TRANSFER, transfer).undo()["left"]


class TestPreview(TransferTestCase):
	def test_says_what_each_would_carry_and_changes_nothing(self):
		"""R-351, D-11: both loads now and then, in words; nothing is stored."""
		found = preview(self.to(self.colleague))
		loads = {row["user"]: row for row in found["loads"]}
		self.assertEqual(set(loads), {self.second, self.colleague})
		self.assertIn("high needs 2, of low needs 1", loads[self.second]["now"])
		self.assertEqual(loads[self.second]["then"], "nobody enrolled")
		self.assertIn("high needs 2, of low needs 1", loads[self.colleague]["then"])
		self.assertFalse(found["needs_reason"])
		self.assertEqual(self.caseworkers(), [self.second] * 3)

	def test_names_what_stands_in_the_way(self):
		"""R-501: a conflict of interest, a colleague who has left; her load does not grow by these."""
		frappe.get_doc(
			doctype="CSS Conflict of Interest", user=self.colleague, css_case=self.cases[0], reason="Related"
		).insert()
		found = preview(self.to(self.colleague))
		self.assertEqual(found["hindrances"], {self.cases[0]: "Declared conflict of interest"})
		loads = {row["user"]: row for row in found["loads"]}
		self.assertIn("high needs 1, of low needs 1", loads[self.colleague]["then"])
		self.posting(self.colleague, active_to=add_days(self.today, -1))
		self.assertEqual(set(preview(self.to(self.colleague))["hindrances"]), set(self.cases))

	def test_the_queries_of_the_loads_do_not_grow(self):
		"""R-351: a load is counted in one query, however many cases move."""
		one = self.count_queries(preview, self.to(self.colleague, self.cases[:1]))
		three = self.count_queries(preview, self.to(self.colleague))
		per_case = (three - one) / 2
		self.assertLessEqual(per_case, 5)

	def test_what_a_manager_can_choose_from(self):
		"""R-070: a colleague's open cases with head of family and level, and who works here."""
		closed = make_enrolled_family(self.second)
		frappe.db.set_value("CSS Case", closed, "status", "Closed")
		found = start(user=self.second)
		self.assertEqual({row["css_case"] for row in found["cases"]}, set(self.cases))
		self.assertEqual(sorted(row["needs_level"] for row in found["cases"]), ["High", "High", "Low"])
		self.assertIn(self.colleague, [row["value"] for row in found["staff"]])
		self.assertEqual(len(start(cases=self.cases[:2])["cases"]), 2)


class TestTransfer(TransferTestCase):
	def test_all_get_their_next_caseworker(self):
		"""R-070: from today on; each may go to somebody else; who had them keeps nothing."""
		destinations = dict.fromkeys(self.cases[:2], self.colleague) | {self.cases[2]: self.worker}
		transfer = reassign(json.dumps(destinations), "The colleague leaves")
		self.assertEqual(self.caseworkers(), [self.colleague, self.colleague, self.worker])
		self.assertFalse(any(is_reachable("CSS Case", name, self.second) for name in self.cases))
		document = frappe.get_doc(TRANSFER, transfer)
		self.assertEqual(
			[(item.css_case, item.from_user, item.to_user) for item in document.items],
			[(name, self.second, user) for name, user in sorted_by_number(destinations)],
		)

	def test_all_or_none(self):
		"""R-070, R-501: one that cannot go keeps all where they are, and is named by its number."""
		frappe.get_doc(
			doctype="CSS Conflict of Interest", user=self.colleague, css_case=self.cases[2], reason="Related"
		).insert()
		number = frappe.db.get_value("CSS Case", self.cases[2], "file_number")
		with self.assertRaises(TransferRefused) as refusal:
			reassign(self.to(self.colleague), "The colleague leaves")
		self.assertIn(number, str(refusal.exception))
		self.assertEqual(self.caseworkers(), [self.second] * 3)

	def test_over_the_target_asks_why(self):
		"""R-352: for all of them together, though each alone would not go over it."""
		set_targets(high_needs_per_worker_min=1, high_needs_per_worker_max=1, low_needs_per_worker=50)
		self.assertTrue(preview(self.to(self.colleague))["needs_reason"])
		self.assertFalse(preview(self.to(self.colleague, self.cases[:1]))["needs_reason"])
		with self.assertRaises(OverTarget):
			reassign(self.to(self.colleague), "The colleague leaves")
		self.assertEqual(self.caseworkers(), [self.second] * 3)
		reassign(self.to(self.colleague), "The colleague leaves", "Until the new colleague starts")
		reasons = frappe.get_all(
			"CSS Case Access",
			filters={"css_case": ("in", self.cases), "user": self.colleague},
			pluck="over_target_reason",
		)
		self.assertEqual(set(reasons), {"Until the new colleague starts"})

	def test_bad_input_is_refused_in_words(self):
		"""R-508: never a traceback."""
		for destinations in ("", "[]", "nonsense", "{}", json.dumps({self.cases[0]: ""})):
			with self.assertRaises(TransferRefused):
				reassign(destinations, "Why")
		with self.assertRaises(TransferRefused):
			reassign(self.to("nobody@test.example"), "Why")
		with self.assertRaises(TransferRefused):
			reassign(self.to(self.colleague), "  ")

	def test_only_the_managers_of_the_site(self):
		"""D-19, R-005: not a caseworker, not another site's manager, not past a conflict of interest."""
		for user in (self.worker, self.second, "manager.west@test.example"):
			with acting_as(user), self.assertRaises(frappe.PermissionError):
				reassign(self.to(self.colleague), "Why")
		with acting_as("Administrator"):
			frappe.get_doc(
				doctype="CSS Conflict of Interest",
				user=self.manager,
				css_case=self.cases[0],
				reason="Related",
			).insert()
		with self.assertRaises(frappe.PermissionError):
			reassign(self.to(self.colleague), "Why")


class TestUndo(TransferTestCase):
	def test_puts_everything_back(self):
		"""R-070: who had the cases has them again, and the history keeps what was done."""
		transfer = reassign(self.to(self.colleague), "A mistake")
		self.assertEqual(self.undo(transfer), [])
		self.assertEqual(self.caseworkers(), [self.second] * 3)
		self.assertFalse(any(is_reachable("CSS Case", name, self.colleague) for name in self.cases))
		self.assertTrue(all(is_reachable("CSS Case", name, self.second) for name in self.cases))
		rows = frappe.get_all("CSS Case Access", filters={"css_case": self.cases[0], "kind": "Assigned"})
		self.assertGreaterEqual(len(rows), 3)
		with self.assertRaises(TransferRefused):
			self.undo(transfer)

	def test_leaves_what_has_moved_on(self):
		"""R-070: a case that somebody else has by now stays there, and is named."""
		transfer = reassign(self.to(self.colleague), "A mistake")
		assign(self.cases[0], self.worker, self.manager)
		left = self.undo(transfer)
		number = frappe.db.get_value("CSS Case", self.cases[0], "file_number")
		self.assertEqual(left, [f"{number}: has another caseworker by now"])
		self.assertEqual(self.caseworkers(), [self.worker, self.second, self.second])

	def test_back_to_nobody(self):
		"""R-070: a case that had no caseworker has none again."""
		css_case = make_case().name
		self.cases = [css_case]
		transfer = reassign(self.to(self.colleague), "A mistake")
		self.undo(transfer)
		self.assertEqual(self.caseworkers(), [None])
		self.assertFalse(is_reachable("CSS Case", css_case, self.colleague))

	def test_only_the_managers_of_the_site(self):
		"""D-19: neither a caseworker nor another site's manager."""
		transfer = reassign(self.to(self.colleague), "A mistake")
		for user in (self.worker, self.colleague, "manager.west@test.example"):
			with acting_as(user), self.assertRaises(frappe.PermissionError):
				self.undo(transfer)


def sorted_by_number(destinations: dict[str, str]) -> list[tuple[str, str]]:
	numbers = {name: frappe.db.get_value("CSS Case", name, "file_number") for name in destinations}
	return sorted(destinations.items(), key=lambda item: numbers[item[0]])
