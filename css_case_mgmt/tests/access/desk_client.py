"""Calls as the desk makes them, within the test's own transaction.

They go through Frappe's dispatcher, which knows what is whitelisted, overridden and for guests; what is
left out (logging in, sessions, addresses of files) is what `http_client.py` adds.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import frappe
import frappe.handler
from frappe.utils import set_request
from werkzeug.wrappers import Response

from css_case_mgmt.tests.access.personas import user_of

SAVEPOINT = "before_the_call"
# A link to what may not be read is refused in the words of a missing one.
REFUSALS = (frappe.PermissionError, frappe.LinkValidationError, frappe.DoesNotExistError)


class Answer(NamedTuple):
	"""Everything that somebody could read in an answer, messages included, and the error if it was one."""

	text: str
	error: Exception | None

	@property
	def is_refusal(self) -> bool:
		return isinstance(self.error, REFUSALS) or str(self.error).startswith("No permission for ")


def ask(persona: str, function: str, **arguments) -> Answer:
	"""Call a function as a persona; what the call changes is undone.

	The persona stays at the desk for the next call, because everything that Frappe has cached goes with the
	user: ask as one after the other.
	"""
	if frappe.session.user != user_of(persona):
		frappe.set_user(user_of(persona))
	frappe.db.savepoint(SAVEPOINT)
	try:
		return answer_to(function, arguments)
	finally:
		roll_back_to_savepoint(function)


def roll_back_to_savepoint(function: str) -> None:
	try:
		frappe.db.rollback(save_point=SAVEPOINT)
	except frappe.db.OperationalError as gone:
		raise AssertionError(f"{function} has ended the transaction: do not try it here.") from gone


def do(persona: str, function: str, **arguments) -> Answer:
	"""The same, but what the call changes stays (until the test ends)."""
	frappe.set_user(user_of(persona))
	try:
		return answer_to(function, arguments)
	finally:
		frappe.set_user("Administrator")


def answer_to(function: str, arguments: dict) -> Answer:
	error, returned = None, None
	set_request(method=http_method(function), path=f"/api/method/{function}")
	frappe.local.form_dict = frappe._dict(as_text(arguments), cmd=function)
	frappe.local.response = frappe._dict(docs=[])
	frappe.local.message_log = []
	for hook in frappe.get_hooks("before_request", app_name="css_case_mgmt"):
		frappe.call(hook)
	try:
		returned = frappe.handler.execute_cmd(function)
	except Exception as raised:
		# An error is an answer as well: what it says is searched like data.
		error, returned = raised, f"{type(raised).__name__}: {raised}"
	finally:
		# Outside a request there is none: what runs next is not taken for one.
		del frappe.local.request
	text = "".join(map(readable, (returned, frappe.local.response, frappe.local.message_log)))
	return Answer(text, error)


@contextmanager
def as_in_production() -> Iterator[None]:
	"""Frappe asks for roles (`only_for`) outside tests only; then it also commits here and there."""
	frappe.flags.in_test = False
	try:
		yield
	finally:
		frappe.flags.in_test = True


def http_method(function: str) -> str:
	allowed = frappe.allowed_http_methods_for_whitelisted_func.get(frappe.get_attr(function), ("POST",))
	return "POST" if "POST" in allowed else allowed[0]


def as_text(arguments: dict) -> dict:
	"""Arguments the way the desk sends them: structures as JSON."""
	return {
		name: json.dumps(value) if isinstance(value, dict | list) else value
		for name, value in arguments.items()
		if value is not None
	}


def readable(answer) -> str:
	"""What a person could read in an answer: escapes undone, spreadsheets and archives unpacked."""
	if isinstance(answer, Response):
		answer = answer.get_data()
	if isinstance(answer, bytes):
		return readable_bytes(answer)
	if isinstance(answer, dict):
		content = answer.pop("filecontent", None)
		return readable(frappe.as_json(answer)) + (readable(content) if content else "")
	if not isinstance(answer, str):
		answer = frappe.as_json(answer)
	return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), answer)


def readable_bytes(body: bytes) -> str:
	if body.startswith(b"PK"):
		with zipfile.ZipFile(io.BytesIO(body)) as archive:
			body = b"\n".join(archive.read(name) for name in archive.namelist())
	return readable(body.decode("utf-8", "replace"))
