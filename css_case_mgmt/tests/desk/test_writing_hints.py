"""What the desk asks while a note is written (R-267 to R-273, R-457)."""

import frappe

from css_case_mgmt.api.writing_hints import LONGEST_TEXT, NoteTooLong, get_hints
from css_case_mgmt.rules.writing_hints import Why
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import NORTH, make_caseworker, make_family, make_staff
from css_case_mgmt.writing_hint_texts import texts


class TestWritingHints(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.worker = make_caseworker()
		cls.monitor = make_staff("monitor.hints@test.example", "CSS Monitor", site=NORTH)

	def setUp(self):
		super().setUp()
		frappe.set_user(self.worker)

	def test_why_and_other_words(self):
		"""R-268, R-457: each hint says why and offers other words."""
		(hint,) = get_hints("The client was upset.")
		self.assertEqual((hint["start"], hint["end"], hint["text"]), (11, 20, "was upset"))
		self.assertEqual(hint["instead"], ["appeared upset"])
		self.assertIn("feeling", hint["why"])
		self.assertIn("client stated", hint["advice"])

	def test_date_from_the_day_of_the_note(self):
		"""R-273: "last Tuesday" in a note of 10 March 2026."""
		(hint,) = get_hints("The client came last Tuesday.", on="2026-03-10")
		self.assertEqual(hint["instead"], ["on 3 March 2026"])
		(hint,) = get_hints("The client came last Tuesday.")
		self.assertEqual(hint["instead"], [])

	def test_judgement(self):
		"""R-270: the client may read it; the hint says so, in either language, and changes nothing."""
		for text in ("The client is lazy.", "La cliente est paresseuse."):
			(hint,) = get_hints(text)
			self.assertEqual((hint["kind"], hint["instead"]), ("judgement", []))
			self.assertIn("client may read", hint["why"])
			self.assertIn("what happened", hint["advice"])

	def test_numbers_that_nobody_needs(self):
		"""R-272: the hint names the number; the note is kept as it was typed."""
		text = "Her SIN is 046 454 286."
		(hint,) = get_hints(text)
		self.assertEqual((hint["kind"], hint["text"]), ("unneeded", "046 454 286"))
		self.assertIn("does not need", hint["why"])
		case, client = make_family()
		note = make_activity(case.name, client.name, note=text)
		self.assertEqual(frappe.db.get_value("CSS Activity", note.name, "note"), text)

	def test_every_reason_has_its_words(self):
		"""R-457: no hint without a why and an advice."""
		for why in Why:
			self.assertTrue(all(texts(why)), why)

	def test_whoever_writes_no_notes_is_refused(self):
		frappe.set_user(self.monitor)
		with self.assertRaises(frappe.PermissionError):
			get_hints("The client was upset.")

	def test_longest_text(self):
		"""20,000 characters with Arabic, emoji and HTML are looked through; more are refused."""
		text = "The client was upset. العميلة 😀 <script>alert(1)</script>\n"
		text = (text * (LONGEST_TEXT // len(text) + 1))[:LONGEST_TEXT]
		self.assertTrue(get_hints(text))
		with self.assertRaises(NoteTooLong):
			get_hints(text + ".")

	def test_a_site_does_without(self):
		"""The hints of a site may be hidden."""
		frappe.set_user("Administrator")
		site = frappe.get_doc("CSS Site", NORTH)
		site.append("settings", {"setting": "writing_hints", "value": "Hidden"})
		site.save()
		frappe.set_user(self.worker)
		self.assertEqual(get_hints("The client was upset."), [])

	def test_nothing_is_kept(self):
		"""R-457: the text is in no table afterwards."""
		before = frappe.db.count("Error Log"), frappe.db.count("CSS Activity"), frappe.db.count("Comment")
		get_hints("The client was upset about PLANTED-SECRET.")
		after = frappe.db.count("Error Log"), frappe.db.count("CSS Activity"), frappe.db.count("Comment")
		self.assertEqual(before, after)
