"""Doing something as somebody else."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe


@contextmanager
def acting_as(user: str) -> Iterator[None]:
	"""Do something as a user, then be again who one was."""
	before = frappe.session.user
	if user != before:
		frappe.set_user(user)
	try:
		yield
	finally:
		if user != before:
			frappe.set_user(before)
