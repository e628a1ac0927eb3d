"""The directory of service providers and each site's trusted list (R-304, R-305)."""

import frappe

from css_case_mgmt.api.service_directory import get_provider, search_providers
from css_case_mgmt.css_case_mgmt.doctype.css_service_provider.css_service_provider import ProviderRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import NORTH, WEST, acting_as, make_caseworker, make_manager, make_site
from css_case_mgmt.tests.outgoing_referral.records import make_provider


def trust(provider, site: str = NORTH):
	return frappe.get_doc(doctype="CSS Trusted Provider", site=site, provider=provider.name).insert()


class TestProvider(SiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.worker, cls.manager = make_caseworker("second@test.example"), make_manager()
		make_site(WEST)

	def found(self, text: str = "", **filters) -> list[str]:
		rows = search_providers("CSS Service Provider", text, "name", 0, 20, filters)
		return [name for name, _title, _marks in rows]

	def test_telephones(self):
		"""R-305: checked and kept as every telephone dials them; an extension has its own field."""
		provider = make_provider(phone="(416) 555-0134", phone_extension="22")
		self.assertEqual("+14165550134", provider.phone)
		for values in (
			{"phone": "555"},
			{"phone": "416 555 0134 ext 5"},
			{"phone": "call 416 555 0134"},
			{"phone": None, "phone_extension": "5"},
			{"locations": [{"location_name": "Dock", "phone": "1"}]},
		):
			with self.subTest(values=values), self.assertRaises(ProviderRefused):
				make_provider(**values)

	def test_opening_hours_and_languages(self):
		"""R-305: it opens before it closes, and speaks a language once."""
		for values in (
			{"schedules": [{"weekday": "Monday", "opens_at": "17:00:00", "closes_at": "09:00:00"}]},
			{"languages": [{"language": "fra"}, {"language": "fra"}]},
		):
			with self.subTest(values=values), self.assertRaises(ProviderRefused):
				make_provider(**values)

	def test_duplicates_are_told(self):
		"""R-305: the same name, whatever its capitals, or the same number; it is saved all the same."""
		first = make_provider(provider_name="Maison du Quai", phone="416 555 0191")
		for values in (
			{"provider_name": "maison  du quai", "phone": None},
			{"provider_name": "Another", "phone": "416-555-0191"},
		):
			frappe.clear_messages()
			make_provider(**values)
			self.assertIn(first.name, str(frappe.get_message_log()))

	def test_trusted_ones_come_first(self):
		"""R-304, R-061: those of the reader's site, then those in French where that is preferred; by name."""
		plain, trusted, french, elsewhere, gone = (
			make_provider(provider_name=name, phone=None, **values)
			for name, values in (
				("Quay A", {}),
				("Quay D", {}),
				("Quay C", {"francophone": 1}),
				("Quay B", {}),
				("Quay E", {"enabled": 0}),
			)
		)
		trust(trusted)
		trust(elsewhere, WEST)
		with acting_as(self.worker):
			self.assertEqual([trusted.name, plain.name, elsewhere.name, french.name], self.found("Quay"))
			self.assertEqual(
				[trusted.name, french.name, plain.name, elsewhere.name],
				self.found("Quay", in_french_first=1),
			)
			self.assertEqual([], self.found("Quay", service="Food Bank"))
			self.assertEqual([], self.found("Qu%y"))
			self.assertTrue(get_provider(trusted.name)["is_trusted"])
			self.assertFalse(get_provider(elsewhere.name)["is_trusted"])

	def test_managers_keep_their_own_list(self):
		"""R-304: once per site and provider; neither workers nor managers of another site."""
		provider = make_provider()
		for user, site in ((self.worker, NORTH), (self.manager, WEST)):
			with acting_as(user), self.assertRaises(frappe.PermissionError):
				trust(provider, site)
		with acting_as(self.manager):
			entry = trust(provider)
			self.assertEqual(self.manager, entry.added_by)
			with self.assertRaises(frappe.UniqueValidationError):
				trust(provider)
		other = trust(provider, WEST)
		with acting_as(self.manager):
			with self.assertRaises(frappe.PermissionError):
				frappe.delete_doc("CSS Trusted Provider", other.name)
			frappe.delete_doc("CSS Trusted Provider", entry.name)
