"""Who may be named as coming to an appointment: members of the case on that day, each once (R-505, D-20)."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.css_case_mgmt.doctype.css_activity.participants import (
	last_case,
	memberships_of,
	was_member,
)
from css_case_mgmt.merged_files import refuse_merged_file
from css_case_mgmt.permissions.conditions import is_reachable


class ClientRefused(frappe.ValidationError):
	"""Somebody who cannot be expected at this appointment."""


def check_clients(appointment: Document, day: date) -> None:
	"""Refuse whoever is named twice, or is no member of the case on the day or by now.

	Who was accepted before is looked at again only if the day changes: an appointment of a family that has
	changed since is still written down as it was.
	"""
	before = appointment.get_doc_before_save()
	known = {row.client for row in before.clients} if before else set()
	is_same_day = bool(before) and before.starts_on == appointment.starts_on
	named = [row.client for row in appointment.clients]
	to_check = [client for client in named if client not in known or not is_same_day]
	held = memberships_of(to_check) if to_check else {}
	for row in appointment.clients:
		if named.count(row.client) > 1:
			refuse(_("Row {0}: this person is named already. Name each person once.").format(row.idx))
		if row.client not in to_check:
			continue
		if row.client not in known:
			refuse_what_is_out_of_reach(appointment, row)
			refuse_merged_file(row.client)
		memberships = held.get(row.client, [])
		if not was_member(memberships, appointment.css_case, day):
			refuse(
				_("Row {0}: this person is not a member of the case on that day.").format(row.idx)
				+ " "
				+ _("Only members of the family are expected.")
			)
		if last_case(memberships) != appointment.css_case:
			refuse(_("Row {0}: this person belongs to another case by now.").format(row.idx))


def refuse_what_is_out_of_reach(appointment: Document, row: Document) -> None:
	"""In the words of a missing link: a refusal would reveal that the file exists."""
	user = frappe.session.user
	if appointment.flags.ignore_permissions or user == "Administrator":
		return
	if not is_reachable("CSS Client", row.client, user):
		place = _("Row #{0}: {1}: {2}").format(row.idx, _(row.meta.get_label("client")), row.client)
		frappe.throw(_("Could not find {0}").format(place), frappe.LinkValidationError)


def refuse(text: str) -> None:
	frappe.throw(text, ClientRefused, title=_("Who is to come"))
