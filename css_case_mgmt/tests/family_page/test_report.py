"""Review Individual and Family Services (R-286, R-397, R-411)."""

import frappe
from frappe.desk.query_report import run
from frappe.utils import add_days, add_months

from css_case_mgmt.api.family_changes import separate
from css_case_mgmt.report_filters import FilterRefused
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import acting_as, make_enrolment
from css_case_mgmt.tests.family_page.records import (
	COLLEAGUE,
	MANAGER,
	SECOND,
	WORKER,
	FamilyPageTestCase,
	make_goal,
	make_referral,
)

REPORT = "Review Individual and Family Services"


class TestReview(FamilyPageTestCase):
	def rows(self, user: str = WORKER, **filters) -> list[dict]:
		with acting_as(user):
			found = run(REPORT, filters={"css_case": self.css_case, **filters})["result"]
		return [row for row in found if isinstance(row, dict)]

	def figures(self, *kinds: str, **filters) -> list[tuple]:
		return [tuple(row[kind] for kind in kinds) for row in self.rows(**filters)]

	def test_the_family_and_below_it_its_people(self):
		"""R-397, R-411: also those who never had a contact, and those who are not in the programme."""
		self.make_spouse()
		rows = self.rows()
		self.assertEqual(
			[row["who"] for row in rows], ["Family of Amina Haidari", "Amina Haidari", "Jawad Haidari"]
		)
		self.assertEqual([row["days"] for row in rows], [None, None, None])
		self.assertEqual([row["is_long_ago"] for row in rows], [1, 1, 0])
		self.assertEqual([row.get("needs_level") for row in rows], [None, "High", None])

	def test_a_name_is_no_formula(self):
		"""R-434: in a spreadsheet a text that begins like a formula stays a text."""
		frappe.db.set_value("CSS Client", self.client.name, "given_names", "=HYPERLINK(1)")
		self.assertEqual(self.rows()[1]["who"][:1], "=")
		with acting_as(WORKER):
			frappe.local.form_dict.file_format_type = "Excel"
			found = run(REPORT, filters={"css_case": self.css_case})["result"]
		self.assertEqual(found[1]["who"][:2], "'=")

	def test_once_for_each_person_and_once_for_the_family(self):
		"""R-234: a meeting of two; an attempt is a service and no contact; the wrong file, drafts, other days count not."""
		spouse = self.make_spouse()
		make_activity(self.css_case, self.client.name, spouse.name, on=add_days(self.today, -3))
		make_activity(self.css_case, self.client.name, on=add_days(self.today, -4))
		make_activity(
			self.css_case,
			self.client.name,
			on=add_days(self.today, -2),
			successful=0,
			attempt_result="No Answer",
		)
		make_activity(self.css_case, spouse.name, is_final=False)
		make_activity(self.css_case, spouse.name, on=add_months(self.today, -5))
		make_activity(self.css_case, spouse.name).db_set("marked_in_error_on", self.today)
		self.assertEqual(self.figures("services", "contacts"), [(3, 2), (3, 2), (1, 1)])
		self.assertEqual(self.figures("services", from_date=add_days(self.today, -3)), [(2,), (2,), (1,)])
		self.assertEqual(
			self.figures("services", from_date=add_days(self.today, -3), to_date=add_days(self.today, -3)),
			[(1,), (1,), (1,)],
		)

	def test_support_services(self):
		"""R-258: for the client of the line, or for everybody who took part; once for the family."""
		spouse = self.make_spouse()
		activity = make_activity(self.css_case, self.client.name, spouse.name)
		for number, client in enumerate((spouse.name, None)):
			frappe.get_doc(
				doctype="CSS Activity Support Service",
				parent=activity.name,
				parenttype="CSS Activity",
				parentfield="support_services",
				idx=number + 1,
				service="Child Care",
				client=client,
			).db_insert()
		self.assertEqual(self.figures("support_services"), [(2,), (1,), (2,)])

	def test_what_is_open(self):
		"""R-280, R-309: referrals, problems and goals as they stand today, whatever the dates."""
		spouse = self.make_spouse()
		make_referral(self.css_case, self.client.name)
		make_referral(self.css_case, spouse.name, status="Completed")
		make_referral(self.css_case, spouse.name, enrolment=self.exited_enrolment(spouse.name))
		make_goal(self.css_case, spouse.name)
		make_goal(self.css_case, spouse.name, status="Set Aside")
		make_activity(self.css_case, self.client.name, spouse.name, on=add_days(self.today, -200)).db_set(
			{"problem": "Rent", "problem_status": "Open"}
		)
		self.assertEqual(self.figures("referrals", "problems", "goals"), [(1, 1, 1), (1, 1, 0), (0, 1, 1)])

	def exited_enrolment(self, client: str) -> str:
		enrolment = make_enrolment(self.css_case, client, consent=False)
		enrolment.db_set("status", "Exited")
		return enrolment.name

	def test_each_reader_finds_what_is_open_to_her(self):
		"""D-19: of another worker's family no row; the manager of the site finds both."""
		self.assertEqual(self.rows(COLLEAGUE), [])
		self.assertEqual(self.rows("manager.west@test.example"), [])
		self.assertEqual(len(self.rows(MANAGER)), 2)
		for user in ("analyst@test.example",):
			with self.assertRaises(frappe.PermissionError):
				self.rows(user)

	def test_who_left_is_not_on_it(self):
		"""R-502, D-20: neither the row nor what was done with her alone is below the old family."""
		spouse = self.make_spouse("Leaver")
		make_enrolment(self.css_case, spouse.name)
		with acting_as(MANAGER):
			separate(
				self.css_case,
				{spouse.name: None},
				spouse.name,
				str(add_days(self.today, -10)),
				is_protected=True,
				caseworker=SECOND,
			)
		self.assertNotIn("Leaver", frappe.as_json(self.rows()))

	def test_filters(self):
		"""R-397: by person, site, caseworker; what cannot be answered is refused."""
		spouse = self.make_spouse()
		self.assertEqual(len(self.rows(client=spouse.name, css_case=None)), 2)
		self.assertEqual(self.rows(site="Test Site West"), [])
		self.assertEqual(self.rows(MANAGER, caseworker=COLLEAGUE), [])
		for filters in ({"from_date": 5}, {"from_date": add_days(self.today, 1)}, {"site": ["x"]}):
			with self.subTest(filters), self.assertRaises(FilterRefused):
				self.rows(**filters)

	def test_a_closed_family_is_found_by_its_name(self):
		"""R-397: among all others only open ones are listed."""
		frappe.db.set_value("CSS Case", self.css_case, "status", "Closed")
		self.assertEqual(len(self.rows()), 2)
		self.assertEqual([row for row in self.rows(css_case=None) if row["css_case"] == self.css_case], [])

	def test_as_many_queries_for_many_as_for_few(self):
		"""R-397: grouped queries."""
		with acting_as(WORKER):
			few = self.count_queries(lambda: run(REPORT, filters={}))
			for number in range(5):
				spouse = self.make_spouse(f"Relative{number}")
				make_activity(self.css_case, spouse.name)
			self.assertLessEqual(self.count_queries(lambda: run(REPORT, filters={})), few)
