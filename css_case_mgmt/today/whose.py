"""Whose list is read: one's own, or that of a whole site."""

from dataclasses import dataclass, field
from datetime import date

import frappe
from frappe.query_builder import Criterion
from pypika import Query

from css_case_mgmt.permissions.conditions import granted_cases, reachable_cases
from css_case_mgmt.permissions.scope import Scope
from css_case_mgmt.settings import get_setting

ROLES = frozenset(("CSS Caseworker", "CSS Manager", "CSS Intake Worker"))


@dataclass(frozen=True)
class Whose:
	"""The reader's own list, or that of a site.

	Args:
		scope: of the reader, who sees nothing that she could not open (D-19).
		site: a site that the reader manages; None for her own list.
	"""

	scope: Scope
	site: str | None = None
	_settings: dict[tuple[str, str], int | str] = field(default_factory=dict, compare=False, repr=False)

	@property
	def has_today(self) -> bool:
		"""Monitors, analysts and privacy officers have nothing to do here; nor has who works at no site."""
		return bool(self.scope.staff_sites and ROLES & self.scope.roles)

	@property
	def managed_sites(self) -> tuple[str, ...]:
		return (self.site,) if self.site else self.scope.managed_sites

	@property
	def receiving_sites(self) -> tuple[str, ...]:
		"""Where referrals that have no case yet are this reader's to look at."""
		return (self.site,) if self.site else self.scope.intake_sites or self.scope.managed_sites

	def today_at(self, site: str) -> date:
		return self.scope.today[site]

	def setting(self, fieldname: str, site: str) -> int | str:
		"""What counts at a site, looked up once for all of its families."""
		if (fieldname, site) not in self._settings:
			self._settings[fieldname, site] = get_setting(fieldname, site)
		return self._settings[fieldname, site]

	def soon_days(self, site: str) -> int:
		return self.setting("reminder_days_before", site)

	def reachable(self) -> Query:
		return reachable_cases(self.scope)

	def own_cases(self, case) -> Criterion:
		"""Of the open cases: all of the site; or those that she is assigned or covers, and those that nobody
		works on yet and that fall to her as manager or intake worker (R-005, R-070)."""
		if self.site:
			ways = [case.site == self.site]
		else:
			ways = granted_cases(case, self.scope, ("Assigned", "Covering"))
			ways += [nobody_at_work(case, site, self.today_at(site)) for site in self.scope.managed_sites]
			if self.scope.intake_sites:
				ways.append(case.site.isin(self.scope.intake_sites) & case.caseworker.isnull())
		return Criterion.any(ways) & (case.status == "Open") & case.name.isin(self.reachable())


def nobody_at_work(case, site: str, today: date) -> Criterion:
	"""Cases of a site without a caseworker, or whose caseworker does not work there any more."""
	staff = frappe.qb.DocType("CSS Staff")
	at_work = (
		frappe.qb.from_(staff)
		.select(staff.user)
		.where(staff.site == site)
		.where(staff.active_from <= today)
		.where(staff.active_to.isnull() | (staff.active_to >= today))
	)
	return (case.site == site) & (case.caseworker.isnull() | case.caseworker.notin(at_work))
