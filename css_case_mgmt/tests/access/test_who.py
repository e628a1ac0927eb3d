"""Who reaches a file, and from when until when (D-19, D-29, R-001 to R-006, R-501, R-504, R-507)."""

import frappe
from frappe.utils import add_days

from css_case_mgmt.css_case_mgmt.doctype.css_case_access.css_case_access import AccessRefused
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.permissions.leavers import end_sessions_of_leavers
from css_case_mgmt.permissions.registry import CASE, CLIENT
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.access.personas import insert_staff, insert_user
from css_case_mgmt.tests.factories import (
	NORTH,
	WEST,
	acting_as,
	make_case,
	make_client,
	make_family,
	make_member,
	make_site,
)

# It is never the same day at both.
FIRST_TO_SEE_THE_DAY, LAST_TO_SEE_THE_DAY = "Site in Kiritimati", "Site in Pago Pago"


class WhoTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.worker = insert_staff("worker@who.example", "CSS Caseworker")
		cls.other_worker = insert_staff("other.worker@who.example", "CSS Caseworker")
		cls.manager = insert_staff("manager@who.example", "CSS Manager")
		with acting_as(cls.worker):
			cls.css_case, cls.client = make_family()

	def assert_reaches(self, expected: bool, user: str, *, write: bool | None = None) -> None:
		"""By the document check, the list and the check of each, for the case and the client."""
		for doctype, name in ((CASE, self.css_case.name), (CLIENT, self.client.name)):
			self.assertEqual(expected, is_reachable(doctype, name, user))
			self.assertEqual(
				expected if write is None else write, is_reachable(doctype, name, user, write=True)
			)
			with acting_as(user):
				self.assertEqual(expected, frappe.has_permission(doctype, "read", doc=name))
				listed = (
					frappe.get_list(doctype, pluck="name", limit=0) if frappe.has_permission(doctype) else []
				)
				self.assertEqual(expected, name in listed)

	def grant(self, user: str, kind: str, css_case=None, **values):
		today = site_today(NORTH)
		values = {"access_from": today, "access_until": add_days(today, 30), "reason": "Needed", **values}
		with acting_as(self.manager):
			return frappe.get_doc(
				doctype="CSS Case Access",
				css_case=(css_case or self.css_case).name,
				user=user,
				kind=kind,
				**values,
			).insert()


class TestRolesAndSites(WhoTestCase):
	def test_a_caseworker_has_the_own_caseload(self) -> None:
		"""R-004, R-005: a colleague of the same site does not see it, until it is covered."""
		self.assert_reaches(True, self.worker)
		self.assert_reaches(False, self.other_worker)
		self.grant(self.other_worker, "Covering")
		self.assert_reaches(True, self.other_worker)

	def test_a_manager_has_the_site(self) -> None:
		"""R-001, R-005: the own one, and only as its manager."""
		self.assert_reaches(True, self.manager)
		self.assert_reaches(False, insert_staff("west@who.example", "CSS Manager", site=WEST))
		self.assert_reaches(False, insert_user("nowhere@who.example", "CSS Manager"))

	def test_the_national_team_has_no_names(self) -> None:
		"""R-003, R-006."""
		for role in (
			"CSS National Analyst",
			"CSS National Coordinator",
			"CSS Privacy Officer",
			"System Manager",
		):
			with self.subTest(role):
				self.assert_reaches(False, insert_staff(f"{frappe.scrub(role)}@who.example", role))

	def test_the_fields_of_a_case_open_nothing(self) -> None:
		"""D-19: `caseworker` on the case says who works, not who may read."""
		frappe.db.set_value(CASE, self.css_case.name, "caseworker", self.other_worker)
		self.assert_reaches(False, self.other_worker)

	def test_intake_until_somebody_is_assigned(self) -> None:
		"""D-19: and not again when the assignment ends."""
		intake = insert_staff("intake@who.example", "CSS Intake Worker")
		with acting_as(intake):
			css_case, client = make_case(), make_client()
			make_member(css_case.name, client.name, is_head=1)
		self.css_case, self.client = css_case, client
		self.assert_reaches(True, intake)
		self.assert_reaches(False, insert_staff("intake.west@who.example", "CSS Intake Worker", site=WEST))
		access = self.grant(self.other_worker, "Assigned", access_until=None)
		self.assert_reaches(False, intake)
		access.db_set({"access_from": "2026-01-01", "access_until": "2026-01-02"})
		self.assert_reaches(False, intake)

	def test_a_client_who_moved_is_reached_through_the_new_case_only(self) -> None:
		"""D-20, R-502."""
		today = site_today(NORTH)
		moved = make_client()
		member = make_member(self.css_case.name, moved.name, member_from=add_days(today, -60))
		self.assertTrue(is_reachable(CLIENT, moved.name, self.worker))
		with acting_as(self.other_worker):
			new_case, _head = make_family()
		member.member_to = add_days(today, -10)
		member.save()
		make_member(new_case.name, moved.name, member_from=add_days(today, -10))
		self.assertFalse(is_reachable(CLIENT, moved.name, self.worker))
		self.assertTrue(is_reachable(CLIENT, moved.name, self.other_worker))


