"""What accepting a referral makes: a case with its client, a member of a case, or nothing new."""

from datetime import date

import frappe
from frappe import _

from css_case_mgmt.case_document import CaseDocument
from css_case_mgmt.family_changes import default_relationship, head_today
from css_case_mgmt.opening_again import open_again
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.settings import site_today

TAKEN_OVER = (
	"given_names",
	"family_name",
	"date_of_birth",
	"birth_date_is_estimated",
	"primary_language",
	"needs_interpreter",
	"immigration_category",
)


class AcceptanceRefused(frappe.ValidationError):
	"""A file that the referred person cannot join."""


def take_in(
	referral: CaseDocument, client: str | None, css_case: str | None, relationship: str | None, on: date
) -> tuple[str, str]:
	"""The case and the client that a referral leads to (R-040, R-081, D-20).

	Args:
		on: the day from which a new person belongs to the family, and on which a new case is opened (R-453).

	Raises:
		AcceptanceRefused: the file named cannot be joined.
		frappe.LinkValidationError: it cannot be read; the words are those of a missing one.
	"""
	for doctype, name in (("CSS Client", client), ("CSS Case", css_case)):
		if name:
			require_writable(doctype, name)
	if client:
		css_case = case_to_continue(client, css_case)
	else:
		client = open_client(referral)
	if not css_case:
		css_case = open_case(referral, on)
	require_same_site(css_case, referral.site)
	open_again(frappe.get_doc("CSS Case", css_case))
	if not current_case(client):
		add_to_family(client, css_case, relationship, on)
	return css_case, client


def require_writable(doctype: str, name: str) -> None:
	user = frappe.session.user
	if is_reachable(doctype, name, user, write=True):
		return
	if is_reachable(doctype, name, user):
		frappe.throw(
			_("You may read this file but not add to it. Ask its manager."),
			frappe.PermissionError,
			title=_("Not permitted"),
		)
	frappe.throw(_("Could not find {0}").format(f"{_(doctype)}: {name}"), frappe.LinkValidationError)


def case_to_continue(client: str, css_case: str | None) -> str | None:
	"""Somebody who has a file goes on in the case that she belongs to."""
	if frappe.db.get_value("CSS Client", client, "merged_into"):
		frappe.throw(
			_("This file was merged into another. Choose the one that is kept."),
			AcceptanceRefused,
			title=_("Merged file"),
		)
	current = current_case(client)
	if current and css_case and current != css_case:
		frappe.throw(
			_("This person belongs to another case. Accept into that case, and change the family there."),
			AcceptanceRefused,
			title=_("One case at a time"),
		)
	return current or css_case


def current_case(client: str) -> str | None:
	"""The case that a person is a member of now, if any."""
	rows = frappe.get_all(
		"CSS Case Member", filters={"client": client, "member_to": ("is", "not set")}, pluck="css_case"
	)
	return rows[0] if rows else None


def open_client(referral: CaseDocument) -> str:
	person = frappe.new_doc("CSS Client")
	person.update({fieldname: referral.get(fieldname) for fieldname in TAKEN_OVER})
	if referral.phone:
		person.append("phones", {"phone": referral.phone, "safe_to_call": referral.safe_to_call})
	return person.insert().name


def open_case(referral: CaseDocument, on: date) -> str:
	case = frappe.new_doc("CSS Case")
	case.update({"site": referral.site, "opened_on": on})
	return case.insert().name


def require_same_site(css_case: str, site: str) -> None:
	if frappe.db.get_value("CSS Case", css_case, "site") != site:
		frappe.throw(
			_("This file is at another site. A move between sites is an exit there and a new referral here."),
			AcceptanceRefused,
			title=_("Other site"),
		)


def add_to_family(client: str, css_case: str, relationship: str | None, on: date | None = None) -> None:
	"""Make somebody a member of a case: from a day on, or else from today."""
	is_head = not head_today(css_case)
	if not is_head and not relationship:
		frappe.throw(
			_("Say how the person is related to the head of family."),
			AcceptanceRefused,
			title=_("Relationship"),
		)
	member = frappe.new_doc("CSS Case Member")
	member.update(
		{
			"css_case": css_case,
			"client": client,
			"relationship": relationship or default_relationship(),
			"member_from": on or site_today(frappe.db.get_value("CSS Case", css_case, "site")),
			"is_head": int(is_head),
		}
	)
	member.insert()
