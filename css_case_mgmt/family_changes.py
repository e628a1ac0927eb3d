"""Changes that touch several memberships of a case at once (R-041)."""

from datetime import date

import frappe
from frappe import _

from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import (
	MembershipRefused,
	memberships,
	require_head,
)
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


def head_today(css_case: str) -> Membership | None:
	return head_on(memberships({"css_case": css_case}), case_today(css_case))


def change_head(css_case: str, new_head: str, on: date, relationships: dict[str, str]) -> None:
	"""Make another member the head from a day on, keeping what was so before (R-041).

	Raises:
		MembershipRefused: the new head is no member on that day, or heads the family already.
	"""
	# Of two who change it at once, the second sees what the first has done.
	frappe.db.get_value("CSS Case", css_case, "name", for_update=True)
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
	continued = frappe.new_doc("CSS Case Member")
	continued.update(
		{
			"css_case": row.css_case,
			"client": row.client,
			"member_from": on,
			"member_to": row.member_to,
			"is_head": is_head,
			"relationship": relationship,
		}
	)
	row.member_to = on
	row.save()
	continued.flags.head_is_changing = True
	continued.insert()


def refuse(text: str) -> None:
	frappe.throw(text, MembershipRefused, title=_("Change Head of Family"))
