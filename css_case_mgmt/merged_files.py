"""A file that was merged into another one is kept as it was, and read by whoever could read it (D-23)."""

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.permissions.registry import CLIENT


class MergeRefused(frappe.ValidationError):
	"""Two files that cannot be merged as they are, or a change of one that was merged."""


def keep_merged_file(client: Document) -> None:
	"""Refuse every change of a merged file, and every merge by another way than its record."""
	if client.has_value_changed("merged_into") and (client.merged_into or not client.is_new()):
		frappe.throw(
			_("Files are merged by Merge Files in the client's file, so that it can be undone."),
			MergeRefused,
			title=_("Merged file"),
		)
	if client.merged_into:
		refuse_merged_file(client.name)


def refuse_merged_file(client: str | None) -> None:
	"""Nothing is added to a merged file: it would be looked for in the one that remains."""
	merged_into = client and frappe.db.get_value(CLIENT, client, "merged_into")
	if not merged_into:
		return
	frappe.throw(
		_("This file was merged into file {0}. Continue there.").format(
			frappe.db.get_value(CLIENT, merged_into, "file_number")
		)
		if is_known(merged_into)
		else _("This file was merged into another one. Ask the manager."),
		MergeRefused,
		title=_("Merged file"),
	)


def is_known(client: str) -> bool:
	user = frappe.session.user
	return user == "Administrator" or is_reachable(CLIENT, client, user)
