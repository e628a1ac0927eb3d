"""Real requests to the site's WSGI application, as somebody logged in with a password or an API key.

Each request runs in a thread of its own: Frappe keeps what belongs to a request, the database connection
included, in variables of the thread, and the test has its own. What it reads must be committed.
"""

from concurrent.futures import ThreadPoolExecutor

import frappe
import frappe.app
from werkzeug.test import Client, TestResponse

from css_case_mgmt.tests.access.desk_client import as_text
from css_case_mgmt.tests.access.personas import PASSWORD, user_of


class Visitor:
	"""A persona's browser, or script if there is an API key."""

	def __init__(self, persona: str, api_key: str | None = None):
		self.persona = persona
		self.client = Client(frappe.app.application)
		self.headers = {"X-Frappe-Site-Name": frappe.local.site, "Accept": "application/json"}
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
		with ThreadPoolExecutor(max_workers=1) as thread:
			request = thread.submit(self.client.open, path, method=method, headers=self.headers, **options)
			return request.result()