class TestMonitors(WhoTestCase):
	def setUp(self) -> None:
		super().setUp()
		self.monitor = insert_user("monitor@who.example", "CSS Monitor")

	def test_a_sample_is_read_only(self) -> None:
		"""R-436, R-504: chosen by a manager."""
		self.assert_reaches(False, self.monitor)
		self.grant(self.monitor, "Monitor")
		self.assert_reaches(True, self.monitor, write=False)

	def test_a_sample_ends_on_a_date(self) -> None:
		"""R-504: it has one, and the day after nothing is left."""
		with self.assertRaises(AccessRefused):
			self.grant(self.monitor, "Monitor", access_until=None)
		today = site_today(NORTH)
		access = self.grant(self.monitor, "Monitor", access_until=today)
		self.assert_reaches(True, self.monitor, write=False)
		access.db_set({"access_from": add_days(today, -5), "access_until": add_days(today, -1)})
		self.assert_reaches(False, self.monitor)

	def test_only_a_manager_chooses(self) -> None:
		"""R-504: a caseworker does not let a monitor in, nor a manager of another site."""
		for user in (self.worker, insert_staff("west@who.example", "CSS Manager", site=WEST)):
			with self.subTest(user), acting_as(user), self.assertRaises(frappe.PermissionError):
				frappe.get_doc(
					doctype="CSS Case Access",
					css_case=self.css_case.name,
					user=self.monitor,
					kind="Monitor",
					access_until=site_today(NORTH),
					reason="Sample",
				).insert()


class TestDates(WhoTestCase):
	def test_access_ends_with_the_day_at_the_site(self) -> None:
		"""D-29: the same last day is over at one site and not at the other."""
		make_site(FIRST_TO_SEE_THE_DAY, time_zone="Pacific/Kiritimati")
		make_site(LAST_TO_SEE_THE_DAY, time_zone="Pacific/Pago_Pago")
		earlier = site_today(LAST_TO_SEE_THE_DAY)
		self.assertLess(earlier, site_today(FIRST_TO_SEE_THE_DAY))
		for site, expected in ((FIRST_TO_SEE_THE_DAY, False), (LAST_TO_SEE_THE_DAY, True)):
			with self.subTest(site):
				user = insert_staff(f"{frappe.scrub(site)}@who.example", "CSS Caseworker", site=site)
				css_case = make_case(site)
				frappe.get_doc(
					doctype="CSS Case Access",
					css_case=css_case.name,
					user=user,
					kind="Covering",
					access_from=add_days(earlier, -5),
					access_until=earlier,
					reason="Holiday",
				).insert()
				self.assertEqual(expected, is_reachable(CASE, css_case.name, user))
				frappe.db.set_value("CSS Case Access", {"user": user}, "access_until", add_days(earlier, 9))
				self.assertTrue(is_reachable(CASE, css_case.name, user))
				frappe.db.set_value("CSS Staff", {"user": user}, "active_to", earlier)
				self.assertEqual(expected, is_reachable(CASE, css_case.name, user))

	def test_access_begins_on_a_date(self) -> None:
		"""D-19."""
		self.grant(self.other_worker, "Covering", access_from=add_days(site_today(NORTH), 3))
		self.assert_reaches(False, self.other_worker)


