"""Whoever has no conflict of interest is not asked of each case; whoever has one is, whoever she is and however it
came about (R-501, D-19)."""

import frappe
from frappe.utils import add_days

from css_case_mgmt.permissions.case_names import readable_case_names
from css_case_mgmt.permissions.conditions import is_reachable, may_add_to_case, readable_clients
from css_case_mgmt.permissions.kept_answers import kept_answers
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.report_asked import ALWAYS, Asked
from css_case_mgmt.report_people import people_of
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	NORTH,
	WEST,
	acting_as,
	give_access,
	make_client,
	make_family,
	make_member,
	make_site,
	make_staff,
	make_user,
	today,
)

CASE, CLIENT, CONFLICT = "CSS Case", "CSS Client", "CSS Conflict of Interest"
WORKER, SECOND, MANAGER = "caseworker@test.example", "second@test.example", "manager@test.example"


class TestConflicts(SiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		make_site(WEST)
		cls.yesterday = str(add_days(today(), -1))

	def setUp(self) -> None:
		super().setUp()
		with acting_as(WORKER):
			self.case, self.client = (each.name for each in make_family())
			self.other_case, self.other_client = (each.name for each in make_family())

	def give(self, user: str, kind: str) -> None:
		with acting_as(MANAGER):
			give_access(self.case, user, kind)
			give_access(self.other_case, user, kind)

	def declare(self, user: str, **values):
		with acting_as(MANAGER):
			return frappe.get_doc(doctype=CONFLICT, user=user, reason="Cousins", **values).insert()

	def reads(self, user: str, css_case: str, client: str) -> set[bool]:
		"""What each way of asking says: one answer, if they agree."""
		scope = scope_of(user)
		with acting_as(user):
			listed = frappe.get_list(CASE, pluck="name", limit=0)
		return {
			is_reachable(CASE, css_case, user),
			is_reachable(CLIENT, client, user),
			css_case in readable_case_names(scope),
			css_case in listed,
			client in readable_clients([client], scope),
			people_of({client}, Asked(scope, *ALWAYS, tuple(readable_case_names(scope))))[client].is_open,
		}

	def assert_kept_out(self, user: str, **values) -> None:
		"""Of this case alone, and only while it is in force."""
		self.assertEqual(self.reads(user, self.case, self.client), {True})
		conflict = self.declare(user, **values)
		self.assertEqual(self.reads(user, self.case, self.client), {False})
		self.assertEqual(self.reads(user, self.other_case, self.other_client), {True})
		conflict.active = 0
		with acting_as("Administrator"):
			conflict.save()
		self.assertEqual(self.reads(user, self.case, self.client), {True})

	def test_whoever_it_is(self):
		"""R-501, R-504: a worker, a manager, a monitor without a posting or with one that has ended, and whoever has
		several postings, some of which have ended."""
		monitor = make_user("monitor@test.example", "CSS Monitor")
		past = make_staff("past.monitor@test.example", "CSS Monitor", active_to=self.yesterday)
		several = make_staff("several@test.example", "CSS Caseworker", site=WEST, active_to=self.yesterday)
		make_staff(several, site=NORTH)
		manager = make_staff("two.sites@test.example", "CSS Manager")
		make_staff(manager, site=WEST)
		for user, kind in (
			(SECOND, "Shared"),
			(monitor, "Monitor"),
			(past, "Monitor"),
			(several, "Shared"),
			(manager, None),
		):
			if kind:
				self.give(user, kind)
			for values in ({"css_case": self.case}, {"client": self.client}):
				with self.subTest(user, **values):
					self.assert_kept_out(user, **values)

	def test_somebody_who_was_a_member_once(self):
		"""R-501: the case that the person left, and the one where she is now."""
		self.give(SECOND, "Shared")
		with acting_as(WORKER):
			child = make_client().name
			make_member(self.case, child, member_from=add_days(today(), -90), member_to=add_days(today(), -9))
		self.assert_kept_out(SECOND, client=child)

	def test_a_file_that_was_merged(self):
		"""R-501, D-23: into the file of whoever is concerned."""
		self.give(SECOND, "Shared")
		frappe.db.set_value(CLIENT, self.client, "merged_into", self.other_client)
		self.declare(SECOND, client=self.other_client)
		self.assertFalse(is_reachable(CASE, self.case, SECOND))

	def test_within_what_keeps_answers(self):
		"""R-501: declared while an import runs, or an activity is saved, it holds from the next row on."""
		self.give(SECOND, "Shared")
		with kept_answers():
			self.assertEqual(self.reads(SECOND, self.case, self.client), {True})
			self.assertTrue(may_add_to_case("CSS Activity", self.case, SECOND))
			conflict = self.declare(SECOND, css_case=self.case)
			self.assertEqual(self.reads(SECOND, self.case, self.client), {False})
			self.assertFalse(may_add_to_case("CSS Activity", self.case, SECOND))
			self.assertFalse(may_add_to_case("CSS Safety Note", self.case, SECOND))
			conflict.active = 0
			with acting_as("Administrator"):
				conflict.save()
			self.assertEqual(self.reads(SECOND, self.case, self.client), {True})
			conflict.active = 1
			with acting_as("Administrator"):
				conflict.save()
			self.assertEqual(self.reads(SECOND, self.case, self.client), {False})

	def test_ones_own_declaration(self):
		"""R-501: whoever declares it is out with the same request."""
		with acting_as(WORKER):
			frappe.get_doc(doctype=CONFLICT, user=WORKER, css_case=self.case, reason="Cousins").insert()
		self.assertEqual(self.reads(WORKER, self.case, self.client), {False})

	def test_a_file_without_a_case(self):
		"""R-501: whoever entered it reads it no more either, and nothing of the others is closed."""
		with acting_as(WORKER):
			own, other = make_client().name, make_client().name
		self.assertTrue(is_reachable(CLIENT, own, WORKER))
		with acting_as(WORKER):
			frappe.get_doc(doctype=CONFLICT, user=WORKER, client=own, reason="Cousins").insert()
		scope = scope_of(WORKER)
		for client, expected in ((own, False), (other, True)):
			self.assertEqual(is_reachable(CLIENT, client, WORKER), expected)
			self.assertEqual(client in readable_clients([client], scope), expected)

	def test_of_another_user(self):
		"""R-501: somebody else's conflict closes nothing, nor is it asked of each case."""
		self.give(SECOND, "Shared")
		self.declare(WORKER, css_case=self.case)
		self.assertEqual(self.reads(SECOND, self.case, self.client), {True})
		self.assertFalse(scope_of(SECOND).may_have_conflict)
		self.assertTrue(scope_of(WORKER).may_have_conflict)
