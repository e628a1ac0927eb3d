"""Everybody calls everything that the app itself offers (D-19, R-005, R-006, R-412)."""

import frappe
import frappe.client
from pymysql.err import MySQLError

from css_case_mgmt.permissions.registry import CLIENT
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.access import planted
from css_case_mgmt.tests.access.decisions import FUNCTIONS, METHODS, REPORTS
from css_case_mgmt.tests.access.desk_client import ask
from css_case_mgmt.tests.access.groups import FAMILIES
from css_case_mgmt.tests.access.personas import PERSONAS, user_of
from css_case_mgmt.tests.access.placeholders import filled_in
from css_case_mgmt.tests.access.places import PLACES

# What a reader with nothing to read, or a record with nothing in it, must not lead to.
SERVER_ERRORS = (MySQLError, AttributeError, IndexError, KeyError)
RUN, EXPORT = "frappe.desk.query_report.run", "frappe.desk.query_report.export_query"
CHART = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"


class TestAppFunctions(SiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.world = planted.plant()

	def check(self, calls: list[tuple[frozenset[str], str, dict]]) -> None:
		"""(who may, function, arguments): those who may are not refused, all others are, and no answer holds
		what is not meant for its reader."""
		for persona in PERSONAS:
			for may, function, arguments in calls:
				arguments = filled_in(arguments, self.world.records["assigned"])
				answer = ask(persona, function, **arguments)
				with self.subTest(function, persona=persona, arguments=arguments):
					self.assertEqual(persona not in may, answer.is_refusal, answer.text[:300])
					self.assertNotIsInstance(answer.error, SERVER_ERRORS, answer.text[:300])
					self.assertEqual([], self.world.leaked_to(persona, answer.text))

	def test_functions(self) -> None:
		"""D-19: each whitelisted function, with the records of a family."""
		self.check(
			[
				(decided.may, f"css_case_mgmt.{function}", decided.arguments)
				for function, decided in FUNCTIONS.items()
			]
		)

	def test_methods_of_documents(self) -> None:
		"""D-19: each whitelisted method."""
		calls = []
		for path, decided in METHODS.items():
			doctype, method = path.split(".")
			arguments = {"dt": doctype, "method": method, **decided.arguments}
			calls.append((decided.may, "frappe.handler.run_doc_method", arguments))
		self.check(calls)

	def test_reports(self) -> None:
		"""R-412: run and exported, also in the name of somebody else (`user`)."""
		calls = []
		for name, report in REPORTS.items():
			arguments = {"report_name": name, "filters": report.filters}
			export = {"file_format_type": "Excel", "visible_idx": "[0, 1, 2, 3, 4]", **arguments}
			calls += [
				(report.may_run, RUN, arguments),
				(report.may_run, RUN, {"user": user_of("manager"), **arguments}),
				(report.may_export, EXPORT, export),
			]
		self.check(calls)

	def test_a_report_shows_files_to_those_who_read_them(self) -> None:
		"""R-354, R-412: the tests above would pass with empty reports."""
		answer = ask("caseworker", RUN, report_name="My Caseload Currently", filters={})
		self.assertTrue(self.world.found_in(answer.text))

	def test_counts_count_what_may_be_read(self) -> None:
		"""R-412: a count, a card or a group tells of no file that its reader may not open."""
		clients = {
			family: records[CLIENT] for family, records in self.world.records.items() if CLIENT in records
		}
		filters = [[CLIENT, "name", "in", list(clients.values())]]
		for persona in PERSONAS:
			families = [family for family in clients if persona in FAMILIES[family]]
			for function in ("frappe.client.get_count", "frappe.desk.reportview.get_count"):
				with self.subTest(function, persona=persona):
					answer = ask(persona, function, doctype=CLIENT, filters=filters)
					self.assertEqual(str(len(families)), answer.text[:1] if not answer.error else "0")

	def test_number_cards(self) -> None:
		"""R-412: the cards of the workspaces, of what somebody may not see, count nothing."""
		for name in PLACES["Number Card"]:
			card = frappe.get_doc("Number Card", name).as_dict(convert_dates_to_str=True)
			if card.document_type not in self.world.records["assigned"]:
				continue
			for persona in ("colleague", "leaver", "conflicted", "other_manager", "former_monitor", "guest"):
				with self.subTest(name, persona=persona):
					name_of_record = self.world.records["assigned"][card.document_type]
					filters = [[card.document_type, "name", "=", name_of_record]]
					function = "frappe.desk.doctype.number_card.number_card.get_result"
					answer = ask(persona, function, doc=card, filters=filters)
					self.assertTrue(answer.error or answer.text.startswith("0"), answer.text)

	def test_heat_maps(self) -> None:
		"""R-412: Frappe fills them past all permissions."""
		chart = {"name": "x", "type": "Heatmap", "chart_type": "Count", "based_on": "creation"}
		for doctype in (CLIENT, "CSS Activity Participant", "Comment"):
			for persona in ("caseworker", "colleague", "analyst"):
				with self.subTest(doctype, persona=persona):
					asked = {**chart, "document_type": doctype, "filters_json": "[]", "heatmap_year": "2026"}
					answer = ask(persona, CHART, chart=asked, no_cache=1)
					self.assertTrue(answer.is_refusal, answer.text)
