"""What Frappe's `has_permission` hook calls. It draws on the same condition as the lists."""

import frappe
from frappe.model.document import Document

from css_case_mgmt.permissions.conditions import is_reachable, may_add_to_case
from css_case_mgmt.permissions.registry import (
	CASE,
	CASELOAD_CONCERN,
	CHILD_TABLES,
	CLIENT,
	CONFLICT,
	GROUP_MESSAGE,
	IMPORT,
	INBOUND_REFERRAL,
	INTERPRETER,
	REFERENCING,
	REMINDER_PREFERENCE,
	RESTRICTED,
	STAFF,
)
from css_case_mgmt.permissions.scope import scope_of

READING = ("read", "select", "report", "print", "export", "email")


def has_permission(doc: Document, ptype: str | None = None, user: str | None = None, **_kwargs) -> bool:
	"""Whether a user may do something with a document of this app.

	An explicit True or False, never None: Frappe 16 takes None for a refusal. What is stored decides,
	not what a request has put into the document: a case named in the request opens no other case's file.
	"""
	user = user or frappe.session.user
	if user == "Administrator":
		return True
	if ptype == "submit" and doc.flags.pop("may_be_written_by", None) == user:
		return True  # Frappe asks twice within one completion, and both ask the same of the database.
	if ptype == "create" or not is_stored(doc):
		return may_create(doc, user)
	if ptype == "print" and doc.get("marked_in_error_on"):
		return False  # What was entered in the wrong file leaves it on no paper.
	return is_reachable(doc.doctype, doc.name, user, write=ptype not in READING)


def is_stored(doc: Document) -> bool:
	"""A request may call a document new and give it the name of a stored one."""
	return bool(doc.name) and (not doc.is_new() or bool(frappe.db.exists(doc.doctype, doc.name)))


def may_create(doc: Document, user: str) -> bool:
	"""Whether a user may add this document to the case, client or site it names."""
	scope = scope_of(user)
	if doc.doctype == CASE:
		return doc.site in scope.staff_sites
	if doc.doctype == CLIENT:
		return bool(scope.staff_sites)
	if doc.doctype == STAFF:
		return scope.coordinates_network or (doc.site in scope.managed_sites and doc.user != user)
	if doc.doctype == INBOUND_REFERRAL:
		return doc.site in (scope.intake_sites or scope.managed_sites)
	if doc.doctype == INTERPRETER:
		return doc.site in scope.staff_sites
	if doc.doctype == CASELOAD_CONCERN:
		return doc.site in scope.staff_sites and (
			not doc.css_case or is_reachable(CASE, doc.css_case, user, write=True)
		)
	if doc.doctype == GROUP_MESSAGE:
		return doc.site in scope.staff_sites
	if doc.doctype == IMPORT:
		return bool(scope.managed_sites) or scope.coordinates_network
	if doc.doctype == REMINDER_PREFERENCE:
		return doc.user == user and bool(scope.staff_sites)
	if doc.doctype == CONFLICT:
		return doc.user == user or conflict_may_be_declared(doc, user)
	if doc.doctype == "CSS Case Access":
		site = frappe.db.get_value(CASE, doc.css_case, "site")
		return site in scope.managed_sites and is_reachable(CASE, doc.css_case, user, write=True)
	return bool(doc.get("css_case")) and may_add_to_case(doc.doctype, doc.css_case, user)


def may_open_again(case: Document) -> bool:
	"""Whether the user may open a closed file again: a manager or an intake worker of its site, as far as they reach
	it (D-19, R-380)."""
	user = frappe.session.user
	if user == "Administrator":
		return True
	scope = scope_of(user)
	return case.site in (*scope.managed_sites, *scope.intake_sites) and is_reachable(
		CASE, case.name, user, write=True
	)


def conflict_may_be_declared(doc: Document, user: str) -> bool:
	targets = [(CASE, doc.css_case), (CLIENT, doc.client)]
	return all(is_reachable(doctype, name, user, write=True) for doctype, name in targets if name)


def has_reference_permission(
	doc: Document, ptype: str | None = None, user: str | None = None, **_kwargs
) -> bool | None:
	"""Rows of Frappe's own DocTypes follow the client-bearing document that they point at.

	Owning a row gives no right to it (R-507). All other rows are left to Frappe and other apps.
	"""
	user = user or frappe.session.user
	targets = client_bearing_targets(doc)
	if user == "Administrator" or not targets:
		return leave_to_others(doc, ptype, user)
	if not all(may_follow(doc, target, ptype, user) for target in targets):
		return False
	return leave_to_others(doc, ptype, user) if doc.doctype != "File" else True


def client_bearing_targets(doc: Document) -> set[tuple[str, str | None]]:
	"""Where a row points, and where it points as stored: a request may name another target."""
	columns = REFERENCING[doc.doctype]
	targets = {tuple(doc.get(column) for column in columns)}
	if doc.name and (stored := frappe.db.get_value(doc.doctype, doc.name, columns)):
		targets.add(tuple(stored))
	return {target for target in targets if target[0] in (*RESTRICTED, *CHILD_TABLES)}


def may_follow(doc: Document, target: tuple[str, str | None], ptype: str | None, user: str) -> bool:
	doctype, name = target
	if not name or not frappe.db.exists(doctype, name):
		return doc.owner == user and bool(scope_of(user).access_kinds)
	return doctype in RESTRICTED and is_reachable(doctype, name, user, write=ptype not in READING)


def leave_to_others(doc: Document, ptype: str | None, user: str) -> bool | None:
	"""Frappe 15 goes on to the next hook on None; Frappe 16 refuses on None and goes on with True."""
	return True if int(frappe.__version__.split(".")[0]) >= 16 else None
