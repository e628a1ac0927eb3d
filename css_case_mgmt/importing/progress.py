"""How far an import is: told to whoever started it, and kept for a page that asks."""

from time import monotonic

import frappe

EVENT = "css_import_progress"
KEPT_FOR = 24 * 3600


class Progress:
	"""Reports at most once a second.

	Args:
		name: the CSS Import; without one, `show` alone is told.
		user: who is told.
		show: told (stage, done, total) as well, such as a bar on a terminal.
	"""

	def __init__(self, name: str | None = None, user: str | None = None, show=None) -> None:
		self.name, self.user, self.show = name, user, show
		self.last = 0.0

	def __call__(self, stage: str, done: int, total: int) -> None:
		now = monotonic()
		if now - self.last < 1:
			return
		self.last = now
		if self.show:
			self.show(stage, done, total)
		if self.name:
			state = {"stage": stage, "done": done, "total": total}
			frappe.cache.set_value(key(self.name), state, expires_in_sec=KEPT_FOR)
			frappe.publish_realtime(EVENT, {"name": self.name, **state}, user=self.user)

	def end(self) -> None:
		frappe.cache.delete_value(key(self.name))
		frappe.publish_realtime(EVENT, {"name": self.name, "stage": "ended"}, user=self.user)


def progress_of(name: str) -> dict | None:
	return frappe.cache.get_value(key(name), expires=True)


def key(name: str) -> str:
	return f"css_import_progress:{name}"
