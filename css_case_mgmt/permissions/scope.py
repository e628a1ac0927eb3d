"""What a user is at this moment: at which sites, in which capacity (D-19, R-005, R-507)."""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe.query_builder import Case
from pypika.terms import ExistsCriterion

from css_case_mgmt.permissions.conflicts import in_force
from css_case_mgmt.permissions.kept_answers import kept
from css_case_mgmt.permissions.registry import CONFLICT
from css_case_mgmt.settings import dates_by_site


@dataclass(frozen=True)
class Scope:
	"""A user's standing today, each date read in the time zone of the site it concerns (D-29).

	Args:
		user: the user's name.
		roles: the user's roles.
		staff_sites: sites where the user is active staff.
		today: the date at every site.
		may_have_conflict: False when the user has no conflict of interest in force (R-501).
	"""

	user: str
	roles: frozenset[str]
	staff_sites: tuple[str, ...]
	today: dict[str, date]
	may_have_conflict: bool = True

	@property
	def managed_sites(self) -> tuple[str, ...]:
		return self.staff_sites if "CSS Manager" in self.roles else ()

	@property
	def intake_sites(self) -> tuple[str, ...]:
		return self.staff_sites if "CSS Intake Worker" in self.roles else ()

	@property
	def coordinates_network(self) -> bool:
		return "CSS National Coordinator" in self.roles

	@property
	def access_kinds(self) -> tuple[str, ...]:
		"""Kinds of CSS Case Access that count for this user: a leaver has none (R-507)."""
		kinds: tuple[str, ...] = ()
		if self.staff_sites:
			kinds += ("Assigned", "Covering", "Shared")
		if "CSS Monitor" in self.roles:
			kinds += ("Monitor",)
		return kinds

	def sites_by_date(self) -> dict[date, tuple[str, ...]]:
		"""Sites grouped by what day it is there: one group but for a few hours around midnight."""
		groups: dict[date, tuple[str, ...]] = {}
		for site, today in sorted(self.today.items()):
			groups[today] = (*groups.get(today, ()), site)
		return groups


def scope_of(user: str) -> Scope:
	"""The scope of a user, read from the database now: nothing here outlives a leaver's last day."""
	return kept(("scope", user), lambda: read_scope(user))


def read_scope(user: str) -> Scope:
	today = dates_by_site()
	staff = frappe.qb.DocType("CSS Staff")
	conflicts = in_force(user).select(frappe.qb.DocType(CONFLICT).name)
	postings = (
		frappe.qb.from_(staff)
		.select(
			staff.site,
			staff.active_from,
			staff.active_to,
			Case().when(ExistsCriterion(conflicts), 1).else_(0),
		)
		.where(staff.user == user)
		.run()
	)
	active = {
		site
		for site, active_from, active_to, _has_conflict in postings
		if site in today and active_from <= today[site] and (not active_to or active_to >= today[site])
	}
	# Whoever is on no staff has no row to say so here: then it is asked case by case.
	may_have_conflict = any(row[-1] for row in postings) if postings else True
	return Scope(user, frozenset(frappe.get_roles(user)), tuple(sorted(active)), today, may_have_conflict)
