"""Whose files are open, looked up from some people, is what the lists say: after every move (R-412, R-502, D-19, D-20)."""

import frappe
from frappe.desk import query_report
from frappe.utils import add_days

from css_case_mgmt.api.family_changes import move_in, separate
from css_case_mgmt.api.merging import merge
from css_case_mgmt.permissions.case_names import readable_case_names
from css_case_mgmt.permissions.conditions import condition, readable_clients
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.report_asked import ALWAYS, Asked
from css_case_mgmt.report_people import families_of, people_of
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	WEST,
	acting_as,
	give_access,
	make_client,
	make_family,
	make_manager,
	make_staff,
	make_user,
)
from css_case_mgmt.tests.family_changes.records import (
	CHILD,
	SPOUSE,
	FamilyChangeTestCase,
	make_household,
	make_single,
)
from css_case_mgmt.tests.outgoing_referral.records import make_outgoing

CASE, CLIENT, MEMBER = "CSS Case", "CSS Client", "CSS Case Member"
NAME, WEST_NAME = "Zuleikha", "Ottilie"


class TestOpenFiles(FamilyChangeTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.two_sites = make_staff("two.sites@test.example", "CSS Manager")
		make_staff(cls.two_sites, site=WEST)
		cls.west, cls.manager_of_west = "west@test.example", make_manager("manager.west@test.example", WEST)
		cls.monitor = make_user("monitor@test.example", "CSS Monitor")
		cls.conflicted = make_staff("conflicted@test.example", "CSS Manager")
		cls.intake = make_staff("intake@test.example", "CSS Intake Worker")

	def setUp(self) -> None:
		super().setUp()
		self.family = make_household()
		with acting_as(self.manager):
			give_access(self.family.case, self.colleague)
			give_access(self.family.case, self.monitor, "Monitor")
			frappe.get_doc(
				doctype="CSS Conflict of Interest",
				user=self.conflicted,
				client=self.family.husband,
				reason="Brothers",
			).insert()
		with acting_as(self.west):
			self.west_case, west_client = make_family(WEST, given_names=WEST_NAME)
			make_activity(self.west_case.name, west_client.name, note="About the school")

	def users(self) -> tuple[str, ...]:
		return (
			*(self.worker, self.second, self.colleague, self.manager, self.two_sites, self.west),
			*(self.manager_of_west, self.monitor, self.conflicted, self.intake, "Administrator", "Guest"),
			"analyst@test.example",
		)

	def assert_agreed(self) -> None:
		clients = frappe.get_all(CLIENT, pluck="name")
		table = frappe.qb.DocType(CLIENT)
		for user in self.users():
			scope = scope_of(user)
			listed = frappe.qb.from_(table).select(table.name).where(condition(CLIENT, user, scope=scope))
			listed = set(listed.run(pluck=True))
			cases = tuple(readable_case_names(scope))
			with self.subTest(user):
				self.assertEqual(readable_clients(clients, scope), listed)
				for asked_about in (cases, cases[:1]):
					people = people_of(set(clients), Asked(scope, *ALWAYS, asked_about))
					self.assertEqual({name for name, person in people.items() if person.is_open}, listed)
					self.assertEqual(set(people), set(clients))

	def protect(self) -> str:
		"""The wife leaves with the daughter because of violence; the second worker serves them."""
		with acting_as(self.manager):
			return separate(
				self.family.case,
				{self.family.wife: None, self.family.daughter: CHILD},
				self.family.wife,
				str(self.day),
				staying_head=self.family.husband,
				is_protected=1,
				caseworker=self.second,
			)

	def opens(self, client: str, *users: str) -> None:
		"""Exactly for these of all who were ever near the file."""
		near = (self.worker, self.second, self.colleague, self.monitor, self.west)
		open_for = {user for user in near if readable_clients([client], scope_of(user))}
		self.assertEqual(open_for, set(users))

	def test_nobody_has_moved(self):
		"""R-412: nobody's file without a case but to whoever opens it."""
		with acting_as(self.second):
			being_opened = make_client().name
		self.assert_agreed()
		self.opens(being_opened, self.second)
		self.opens(self.family.wife, self.worker, self.colleague, self.monitor)

	def test_no_names(self):
		"""R-412: of nobody, nobody; nor of somebody who is not there."""
		for user in self.users():
			scope = scope_of(user)
			self.assertEqual(readable_clients([], scope), set())
			for cases in (("",), (self.family.case,)):
				self.assertEqual(people_of(set(), Asked(scope, *ALWAYS, cases)), {})
			if user != "Administrator":
				self.assertEqual(readable_clients(["", "none", "%", "' or 1=1 -- "], scope), set())

	def test_a_protected_separation(self):
		"""R-502: who stayed with the other household learns nothing of those who left, by way of the old case either."""
		household = self.protect()
		self.assert_agreed()
		for client in (self.family.wife, self.family.daughter):
			self.opens(client, self.second)
		self.opens(self.family.husband, self.worker, self.colleague, self.monitor)
		old_head = families_of([self.family.case], scope_of(self.worker))[self.family.case]
		self.assertIsNotNone(old_head.head_of_family)
		self.assertEqual(
			families_of([household], scope_of(self.worker), {self.family.wife})[household].case_number,
			frappe.db.get_value(CASE, household, "file_number"),
		)

	def test_two_moves_on_one_day(self):
		"""D-20: she belongs to the family of the evening alone."""
		with acting_as(self.second):
			first, _head = make_single()
		with acting_as(self.colleague):
			last, _head = make_single()
		moved = {self.family.daughter: SPOUSE}
		with acting_as(self.manager):
			move_in(first, moved, str(self.day), reason="Marriage")
			self.opens(self.family.daughter, self.second)
			move_in(last, moved, str(self.day), reason="Marriage")
		self.assert_agreed()
		self.opens(self.family.daughter, self.colleague)
		rows = frappe.get_all(MEMBER, {"client": self.family.daughter}, ["member_from", "css_case"])
		self.assertEqual(len({row.member_from for row in rows}), len(rows))

	def test_there_and_back_on_one_day(self):
		"""D-20, R-502: nothing of the hour elsewhere stays open there."""
		with acting_as(self.second):
			other, _head = make_single()
		moved = {self.family.daughter: CHILD}
		with acting_as(self.manager):
			move_in(other, moved, str(self.day), reason="Reunification")
			move_in(self.family.case, moved, str(self.day), reason="Reunification")
		self.assert_agreed()
		self.opens(self.family.daughter, self.worker, self.colleague, self.monitor)

	def test_merged_files(self):
		"""D-23: each of the two is open as before, to whoever is asked from the case or from the person."""
		with acting_as(self.second):
			_case, double = make_single()
		with acting_as(self.manager):
			merge(self.family.daughter, double, "Entered twice")
		self.assert_agreed()

	def test_a_case_of_another_site(self):
		"""R-502, D-20: somebody put into a case of another site past the app is read there alone."""
		frappe.db.set_value(CASE, self.family.case, "site", WEST)
		self.assert_agreed()
		self.opens(self.family.wife, self.colleague, self.monitor)

	def test_who_is_named_in_reports(self):
		"""R-412, R-502: by the Administrator, managers of one and of two sites, a monitor; never by the household left."""
		frappe.db.set_value(CLIENT, self.family.wife, {"given_names": NAME, "patronymic": None})
		frappe.set_user(self.worker)
		make_activity(self.family.case, self.family.wife, on=add_days(self.day, -5), note="About the flat")
		make_outgoing(self.family.case, self.family.wife)
		self.protect()
		# Notes stay in the case that she left; what is open of a referral goes along with her.
		notes_of_both = {self.manager: {NAME}, self.two_sites: {NAME, WEST_NAME}}
		notes_of_both |= {"Administrator": {NAME, WEST_NAME}}
		notes_of_both |= {self.west: {WEST_NAME}, self.manager_of_west: {WEST_NAME}}
		referred = (self.second, self.manager, self.two_sites, self.conflicted, "Administrator")
		self.assert_named("Case Note Report", notes_of_both, from_date="2020-01-01")
		self.assert_named("Complete Services Report", notes_of_both, from_date="2020-01-01", detail=1)
		self.assert_named("Referrals Report", {user: {NAME} for user in referred})

	def assert_named(self, report: str, named_to: dict[str, set], **filters) -> None:
		for user in self.users():
			with acting_as(user), self.subTest(report, user=user):
				if user in (self.monitor, self.intake, "Guest"):
					with self.assertRaises(frappe.PermissionError):
						query_report.run(report, filters=filters)
					continue
				if user == "analyst@test.example" and report != "Referrals Report":
					continue
				rows = frappe.as_json(query_report.run(report, filters=filters)["result"])
				found = {name for name in (NAME, WEST_NAME) if name in rows}
				self.assertEqual(found, named_to.get(user, set()))
