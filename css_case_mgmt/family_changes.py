"""Changes that touch several memberships at once (R-041, D-20): all of a change is recorded, or nothing."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

import frappe
from frappe import _

from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import (
	MembershipRefused,
	memberships,
	require_head,
)
from css_case_mgmt.moving_along import take_along
from css_case_mgmt.rules.membership import (
	HeadAlready,
	Membership,
	NotAMember,
	head_on,
	is_changed_in_place,
	members_on,
	memberships_that_change,
)
from css_case_mgmt.settings import case_today

HEAD_OF_FAMILY = "Head of Family"


@contextmanager
def all_or_nothing() -> Iterator[None]:
	"""A change that is refused halfway leaves no trace, whoever called for it."""
	savepoint = f"change_{frappe.generate_hash(length=10)}"
	frappe.db.savepoint(savepoint)
	try:
		yield
	except Exception:
		frappe.db.rollback(save_point=savepoint)
		raise


def lock(*cases: str) -> None:
	"""Of two who change the same family at once, the second waits."""
	for css_case in sorted(set(cases)):
		frappe.db.get_value("CSS Case", css_case, "name", for_update=True)


def head_today(css_case: str) -> Membership | None:
	return head_on(memberships({"css_case": css_case}), case_today(css_case))


def open_memberships(css_case: str) -> dict[str, Membership]:
	"""The members who have not left: client -> membership."""
	return {each.client: each for each in memberships({"css_case": css_case}) if each.member_to is None}


def leavers(css_case: str, clients: Iterable[str], on: date) -> list[Membership]:
	"""The memberships of those who leave a case on a day.

	Raises:
		MembershipRefused: somebody is no member, or became one in this role only later.
	"""
	family, leaving = open_memberships(css_case), []
	for client in clients:
		if client not in family:
			refuse(_("Somebody chosen is not a member of the case any more. Open the case again."))
		if family[client].member_from > on:
			refuse(
				_(
					"{0} has been a member in the present role since {1}. Choose that day or a later one."
				).format(
					frappe.db.get_value("CSS Client", client, "file_number"),
					frappe.format(family[client].member_from, "Date"),
				)
			)
		leaving.append(family[client])
	if not leaving:
		refuse(_("Choose whom this concerns."))
	return leaving


def change_head(css_case: str, new_head: str, on: date, relationships: dict[str, str]) -> None:
	"""Make another member the head from a day on, keeping what was so before (R-041).

	Raises:
		MembershipRefused: the new head is no member on that day, or heads the family already.
	"""
	lock(css_case)
	family = memberships({"css_case": css_case})
	try:
		head_so_far, candidate = memberships_that_change(family, new_head, on)
	except NotAMember:
		refuse(_("This person is not a member of the case on that day."))
	except HeadAlready:
		refuse(_("This person is the head of family already."))
	if head_so_far:
		continue_in_role(head_so_far, on, 0, relationships.get(head_so_far.client))
	continue_in_role(candidate, on, 1, default_relationship())
	for other in members_on(family, on):
		if other in (head_so_far, candidate) or not relationships.get(other.client):
			continue
		stored = frappe.db.get_value("CSS Case Member", other.reference, "relationship")
		if relationships[other.client] != stored:
			continue_in_role(other, on, 0, relationships[other.client])
	require_head(css_case)


def default_relationship() -> str | None:
	"""An agency may have renamed or removed the seeded word."""
	return HEAD_OF_FAMILY if frappe.db.exists("CSS Relationship", HEAD_OF_FAMILY) else None


def continue_in_role(membership: Membership, on: date, is_head: int, relationship: str | None) -> None:
	row = frappe.get_doc("CSS Case Member", membership.reference)
	row.flags.head_is_changing = True
	if is_changed_in_place(membership, on):
		row.update({"is_head": is_head, "relationship": relationship})
		row.save()
		return
	member_to = row.member_to
	row.member_to = on
	row.flags.stays_in_case = True
	row.save()
	begin_membership(row.css_case, row.client, on, is_head, relationship, member_to=member_to)


def begin_membership(
	css_case: str, client: str, on: date, is_head: int, relationship: str | None, **values
) -> None:
	"""Part of a change whose right to be made has been checked; the head is checked when all of it is done."""
	row = frappe.new_doc("CSS Case Member")
	row.update(
		{
			"css_case": css_case,
			"client": client,
			"member_from": on,
			"is_head": is_head,
			"relationship": relationship,
			**values,
		}
	)
	row.flags.head_is_changing = True
	row.insert(ignore_permissions=True)


def end_membership(membership: Membership, on: date, reason: str, *, with_death: bool = False) -> None:
	row = frappe.get_doc("CSS Case Member", membership.reference)
	row.flags.ends_with_death = with_death
	row.update({"member_to": on, "leaving_reason": reason})
	row.flags.head_is_changing = True
	row.save(ignore_permissions=True)


def move(
	membership: Membership, to_case: str, on: date, is_head: int, relationship: str | None, reason: str
) -> None:
	"""Somebody leaves one case and joins another on the same day."""
	if not is_changed_in_place(membership, on):
		end_membership(membership, on, reason)
		begin_membership(to_case, membership.client, on, is_head, relationship)
		return
	# Of the case that she joined on that very day no day is left: she never belonged to it.
	frappe.db.set_value("CSS Case Member", membership.reference, "css_case", to_case)
	row = frappe.get_doc("CSS Case Member", membership.reference)
	row.update({"is_head": is_head, "relationship": relationship})
	row.flags.head_is_changing = True
	row.save(ignore_permissions=True)
	take_along(membership.client)


def settle_those_who_stay(
	css_case: str, head_left: bool, new_head: str | None, on: date, relationships: dict[str, str]
) -> None:
	"""Whoever stays has a head of family afterwards, if there was one (R-041)."""
	if not open_memberships(css_case):
		return
	if head_left and not new_head:
		refuse(_("The head of family leaves. Choose who heads the family that stays."))
	if head_left and new_head:
		change_head(css_case, new_head, on, relationships)
	require_head(css_case)


def refuse(text: str) -> None:
	frappe.throw(text, MembershipRefused, title=_("Change in the family"))
