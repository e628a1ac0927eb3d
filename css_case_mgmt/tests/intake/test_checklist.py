"""The intake checklist of a family, from a new case to the first assessment (R-107, R-110, R-126, R-129)."""

import frappe
from frappe.utils import add_months

from css_case_mgmt.api.intake import get_intake, good_practice
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	acting_as,
	complete_assessment,
	give_consent,
	make_caseworker,
	make_client,
	make_enrolment,
	make_family,
	make_manager,
	make_member,
	today,
)

MOST_QUERIES = 11


class TestChecklist(SiteTestCase):
	def setUp(self) -> None:
		super().setUp()
		frappe.set_user(make_caseworker())
		self.css_case, self.client = make_family(date_of_birth="1990-05-17")

	def steps(self) -> dict[str, dict]:
		"""Each step of the head of family, by its name."""
		return {step["step"]: step for step in get_intake(self.css_case.name)["people"][0]["steps"]}

	def next_step(self) -> str | None:
		return next((name for name, step in self.steps().items() if step["state"] == "Next"), None)

	def test_from_a_new_case_to_the_first_assessment(self) -> None:
		"""R-107, R-110, R-129: each thing done brings the next one to the fore."""
		self.assertEqual("Identity", self.next_step())
		self.assertEqual(
			["immigration_category", "primary_language", "phones"], self.steps()["Identity"]["missing"]
		)
		self.fill_in_identity()
		self.assertEqual("Eligibility", self.next_step())
		self.decide_eligibility()
		self.assertEqual("Enrolment", self.next_step())
		enrolment = make_enrolment(self.css_case.name, self.client.name, today(), consent=False)
		self.assertEqual("Consent", self.next_step())
		self.assertEqual("Waiting", self.steps()["First Assessment"]["state"])
		consent = give_consent(self.css_case.name, self.client.name)
		self.assertEqual("Graduation", self.next_step())
		charter = frappe.get_last_doc("CSS Charter Acknowledgement", {"client": self.client.name})
		charter.graduation_discussed_on = today()
		charter.save()
		self.assertEqual(["consent"], self.steps()["Copies"]["missing"])
		consent.reload()
		consent.copy_given_on = today()
		consent.save()
		self.assertEqual("Health Screening", self.next_step())
		self.client.update({"health_screening_connected": "Yes", "health_screening_on": today()})
		self.client.save()
		self.assertEqual("First Assessment", self.next_step())
		complete_assessment(enrolment, today(), answers=2)
		self.assertIsNone(self.next_step())
		self.assertTrue(get_intake(self.css_case.name)["people"][0]["is_complete"])

	def fill_in_identity(self) -> None:
		self.client.update(
			{
				"immigration_category": frappe.get_all("CSS Immigration Category", pluck="name", limit=1)[0],
				"primary_language": "prs",
				"phones": [{"phone": "+14165550123", "safe_to_call": "Not Known"}],
			}
		)
		self.client.save()
		self.assertEqual(["safe_to_call"], self.steps()["Identity"]["missing"])
		self.client.phones[0].safe_to_call = "Yes"
		self.client.save()

	def decide_eligibility(self) -> None:
		frappe.get_doc(
			doctype="CSS Eligibility Assessment",
			css_case=self.css_case.name,
			client=self.client.name,
			assessment_date=today(),
			legal_status="Permanent Resident",
			criteria=[{"criterion": criterion} for criterion in one_criterion_of_each_column()],
			needs_level="High",
		).insert()

	def test_services_in_french_concern_who_speaks_french(self) -> None:
		"""R-061."""
		self.assertEqual("Not Needed", self.steps()["Services in French"]["state"])
		self.client.french_ability = "Fluent"
		self.client.save()
		self.assertEqual("Open", self.steps()["Services in French"]["state"])
		self.client.francophone_services_explained_on = today()
		self.client.save()
		self.assertEqual("Done", self.steps()["Services in French"]["state"])

	def test_children_are_documented_with_the_family(self) -> None:
		"""R-045, D-27, T-09: no steps of their own; somebody without a birth date is asked for it."""
		child = make_client(date_of_birth=add_months(today(), -12 * 7))
		unknown = make_client(date_of_birth=None)
		for person in (child, unknown):
			make_member(self.css_case.name, person.name)
		intake = get_intake(self.css_case.name)
		self.assertEqual([7], [person["age"] for person in intake["children"]])
		self.assertEqual({self.client.name, unknown.name}, {person["client"] for person in intake["people"]})

	def test_the_family_steps(self) -> None:
		"""R-055, R-070, R-083: the referral's results, and a caseworker."""
		family = {step["step"]: step for step in get_intake(self.css_case.name)["family"]}
		self.assertEqual(("Next", ["referral"]), (family["Referral"]["state"], family["Referral"]["missing"]))
		self.assertEqual("Done", family["Caseworker"]["state"])

	def test_few_queries_however_many_people(self) -> None:
		"""R-126: the page reads a family of seven with as many queries as a person alone."""
		for _ in range(6):
			make_member(self.css_case.name, make_client().name)
		for user in (make_caseworker(), make_manager()):
			with self.subTest(user), acting_as(user):
				get_intake(self.css_case.name)
				with self.assertQueryCount(MOST_QUERIES):
					get_intake(self.css_case.name)

	def test_good_practice_is_the_agencys_own(self) -> None:
		"""R-126: the items are records; one that is switched off is not shown."""
		items = good_practice()
		self.assertTrue(items)
		frappe.db.set_value("CSS Checklist Item", {"item": items[0]}, "enabled", 0)
		self.assertEqual(items[1:], good_practice())


def one_criterion_of_each_column() -> list[str]:
	first = {}
	for row in frappe.get_all(
		"CSS Eligibility Criterion", fields=["name", "criterion_column"], order_by="position"
	):
		first.setdefault(row.criterion_column, row.name)
	return list(first.values())
