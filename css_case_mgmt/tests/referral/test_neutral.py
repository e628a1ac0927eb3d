"""Nobody is told whether a person is already known (R-080, D-22)."""

import json
import re

import frappe

from css_case_mgmt.api.referral import get_standing
from css_case_mgmt.setup.seeding import read_seeds
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import WEST, acting_as, make_caseworker, make_family
from css_case_mgmt.tests.referral.records import make_intake_worker, make_referral

PRINT_FORMAT = "Reply to the Referring Organisation"
PERSON = {"family_name": "Sharifi", "date_of_birth": "1979-11-23"}
OPAQUE = re.compile(r"\b(?=[0-9a-z]*\d)[0-9a-z]{20}\b|\b(REF|CASE|CLIENT)-\d{4}-\d{5}\b|\d\d:\d\d:\d\d\.\d+")
HINTS = re.compile(r"\b(already|known|exist|duplicate|file|client|served|another|enrol)", re.IGNORECASE)


class TestNobodyIsTold(SiteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.intake = make_intake_worker()
		cls.worker = make_caseworker()

	def walk(self, given_names: str, ends_with: str) -> list[str]:
		"""Every answer that a referral gives on its way, without what tells two referrals apart anyhow."""
		with acting_as(self.intake):
			referral = make_referral(given_names=given_names, **PERSON)
			answers = [referral.as_dict(), get_standing(referral.name)]
			answers.append(referral.start_triage("Soon"))
			answers += [referral.as_dict(), get_standing(referral.name), self.reply(referral)]
			if ends_with == "Accepted":
				answers.append(referral.accept())
			else:
				answers.append(referral.return_to_sender("No Capacity at Present"))
			answers += [referral.as_dict(), get_standing(referral.name), self.reply(referral)]
			answers.append(frappe.get_list("CSS Inbound Referral", {"name": referral.name}, ["*"]))
			answers.append(list(frappe.message_log))
		texts = [json.dumps(answer, default=str, sort_keys=True) for answer in answers]
		return [OPAQUE.sub("#", text).replace(given_names, "NAME") for text in texts]

	def reply(self, referral) -> str:
		return frappe.get_print("CSS Inbound Referral", referral.name, PRINT_FORMAT)

	def test_answers_are_the_same_known_or_not(self):
		"""D-22, R-080: unknown, known at another site, known here to others: word for word the same."""
		make_family(WEST, given_names="Known Elsewhere", **PERSON)
		with acting_as(self.worker):
			make_family(given_names="Known Here", **PERSON)
		for ends_with in ("Accepted", "Returned"):
			with self.subTest(ends_with=ends_with):
				unknown = self.walk("Never Heardof", ends_with)
				self.assertEqual(self.walk("Known Elsewhere", ends_with), unknown)
				self.assertEqual(self.walk("Known Here", ends_with), unknown)

	def test_reply_gives_the_reason_and_no_name(self):
		"""R-083: the reply names the referral by its number, and a return by its reason."""
		with acting_as(self.intake):
			referral = make_referral(given_names="Zarghuna")
			referral.return_to_sender(
				"Outside the Area of This Site", "The office in Ajax serves that street."
			)
			reply = self.reply(referral)
		for text in (referral.referral_number, "Outside the Area of This Site", "The office in Ajax"):
			self.assertIn(text, reply)
		self.assertNotIn("Zarghuna", reply)

	def test_reply_speaks_the_language_of_the_print(self):
		"""R-450: every sentence of the reply passes through the catalogue."""
		with acting_as(self.intake):
			referral = make_referral()
			sentence = "We have received your referral and will reply to you about it."
			self.assertIn(sentence, self.reply(referral))
		frappe.get_doc(
			doctype="Translation", language="fr", source_text=sentence, translated_text="Bien reçu."
		).insert()
		self.addCleanup(setattr, frappe.local, "lang", frappe.local.lang)
		with acting_as(self.intake):
			frappe.local.lang = "fr"
			self.assertIn("Bien reçu.", self.reply(referral))

	def test_reasons_hint_at_nothing(self):
		"""D-22: no reason for a return speaks of a person who is known already."""
		for row in read_seeds("return_reasons.json"):
			self.assertNotRegex(row["return_reason"], HINTS)
