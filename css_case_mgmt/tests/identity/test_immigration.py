"""How somebody came to Canada, and what the Resettlement Assistance Program leaves to the caseworker (R-048, R-054 to
R-056)."""

import frappe
from frappe.desk.search import search_link
from frappe.utils import add_days, add_months

from css_case_mgmt.api.client_file import get_person
from css_case_mgmt.api.plan import propose
from css_case_mgmt.api.preparation import get_preparation
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	give_access,
	make_client,
	make_enrolment,
	make_family,
	make_manager,
	make_staff,
	today,
)
from css_case_mgmt.tests.identity.records import asked_of
from css_case_mgmt.tests.identity.test_client import IdentityTestCase
from css_case_mgmt.tests.plan.records import make_plan

CATEGORY = "CSS Immigration Category"
NAMED_IN_THE_SOURCES = (
	"Government-Assisted Refugee (GAR)",
	"Blended Visa Office-Referred Refugee (BVOR)",
	"Privately Sponsored Refugee (PSR)",
	"Other Vulnerable Newcomer",
)
HERE, BY_PROVIDER = "Winter clothes for the children", "Deposit for the flat"


class TestCategories(IdentityTestCase):
	def offered(self, text: str = "") -> list[str]:
		answer = search_link(CATEGORY, text, filters={"enabled": 1}, page_length=50)
		rows = answer if answer is not None else frappe.response.pop("results")
		return [row["value"] for row in rows]

	def test_those_that_the_programme_serves(self):
		"""R-048: GAR first, BVOR, PSR and other vulnerable newcomers; each can be written into a file."""
		offered = self.offered()
		self.assertEqual(offered[0], NAMED_IN_THE_SOURCES[0])
		for category in NAMED_IN_THE_SOURCES:
			with self.subTest(category):
				self.assertIn(category, offered)
				client = make_client(immigration_category=category)
				self.assertEqual(client.immigration_category, category)
		with self.assertRaises(frappe.LinkValidationError):
			make_client(immigration_category="Tourist")

	def test_an_agency_keeps_its_own_list(self):
		"""R-048: they are records: one is added, another goes out of use and stays in the files that name it."""
		client = make_client(immigration_category=NAMED_IN_THE_SOURCES[1])
		with acting_as("Administrator"):
			frappe.get_doc(doctype=CATEGORY, category="Emergency travel", position=0, enabled=1).insert()
			frappe.db.set_value(CATEGORY, NAMED_IN_THE_SOURCES[1], "enabled", 0)
		self.assertIn("Emergency travel", self.offered())
		self.assertEqual(self.offered("BVOR"), [])
		client.reload()
		client.preferred_name = "Mina"
		client.save()
		self.assertEqual(client.immigration_category, NAMED_IN_THE_SOURCES[1])


