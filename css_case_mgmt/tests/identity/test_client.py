"""A person's names, dates, identifiers and contact (R-043, R-044, R-052, R-053, R-061 to R-069, R-500)."""

import frappe
from frappe.utils import add_days, add_months, add_years

from css_case_mgmt.api.client_file import get_person
from css_case_mgmt.api.family import get_family
from css_case_mgmt.case_document import DateRefused
from css_case_mgmt.css_case_mgmt.doctype.css_client.contact import ContactRefused
from css_case_mgmt.css_case_mgmt.doctype.css_client.css_client import DetailRefused, NameRefused, UciRefused
from css_case_mgmt.css_case_mgmt.report.my_caseload_currently.my_caseload_currently import execute
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	acting_as,
	make_caseworker,
	make_client,
	make_enrolment,
	make_family,
	today,
)

FRENCH_CARD = "French speakers not yet informed"


class IdentityTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()

	def setUp(self):
		super().setUp()
		frappe.set_user(self.worker)
		frappe.clear_messages()

	def messages(self) -> str:
		return " ".join(str(message) for message in frappe.get_message_log())

	def assert_refused(self, refusal, *words: str, **values) -> None:
		with self.assertRaises(refusal) as refused:
			make_client(**values)
		for word in words:
			self.assertIn(word, str(refused.exception))


class TestNames(IdentityTestCase):
	def test_order_of_the_culture_everywhere(self):
		"""R-043: patronymic and a family name that comes first, in the file, the family and the report."""
		css_case, client = make_family(
			given_names="Olena", patronymic=" Ivanivna ", family_name="Shevchenko", family_name_first=1
		)
		make_enrolment(css_case.name, client.name)
		name = "Shevchenko Olena Ivanivna"
		self.assertEqual(get_person(client.name)["full_name"], name)
		self.assertEqual(get_family(css_case.name)["members"][0]["full_name"], name)
		_columns, rows, *_rest = execute()
		self.assertIn((name, name), [(row.client_name, row.head_of_family) for row in rows])

	def test_other_names_in_several_scripts(self):
		"""R-043: as many as there are, each once."""
		names = [
			{"written_name": " عبد  الرحمن ", "kind": "In own script"},
			{"written_name": "Abdul Rahman", "kind": "Other spelling"},
		]
		client = make_client(other_names=names)
		self.assertEqual([row.written_name for row in client.other_names], ["عبد الرحمن", "Abdul Rahman"])
		self.assert_refused(NameRefused, "Row 3", "Abdul Rahman", other_names=[*names, names[1]])
		self.assert_refused(NameRefused, "Row 1", other_names=[{"written_name": "12", "kind": "Former name"}])

	def test_a_name_is_written_with_letters(self):
		"""R-043: a placeholder is refused, naming the field; a missing family name is not."""
		self.assert_refused(NameRefused, "Family name", family_name="---")
		self.assert_refused(NameRefused, "at least one", given_names=" \u202e ")
		make_client(family_name=" ")


class TestUci(IdentityTestCase):
	def test_kept_as_text_without_separators(self):
		"""D-22: leading zeros stay; it is shown as on documents."""
		_case, client = make_family(uci=" 0012-3456 ")
		self.assertEqual(frappe.db.get_value("CSS Client", client.name, "uci"), "00123456")
		self.assertEqual(get_person(client.name)["uci"], "0012-3456")
		self.assertIsNone(make_client(uci="  ").uci)

	def test_a_temporary_number_is_taken_with_a_remark(self):
		"""D-22: once, not at every save."""
		client = make_client(uci="x12-3456-7890")
		self.assertEqual(client.uci, "X1234567890")
		self.assertIn("temporary number", self.messages())
		frappe.clear_messages()
		client.save()
		self.assertNotIn("temporary number", self.messages())

	def test_refusals_say_what_to_do(self):
		"""D-22, R-508: a wrong length gives the length; what was typed stays."""
		self.assert_refused(UciRefused, "9", "spreadsheet", uci="123456789")
		client = frappe.get_doc(doctype="CSS Client", given_names="Amina", uci="ON-4411.22")
		with self.assertRaises(UciRefused) as refused:
			client.insert()
		self.assertIn("1234-5678", str(refused.exception))
		self.assertEqual(client.uci, "ON-4411.22")

	def test_names_are_asked_for_first(self):
		"""R-508: of several mistakes, the first on the screen is named first."""
		self.assert_refused(NameRefused, given_names="?", uci="1", phones=[{"phone": "1"}])
		self.assert_refused(UciRefused, uci="1", phones=[{"phone": "1"}], arrival_date=add_days(today(), 9))
		self.assert_refused(ContactRefused, phones=[{"phone": "1"}], arrival_date=add_days(today(), 9))


