"""Who could become the caseworker of a family, the most fitting first (R-070, R-072, R-350 to R-352)."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.asking import active_staff
from css_case_mgmt.rules.caseload import Load, needs_reason
from css_case_mgmt.separations import cases_kept_apart, manages, users_with_open_access
from css_case_mgmt.staff_load import loads_with


@dataclass(frozen=True)
class Wishes:
	"""What the family wishes of its caseworker; the language is the head of family's unless said otherwise."""

	language: str | None
	language_name: str | None
	gender: str | None


@dataclass(frozen=True)
class Candidate:
	"""Somebody of the site's staff, and what she would carry.

	Args:
		speaks_language: None where no language is wished for.
		has_gender: None where none is wished for.
		hindrance: why she cannot be assigned, in words.
	"""

	user: str
	full_name: str
	job_title: str | None
	speaks_language: bool | None
	has_gender: bool | None
	now: Load
	after: Load
	needs_reason: bool
	hindrance: str | None

	def rank(self) -> tuple:
		return (
			bool(self.hindrance),
			self.speaks_language is False,
			self.has_gender is False,
			self.needs_reason,
			self.after.from_load,
			self.full_name.casefold(),
		)


def wishes_of(case: Document) -> Wishes:
	language = case.preferred_worker_language or language_of_head(case.name)
	name = frappe.db.get_value("CSS Language", language, "language_name") if language else None
	return Wishes(language, name and _(name), case.preferred_worker_gender or None)


def language_of_head(css_case: str) -> str | None:
	member, client = frappe.qb.DocType("CSS Case Member"), frappe.qb.DocType("CSS Client")
	rows = (
		frappe.qb.from_(member)
		.join(client)
		.on(client.name == member.client)
		.select(client.primary_language)
		.where(member.css_case == css_case)
		.where(member.is_head == 1)
		.where(member.member_to.isnull())
		.limit(1)
		.run()
	)
	return rows[0][0] if rows else None


def candidates_for(case: Document, wishes: Wishes) -> list[Candidate]:
	"""Active staff of the site, the most fitting first; the number of queries does not grow with them."""
	staff = staff_of(case.site)
	users = list(staff)
	speakers = speakers_of(wishes.language, [row.name for row in staff.values()])
	loads = loads_with(users, case.name)
	hindrances = hindrances_of(case, users)
	found = []
	for user, row in staff.items():
		now, after = loads[user]
		found.append(
			Candidate(
				user,
				row.full_name,
				row.job_title,
				row.name in speakers if wishes.language else None,
				row.gender == wishes.gender if wishes.gender else None,
				now,
				after,
				needs_reason(now, after),
				hindrances.get(user),
			)
		)
	return sorted(found, key=Candidate.rank)


def staff_of(site: str) -> dict[str, frappe._dict]:
	"""One row for each user who works there now."""
	staff, user = frappe.qb.DocType("CSS Staff"), frappe.qb.DocType("User")
	rows = (
		frappe.qb.from_(staff)
		.join(user)
		.on(user.name == staff.user)
		.select(staff.name, staff.user, staff.job_title, staff.gender, user.full_name)
		.where(staff.site == site)
		.where(staff.user.isin(active_staff(site) or [""]))
		.where(user.enabled == 1)
		.orderby(staff.active_from)
		.run(as_dict=True)
	)
	return {row.user: row for row in rows}


def speakers_of(language: str | None, postings: list[str]) -> set[str]:
	if not language or not postings:
		return set()
	return set(
		frappe.get_all(
			"CSS Staff Language",
			filters={"parent": ("in", postings), "parenttype": "CSS Staff", "language": language},
			pluck="parent",
		)
	)


def hindrances_of(case: Document, users: list[str]) -> dict[str, str]:
	"""Why some of them cannot be assigned: said to managers, who assign."""
	found = {user: _("Declared conflict of interest") for user in users_in_conflict(case.name)}
	apart = cases_kept_apart(case.name)
	if apart:
		for user in users_with_open_access(apart, users):
			if not manages(user, case.site):
				found[user] = _("Has access to a household that is kept apart")
	return found


def users_in_conflict(css_case: str) -> set[str]:
	"""Who has declared a conflict with the case, or with anybody who is or was a member."""
	conflict, member = frappe.qb.DocType("CSS Conflict of Interest"), frappe.qb.DocType("CSS Case Member")
	members = frappe.qb.from_(member).select(member.client).where(member.css_case == css_case)
	return set(
		frappe.qb.from_(conflict)
		.select(conflict.user)
		.where(conflict.active == 1)
		.where((conflict.css_case == css_case) | conflict.client.isin(members))
		.run(pluck=True)
	)
