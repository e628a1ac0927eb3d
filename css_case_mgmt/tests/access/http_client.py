"""Real requests to the site's WSGI application, as somebody logged in with a password.

Each request runs in a thread of its own: Frappe keeps what belongs to a request, the database connection
included, in variables of the thread, and the test has its own.
"""

import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor

import frappe
import frappe.app
from werkzeug.test import Client, TestResponse

from css_case_mgmt.tests.access.personas import PASSWORD, user_of


class Visitor:
	"""A persona's browser (or script, if it has an API key)."""

	def __init__(self, persona: str, api_key: str | None = None):
		self.persona = persona
		self.client = Client(frappe.app.application)
		self.headers = {"X-Frappe-Site-Name": frappe.local.site, "Accept": "application/json"}
		self.thread = ThreadPoolExecutor(max_workers=1)
		if api_key:
			self.headers["Authorization"] = api_key
		elif persona != "guest":
			self.log_in()

	def log_in(self) -> None:
		answer = self.post("/api/method/login", usr=user_of(self.persona), pwd=PASSWORD)
		if answer.status_code != 200:
			raise AssertionError(f"{self.persona} cannot log in: {answer.text}")

	def get(self, path: str, **arguments) -> TestResponse:
		return self.request("GET", path, query_string=as_text(arguments))

	def post(self, path: str, **arguments) -> TestResponse:
		return self.request("POST", path, data=as_text(arguments))

	def request(self, method: str, path: str, **options) -> TestResponse:
		options.setdefault("headers", self.headers)
		return self.thread.submit(self.client.open, path, method=method, **options).result()

	def close(self) -> None:
		self.thread.shutdown()


def as_text(arguments: dict) -> dict:
	"""Arguments the way the desk sends them: structures as JSON."""
	return {
		name: json.dumps(value) if isinstance(value, dict | list) else value
		for name, value in arguments.items()
		if value is not None
	}


def readable_text(answer: TestResponse) -> str:
	"""What a person could read in an answer: escapes undone, spreadsheets unpacked."""
	body = answer.data
	if body.startswith(b"PK"):
		with zipfile.ZipFile(io.BytesIO(body)) as archive:
			body = b"\n".join(archive.read(name) for name in archive.namelist())
	text = body.decode("utf-8", "replace")
	if "\\u" in text:
		text += json_unescaped(text)
	return text


def json_unescaped(text: str) -> str:
	return text.encode("ascii", "backslashreplace").decode("unicode_escape", "replace")
