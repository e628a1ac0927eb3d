"""What each role finds on its workspaces: nothing that refuses, and numbers of what it may see (R-454, R-458, D-19)."""

import json
from pathlib import Path

import frappe
from frappe.desk.desktop import get_desktop_page, get_workspace_sidebar_items
from frappe.desk.doctype.dashboard_chart_source.dashboard_chart_source import get_config
from frappe.desk.query_report import get_report_doc

from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import acting_as, make_staff, make_user

OF_ROLE = {
	"CSS Caseworker": ["CSS Case Management"],
	"CSS Manager": ["CSS Site Management"],
	"CSS Intake Worker": ["CSS Intake"],
	"CSS National Analyst": ["CSS Network"],
	"CSS National Coordinator": ["CSS Network"],
	"System Manager": ["CSS Network"],
	"CSS Monitor": ["CSS File Review"],
	"CSS Privacy Officer": ["CSS File Review"],
}
AT_A_SITE = ("CSS Caseworker", "CSS Manager", "CSS Intake Worker", "CSS Privacy Officer")
FIRST_LINES = {"CSS Caseworker": "css-today", "CSS Manager": "css-today", "CSS Intake Worker": "css-today"}


def somebody(role: str) -> str:
	email = f"{role.replace(' ', '.').lower()}@workspaces.example"
	return make_staff(email, role) if role in AT_A_SITE else make_user(email, role)


def workspaces() -> list[dict]:
	"""Of this app, as the session's user sees the sidebar."""
	found = get_workspace_sidebar_items()["pages"]
	return [page for page in found if page["module"] == "CSS Case Mgmt"]


def page_of(workspace: str) -> dict:
	return get_desktop_page(json.dumps({"name": workspace, "title": workspace, "public": 1}))


