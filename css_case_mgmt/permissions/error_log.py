"""Errors are logged without what a worker typed, of requests and of jobs.

Frappe writes the local variables of every frame, and the request itself, into its error log, the
queue in Redis that feeds it, and a log file. On a site with client files these hold names. The call
stack stays; values do not.
"""

import re

import frappe
from frappe.core.doctype.error_log.error_log import ErrorLog
from frappe.core.doctype.scheduled_job_log.scheduled_job_log import ScheduledJobLog

FRAME = re.compile(r"^\s*(Traceback|File \"|During handling|The above exception)")
ERROR_CLASS = re.compile(
	r"^(?P<name>[A-Za-z_][\w.]*(?:Error|Exception|Exit|Interrupt|Warning|[A-Z]\w+))(?::|$)"
)
ERROR_NUMBER = re.compile(r"\(\d{3,5}(?=,)")
REMOVED = "[removed]"


class ScrubbedErrorLog(ErrorLog):
	"""Frappe's Error Log without local variables, messages and request data."""

	def before_insert(self) -> None:
		self.scrub()

	def deferred_insert(self) -> None:
		self.scrub()
		# The logger that runs next writes the request into a file.
		frappe.local.form_dict = frappe._dict(cmd=frappe.local.form_dict.get("cmd"))
		super().deferred_insert()

	def scrub(self) -> None:
		self.error, messages = scrub_traceback(self.error or "")
		if any(self.method and self.method.strip() in message for message in messages):
			self.method = "Error"


class ScrubbedJobLog(ScheduledJobLog):
	"""Frappe's Scheduled Job Log, which keeps the traceback of a job that failed, from 15.55 with local variables."""

	def db_set(self, fieldname, value=None, *args, **kwargs) -> None:
		values = dict(fieldname) if isinstance(fieldname, dict) else {fieldname: value}
		if values.get("details"):
			values["details"] = scrub_traceback(values["details"])[0]
		super().db_set(values, None, *args, **kwargs)


def scrub_traceback(text: str) -> tuple[str, list[str]]:
	"""A traceback without local variables and without the texts of its errors.

	Args:
		text: what Frappe wants to log.

	Returns:
		The text to keep (frames, source lines, error classes, database error numbers) and the error
		texts that were removed. A text that is not a traceback is removed as a whole.
	"""
	kept: list[str] = []
	messages: list[str] = []
	source_line_follows = False
	for line in text.splitlines():
		if FRAME.match(line):
			kept.append(line)
			source_line_follows = 'File "' in line
		elif source_line_follows and line.startswith("    "):
			kept.append(line)
			source_line_follows = False
		elif not line.startswith(" ") and (error := ERROR_CLASS.match(line)):
			number = ERROR_NUMBER.search(line)
			messages.append(line)
			kept.append(f"{error['name']}: {number.group()[1:] + ' ' if number else ''}{REMOVED}")
			source_line_follows = False
		else:
			messages.append(line)
	return "\n".join(kept) or REMOVED, messages
