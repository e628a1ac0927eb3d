"""A process that is killed at a statement of its choice, as by a power cut (D-24)."""

import os
import re
import signal
from collections.abc import Callable

import frappe

WRITES = re.compile(r"\s*(insert|update|delete|replace)\b", re.IGNORECASE)
COMMIT = "commit"
AHEAD, AFTER = "ahead of it", "after it"

Step = tuple[int | str, str]
"""The number of a writing statement, from 1 on, or the commit; and whether it is still run."""


def killed_at(step: Step, user: str, act: Callable[[], object]) -> None:
	"""Let another process act on a connection of its own, and kill it at a step.

	Raises:
		AssertionError: the process came to its end alive.
	"""
	process = os.fork()
	if not process:
		run(user, act, Killer(step))
	_process, status = os.waitpid(process, 0)
	if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
		raise AssertionError(f"It was not killed at {step}, and ended with {status}.")


def writes_of(user: str, act: Callable[[], object]) -> int:
	"""How many writing statements it has; what they write is not kept."""
	reading, writing = os.pipe()
	process = os.fork()
	if not process:
		os.close(reading)
		run(user, act, Counter(writing))
	os.close(writing)
	with os.fdopen(reading) as told:
		count = int(told.read() or 0)
	os.waitpid(process, 0)
	return count


class Killer:
	def __init__(self, step: Step) -> None:
		self.step = step

	def reached(self, what: int | str, moment: str) -> None:
		if (what, moment) == self.step:
			os.kill(os.getpid(), signal.SIGKILL)


class Counter:
	"""Tells the last number, and ends before anything is kept."""

	def __init__(self, writing: int) -> None:
		self.writing, self.count = writing, 0

	def reached(self, what: int | str, moment: str) -> None:
		if what == COMMIT:
			os.write(self.writing, str(self.count).encode())
			os._exit(0)
		self.count = what


def run(user: str, act: Callable[[], object], watcher: Killer | Counter) -> None:
	"""In the child: as a request does it, which ends with a commit. It never returns."""
	try:
		mine = frappe.local.db  # The parent's; its end of the connection stays as it is.
		frappe.init(site=frappe.local.site, sites_path=".", force=True)
		frappe.connect()
		frappe.flags.print_messages = False
		frappe.set_user(user)
		watch(watcher)
		act()
		frappe.db.commit()
		del mine
	finally:
		os._exit(3)


def watch(watcher: Killer | Counter) -> None:
	send, commit, count = frappe.db.sql, frappe.db.commit, 0

	def watched_sql(query, *args, **kwargs):
		nonlocal count
		is_writing = bool(WRITES.match(str(query)))
		if is_writing:
			count += 1
			watcher.reached(count, AHEAD)
		answer = send(query, *args, **kwargs)
		if is_writing:
			watcher.reached(count, AFTER)
		return answer

	def watched_commit():
		watcher.reached(COMMIT, AHEAD)
		commit()
		watcher.reached(COMMIT, AFTER)

	frappe.db.sql, frappe.db.commit = watched_sql, watched_commit