class TestContact(IdentityTestCase):
	def test_numbers_and_postal_codes_in_one_form(self):
		"""R-500: E.164; A1A 1A1; what nobody has asked is Not Known."""
		client = make_client(
			phones=[
				{"phone": "(416) 555-0123", "safe_to_call": ""},
				{"phone": "+93 70 123 4567", "safe_to_call": "No"},
			],
			addresses=[{"address_line": "1 Main Street", "postal_code": "k1a0b1"}],
			email="someone@example.com",
		)
		self.assertEqual([row.phone for row in client.phones], ["+14165550123", "+93701234567"])
		safe = [(row.safe_to_call, row.safe_for_voicemail, row.safe_to_text) for row in client.phones]
		self.assertEqual(safe, [("Not Known",) * 3, ("No", "Not Known", "Not Known")])
		address = client.addresses[0]
		self.assertEqual(
			(address.postal_code, address.safe_to_visit, address.safe_to_write),
			("K1A 0B1", "Not Known", "Not Known"),
		)
		self.assertEqual(client.safe_to_email, "Not Known")

	def test_the_refusal_names_the_row(self):
		"""R-500, R-508: and what to do about it."""
		good = {"phone": "416-555-0123"}
		self.assert_refused(ContactRefused, "Row 2", "area code", phones=[good, {"phone": "555-0123"}])
		self.assert_refused(ContactRefused, "Row 2", "Remark", phones=[good, {"phone": "416 555 0144 Ali"}])
		self.assert_refused(ContactRefused, "Row 2", "row 1", phones=[good, {"phone": "+1 416 555 0123"}])
		home = {"address_line": "1 Main Street"}
		self.assert_refused(
			ContactRefused, "Row 2", "A1A 1A1", addresses=[home, {**home, "postal_code": "D1A 1A1"}]
		)
		dates = {"lives_there_from": "2026-02-01", "lives_there_until": "2026-01-01"}
		self.assert_refused(ContactRefused, "Row 1", "ends", addresses=[{**home, **dates}])

	def test_shown_with_what_is_safe(self):
		"""R-500: number and caution come together, in the reader's form; former addresses stay in the form."""
		home = {"address_line": "1 Main Street", "safe_to_visit": "No"}
		_case, client = make_family(
			phones=[
				{
					"phone": "4165550123",
					"safe_to_call": "Yes",
					"safe_for_voicemail": "No",
					"safe_times": "weekdays 9 to 12",
					"language": "prs",
				}
			],
			addresses=[
				{**home, "lives_there_until": add_days(today(), -1)},
				{**home, "lives_there_until": today()},
			],
		)
		person = get_person(client.name)
		phone = person["phones"][0]
		self.assertEqual(
			(phone["phone"], phone["shown"], phone["safe_to_call"], phone["safe_for_voicemail"]),
			("+14165550123", "(416) 555-0123", "Yes", "No"),
		)
		self.assertEqual((phone["safe_times"], phone["language"]), ("weekdays 9 to 12", "Dari"))
		self.assertEqual([address["safe_to_visit"] for address in person["addresses"]], ["No"])


