"""Uninstalling removes what was seeded, and refuses while client records exist (D-14)."""

import sys

import frappe
from frappe import _
from frappe.query_builder.functions import Count

from css_case_mgmt.permissions.registry import CLIENT_BEARING
from css_case_mgmt.setup.seeding import seeded

ALLOW = "css_allow_uninstall"
APP = "css_case_mgmt"
# Frappe 16 reads these from the app's folder; what belongs to a module it removes by itself.
OF_THE_APP = ("Desktop Icon", "Workspace Sidebar")


class ClientRecordsExist(frappe.ValidationError):
	"""The app still holds files of clients."""


def before_uninstall() -> None:
	"""Frappe's only hook before removal; it runs on a dry run as well, which must change nothing.

	Raises:
		ClientRecordsExist: there are client records other than the demo's.
	"""
	refuse_while_clients_exist()
	if not is_dry_run():
		remove_seeds()
		remove_what_belongs_to_the_app()


def refuse_while_clients_exist() -> None:
	if frappe.conf.get(ALLOW):
		return
	held = {doctype: count for doctype in CLIENT_BEARING if (count := real_records(doctype))}
	if held:
		frappe.throw(
			_(
				"Client records exist ({0}). Export what the law asks you to keep, then set {1} in the site's configuration."
			).format(", ".join(f"{_(doctype)}: {count}" for doctype, count in held.items()), ALLOW),
			ClientRecordsExist,
			title=_("Client records exist"),
		)


def real_records(doctype: str) -> int:
	"""Records that the demo's ledger does not list."""
	table = frappe.qb.DocType(doctype)
	ledger = frappe.qb.DocType("CSS Demo Record")
	of_demo = frappe.qb.from_(ledger).select(ledger.reference_name).where(ledger.reference_doctype == doctype)
	return frappe.qb.from_(table).select(Count("*")).where(table.name.notin(of_demo)).run()[0][0]


def is_dry_run() -> bool:
	"""The hook gets no arguments; the command line is the only place that says so."""
	return "--dry-run" in sys.argv


def remove_seeds() -> None:
	for doctype, name in seeded():
		if frappe.get_meta(doctype).issingle:
			# Frappe drops tables, but a single has no table of its own.
			frappe.db.delete("Singles", {"doctype": doctype})
			continue
		if not frappe.db.exists(doctype, name):
			continue
		if doctype == "Role":
			remove_role(name)
		frappe.delete_doc(doctype, name, force=True, ignore_permissions=True, ignore_on_trash=True)


def remove_what_belongs_to_the_app() -> None:
	for doctype in OF_THE_APP:
		if not frappe.db.exists("DocType", doctype) or not frappe.get_meta(doctype).has_field("app"):
			continue
		for name in frappe.get_all(doctype, filters={"app": APP}, pluck="name"):
			frappe.delete_doc(doctype, name, force=True, ignore_permissions=True, ignore_on_trash=True)


def remove_role(role: str) -> None:
	"""Users and custom permissions must not keep a role that is gone."""
	for doctype in ("Has Role", "Custom DocPerm"):
		frappe.db.delete(doctype, {"role": role})
