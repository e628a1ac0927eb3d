"""Somebody who works over REST, and what a family is asked to agree to."""

import requests

from conftest import PASSWORD
from css_case_mgmt.tests.factories import CHARTER_FORM, CONSENT_FORM, SIGNATURE


class Visitor:
	"""Somebody logged in over HTTP."""

	def __init__(self, url: str, user: str):
		self.url = url
		self.session = requests.Session()
		self.session.headers["Accept"] = "application/json"
		self.session.post(f"{url}/api/method/login", data={"usr": user, "pwd": PASSWORD}).raise_for_status()

	def call(self, method: str, path: str, /, **values) -> requests.Response:
		arguments = {"params": values} if method == "GET" else {"json": values}
		return self.session.request(method, f"{self.url}/api/{path}", **arguments)

	def make(self, doctype: str, **values) -> dict:
		answer = self.call("POST", f"resource/{doctype}", **values)
		assert answer.ok, answer.text
		return answer.json()["data"]

	def refused(self, method: str, path: str, /, **values) -> str:
		"""The message of a request that must be refused, without a server error."""
		answer = self.call(method, path, **values)
		assert 400 <= answer.status_code < 500, (answer.status_code, answer.text)
		return answer.json().get("_server_messages", "") + answer.text


def call(visitor: Visitor, function: str, **values):
	"""Call a function of the app's own interface."""
	answer = visitor.call("POST", f"method/css_case_mgmt.api.{function}", **values)
	assert answer.ok, answer.text
	return answer.json().get("message")


def agree(worker: Visitor, css_case: str, client: str, day: str) -> None:
	"""Consent and charter of one sitting."""
	call(
		worker,
		"consent.record",
		client=client,
		css_case=css_case,
		consent={
			"consent_form": CONSENT_FORM,
			"given_by": "Self",
			"explained_on": day,
			"understood": 1,
			"limits_explained": 1,
			"rights_explained": 1,
			"risks_explained": 1,
			"purposes": [{"purpose": "Case management by this agency"}],
			"valid_from": day,
			"signature_method": "Signed on Screen",
			"client_signature": SIGNATURE,
			"caseworker_signature": SIGNATURE,
			"client_signed_on": day,
			"caseworker_signed_on": day,
		},
		charter={"charter_form": CHARTER_FORM, "acknowledged_on": day, "graduation_discussed_on": day},
	)
