"""Long texts, markup, formulas and days far away, on every paper and step of an exit."""

from contextlib import suppress

import frappe
import frappe.client

from css_case_mgmt.api.exits import get_readiness
from css_case_mgmt.tests.exits.records import READY, ExitTestCase, make_enrolled, make_unplanned
from css_case_mgmt.tests.outgoing_referral.records import make_consent, make_provider, release_for

EXIT = "CSS Exit"
MARKUP = "<img src=x onerror=alert(1)> {{ 7*7 }} {% raw %}"
FAR = ("0001-01-01", "1900-02-28", "9999-12-31")


class TestTextsAndDays(ExitTestCase):
	def test_days_far_away(self):
		"""R-360: are refused in words, at the latest when the review is asked for; nothing breaks."""
		for day in FAR:
			with self.subTest(day), self.assertRaises(frappe.ValidationError):
				css_exit = make_unplanned(exit_date=day)
				css_exit.move(READY)

	def test_days_far_away_in_every_field(self):
		"""D-29: no field of a day breaks the form, the panel or the gate."""
		css_exit = make_unplanned()
		for field in css_exit.meta.get("fields", {"fieldtype": "Date"}):
			for day in FAR:
				with self.subTest(field.fieldname, day=day):
					# Taken or refused, never an error.
					with suppress(frappe.ValidationError):
						frappe.client.set_value(EXIT, css_exit.name, field.fieldname, day)
					get_readiness(css_exit.name)

	def test_an_extension_far_away(self):
		"""D-02"""
		_case, _client, enrolment = make_enrolled(months=23)
		for day in FAR:
			with self.subTest(day), self.assertRaises(frappe.ValidationError):
				frappe.get_doc(
					doctype="CSS Programme Extension",
					enrolment=enrolment.name,
					extended_until=day,
					reason="Needs longer",
					support="Weekly",
				).insert()

	def test_markup_on_papers(self):
		"""R-368: what was typed is shown as typed, and runs nowhere."""
		css_exit = make_unplanned(achievements=MARKUP, future_plan=MARKUP)
		for print_format in ("What You Have Achieved",):
			page = frappe.get_print(EXIT, css_exit.name, print_format)
			self.assertNotIn("<img src=x", page)
			self.assertIn("{{ 7*7 }}", page)

	def test_twenty_thousand_characters(self):
		"""R-508: are kept whole, or refused in words."""
		text = "é" * 20_000
		css_exit = make_unplanned(
			achievements=text, future_plan=text, handover_summary=text, unplanned_reason=text
		)
		css_exit.reload()
		self.assertEqual(css_exit.achievements, text)
		self.assertEqual(css_exit.unplanned_reason, text)
		css_exit.move(READY, text)

	def test_summary_for_a_site(self):
		"""D-20, R-374: who moves to another site, and to no provider, has a paper for that site."""
		site = "Test Site West"
		css_exit = make_unplanned(
			"Moved",
			moves_to_site=site,
			handover="Hand Over",
			handover_summary="Waits for a knee operation",
		)
		provider = make_provider("Language Training", provider_name=site)
		make_consent(css_exit.css_case, css_exit.client, purposes=[release_for(provider)])
		css_exit.reload()
		css_exit.save()
		self.assertTrue(css_exit.handover_consent)
		self.assertIn(site, frappe.get_print(EXIT, css_exit.name, "Handover Summary"))
