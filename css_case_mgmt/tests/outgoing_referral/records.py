"""Providers and referrals to services for tests, made the way the desk makes them."""

import frappe

from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import (
	NUMBER,
	give_consent,
	make_caseworker,
	make_consent,
	make_family,
	make_manager,
	today,
)

SERVICE = "Employment-related Service"
PURPOSE, INFORMATION = "Help in finding work", "Name, Telephone, Language"


def make_provider(service: str | None = SERVICE, **values):
	"""Entered by the administrator: whoever acts, the directory is the network's."""
	values = {
		"provider_name": f"Harbour Services {next(NUMBER)}",
		"phone": "416-555-0134",
		"contact_person": "R. Doyle",
		"address": "12 Dock Street\nToronto, Ontario M5A 1A1",
		"services": [{"service_type": service}] if service else [],
		**values,
	}
	return frappe.get_doc(doctype="CSS Service Provider", **values).insert(ignore_permissions=True)


def release_for(provider, **values) -> dict:
	return {
		"purpose": PURPOSE,
		"recipient": provider.provider_name,
		"information": INFORMATION,
		**values,
	}


def consent_to(css_case: str, client: str, provider, on=None, **values):
	"""Consent and charter with one release: to a provider."""
	values = {"purposes": [{"purpose": "Case management"}, release_for(provider)], **values}
	return give_consent(css_case, client, on, **values)


def make_outgoing(css_case: str, client: str, to=None, **values):
	"""A draft to a provider, or within the agency where none is named."""
	values = {
		"service": SERVICE,
		"reason": "Wants to work as a cook again",
		"support_level": "Worker Books",
		**(
			{"provider": to.name, "purpose": PURPOSE, "information": INFORMATION}
			if to
			else {"is_internal": 1, "internal_to": "The youth programme"}
		),
		**values,
	}
	return frappe.get_doc(doctype="CSS Referral", css_case=css_case, client=client, **values).insert()


def explain_everything(referral) -> None:
	referral.reload()
	for row in referral.explanations:
		row.explained = 1
	referral.save()


class OutgoingTestCase(SiteTestCase):
	"""A caseworker with a client who has consented to be referred to a provider."""

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.worker, cls.manager = make_caseworker(), make_manager()
		cls.today = today()

	def setUp(self) -> None:
		super().setUp()
		frappe.set_user(self.worker)
		self.css_case, self.client = make_family()
		self.of_client = (self.css_case.name, self.client.name)
		self.provider = make_provider()

	def consented(self, on=None, **values):
		"""A referral to which the client has consented and of which everything was explained."""
		consent_to(*self.of_client, self.provider, on)
		referral = make_outgoing(*self.of_client, self.provider, **values)
		explain_everything(referral)
		referral.take_step("Consented", on)
		return referral

	def sent(self, on=None, **values):
		referral = self.consented(on, **values)
		referral.take_step("Sent", on)
		return referral


__all__ = ["OutgoingTestCase", "make_consent"]
