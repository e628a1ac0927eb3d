"""Files of this app's documents: private, under a name that says nothing, read with the document.

Frappe serves a private file to its owner whatever else is decided, and does not ask the hooks when it
is fetched by its address; hence a class of its own.
"""

import os
import posixpath
from urllib.parse import unquote

import frappe
from frappe import _
from frappe.core.doctype.file.file import File

from css_case_mgmt.closed_files import refuse_addition_to
from css_case_mgmt.permissions.registry import CHILD_TABLES, CLIENT_BEARING


class CaseFile(File):
	"""Frappe's File, stricter where it is attached to a client-bearing document (R-507)."""

	def before_insert(self) -> None:
		if self.file_url or not self.content:
			self.refuse_address_of_unreadable_file()
		if self.belongs_to_a_client():
			self.is_private = 1
			extension = os.path.splitext(self.file_name or "")[1].lower()
			if not self.file_url:
				self.file_name = f"{frappe.generate_hash(length=20)}{extension}"
		super().before_insert()

	def validate(self) -> None:
		if self.belongs_to_a_client():
			self.is_private = 1
			if self.is_new() or self.has_value_changed("attached_to_name"):
				self.refuse_closed_file()
		super().validate()
		if not self.is_new() and self.has_value_changed("file_url"):
			self.refuse_address_of_unreadable_file()

	def on_trash(self) -> None:
		if self.belongs_to_a_client():
			self.refuse_closed_file()
		super().on_trash()

	def refuse_closed_file(self) -> None:
		"""What is attached is part of the file, and stays as it is with it (R-378)."""
		refuse_addition_to(self.attached_to_doctype, self.attached_to_name)

	def save_file(self, *args, **kwargs) -> None:
		"""Equal content is not shared: it would keep the address, and so the name, of the other file."""
		if self.belongs_to_a_client():
			kwargs["ignore_existing_file_check"] = True
		super().save_file(*args, **kwargs)

	def get_content(self) -> bytes:
		"""Frappe packs files into an archive for whoever names them."""
		if self.belongs_to_a_client() and not self.is_new():
			self.check_permission("read")
		return super().get_content()

	def refuse_address_of_unreadable_file(self) -> None:
		"""A second record with the address of a file would open it (R-507)."""
		if self.is_folder:
			return
		address = posixpath.normpath(unquote(self.file_url or f"/private/files/{self.file_name}"))
		others = frappe.get_all(
			"File",
			filters={
				"file_url": "/" + address.lstrip("/"),
				"name": ("!=", self.name or ""),
				"attached_to_doctype": ("in", (*CLIENT_BEARING, *CHILD_TABLES)),
			},
			pluck="name",
		)
		if others and not any(frappe.has_permission("File", doc=name) for name in others):
			frappe.throw(
				_("This file is not yours to attach. Upload it again."),
				frappe.PermissionError,
				title=_("File"),
			)

	def is_downloadable(self) -> bool:
		if self.belongs_to_a_client():
			return self.has_permission("read")
		return super().is_downloadable()

	def belongs_to_a_client(self) -> bool:
		return self.attached_to_doctype in (*CLIENT_BEARING, *CHILD_TABLES)