class RapTestCase(IdentityTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.manager = make_manager()

	def on_rap(self, days_ago: int, **values):
		arrived = add_days(today(), -days_ago)
		self.css_case, client = make_family(arrival_date=arrived, rap_start_date=arrived, **values)
		return client

	def rap(self, client):
		return get_person(client.name)["rap"]


class TestHowLong(RapTestCase):
	def test_usual_days_in_the_file(self):
		"""R-054: services end four to six weeks after arrival, support after a year; a site sets its own numbers."""
		client = self.on_rap(10)
		arrived = client.arrival_date
		found = self.rap(client)
		self.assertEqual(found["services_end"], (add_days(arrived, 28), add_days(arrived, 42)))
		self.assertEqual(found["support_limit"], add_months(arrived, 12))
		self.assertEqual((found["support_until"], found["results"]), (None, "Not Yet"))
		with acting_as("Administrator"):
			site = frappe.get_doc("CSS Site", NORTH)
			site.append("settings", {"setting": "rap_services_max_weeks", "value": "8"})
			site.append("settings", {"setting": "rap_support_months", "value": "6"})
			site.save()
		found = self.rap(client)
		self.assertEqual(found["services_end"][1], add_days(arrived, 56))
		self.assertEqual(found["support_limit"], add_months(arrived, 6))

	def test_nothing_of_whoever_was_never_on_rap(self):
		"""R-054: nor once support is over and nothing is left to do."""
		_case, sponsored = make_family(arrival_date=add_days(today(), -10))
		self.assertIsNone(self.rap(sponsored))
		self.assertIsNone(self.rap(self.on_rap(400)))
		self.assertIsNotNone(self.rap(self.on_rap(400, rap_end_date=add_days(today(), 1))))
		needs = [{"need": HERE, "addressed_by": "Case Management"}]
		self.assertIsNotNone(self.rap(self.on_rap(400, rap_needs=needs)))

	def test_longer_than_a_year_is_asked_about(self):
		"""R-054: the file is saved all the same; the same end is asked about once."""
		client = self.on_rap(10)
		for end, is_asked in ((add_months(client.arrival_date, 12), False), (add_days(today(), 400), True)):
			frappe.clear_messages()
			client.rap_end_date = end
			client.save()
			self.assertEqual("within 12 months" in self.messages(), is_asked, end)
		frappe.clear_messages()
		client.preferred_name = "Mina"
		client.save()
		self.assertNotIn("within 12 months", self.messages())


class TestResults(RapTestCase):
	def setUp(self):
		super().setUp()
		self.client = self.on_rap(50, rap_provider="Harbour House")
		self.enrolment = make_enrolment(self.css_case.name, self.client.name, today())

	def receive(self, *needs: dict, **values) -> None:
		self.client.reload()
		self.client.update({"rap_results_received_on": today(), "rap_needs": needs, **values})
		self.client.save()

	def left_over(self) -> list[tuple]:
		sections = {each["key"]: each["lines"] for each in get_preparation(self.enrolment.name)["sections"]}
		return [(each["text"], each.get("detail")) for each in sections.get("rap", [])]

	def test_missing_until_they_come(self):
		"""R-056: after six weeks the file and the card before a meeting say that they are missing, and whom to ask."""
		found = self.rap(self.client)
		self.assertEqual((found["results"], found["provider"]), ("Missing", "Harbour House"))
		self.assertEqual(self.left_over(), [("The results of the RAP exit assessment are missing.", None)])
		self.receive()
		self.assertEqual((self.rap(self.client)["results"], self.left_over()), ("Received", []))

	def test_what_remains_is_where_the_caseworker_works(self):
		"""R-055, R-056: in the file, on the card before a meeting, and beside the plan what is to be done here; a need
		that is met is left over nowhere."""
		self.receive(
			{"need": BY_PROVIDER, "addressed_by": "RAP Provider"},
			{"need": HERE, "addressed_by": "Case Management"},
			{"need": "A family doctor", "addressed_by": "Case Management", "met_on": today()},
		)
		found = [(row.need, row.addressed_by) for row in self.rap(self.client)["needs"]]
		self.assertEqual(found, [(BY_PROVIDER, "RAP Provider"), (HERE, "Case Management")])
		self.assertEqual(
			self.left_over(),
			[(BY_PROVIDER, "to be addressed by the RAP provider"), (HERE, "to be addressed here")],
		)
		plan = make_plan(self.enrolment, today())
		self.assertEqual(propose(plan.name)["from_rap"], [HERE])

	def test_the_caseworker_is_told(self):
		"""R-056: by a task, when somebody else enters them; nobody is told of what she entered herself, or twice."""
		with acting_as(self.manager):
			give_access(self.css_case.name, self.worker, "Assigned")
		self.receive()
		self.assertEqual(self.about_rap(), [])
		with acting_as(self.manager):
			self.receive(rap_results_received_on=add_days(today(), -1))
			self.receive(rap_results_received_on=add_days(today(), -1), preferred_name="Mina")
		(text,) = self.about_rap()
		self.assertIn(self.client.file_number, text)
		self.assertNotIn(self.client.given_names, text)

	def about_rap(self) -> list[str]:
		return [text for text in asked_of(self.worker) if "RAP" in text]

	def test_whoever_may_not_read_the_file_learns_nothing(self):
		"""D-19, R-056."""
		self.receive({"need": HERE, "addressed_by": "Case Management"})
		with acting_as(make_staff("rap.stranger@test.example", "CSS Caseworker", site=NORTH)):
			for ask, name in ((get_person, self.client.name), (get_preparation, self.enrolment.name)):
				with self.assertRaises(frappe.PermissionError):
					ask(name)
