"""What the site tests of the demo share: a few people to whom much happens."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timezone
from pathlib import Path
from unittest.mock import patch

import frappe

from css_case_mgmt import settings
from css_case_mgmt.demo.cast import make_cast
from css_case_mgmt.demo.clear import Cleared, clear
from css_case_mgmt.demo.loader import Loaded, load
from css_case_mgmt.demo.tests.stored_rows import rows_per_table
from css_case_mgmt.tests import SiteTestCase

# A move to an own case, exits, a closed case, changes of level, an open draft.
CLIENTS, SEED, TODAY = 12, 1554, date(2025, 6, 30)
CONTACT_DAYS = 14
WORKER = "caseworker1@demo.example"
SITE = "Demo Site Two Rivers"


@contextmanager
def on_day(day: date) -> Iterator[None]:
	"""It is noon of a day at every site: what is entered then is checked as it was."""

	class Then(datetime):
		@classmethod
		def now(cls, tz=None):
			return datetime(day.year, day.month, day.day, 17, tzinfo=timezone.utc)

	with patch.object(settings, "datetime", Then):
		yield


class DemoTestCase(SiteTestCase):
	"""Sites and people are made once for a class.

	The list of passwords is a file, which no rollback brings back.
	"""

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.file = Path(frappe.get_site_path("private", "demo_users.json"))
		cls.addClassCleanup(cls.write_file, cls.read_file())
		cls.write_file(None)
		# Frappe itself writes this default of the site with the first user that is made.
		frappe.db.set_default("email_user_password", "")
		cls.counts = rows_per_table()
		make_cast(CLIENTS)

	def setUp(self) -> None:
		super().setUp()
		self.addCleanup(self.write_file, self.read_file())

	@classmethod
	def read_file(cls) -> bytes | None:
		return cls.file.read_bytes() if cls.file.exists() else None

	@classmethod
	def write_file(cls, content: bytes | None) -> None:
		cls.file.unlink(missing_ok=True)
		if content is not None:
			cls.file.touch(mode=0o600)
			cls.file.write_bytes(content)

	def logins(self) -> list[dict]:
		return json.loads(self.file.read_text())


def commit_nothing() -> None:
	"""A test is rolled back."""


def load_some(clients: int = CLIENTS, *, in_bulk: bool = True, seed: int = SEED) -> Loaded:
	"""As on that day: what is asked today is asked of that day as well."""
	with on_day(TODAY):
		return load(
			clients, seed, in_bulk=in_bulk, today=TODAY, commit=commit_nothing, contact_days=CONTACT_DAYS
		)


@contextmanager
def as_in_use() -> Iterator[None]:
	"""Save as the desk does, that is with versions, which Frappe leaves out in tests."""
	frappe.flags.in_test = False
	try:
		yield
	finally:
		frappe.flags.in_test = True


def clear_all() -> Cleared:
	return clear(commit=commit_nothing)