class TestOfEachRole(SiteTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.people = {role: somebody(role) for role in OF_ROLE}

	def for_each_role(self):
		for role, user in self.people.items():
			with self.subTest(role), acting_as(user):
				for page in workspaces():
					yield role, page["name"], page_of(page["name"])

	def test_each_role_has_its_own(self):
		"""R-454"""
		for role, user in self.people.items():
			with self.subTest(role), acting_as(user):
				self.assertEqual([page["name"] for page in workspaces()], OF_ROLE[role])

	def test_today_comes_first(self):
		"""R-458: for all who have a list of today."""
		for role, _name, page in self.for_each_role():
			shortcuts = [row["link_to"] for row in page["shortcuts"]["items"]]
			self.assertEqual("css-today" in shortcuts, role in FIRST_LINES)
			if role in FIRST_LINES:
				self.assertEqual(shortcuts[0], FIRST_LINES[role])

	def test_no_link_refuses(self):
		"""R-454, D-19: lists can be read, new records begun, reports run, pages opened."""
		for _role, name, page in self.for_each_role():
			links = [link for card in page["cards"]["items"] for link in card["links"]]
			self.assertTrue(links, name)
			for link in links:
				self.check_link(link["link_type"], link["link_to"])
			for shortcut in page["shortcuts"]["items"]:
				self.check_link(shortcut["type"], shortcut["link_to"], shortcut["doc_view"])
			for row in page["quick_lists"]["items"]:
				self.check_list(row["document_type"], row["quick_list_filter"])

	def check_link(self, kind: str, to: str, view: str | None = None) -> None:
		with self.subTest(kind, to=to):
			if kind == "DocType":
				self.assertTrue(frappe.has_permission(to, "create" if view == "New" else "read"))
				if not frappe.get_meta(to).issingle:
					frappe.get_list(to, limit=1)
			elif kind == "Report":
				get_report_doc(to)
			else:
				self.assertEqual(kind, "Page")
				self.assertTrue(frappe.get_doc("Page", to).is_permitted())

	def check_list(self, doctype: str, filters: str) -> None:
		rows = [row[:4] for row in json.loads(filters)]
		frappe.get_list(doctype, filters=rows, limit=1)

	def test_every_number_can_be_counted(self):
		"""R-458, R-412: no card that its reader is refused."""
		for _role, name, page in self.for_each_role():
			for row in page["number_cards"]["items"]:
				card = frappe.get_doc("Number Card", row.number_card_name)
				with self.subTest(name, card=card.name):
					card.check_permission("read")
					self.assertIsInstance(self.number(card), int)

	def number(self, card) -> int:
		if card.type == "Custom":
			return frappe.call(frappe.get_attr(card.method))
		filters = [row[:4] for row in json.loads(card.filters_json)]
		return len(frappe.get_list(card.document_type, filters=filters, limit=0))

	def test_every_chart_can_be_drawn(self):
		"""R-458: by its source, which asks within the permissions."""
		for _role, name, page in self.for_each_role():
			for row in page["charts"]["items"]:
				chart = frappe.get_doc("Dashboard Chart", row.chart_name)
				with self.subTest(name, chart=chart.name):
					chart.check_permission("read")
					config = get_config(chart.source)
					method = config.split('method: "')[1].split('"')[0]
					drawn = frappe.call(frappe.get_attr(method))
					self.assertTrue(drawn is None or drawn["datasets"])

	def test_every_block_has_what_it_shows(self):
		"""R-454: a block names a row of its own kind, and every row has a block."""
		for workspace in {name for names in OF_ROLE.values() for name in names}:
			document = frappe.get_doc("Workspace", workspace)
			blocks = json.loads(document.content)
			rows = {
				"shortcut": [row.label for row in document.shortcuts],
				"number_card": [row.label for row in document.number_cards],
				"chart": [row.label for row in document.charts],
				"quick_list": [row.label for row in document.quick_lists],
				"card": [row.label for row in document.links if row.type == "Card Break"],
			}
			for kind, labels in rows.items():
				with self.subTest(workspace, kind=kind):
					named = [block["data"][f"{kind}_name"] for block in blocks if block["type"] == kind]
					self.assertEqual(named, labels)

	def test_the_exit_has_its_links(self):
		"""R-360: exits, interviews and longer stays, and their lists for those who edit them."""
		wanted = {
			"CSS Caseworker": {"CSS Exit", "CSS Exit Interview", "CSS Programme Extension"},
			"CSS Manager": {"CSS Exit", "CSS Exit Interview", "CSS Programme Extension"},
			"CSS National Coordinator": {
				"CSS Exit Reason",
				"CSS Readiness Indicator",
				"CSS Exit Interview Question",
			},
		}
		for role, _name, page in self.for_each_role():
			linked = {link["link_to"] for card in page["cards"]["items"] for link in card["links"]}
			self.assertLessEqual(wanted.get(role, set()), linked)


class TestForFrappe16(SiteTestCase):
	def test_sidebars_and_icons_follow_the_workspaces(self):
		"""R-454: one of each, with the links of the workspace and no other."""
		folder = Path(frappe.get_app_path("css_case_mgmt"))
		for workspace in {name for names in OF_ROLE.values() for name in names}:
			with self.subTest(workspace):
				file = f"{frappe.scrub(workspace)}.json"
				icon = json.loads((folder / "desktop_icon" / file).read_text())
				sidebar = json.loads((folder / "workspace_sidebar" / file).read_text())
				self.assertEqual((icon["link_to"], sidebar["title"]), (workspace, workspace))
				document = frappe.get_doc("Workspace", workspace)
				offered = {row.link_to for row in (*document.links, *document.shortcuts)}
				linked = {row["link_to"] for row in sidebar["items"] if row["type"] == "Link"}
				self.assertLessEqual(linked, offered | {workspace})
				self.assertLessEqual({row.link_to for row in document.links} - {None}, linked)


class TestScripts(SiteTestCase):
	def test_reports_of_a_session_do_not_meet(self):
		"""R-354: Frappe runs each script in the scope of the page, where a name can be declared once."""
		folder = Path(frappe.get_app_path("css_case_mgmt")) / "css_case_mgmt"
		for script in (*folder.glob("report/*/*.js"), *folder.glob("dashboard_chart_source/*/*.js")):
			with self.subTest(script.name):
				self.assertNotRegex(script.read_text(), r"(?m)^(const|let|class|function) ")
