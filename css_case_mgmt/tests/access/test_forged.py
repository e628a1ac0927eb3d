"""Requests that name a document which may be read or written, and put something else into it (D-19, R-502)."""

import json

import frappe
import frappe.client

from css_case_mgmt.tests.access.desk_client import answer_to
from css_case_mgmt.tests.factories import BANK, acting_as, make_enrolment, make_family, make_user
from css_case_mgmt.tests.notes.records import make_note
from css_case_mgmt.tests.outgoing_referral.records import PURPOSE, consent_to, make_outgoing, make_provider
from css_case_mgmt.tests.plan.records import PlanTestCase, make_agreed_plan, make_plan

PRINT, SECRET = "frappe.www.printview.", "Zqofanotherfamily"


class TestForgedPrints(PlanTestCase):
	def setUp(self):
		super().setUp()
		with acting_as(self.colleague):
			self.other_case, self.other = make_family(
				given_names=SECRET, phones=[{"phone": "+14165550188", "safe_to_call": "Yes"}]
			)

	def printed(self, document, print_format: str, **forged) -> str:
		document = {**json.loads(document.as_json()), **forged}
		with acting_as(self.worker):
			arguments = {"doc": document, "print_format": print_format}
			return answer_to(PRINT + "get_html_and_style", arguments).text

	def test_a_plan(self):
		"""D-19: neither name nor file number, in the app's format and in Frappe's own."""
		plan = make_plan(self.enrolment)
		for print_format in ("Settlement Plan", "Standard"):
			text = self.printed(plan, print_format, client=self.other.name, css_case=self.other_case.name)
			self.assertIn("Strength 1", text)
			self.assertNotIn(SECRET, text)
			self.assertNotIn(self.other.file_number, text)

	def test_a_letter(self):
		"""D-19, R-120: not even where that person has consented to the same provider."""
		provider = make_provider()
		with acting_as(self.colleague):
			consent_to(self.other_case.name, self.other.name, provider)
		referral = make_outgoing(self.css_case.name, self.client.name, provider)
		text = self.printed(
			referral,
			"Referral Letter",
			client=self.other.name,
			css_case=self.other_case.name,
			status="Sent",
			purpose=PURPOSE,
		)
		self.assertNotIn(SECRET, text)
		self.assertNotIn("555-0188", text)

	def test_what_is_stored_is_printed(self):
		"""R-213: whoever may print still does, with the form's document as with its name."""
		plan = make_plan(self.enrolment)
		self.assertIn(self.client.file_number, self.printed(plan, "Settlement Plan"))
		with acting_as(self.worker):
			named = {"doc": plan.doctype, "name": plan.name, "print_format": "Settlement Plan"}
			text = answer_to(PRINT + "get_html_and_style", named).text
		self.assertIn(self.client.file_number, text)


class TestLinkedDocuments(PlanTestCase):
	def test_submitted_documents_of_others(self):
		"""D-19: a list that everybody reads does not say which records of other families name it."""
		with acting_as(self.colleague):
			css_case, client = make_family()
			theirs = make_note(css_case.name, client.name)
		own = make_note(self.css_case.name, self.client.name)
		with acting_as(self.worker):
			arguments = {"doctype": "CSS Activity Type", "name": own.activity_type}
			function = "frappe.desk.form.linked_with.get_submitted_linked_docs"
			text = answer_to(function, arguments).text
		self.assertIn(own.name, text)
		self.assertNotIn(theirs.name, text)


class TestRowsAlone(PlanTestCase):
	"""Frappe saves a row on its own for whoever may write the document that the request names as its parent."""

	ROW = "CSS Settlement Plan Strength"

	def setUp(self):
		super().setUp()
		self.plan = make_agreed_plan(self.enrolment)

	def row(self, plan, **values) -> dict:
		return {**json.loads(plan.strengths[0].as_json()), **values}

	def said(self, plan) -> list[str]:
		filters = {"parent": plan.name, "parenttype": plan.doctype}
		return frappe.get_all(self.ROW, filters, pluck="strength", order_by="idx asc")

	def attempt(self, function: str, **arguments) -> None:
		with acting_as(self.worker):
			answer_to(function, arguments)

	def test_what_is_signed_does_not_change_row_by_row(self):
		"""R-214, D-24: neither by a row that is changed nor by one that is added."""
		said = self.said(self.plan)
		changed = self.row(self.plan, strength="Forged")
		added = {**changed, "name": None, "__islocal": 1, "idx": 9}
		self.attempt("frappe.client.save", doc=changed)
		self.attempt("frappe.desk.form.save.savedocs", doc=changed, action="Save")
		self.attempt("frappe.desk.form.save.savedocs", doc=added, action="Save")
		with acting_as(self.worker):  # As /api/resource/ does.
			self.assertRaises(frappe.PermissionError, frappe.get_doc(added).insert)
			stored = frappe.get_doc(self.ROW, changed["name"])
			stored.strength = "Forged"
			self.assertRaises(frappe.PermissionError, stored.save)
		self.assertEqual(self.said(self.plan), said)

	def test_a_row_of_another_family(self):
		"""D-19: under an own plan as its parent."""
		with acting_as(self.colleague):
			css_case, client = make_family()
			theirs = make_plan(make_enrolment(css_case.name, client.name))
		said = self.said(theirs)
		own = {"parent": self.plan.name, "strength": "Forged"}
		self.attempt("frappe.client.save", doc=self.row(theirs, **own))
		self.assertEqual(self.said(theirs), said)

	def test_a_final_row_of_another_family(self):
		"""D-19: of a record that is final, a request may name the parent anew even where nothing else changes."""
		with acting_as(self.colleague):
			css_case, client = make_family()
			theirs = make_note(css_case.name, client.name)
		own = make_note(self.css_case.name, self.client.name)
		row = {**json.loads(theirs.participants[0].as_json()), "parent": own.name}
		self.attempt("frappe.client.save", doc=row)
		stored = frappe.db.get_value("CSS Activity Participant", row["name"], "parent")
		self.assertEqual(stored, theirs.name)

	def test_a_published_question(self):
		"""D-05, R-148: not even by an analyst, who may write banks."""
		analyst = make_user("analyst@test.example", "CSS National Analyst")
		filters = {"parent": BANK, "parenttype": "CSS NAM Bank"}
		name = frappe.get_all("CSS NAM Bank Question", filters, pluck="name", limit=1)[0]
		question = frappe.get_doc("CSS NAM Bank Question", name)
		with acting_as(analyst):
			answer_to("frappe.client.save", {"doc": {**json.loads(question.as_json()), "question": "Forged"}})
		self.assertEqual(frappe.db.get_value("CSS NAM Bank Question", name, "question"), question.question)
