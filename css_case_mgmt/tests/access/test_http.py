"""What only real requests show: addresses of files, REST, API keys, sessions (D-19, R-412, R-507)."""

import frappe

from css_case_mgmt.permissions.leavers import end_sessions_of_leavers
from css_case_mgmt.permissions.registry import CASE, CLIENT
from css_case_mgmt.tests.access.committed import CommittedTestCase
from css_case_mgmt.tests.access.desk_client import readable
from css_case_mgmt.tests.access.http_client import Visitor
from css_case_mgmt.tests.access.personas import give_api_key, user_of


class TestHttp(CommittedTestCase):
	LOGGED_IN = (
		*("caseworker", "manager", "monitor", "colleague", "other_manager", "leaver", "transferred"),
		*("conflicted", "system_manager"),
	)
	READERS = ("caseworker", "manager", "monitor")

	def setUp(self) -> None:
		super().setUp()
		self.client = self.world.records["assigned"][CLIENT]

	def assert_no_leak(self, persona: str, text: str) -> None:
		self.assertEqual([], self.world.leaked_to(persona, text))

	def test_files_by_their_address(self) -> None:
		"""R-507: a file is read with its record, whoever uploaded it."""
		for owner, url in self.world.file_urls.items():
			for persona, visitor in self.visitors.items():
				with self.subTest(owner=owner, persona=persona):
					answer = visitor.get(url)
					self.assertEqual(persona in self.READERS, answer.status_code == 200)
					self.assert_no_leak(persona, readable(answer.data))
					self.assertNotEqual(
						200 if persona not in self.READERS else None,
						visitor.get("/api/method/download_file", file_url=url).status_code,
					)

	def test_addresses_of_files_say_nothing(self) -> None:
		"""D-19: private, under a name that is not the uploaded one."""
		names = [secret.text for secret in self.world.secrets if secret.place.startswith("name of the file")]
		for url in self.world.file_urls.values():
			self.assertRegex(url, r"^/private/files/[0-9a-f]{20}\w*\.txt$")
			self.assertFalse([name for name in names if name in url])

	def test_a_known_address_opens_nothing(self) -> None:
		"""R-507: who remembers the address of a file cannot have it again through a record of her own."""
		url = self.world.file_urls["leaver"]
		name = url.rsplit("/", 1)[1]
		thefts = (
			{"file_url": url, "is_private": 1},
			{"file_url": url.replace("/files/", "/files/./"), "is_private": 1},
			{"file_url": url.replace("/private/", "/private/../private/"), "is_private": 1},
			{"file_name": name, "is_private": 1},
		)
		for values in thefts:
			for persona in ("transferred", "colleague"):
				with self.subTest(values, persona=persona):
					visitor = self.visitors[persona]
					answer = visitor.post("/api/resource/File", data={"doctype": "File", **values})
					made = answer.json.get("data", {}).get("name") if answer.status_code == 200 else None
					files = [each for each in (made, self.file_record()) if each]
					for path, arguments in (
						(url, {}),
						(values.get("file_url", url), {}),
						("/api/method/frappe.core.api.file.zip_files", {"files": files}),
						("/api/method/frappe.core.api.file.zip_files", {"files": files[:1]}),
					):
						self.assert_no_leak(persona, readable(visitor.get(path, **arguments).data))

	def file_record(self) -> str:
		return frappe.db.get_value("File", {"file_url": self.world.file_urls["leaver"]})

	def test_rest(self) -> None:
		"""R-412: documents, lists, prints and the desk's pages."""
		for persona, visitor in self.visitors.items():
			for path, arguments in (
				(f"/api/resource/{CLIENT}/{self.client}", {}),
				(f"/api/resource/{CLIENT}", {"fields": ["*"], "limit_page_length": 0}),
				("/api/resource/Comment", {"fields": ["*"], "limit_page_length": 0}),
				("/printview", {"doctype": CLIENT, "name": self.client}),
				(f"/app/css-client/{self.client}", {}),
				("/list", {"doctype": CLIENT}),
			):
				with self.subTest(path, persona=persona):
					self.assert_no_leak(persona, readable(visitor.get(path, **arguments).data))
		answer = self.visitors["caseworker"].get(f"/api/resource/{CLIENT}/{self.client}")
		self.assertEqual(self.client, answer.json["data"]["name"])

	def test_writing_by_rest(self) -> None:
		"""D-14, R-504: PUT and DELETE."""
		before = frappe.db.get_value(CLIENT, self.client, ["preferred_name", "modified"])
		for persona in ("monitor", "colleague", "leaver", "conflicted", "system_manager", "guest"):
			path = f"/api/resource/{CLIENT}/{self.client}"
			for method, options in (("PUT", {"json": {"preferred_name": "x"}}), ("DELETE", {})):
				with self.subTest(method, persona=persona):
					answer = self.visitors[persona].request(method, path, **options)
					self.assertGreaterEqual(answer.status_code, 400)
		self.commit()
		self.assertEqual(before, frappe.db.get_value(CLIENT, self.client, ["preferred_name", "modified"]))

	def test_a_leavers_key_opens_no_file(self) -> None:
		"""R-507: from the day after the last one on, before any job has run, and then it is void."""
		self.addCleanup(self.visitors["leaver"].log_in)
		key = give_api_key("leaver")
		self.commit()
		script = Visitor("leaver", key)
		whoami = script.get("/api/method/frappe.auth.get_logged_user")
		self.assertEqual(user_of("leaver"), whoami.json["message"])
		for doctype in (CASE, CLIENT, "File"):
			answer = script.get(f"/api/resource/{doctype}", fields=["*"], limit_page_length=0)
			self.assert_no_leak("leaver", readable(answer.data))
		end_sessions_of_leavers()
		self.commit()
		for visitor in (script, self.visitors["leaver"]):
			answer = visitor.get("/api/method/frappe.auth.get_logged_user")
			self.assertNotEqual(user_of("leaver"), (answer.json or {}).get("message"))
			self.assertGreaterEqual(answer.status_code, 400)
		still_there = self.visitors["transferred"].get("/api/method/frappe.auth.get_logged_user")
		self.assertEqual(user_of("transferred"), still_there.json["message"])
