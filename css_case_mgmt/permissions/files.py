"""Files of this app's documents: private, under a name that says nothing, read with the document.

Frappe serves a private file to its owner whatever else is decided, and does not ask the hooks when it
is fetched by its address; hence a class of its own.
"""

import os

import frappe
from frappe.core.doctype.file.file import File

from css_case_mgmt.permissions.registry import CHILD_TABLES, CLIENT_BEARING


class CaseFile(File):
	"""Frappe's File, stricter where it is attached to a client-bearing document (R-507)."""

	def before_insert(self) -> None:
		if self.belongs_to_a_client():
			self.is_private = 1
			extension = os.path.splitext(self.file_name or "")[1].lower()
			if not self.file_url:
				self.file_name = f"{frappe.generate_hash(length=20)}{extension}"
		super().before_insert()

	def validate(self) -> None:
		if self.belongs_to_a_client():
			self.is_private = 1
		super().validate()

	def is_downloadable(self) -> bool:
		if self.belongs_to_a_client():
			return self.has_permission("read")
		return super().is_downloadable()

	def belongs_to_a_client(self) -> bool:
		return self.attached_to_doctype in (*CLIENT_BEARING, *CHILD_TABLES)
