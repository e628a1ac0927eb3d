"""The passwords of the demo's users, kept in a file that only the site's system user can read."""

import json
import os
import secrets
from pathlib import Path

import frappe
from frappe.utils.password import update_password

PASSWORD_BYTES = 12


class Logins:
	"""The list of users with passwords; it is written when the block ends without an error."""

	def __init__(self) -> None:
		self.file = Path(frappe.get_site_path("private", "demo_users.json"))
		self.users = json.loads(self.file.read_text()) if self.file.exists() else []

	def __enter__(self) -> "Logins":
		# Frappe lets only sixty users be made in an hour, but for imports.
		self.was_import = frappe.flags.in_import
		frappe.flags.in_import = True
		return self

	def __exit__(self, error_type: type | None, *_error: object) -> None:
		frappe.flags.in_import = self.was_import
		if error_type is None:
			self.write()

	def new_password(self, user: str, role: str) -> str:
		password = secrets.token_urlsafe(PASSWORD_BYTES)
		self.remove({user})
		self.users.append({"user": user, "role": role, "password": password})
		return password

	def keep(self, user: str, role: str) -> None:
		"""Leave a user the password that the list has; if it has none, give a new one."""
		if not any(listed["user"] == user for listed in self.users):
			update_password(user, self.new_password(user, role))

	def remove(self, users: set[str]) -> None:
		self.users = [listed for listed in self.users if listed["user"] not in users]

	def write(self) -> None:
		if not self.users:
			self.file.unlink(missing_ok=True)
			return
		new = self.file.with_suffix(".new")
		new.unlink(missing_ok=True)
		with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
			json.dump(self.users, stream, indent=1)
		new.replace(self.file)
