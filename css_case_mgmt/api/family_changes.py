"""Changes in a family, each dated and recorded as a whole (D-20, R-045, R-502)."""

import frappe
from frappe import _
from frappe.utils import cint, getdate

from css_case_mgmt import deaths, households
from css_case_mgmt.api.permission import require
from css_case_mgmt.family_changes import refuse
from css_case_mgmt.household_staff import Staffing, require_manager
from css_case_mgmt.households import Change
from css_case_mgmt.people import NAME_FIELDS, case_of_client, full_name
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.separations import end_ties_between


@frappe.whitelist(methods=["GET", "POST"])
def household_of(client: str) -> dict:
	"""The household of somebody who is to move in: its members, as far as they may be read, head first."""
	frappe.get_doc("CSS Client", client).check_permission("read")
	css_case = case_of_client(client)
	rows = frappe.get_list(
		"CSS Case Member",
		filters={"css_case": css_case, "member_to": ("is", "not set")},
		fields=["client", "relationship", "is_head"],
		order_by="is_head desc, member_from asc",
		limit=0,
	)
	people = {
		person.name: person
		for person in frappe.get_list(
			"CSS Client",
			filters={"name": ("in", [row.client for row in rows])},
			fields=["name", "file_number", *NAME_FIELDS],
			limit=0,
		)
	}
	return {
		"css_case": css_case,
		"members": [
			{**row, "full_name": full_name(people[row.client]), "file_number": people[row.client].file_number}
			for row in rows
			if row.client in people
		],
	}


@frappe.whitelist(methods=["POST"])
def move_in(
	css_case: str,
	members: dict | str,
	as_of: str,
	reason: str = households.MARRIAGE,
	staying_head: str | None = None,
	staying_relationships: dict | str | None = None,
) -> None:
	"""Members of another case at the site, or its whole household, join this family.

	Args:
		css_case: the household that they join.
		members: client -> relationship to its head.
		as_of: the day of the change.
		reason: Marriage or Reunification.
		staying_head: who heads the household that they leave, if its head moves and others stay.
		staying_relationships: client -> relationship to that head.
	"""
	may_change(css_case)
	members = frappe.parse_json(members) or {}
	if reason not in (households.MARRIAGE, households.REUNIFICATION):
		refuse(_("Choose marriage or reunification."))
	for client in members:
		if not is_reachable("CSS Client", client, frappe.session.user, write=True):
			refuse(_("Choose people whose file you may change."))
	cases = {case_of_client(client) for client in members} or {None}
	if len(cases) > 1:
		refuse(_("They live in different households. Let them move in one household after the other."))
	left = cases.pop()
	if not left:
		refuse(_("This person belongs to no case yet. Use Add Family Member."))
	may_change(left)
	change = change_of(members, as_of, staying_head, staying_relationships)
	households.move_in(css_case, left, change, reason)


@frappe.whitelist(methods=["POST"])
def separate(
	css_case: str,
	members: dict | str,
	new_head: str,
	as_of: str,
	staying_head: str | None = None,
	staying_relationships: dict | str | None = None,
	is_protected: int | str = 0,
	caseworker: str | None = None,
	over_target_reason: str | None = None,
	stays_with: str | None = None,
) -> str | None:
	"""Chosen members move to a case of their own at the same site.

	Args:
		css_case: the household that they leave.
		members: client -> relationship to the new head; of the new head nothing.
		new_head: who of them heads the new household.
		as_of: the day of the change.
		staying_head: who heads the family that stays, if its head moves.
		staying_relationships: client -> relationship to that head.
		is_protected: there is violence; from now on neither household may see the other (R-502).
		caseworker: of the new household, chosen by a manager.
		over_target_reason: why, if that caseworker then carries more than the target.
		stays_with: Old or New; with which household a caseworker goes on after a protected separation.

	Returns:
		The new case, unless the user has no access to it.
	"""
	may_change(css_case)
	require("CSS Case", "create")
	household = households.separate(
		css_case,
		change_of(members, as_of, staying_head, staying_relationships),
		new_head,
		Staffing(caseworker or None, over_target_reason, stays_with),
		is_protected=bool(cint(is_protected)),
	)
	return household if is_reachable("CSS Case", household, frappe.session.user) else None


@frappe.whitelist(methods=["POST"])
def protect_household(css_case: str) -> None:
	"""A separation turns out to be because of violence: the manager keeps the households apart from now on."""
	may_change(css_case)
	require_manager(frappe.db.get_value("CSS Case", css_case, "site"))
	households.protect(css_case)


@frappe.whitelist(methods=["POST"])
def open_own_household(
	css_case: str,
	client: str,
	as_of: str,
	relationship: str | None = None,
	relationship_back: str | None = None,
	staying_head: str | None = None,
	staying_relationships: dict | str | None = None,
) -> str:
	"""A grown-up child gets a case of her own; both households say to whom they are related.

	Args:
		css_case: the family that she leaves.
		client: the grown-up child.
		as_of: the day of the change.
		relationship: what she is to the head of the family.
		relationship_back: what the head of the family is to her.
		staying_head: who heads the family that stays, if she did.
		staying_relationships: client -> relationship to that head.

	Returns:
		The new case.
	"""
	may_change(css_case)
	require("CSS Case", "create")
	return households.open_own_household(
		css_case,
		client,
		change_of({client: None}, as_of, staying_head, staying_relationships),
		relationship=relationship,
		relationship_back=relationship_back,
	)


@frappe.whitelist(methods=["POST"])
def record_death(
	css_case: str,
	client: str,
	died_on: str,
	new_head: str | None = None,
	relationships: dict | str | None = None,
) -> None:
	"""Somebody of the family died; who may read the file stays as it was. A manager is asked to approve the exit.

	Args:
		new_head: who heads the family from that day, if the one who died did.
		relationships: client -> relationship to the new head.
	"""
	may_change(css_case)
	deaths.record_death(css_case, client, getdate(died_on), new_head, frappe.parse_json(relationships) or {})


@frappe.whitelist(methods=["POST"])
def relate(
	css_case: str,
	client: str,
	related_client: str,
	relationship: str,
	relationship_back: str | None = None,
) -> None:
	"""Record that a member is related to somebody with a file in another household.

	Args:
		client: the member of this case.
		related_client: somebody of another household, whose file may be read.
		relationship: what the related person is to the member.
		relationship_back: what the member is to the related person; recorded where that case may be changed.
	"""
	may_change(css_case)
	frappe.get_doc("CSS Client", related_client).check_permission("read")
	may_write_there = is_reachable("CSS Client", related_client, frappe.session.user, write=True)
	households.relate(
		css_case, client, related_client, relationship, relationship_back if may_write_there else None
	)


@frappe.whitelist(methods=["POST"])
def end_tie(tie: str, ended_on: str) -> None:
	"""Two people of different households are no longer related, in each household's file."""
	document = frappe.get_doc("CSS Family Tie", tie)
	document.check_permission("write")
	document.ended_on = getdate(ended_on)
	document.save()
	if is_reachable("CSS Client", document.related_client, frappe.session.user, write=True):
		end_ties_between([document.client], [document.related_client], document.ended_on)


def may_change(css_case: str) -> None:
	frappe.get_doc("CSS Case", css_case).check_permission("write")
	require("CSS Case Member", "create")


def change_of(
	members: dict | str, as_of: str, staying_head: str | None, staying_relationships: dict | str | None
) -> Change:
	return Change(
		frappe.parse_json(members) or {},
		getdate(as_of),
		staying_head or None,
		frappe.parse_json(staying_relationships) or {},
	)
