"""Who could decide something at a site on a day, as far as postings and roles tell."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import frappe

ROLE = "CSS Manager"
# The day of a decision is that of the server, a posting's that of the site.
ONE_DAY = timedelta(days=1)

Posting = tuple[date, date | None]


@dataclass(frozen=True)
class Managers:
	"""All postings, and whose roles are known to have been what they are.

	Args:
		postings: (user, site) -> the periods worked there.
		managers: who has the role now.
		changed: user -> when the user was changed last; the role may have been taken away then.
	"""

	postings: dict[tuple[str, str], list[Posting]]
	managers: frozenset[str]
	changed: dict[str, datetime]

	def may_have_decided(self, user: str, site: str, on: datetime) -> bool:
		"""Whether somebody can have been a manager of a site at that time; the Administrator is none (D-24)."""
		if user == "Administrator":
			return False
		if not self.worked_at(user, site, on.date()):
			return False
		return user in self.managers or self.changed.get(user, datetime.min) > on

	def worked_at(self, user: str, site: str, day: date) -> bool:
		return any(
			begins <= day + ONE_DAY and (ends is None or ends >= day - ONE_DAY)
			for begins, ends in self.postings.get((user, site), ())
		)


def read_managers() -> Managers:
	"""Three queries."""
	staff, role, user = (frappe.qb.DocType(doctype) for doctype in ("CSS Staff", "Has Role", "User"))
	postings = defaultdict(list)
	query = frappe.qb.from_(staff).select(staff.user, staff.site, staff.active_from, staff.active_to)
	for name, site, begins, ends in query.run():
		postings[name, site].append((begins or date.min, ends))
	having = frappe.qb.from_(role).select(role.parent).where(role.parenttype == "User")
	return Managers(
		postings,
		frozenset(having.where(role.role == ROLE).run(pluck=True)),
		dict(frappe.qb.from_(user).select(user.name, user.modified).run()),
	)
