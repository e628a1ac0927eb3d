"""Households that grow together and part: marriage, reunification, separation, an own household (D-20, R-502).

Whoever calls has checked that the cases may be changed. What a change records, it records whoever made it: a
caseworker who stays with one household of a protected separation has no access to the other one.
"""

from dataclasses import dataclass, field
from datetime import date

import frappe
from frappe import _

from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import require_head
from css_case_mgmt.family_changes import (
	all_or_nothing,
	default_relationship,
	leavers,
	lock,
	move,
	open_memberships,
	refuse,
	settle_those_who_stay,
)
from css_case_mgmt.household_staff import Staffing, continue_with_staff, staff_protected_household
from css_case_mgmt.people import case_of_client
from css_case_mgmt.rules.age import has_own_file
from css_case_mgmt.rules.membership import Membership
from css_case_mgmt.separations import end_ties_between, users_of_both
from css_case_mgmt.settings import case_today, get_setting

MARRIAGE, REUNIFICATION, SEPARATION = "Marriage", "Reunification", "Separation"
OWN_HOUSEHOLD = "Own Household"


@dataclass(frozen=True)
class Change:
	"""What every change of households says.

	Args:
		members: whoever moves -> the relationship to the head of the household that they join.
		on: the day of the change.
		staying_head: who heads the household that they leave, if its head is among them.
		staying_relationships: of those who stay, to that head.
	"""

	members: dict[str, str | None]
	on: date
	staying_head: str | None = None
	staying_relationships: dict[str, str] = field(default_factory=dict)


def move_in(css_case: str, left: str, change: Change, reason: str) -> None:
	"""Members of another case at the site, or all of them, join a household (marriage, reunification)."""
	if left == css_case:
		refuse(_("This person is already a member of this case."))
	with all_or_nothing():
		lock(css_case, left)
		household = list(open_memberships(css_case))
		if not household:
			refuse(_("Nobody is in this family. Add its head first."))
		leaving = leavers(left, change.members, change.on)
		for membership in leaving:
			move(membership, css_case, change.on, 0, change.members[membership.client], reason)
		settle_old_household(left, leaving, change)
		end_ties_between(change.members, household, change.on)
		require_head(css_case)
		refuse_common_access(css_case)
		close_if_nobody_is_left(left)


def separate(
	css_case: str, change: Change, new_head: str, staffing: Staffing, *, is_protected: bool = False
) -> str:
	"""Chosen members move to a new case at the same site, with a head of their own.

	Args:
		new_head: who of them heads the new household.
		staffing: who works with the new household.
		is_protected: there is violence, and neither household may see the other (R-502).

	Returns:
		The name of the new case.
	"""
	if new_head not in change.members:
		refuse(_("The head of the new household is one of those who move."))
	with all_or_nothing():
		lock(css_case)
		leaving = leavers(css_case, change.members, change.on)
		if len(leaving) == len(open_memberships(css_case)):
			refuse(_("Somebody must stay. If all of them move, it is still the same household."))
		household = open_household(css_case, change.on, separated_from=css_case, is_protected=is_protected)
		form_household(household, leaving, change, new_head, SEPARATION)
		settle_old_household(css_case, leaving, change)
		if is_protected:
			end_ties_between(change.members, open_memberships(css_case), change.on)
			staff_protected_household(household, css_case, staffing)
		else:
			continue_with_staff(household, css_case, staffing)
		refuse_common_access(household)
	return household


def open_own_household(
	css_case: str, client: str, change: Change, *, relationship: str | None, relationship_back: str | None
) -> str:
	"""A grown-up child gets an own case; each household says to whom it is related.

	Args:
		relationship: what the young person is to the head of the family that stays.
		relationship_back: what that head is to the young person.
	"""
	require_age_of_own_file(css_case, client, change.on)
	with all_or_nothing():
		lock(css_case)
		leaving = leavers(css_case, [client], change.on)
		if len(open_memberships(css_case)) == 1:
			refuse(_("This person has a household alone already."))
		household = open_household(css_case, change.on)
		form_household(household, leaving, change, client, OWN_HOUSEHOLD)
		settle_old_household(css_case, leaving, change)
		continue_with_staff(household, css_case, Staffing())
		head = next((each.client for each in open_memberships(css_case).values() if each.is_head), None)
		if head and relationship and relationship_back:
			add_tie(css_case, head, client, relationship)
			add_tie(household, client, head, relationship_back)
	return household


