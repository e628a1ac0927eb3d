"""Every whitelisted function of Frappe's that takes a DocType or a document, tried blindly (R-412).

`surfaces.py` knows the ways into data; this finds the ones that nobody has thought of, and those that a
newer Frappe brings. Arguments are guessed from their names.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator

import frappe

from css_case_mgmt.permissions.registry import CLIENT
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.access import planted
from css_case_mgmt.tests.access.desk_client import as_in_production, ask

# Reads other families, nobody's file any more, and everything that administrators may.
ATTACKERS = ("colleague", "leaver", "system_manager")
# Parts of paths: they leave the site, print, restart, or end the transaction that the test lives in.
NOT_TRIED = (
	*("backup", "integrations", "oauth", "restart", "setup_wizard", "recorder", "sms_settings", "twofactor"),
	*("pdf", "weasyprint", "print_by_server", "letter", "website_theme", "translat", "system_console"),
	*("email_account", "reset_password", "sign_up", "logout", "update_password", "permission_manager"),
	*("mark_email_as_seen", "bulk_restore", "submit_cancel_or_update_docs", "email.queue", "bulk_workflow"),
	*("data_import", "rq_job", "deletion_request", "download_request", "customize_form", "prepared_report"),
	*("make_access_log", "export_data"),
)
DOCTYPE_ARGUMENTS = """doctype dt doc_type document_type reference_doctype ref_doctype parenttype
	linked_doctype parent""".split()
NAME_ARGUMENTS = """name docname dn doc_name document_name reference_name ref_docname source_name
	value label""".split()
VALUES = {
	"fields": ["given_names", "name"],
	"filter_fields": ["given_names"],
	"field": "given_names",
	"fieldname": "given_names",
	"filters": [],
	"current_filters": [],
	"stats": [],
	"tags": [],
	"txt": "Zq",
	"text": "Zq",
	"searchfield": "name",
	"ignore_permissions": 1,
	"ignore_user_permissions": 1,
	"limit": 20,
	"page_length": 20,
	"page_len": 20,
	"start": 0,
	"limit_start": 0,
}


class TestBlind(SiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.world = planted.plant()
		cls.client = cls.world.records["assigned"][CLIENT]

	def test_nothing_is_shown_to_those_who_guess(self) -> None:
		"""R-412: whatever Frappe lets anybody call."""
		calls = [
			(f"{function.__module__}.{function.__name__}", arguments)
			for function in whitelisted_functions_of_frappe()
			if (arguments := self.guessed_arguments(function))
		]
		leaks = set()
		for attacker in ATTACKERS:
			for path, arguments in calls:
				with as_in_production():
					answer = ask(attacker, path, **arguments)
				leaks |= {
					f"{path} shows {attacker}: {place}"
					for place in self.world.leaked_to(attacker, answer.text)
				}
		self.assertEqual([], sorted(leaks))
		self.assertGreater(len(calls), 100)

	def guessed_arguments(self, function: Callable) -> dict | None:
		"""Arguments that name the client, or None if the function takes nothing of the kind."""
		arguments = {}
		for parameter in inspect.signature(function).parameters.values():
			if parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
				continue
			guess = self.guess(parameter.name)
			if guess is not None:
				arguments[parameter.name] = guess
			elif parameter.default is parameter.empty:
				arguments[parameter.name] = "1"
		names_client = {CLIENT, self.client}
		return arguments if any(str(value) in names_client for value in arguments.values()) else None

	def guess(self, parameter: str):
		if parameter in DOCTYPE_ARGUMENTS:
			return CLIENT
		if parameter in NAME_ARGUMENTS:
			return self.client
		if parameter in ("doc", "docs"):
			return {"doctype": CLIENT, "name": self.client}
		if parameter in ("names", "docnames"):
			return [self.client]
		return VALUES.get(parameter)


def whitelisted_functions_of_frappe() -> Iterator[Callable]:
	for module in pkgutil.walk_packages(frappe.__path__, "frappe."):
		if not any(part in module.name for part in ("test", "patches", "coverage", "commands", *NOT_TRIED)):
			importlib.import_module(module.name)
	for function in sorted(frappe.whitelisted, key=lambda each: (each.__module__, each.__name__)):
		path = f"{function.__module__}.{function.__name__}"
		exists = getattr(importlib.import_module(function.__module__), function.__name__, None) is not None
		if path.startswith("frappe.") and exists and not any(part in path for part in ("test", *NOT_TRIED)):
			yield function
