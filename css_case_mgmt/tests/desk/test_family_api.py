"""What the family panel calls (R-040, R-041, D-19, D-20)."""

import frappe
from frappe.desk.search import search_link
from frappe.utils import add_days, add_months

from css_case_mgmt.api.family import (
	add_member,
	change_head_of_family,
	change_level,
	get_family,
)
from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import MembershipRefused
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	make_case,
	make_caseworker,
	make_client,
	make_enrolment,
	make_family,
	make_manager,
	make_member,
)

SPOUSE = "Spouse or Partner"


class TestFamilyApi(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.colleague = make_caseworker("second@test.example")
		cls.manager = make_manager()
		cls.today = site_today(NORTH)

	def heads(self, css_case) -> list[tuple]:
		rows = frappe.get_all(
			"CSS Case Member",
			filters={"css_case": css_case, "is_head": 1},
			fields=["client", "member_from", "member_to"],
			order_by="member_from",
		)
		return [(row.client, row.member_from, row.member_to) for row in rows]

	def test_first_member_is_the_head(self):
		"""R-041: of two added without saying who heads, the first does."""
		with acting_as(self.worker):
			css_case = make_case()
			first = add_member(css_case.name, {"given_names": "Amina"}, {"relationship": "Head of Family"})
			add_member(css_case.name, {"given_names": "Karim"}, {"relationship": SPOUSE})
		self.assertEqual([client for client, *_days in self.heads(css_case.name)], [first])

	def test_no_client_without_a_membership(self):
		"""R-041, R-508: a refused membership leaves no file behind in the same request."""
		with acting_as(self.worker):
			css_case, _head = make_family()
			frappe.db.savepoint("request")
			with self.assertRaises(frappe.ValidationError):
				add_member(
					css_case.name,
					{"given_names": "Nobodyelse"},
					{"relationship": SPOUSE, "is_head": 1},
				)
			frappe.db.rollback(save_point="request")
		self.assertFalse(frappe.db.exists("CSS Client", {"given_names": "Nobodyelse"}))

	def test_numbers_and_merges_are_not_typed(self):
		"""D-23: a request cannot bring its own file number, merge or source."""
		with acting_as(self.worker):
			css_case, head = make_family()
			client = add_member(
				css_case.name,
				{
					"given_names": "Karim",
					"file_number": "X-1",
					"merged_into": head.name,
					"source_system": "elsewhere",
					"source_id": "1",
				},
				{"relationship": SPOUSE},
			)
		stored = frappe.get_doc("CSS Client", client)
		self.assertNotEqual(stored.file_number, "X-1")
		self.assertFalse(stored.merged_into or stored.source_system)

	def test_a_colleague_learns_nothing(self):
		"""D-19: neither reading nor changing another worker's family."""
		with acting_as(self.worker):
			css_case, head = make_family()
		with acting_as(self.colleague):
			for call in (
				lambda: get_family(css_case.name),
				lambda: add_member(css_case.name, {"given_names": "X"}, {}),
				lambda: change_head_of_family(css_case.name, head.name, str(self.today)),
			):
				with self.assertRaises(frappe.PermissionError):
					call()

	def test_head_changes_from_a_day_on(self):
		"""R-041, D-20: exactly one head before, on and after the day; who was what before stays."""
		with acting_as(self.worker):
			css_case, wife = make_family()
			husband = make_client()
			make_member(
				css_case.name, husband.name, relationship=SPOUSE, member_from=add_months(self.today, -20)
			)
			make_enrolment(css_case.name, wife.name)
			day = add_days(self.today, -10)
			change_head_of_family(css_case.name, husband.name, str(day), {wife.name: SPOUSE})
			panel = get_family(css_case.name)
		started = add_months(self.today, -30)
		self.assertEqual(
			[(client, member_to) for client, _from, member_to in self.heads(css_case.name)],
			[(wife.name, day), (husband.name, None)],
		)
		self.assertLessEqual(self.heads(css_case.name)[0][1], started)
		self.assertEqual(
			[(member["client"], member["relationship"]) for member in panel["members"]],
			[(husband.name, "Head of Family"), (wife.name, SPOUSE)],
		)

	def test_head_of_the_same_day_is_changed_in_place(self):
		"""R-041: nobody was head for no day at all."""
		with acting_as(self.worker):
			css_case, wife = make_family(member_from=self.today)
			husband = make_client()
			make_member(css_case.name, husband.name, relationship=SPOUSE, member_from=self.today)
			change_head_of_family(css_case.name, husband.name, str(self.today), {wife.name: SPOUSE})
		self.assertEqual(self.heads(css_case.name), [(husband.name, self.today, None)])
		self.assertEqual(frappe.db.count("CSS Case Member", {"css_case": css_case.name}), 2)

	def test_head_must_be_a_member(self):
		"""R-041: somebody else, or the head again, is refused in words."""
		with acting_as(self.worker):
			css_case, head = make_family()
			stranger = make_client()
			for client in (stranger.name, head.name):
				with self.assertRaises(MembershipRefused):
					change_head_of_family(css_case.name, client, str(self.today))

	def test_somebody_who_went_to_another_case_is_not_shown(self):
		"""D-20, R-502: the old family's panel holds no name of hers."""
		with acting_as(self.worker):
			css_case, _head = make_family()
			daughter = make_client(given_names="Tahmineh")
			row = make_member(css_case.name, daughter.name, member_from=add_months(self.today, -20))
			row.member_to = add_months(self.today, -1)
			row.save()
		with acting_as(self.colleague):
			new_case = make_case()
		make_member(new_case.name, daughter.name, is_head=1, member_from=row.member_to)
		with acting_as(self.worker):
			self.assertNotIn("Tahmineh", frappe.as_json(get_family(css_case.name)))
			self.assertNotIn(daughter.name, frappe.as_json(get_family(css_case.name)))

	def test_queries_do_not_grow_with_the_family(self):
		"""No query for each member."""
		with acting_as(self.worker):
			css_case, _head = make_family()
			get_family(css_case.name)
			few = self.count_queries(get_family, css_case.name)
			for _number in range(6):
				make_member(css_case.name, make_client().name, member_from=add_months(self.today, -20))
			self.assertLessEqual(self.count_queries(get_family, css_case.name), few)

	def test_level_changes_with_date_and_reason(self):
		"""D-06, R-185: the history keeps when, why and by whom."""
		with acting_as(self.worker):
			css_case, client = make_family()
			enrolment = make_enrolment(css_case.name, client.name)
			with self.assertRaises(frappe.ValidationError):
				change_level(enrolment.name, "Low", str(self.today), " ")
			change_level(enrolment.name, "Low", str(self.today), "Settled in.")
		enrolment.reload()
		self.assertEqual(enrolment.needs_level, "Low")
		last = enrolment.levels[-1]
		self.assertEqual(
			(last.level_from, last.reason, last.decided_by), (self.today, "Settled in.", self.worker)
		)

	def test_most_spoken_languages_are_on_top(self):
		"""R-058: in every field that links to a language, by position, and found by the name that is read."""
		with acting_as(self.worker):
			top = self.offered("")
			found = self.offered("dari")
		self.assertEqual(top[:5], ["prs", "pus", "ara", "tir", "som"])
		self.assertEqual(found[0], "prs")

	def offered(self, text: str) -> list[str]:
		# Frappe of 2023-08 answers in the response, later ones by returning.
		answer = search_link("CSS Language", text, filters={"enabled": 1}, page_length=10)
		return [row["value"] for row in answer or frappe.response["results"]]
