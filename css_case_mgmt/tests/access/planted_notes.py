"""Final notes of a family with what is added to them, marked in error or sent: none of them is made by itself."""

import frappe
from frappe.utils import add_months, getdate

from css_case_mgmt.group_messages import send
from css_case_mgmt.permissions.registry import ADDENDUM, CLIENT, GROUP_MESSAGE, RESTRICTED_NOTE, WRONG_FILE
from css_case_mgmt.tests.access.decisions_of_doctypes import DOCTYPES
from css_case_mgmt.tests.access.groups import FAMILIES
from css_case_mgmt.tests.access.personas import user_of
from css_case_mgmt.tests.factories import NORTH, acting_as
from css_case_mgmt.wrong_file import mark_in_error

OPENERS = {"assigned": "leaver", "other": "colleague"}


def write_notes(world) -> None:
	"""Addenda, also to a restricted note, and a correction."""
	for family, opener in OPENERS.items():
		records = world.records[family]
		with acting_as(user_of(opener)):
			note = write_note(world, family)
			add_to(world, family, "CSS Activity", note.name, ADDENDUM)
			restricted = frappe.get_doc(RESTRICTED_NOTE, records[RESTRICTED_NOTE])
			restricted.submit()
			add_to(world, family, RESTRICTED_NOTE, restricted.name, RESTRICTED_NOTE)
			records[ADDENDUM] = add_to(world, family, "CSS Activity", note.name, ADDENDUM)
			correction = mark_in_error(
				write_note(world, family),
				found_on=str(getdate()),
				breach_considered="No breach",
				**{
					fieldname: world.secret(
						f"{family}: {WRONG_FILE}.{fieldname}", readers(family, WRONG_FILE)
					)
					for fieldname in ("reason", "breach_reason")
				},
			)
			records[WRONG_FILE] = correction.name


def write_note(world, family: str):
	records = world.records[family]
	return frappe.get_doc(
		doctype="CSS Activity",
		css_case=records["CSS Case"],
		activity_type="Follow-up",
		activity_date=add_months(getdate(), -4),
		method="Phone",
		participants=[{"client": records[CLIENT]}],
		interpreted_by_worker=1,
		**{
			fieldname: world.secret(f"{family}: CSS Activity.{fieldname}", readers(family, "CSS Activity"))
			for fieldname in ("note", "urgency_reason")
		},
	).submit()


def add_to(world, family: str, doctype: str, name: str, as_restricted_as: str) -> str:
	return (
		frappe.get_doc(
			doctype=ADDENDUM,
			css_case=world.records[family]["CSS Case"],
			reference_doctype=doctype,
			reference_name=name,
			text=world.secret(f"{family}: {ADDENDUM}.text of {doctype}", readers(family, as_restricted_as)),
		)
		.insert()
		.name
	)


def send_a_message(world) -> None:
	"""By the caseworker; a text message, of which she has still to say that it was sent."""
	records = world.records["assigned"]
	own, everybody = (
		world.secret(f"CSS Group Message.{fieldname}", readers("assigned", GROUP_MESSAGE))
		for fieldname in ("subject", "message")
	)
	chosen = [{"client": records[CLIENT], "css_case": records["CSS Case"], "method": "Text Message"}]
	frappe.db.set_value(
		"CSS Client Phone", {"parent": records[CLIENT]}, "safe_to_text", "Yes", update_modified=False
	)
	with acting_as(user_of("caseworker")):
		records[GROUP_MESSAGE] = send(NORTH, own, everybody, "Check-in", chosen).name


def readers(family: str, doctype: str) -> frozenset[str]:
	return FAMILIES[family] & DOCTYPES[doctype].may_read