def require_age_of_own_file(css_case: str, client: str, on: date) -> None:
	date_of_birth = frappe.db.get_value("CSS Client", client, "date_of_birth")
	if not date_of_birth:
		refuse(_("Enter the date of birth first; an estimate will do."))
	site = frappe.db.get_value("CSS Case", css_case, "site")
	own_file_age = get_setting("own_file_age", site)
	if not has_own_file(date_of_birth, on, own_file_age):
		refuse(_("Under the age of {0} nobody has a household alone.").format(own_file_age))


def open_household(
	css_case: str, on: date, *, separated_from: str | None = None, is_protected: bool = False
) -> str:
	"""A new case beside an old one; who works with it is decided apart."""
	old = frappe.get_doc("CSS Case", css_case)
	household = frappe.new_doc("CSS Case")
	household.update(
		{
			"site": old.site,
			"opened_on": on,
			"preferred_worker_gender": old.preferred_worker_gender,
			"preferred_worker_language": old.preferred_worker_language,
			"separated_from": separated_from,
			"is_protected": int(is_protected),
		}
	)
	household.flags.opened_beside_another = True
	return household.insert(ignore_permissions=True).name


def form_household(
	household: str, leaving: list[Membership], change: Change, new_head: str, reason: str
) -> None:
	for membership in leaving:
		is_head = membership.client == new_head
		relationship = default_relationship() if is_head else change.members[membership.client]
		move(membership, household, change.on, int(is_head), relationship, reason)
	require_head(household)


def settle_old_household(css_case: str, leaving: list[Membership], change: Change) -> None:
	head_left = any(membership.is_head for membership in leaving)
	settle_those_who_stay(css_case, head_left, change.staying_head, change.on, change.staying_relationships)


def close_if_nobody_is_left(css_case: str) -> None:
	"""A case that everybody left, at a marriage, is no longer in anybody's caseload."""
	if open_memberships(css_case) or frappe.db.exists(
		"CSS Enrolment", {"css_case": css_case, "status": "Active"}
	):
		return
	case = frappe.get_doc("CSS Case", css_case)
	case.status = "Closed"
	case.save(ignore_permissions=True)


def refuse_common_access(css_case: str) -> None:
	if users_of_both(css_case):
		refuse(
			_(
				"Somebody with access to this household has access to one from which it is kept apart. Ask the manager."
			)
		)


def protect(household: str) -> None:
	"""A separation that turns out to be because of violence: from now on neither household sees the other.

	Raises:
		MembershipRefused: somebody has access to both; the message says who.
	"""
	left = frappe.db.get_value("CSS Case", household, "separated_from")
	if not left:
		refuse(_("This household did not come out of another one by a separation."))
	with all_or_nothing():
		lock(household, left)
		case = frappe.get_doc("CSS Case", household)
		case.flags.separation_changes = True
		case.is_protected = 1
		case.save(ignore_permissions=True)
		both = users_of_both(household)
		if both:
			refuse(
				_("These have access to both households: {0}. End their access to one of them first.").format(
					", ".join(sorted(both))
				)
			)
		end_ties_between(open_memberships(household), open_memberships(left), case_today(household))


def relate(
	css_case: str, client: str, related_client: str, relationship: str, relationship_back: str | None
) -> None:
	"""Record how two people of different households are related, in each household (D-20).

	Args:
		relationship: what the related person is to the client.
		relationship_back: what the client is to the related person; None leaves the other household alone.
	"""
	with all_or_nothing():
		add_tie(css_case, client, related_client, relationship)
		if relationship_back:
			add_tie(case_of_client(related_client), related_client, client, relationship_back)


def add_tie(css_case: str, client: str, related_client: str, relationship: str) -> None:
	frappe.get_doc(
		doctype="CSS Family Tie",
		css_case=css_case,
		client=client,
		related_client=related_client,
		relationship=relationship,
	).insert(ignore_permissions=True)