class TestConflicts(WhoTestCase):
	def declare(self, by: str, **values):
		with acting_as(by):
			return frappe.get_doc(
				doctype="CSS Conflict of Interest", user=self.worker, reason="Related", **values
			).insert()

	def test_own_declaration(self) -> None:
		"""R-501: by the case or by the person; the declaration itself stays readable."""
		conflict = self.declare(self.worker, css_case=self.css_case.name)
		self.assert_reaches(False, self.worker)
		with acting_as(self.worker):
			self.assertTrue(conflict.has_permission("read"))

	def test_declaration_of_the_manager(self) -> None:
		"""R-501: it blocks every case that the person is or was a member of."""
		self.declare(self.manager, client=self.client.name)
		self.assert_reaches(False, self.worker)
		self.assert_reaches(True, self.manager)

	def test_only_a_manager_withdraws_it(self) -> None:
		"""R-501."""
		conflict = self.declare(self.manager, client=self.client.name)
		conflict.active = 0
		with acting_as(self.worker), self.assertRaises(frappe.PermissionError):
			conflict.save()
		with acting_as(self.manager):
			frappe.get_doc(conflict.doctype, conflict.name).update({"active": 0}).save()
		self.assert_reaches(True, self.worker)

	def test_a_manager_in_conflict_is_blocked_too(self) -> None:
		"""R-501: and gives nobody access, nor withdraws the own declaration."""
		with acting_as(self.manager):
			own = frappe.get_doc(
				doctype="CSS Conflict of Interest",
				user=self.manager,
				css_case=self.css_case.name,
				reason="Neighbour",
			).insert()
		self.assert_reaches(False, self.manager)
		with self.assertRaises(frappe.PermissionError):
			self.grant(self.other_worker, "Covering")
		with acting_as(self.manager), self.assertRaises(frappe.PermissionError):
			own.update({"active": 0}).save()

	def test_no_access_is_given_against_it(self) -> None:
		"""R-501."""
		with acting_as(self.other_worker):
			other_case, _client = make_family()
		frappe.get_doc(
			doctype="CSS Conflict of Interest", user=self.worker, css_case=other_case.name, reason="Related"
		).insert()
		with self.assertRaises(AccessRefused):
			self.grant(self.worker, "Covering", css_case=other_case)


class TestLeavers(WhoTestCase):
	def end_posting(self, user: str, days: int) -> None:
		frappe.db.set_value("CSS Staff", {"user": user}, "active_to", add_days(site_today(NORTH), days))

	def test_the_last_day_is_a_working_day(self) -> None:
		"""R-507: owning the file gives no right to it afterwards."""
		self.end_posting(self.worker, 0)
		self.assert_reaches(True, self.worker)
		self.end_posting(self.worker, -1)
		self.assert_reaches(False, self.worker)

	def test_nothing_is_shared_with_who_left(self) -> None:
		"""R-507: no kind of access outlives the last posting."""
		self.grant(self.other_worker, "Shared")
		self.assert_reaches(True, self.other_worker)
		self.end_posting(self.other_worker, -1)
		self.assert_reaches(False, self.other_worker)

	def test_a_manager_who_left(self) -> None:
		"""R-507."""
		self.end_posting(self.manager, -1)
		self.assert_reaches(False, self.manager)

	def test_somebody_who_went_to_another_site(self) -> None:
		"""R-507: the assignment stays behind, unless the case is shared with her there."""
		self.end_posting(self.worker, -1)
		insert_staff(self.worker, site=WEST)
		self.assert_reaches(False, self.worker)
		self.grant(self.worker, "Shared")
		self.assert_reaches(True, self.worker)

	def test_a_client_without_a_case_is_lost_with_the_posting(self) -> None:
		"""R-507: who is opening a file reaches the client by having typed it, while at work."""
		with acting_as(self.worker):
			client = make_client()
		self.assertTrue(is_reachable(CLIENT, client.name, self.worker))
		self.assertFalse(is_reachable(CLIENT, client.name, self.manager))
		self.end_posting(self.worker, -1)
		self.assertFalse(is_reachable(CLIENT, client.name, self.worker))

	def test_own_declarations_are_lost_with_the_posting(self) -> None:
		"""R-507."""
		with acting_as(self.worker):
			conflict = frappe.get_doc(
				doctype="CSS Conflict of Interest",
				user=self.worker,
				css_case=self.css_case.name,
				reason="Related",
			).insert()
		self.end_posting(self.worker, -1)
		self.assertFalse(is_reachable(conflict.doctype, conflict.name, self.worker))

	def test_sessions_and_keys_end(self) -> None:
		"""R-507: by the hourly job, and at once when a posting is ended; others keep theirs."""
		for user in (self.worker, self.other_worker):
			frappe.db.set_value("User", user, {"api_key": f"key-{user}", "api_secret": "x"})
		self.end_posting(self.worker, -1)
		end_sessions_of_leavers()
		self.assertIsNone(frappe.db.get_value("User", self.worker, "api_key"))
		self.assertTrue(frappe.db.get_value("User", self.other_worker, "api_key"))
		posting = frappe.get_doc("CSS Staff", {"user": self.other_worker})
		posting.active_to = add_days(site_today(NORTH), -1)
		posting.save()
		self.assertIsNone(frappe.db.get_value("User", self.other_worker, "api_key"))