class TestDates(IdentityTestCase):
	def test_what_has_happened_is_not_in_the_future(self):
		"""R-053: the field is named."""
		tomorrow = add_days(today(), 2)
		for fieldname, label in (
			("died_on", "Died on"),
			("citizen_since", "Canadian citizen since"),
			("rap_exit_assessed_on", "RAP exit assessment on"),
			("rap_results_received_on", "RAP exit results received on"),
			("loan_explained_on", "Informed of the repayment on"),
			("health_screening_on", "Connected on"),
			("francophone_services_explained_on", "Informed of services in French on"),
		):
			self.assert_refused(DateRefused, label, **{fieldname: tomorrow})
		make_client(rap_end_date=tomorrow)

	def test_order(self):
		"""R-052, R-053, R-055: both dates are named."""
		self.assert_refused(
			DateRefused,
			"RAP start",
			"Arrived in Canada on",
			arrival_date="2026-02-01",
			rap_start_date="2026-01-31",
		)
		self.assert_refused(DateRefused, "Died on", "Date of birth", died_on="1990-05-16")
		make_client(arrival_date="2026-02-01", rap_start_date="2026-02-01")

	def test_the_dead_have_the_age_they_reached(self):
		"""R-044: and nothing is asked of them any more."""
		died_on = add_years(today(), -1)
		css_case, client = make_family(
			date_of_birth=add_years(today(), -41), died_on=died_on, french_ability="Fluent"
		)
		member = get_family(css_case.name)["members"][0]
		self.assertEqual((member["age"], member["died_on"]), (40, died_on))
		self.assertFalse(get_person(client.name)["inform_of_french_services"])


class TestSupports(IdentityTestCase):
	def test_details_stand_beside_a_yes(self):
		"""R-063, R-068, R-069: what contradicts the answer is refused, naming both."""
		self.assert_refused(
			DetailRefused, "Agency", "initial health screening", health_screening_agency="Clinic"
		)
		self.assert_refused(
			DetailRefused, "Covered until", "Interim Federal Health", ifh_coverage="No", ifh_until=today()
		)
		self.assert_refused(DetailRefused, "repayment", has_immigration_loan="No", loan_explained_on=today())
		make_client(
			health_screening_connected="Yes",
			health_screening_agency="Clinic",
			ifh_coverage="Yes",
			ifh_until=add_months(today(), 3),
			has_immigration_loan="Yes",
			loan_explained_on=today(),
		)

	def test_french_speakers_are_told_of_services_in_french(self):
		"""R-061: asked for while it has not been done, and counted; not of somebody with a few words."""
		_case, client = make_family(french_ability="Conversational")
		_case, other = make_family(french_ability="Limited")
		self.assertTrue(get_person(client.name)["inform_of_french_services"])
		self.assertFalse(get_person(other.name)["inform_of_french_services"])
		counted = self.not_yet_informed()
		self.assertIn(client.name, counted)
		self.assertNotIn(other.name, counted)
		client.francophone_services_explained_on = today()
		client.save()
		self.assertFalse(get_person(client.name)["inform_of_french_services"])
		self.assertNotIn(client.name, self.not_yet_informed())

	def not_yet_informed(self) -> list[str]:
		filters = frappe.parse_json(frappe.db.get_value("Number Card", FRENCH_CARD, "filters_json"))
		return frappe.get_list("CSS Client", filters=filters, pluck="name", limit=0)


class TestTable(IdentityTestCase):
	def test_safe_contact_is_read_with_the_file_only(self):
		"""R-500, R-502: a worker without the case finds neither number nor address in the tables below it."""
		_case, client = make_family(
			phones=[{"phone": "4165550123"}], addresses=[{"address_line": "7 Hidden Street"}]
		)
		for doctype in ("CSS Client Phone", "CSS Client Address"):
			rows = {"filters": {"parent": client.name}, "parent_doctype": "CSS Client"}
			self.assertEqual(len(frappe.get_list(doctype, **rows)), 1)
			with acting_as("second@test.example"):
				self.assertEqual(frappe.get_list(doctype, **rows), [])
		with acting_as("second@test.example"):
			self.assertRaises(frappe.PermissionError, get_person, client.name)
