"""Interpreters in the records that name one, and whom to ask (D-15, R-157, R-173, R-250 to R-257)."""

import frappe
from frappe.utils import add_days, add_years

from css_case_mgmt.api.interpreters import get_briefing, get_own_site, suggest
from css_case_mgmt.api.nam import get_sheet
from css_case_mgmt.css_case_mgmt.doctype.css_client_interpreter.css_client_interpreter import (
	PreferenceRefused,
)
from css_case_mgmt.interpreter_use import InterpreterRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.consent.records import make_charter
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	complete_assessment,
	make_assessment,
	make_caseworker,
	make_client,
	make_consent,
	make_enrolment,
	make_family,
	make_member,
	today,
)
from css_case_mgmt.tests.interpreters.records import make_agency, make_interpreter, say


class InterpreterTestCase(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()

	def setUp(self):
		super().setUp()
		frappe.set_user(self.worker)
		self.css_case, self.client = make_family(primary_language="prs")
		self.of_client = (self.css_case.name, self.client.name)

	def use(self, interpreter, **values):
		return make_consent(*self.of_client, interpreter=interpreter.name, **values)

	def warnings(self):
		return " ".join(str(frappe.parse_json(each)["message"]) for each in frappe.local.message_log)


class TestUse(InterpreterTestCase):
	def test_on_every_record_that_is_interpreted(self):
		"""R-157, R-257: the kind is copied on assessment, consent and charter, and stays as it was then."""
		interpreter = make_interpreter()
		enrolment = make_enrolment(*self.of_client)
		documents = [
			self.use(interpreter),
			make_charter(*self.of_client, interpreter=interpreter.name),
			make_assessment(enrolment, today(), 2, interpreter=interpreter.name),
		]
		interpreter.kind = "Informal"
		interpreter.save()
		for document in documents:
			document.reload()
			document.save()
			self.assertEqual(document.interpreter_kind, "Formal")
		documents[-1].interpreter_kind = "Informal"
		documents[-1].save()
		self.assertEqual(documents[-1].interpreter_kind, "Formal")
		sheet = get_sheet(documents[-1].name)
		self.assertEqual(sheet["interpreter"]["full_name"], "Test Interpreter")

	def test_a_correction_keeps_the_interpreter(self):
		"""R-157, D-21: also one who does not interpret any more."""
		interpreter = make_interpreter()
		enrolment = make_enrolment(*self.of_client)
		done = complete_assessment(enrolment, today(), 2, interpreter=interpreter.name)
		interpreter.enabled = 0
		interpreter.save()
		correction = frappe.get_doc("CSS NAM Assessment", done.correct("Slip"))
		self.assertEqual((correction.interpreter, correction.interpreter_kind), (interpreter.name, "Formal"))

	def test_children_never(self):
		"""R-252: nobody whose age of 18 is not confirmed, and no minor of the same case, whatever the register says."""
		with self.assertRaises(InterpreterRefused):
			self.use(make_interpreter(adult_confirmed=0), unsigned_reason="Urgent")
		child = make_client(
			given_names="Amina", family_name="Testfamily", date_of_birth=add_days(add_years(today(), -18), 1)
		)
		make_member(self.css_case.name, child.name, member_from=today())
		daughter = make_interpreter("testfamily AMINA")
		self.assertRaises(InterpreterRefused, self.use, daughter)
		child.date_of_birth = add_years(today(), -18)
		child.save()
		self.assertTrue(self.use(daughter).name)

	def test_unsigned(self):
		"""R-251, D-15: blocked without the confidentiality form, unless an urgent reason is given."""
		unsigned = make_interpreter(confidentiality_signed_on=None)
		self.assertRaises(InterpreterRefused, self.use, unsigned)
		self.assertTrue(self.use(unsigned, unsigned_reason="Birth, nobody else within reach").name)
		self.assertIn("confidentiality", self.warnings())

	def test_agreement_of_the_agency(self):
		"""D-15: by telephone the agency's agreement is enough while it is in force."""
		agency = make_agency(confidentiality_agreed_on=today(), agreement_until=today())
		hired = make_interpreter(confidentiality_signed_on=None, agency=agency.name)
		self.assertRaises(InterpreterRefused, self.use, hired)
		self.assertTrue(self.use(hired, by_telephone=1).name)
		agency.update({"confidentiality_agreed_on": "2020-01-01", "agreement_until": add_days(today(), -1)})
		agency.save(ignore_permissions=True)
		self.assertRaises(InterpreterRefused, self.use, hired, by_telephone=1)

	def test_what_the_client_says(self):
		"""R-254: a conflict of interest or a no blocks; a yes does not."""
		for preference, blocks in (("Conflict of Interest", 1), ("Not Wanted", 1), ("Preferred", 0)):
			interpreter = make_interpreter(f"Interpreter {preference}")
			said = say(*self.of_client, interpreter.name, preference)
			with self.subTest(preference):
				if blocks:
					self.assertRaises(InterpreterRefused, self.use, interpreter)
					said.active = 0
					said.save()
				self.assertTrue(self.use(interpreter).name)

	def test_sensitive_topic(self):
		"""R-253: with an informal interpreter a formal one is asked for."""
		self.use(make_interpreter(kind="Informal"), sensitive_topic=1)
		self.assertIn("Ask for a formal interpreter", self.warnings())

	def test_small_community(self):
		"""R-254: a shared community suggests the telephone; on the telephone it says nothing."""
		neighbour = make_interpreter(community="Same congregation")
		self.use(neighbour, by_telephone=1)
		self.assertNotIn("small community", self.warnings())
		self.use(neighbour)
		self.assertIn("small community", self.warnings())

	def test_language(self):
		"""R-255: another language than the client's is said."""
		self.use(make_interpreter(languages=[{"language": "som"}]))
		self.assertIn("no language", self.warnings())

	def test_register_of_another_site(self):
		"""R-250: each site has its own register, and nobody is found in another's."""
		with acting_as("west@test.example"):
			elsewhere = make_interpreter(site="Test Site West")
		with self.assertRaises(frappe.LinkValidationError):
			self.use(elsewhere)


class TestSuggestions(InterpreterTestCase):
	def test_order(self):
		"""R-173, R-254: whom she prefers, then who came last, then by language; conflicts last, with the reason."""
		made = {
			name: make_interpreter(name, **values)
			for name, values in (
				("Other language", {"languages": [{"language": "som"}]}),
				("Same language", {}),
				("Came before", {"languages": [{"language": "som"}]}),
				("Preferred", {"languages": [{"language": "som"}]}),
				("Conflict", {}),
			)
		}
		self.use(made["Came before"])
		say(*self.of_client, made["Preferred"].name, "Preferred")
		say(*self.of_client, made["Conflict"].name, "Conflict of Interest")
		found = suggest(self.client.name, self.css_case.name)
		names = [each["full_name"] for each in found if each["full_name"] in made]
		self.assertEqual(names, ["Preferred", "Came before", "Same language", "Other language", "Conflict"])
		self.assertEqual(found[1]["last_used"], today())
		self.assertTrue(found[-1]["obstacles"])

	def test_whoever_may_read_the_file(self):
		"""R-412: no suggestions for a file that one may not read, no names of another site's register."""
		with acting_as("west@test.example"), self.assertRaises(frappe.PermissionError):
			suggest(self.client.name, self.css_case.name)

	def test_one_statement_about_each(self):
		"""R-255: two statements about the same interpreter would contradict each other."""
		interpreter = make_interpreter()
		say(*self.of_client, interpreter.name, "Preferred")
		self.assertRaises(PreferenceRefused, say, *self.of_client, interpreter.name, "Not Wanted")

	def test_briefing(self):
		"""R-256: topics, culture and dialect, motivational interviewing, no humour, speak clearly."""
		briefing = " ".join(get_briefing())
		for word in ("topics", "dialect", "motivational", "humour", "clearly"):
			self.assertIn(word, briefing)

	def test_own_site(self):
		"""R-250: whoever works at one site need not choose it."""
		self.assertEqual(get_own_site(), NORTH)
