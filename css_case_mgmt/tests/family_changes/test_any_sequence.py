"""Whatever happens in families, and in whatever order: one open membership each, one head for each family."""

import frappe
from frappe.utils import add_days, add_months, add_years
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from css_case_mgmt.api.family import change_head_of_family
from css_case_mgmt.api.family_changes import move_in, open_own_household, record_death, relate, separate
from css_case_mgmt.tests.factories import make_case, make_client, make_enrolment, make_member
from css_case_mgmt.tests.family_changes.records import CHILD, SPOUSE, FamilyChangeTestCase

people = st.integers(0, 5)
cases = st.integers(0, 4)
days_ago = st.integers(0, 3)
CHANGES = ("separate", "protect", "move_in", "own_household", "death", "head", "relate")
changes = st.lists(
	st.tuples(st.sampled_from(CHANGES), cases, st.lists(people, min_size=1, max_size=3), people, days_ago),
	min_size=1,
	max_size=7,
)


class TestAnySequence(FamilyChangeTestCase):
	@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
	@given(changes)
	def test_families_hold_together(self, changes):
		"""R-041, D-19, D-20: after every change, made or refused; nothing is deleted, and what is in force is in the
		case in which the person is."""
		frappe.db.savepoint("one_example")
		try:
			self.set_out()
			for change in changes:
				rows = frappe.db.count("CSS Case Member")
				self.attempt(*change)
				self.assertGreaterEqual(frappe.db.count("CSS Case Member"), rows)
				self.check(change)
		finally:
			frappe.set_user(self.worker)
			frappe.db.rollback(save_point="one_example")

	def set_out(self) -> None:
		"""Two families of three, one of each enrolled; a manager reaches both."""
		frappe.set_user(self.manager)
		self.cases, self.clients, self.enrolments = [], [], []
		since = add_months(self.today, -12)
		for _family in range(2):
			css_case = make_case(caseworker=self.worker).name
			clients = [make_client(date_of_birth=add_years(self.today, -30)).name for _number in range(3)]
			for client in clients:
				make_member(css_case, client, is_head=int(client == clients[0]), member_from=since)
			self.enrolments.append(make_enrolment(css_case, clients[0]).name)
			self.cases.append(css_case)
			self.clients += clients

	def attempt(self, what: str, case: int, chosen: list[int], other: int, ago: int) -> None:
		"""Some changes are nonsense at the time: a refusal is an answer, an error is not."""
		css_case = self.cases[case % len(self.cases)]
		clients = [self.clients[index] for index in dict.fromkeys(chosen)]
		someone, on = self.clients[other], str(add_days(self.today, -ago))
		stay = {"staying_head": someone, "staying_relationships": {}}
		try:
			if what in ("separate", "protect"):
				values = {"is_protected": 1, "caseworker": self.second} if what == "protect" else {}
				members = dict.fromkeys(clients, CHILD)
				self.cases.append(separate(css_case, members, clients[0], on, **stay, **values))
			elif what == "move_in":
				move_in(css_case, dict.fromkeys(clients, SPOUSE), on, **stay)
			elif what == "own_household":
				self.cases.append(
					open_own_household(
						css_case, clients[0], on, relationship=CHILD, relationship_back="Parent", **stay
					)
				)
			elif what == "death":
				record_death(css_case, clients[0], on, someone, {})
			elif what == "head":
				change_head_of_family(css_case, someone, on, dict.fromkeys(clients, CHILD))
			else:
				relate(css_case, clients[0], someone, SPOUSE, SPOUSE)
		except frappe.ValidationError:
			frappe.clear_messages()

	def check(self, change: tuple) -> None:
		rows = frappe.get_all(
			"CSS Case Member",
			filters={"css_case": ("in", self.cases)},
			fields=["client", "css_case", "member_from", "member_to", "is_head"],
		)
		still = [row for row in rows if not row.member_to]
		clients = [row.client for row in still]
		self.assertEqual(len(clients), len(set(clients)), change)
		for css_case in {row.css_case for row in still}:
			heads = sum(row.is_head for row in still if row.css_case == css_case)
			self.assertEqual(heads, 1, f"{change}: {heads} heads")
		for row in rows:
			for other in rows:
				if row is not other and row.client == other.client:
					self.assertTrue(
						(row.member_to or self.tomorrow()) <= other.member_from
						or (other.member_to or self.tomorrow()) <= row.member_from,
						f"{change}: two cases on one day",
					)
		self.check_enrolments(rows, change)

	def check_enrolments(self, rows: list, change: tuple) -> None:
		for enrolment in self.enrolments:
			client, css_case = frappe.db.get_value("CSS Enrolment", enrolment, ["client", "css_case"])
			latest = max((row for row in rows if row.client == client), key=lambda row: row.member_from)
			self.assertEqual(css_case, latest.css_case, change)

	def tomorrow(self):
		return add_days(self.today, 2)
