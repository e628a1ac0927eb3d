"""Whom to assign: language, gender and load first; who was before; cover for an absence (R-070 to R-072)."""

import frappe
from frappe import _
from frappe.utils import getdate

from css_case_mgmt.api.permission import require
from css_case_mgmt.asking import active_staff
from css_case_mgmt.assignment import Candidate, candidates_for, wishes_of
from css_case_mgmt.covering import cover as cover_cases
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.settings import site_today
from css_case_mgmt.staff_load import load_text


@frappe.whitelist(methods=["GET", "POST"])
def candidates(css_case: str) -> dict:
	"""Who of the site's staff may become the caseworker, the most fitting first, and what each carries.

	Returns:
		today, wishes (language, gender), caseworker (the present one) and candidates.
	"""
	case = frappe.get_doc("CSS Case", css_case)
	case.check_permission("write")
	require("CSS Case Access", "create")
	wishes = wishes_of(case)
	return {
		"today": site_today(case.site),
		"caseworker": case.caseworker,
		"wishes": {"language": wishes.language_name, "gender": wishes.gender},
		"candidates": [as_row(candidate) for candidate in candidates_for(case, wishes)],
	}


def as_row(candidate: Candidate) -> dict:
	return {
		"user": candidate.user,
		"full_name": candidate.full_name,
		"job_title": candidate.job_title,
		"speaks_language": candidate.speaks_language,
		"has_gender": candidate.has_gender,
		"load_now": load_text(candidate.now),
		"load_after": load_text(candidate.after),
		"needs_reason": candidate.needs_reason,
		"hindrance": candidate.hindrance,
	}


@frappe.whitelist(methods=["GET", "POST"])
def history(css_case: str) -> list[dict]:
	"""Who has had access to a case, the latest first, with what was handed over (R-070, R-071)."""
	frappe.get_doc("CSS Case", css_case).check_permission("read")
	require("CSS Case Access", "read")
	rows = frappe.get_list(
		"CSS Case Access",
		filters={"css_case": css_case},
		fields=["user", "kind", "access_from", "access_until", "reason", "handover", "handover_on"],
		order_by="access_from desc, creation desc",
		limit=0,
	)
	names = dict(
		frappe.get_all(
			"User",
			filters={"name": ("in", [row.user for row in rows])},
			fields=["name", "full_name"],
			as_list=True,
		)
	)
	return [{**row, "full_name": names.get(row.user, row.user)} for row in rows]


@frappe.whitelist(methods=["POST"])
def cover(user: str, covered_by: str, access_from: str, access_until: str, reason: str) -> dict:
	"""All open cases of a colleague who is away are covered by another, for a period (R-070).

	Args:
		user: the colleague who is away.
		covered_by: who covers.
		access_from: the first day.
		access_until: the last day.
		reason: in general terms; those who read the case read it.

	Returns:
		The number of cases covered, and the skipped ones: file number and why.
	"""
	require("CSS Case Access", "create")
	sites = [site for site in scope_of(frappe.session.user).managed_sites if user in staff_ever(site)]
	if not sites:
		frappe.throw(
			_("You manage no site at which {0} works.").format(user),
			frappe.PermissionError,
			title=_("Cover an Absence"),
		)
	if user == covered_by:
		frappe.throw(_("Choose somebody else to cover."), title=_("Cover an Absence"))
	return cover_cases(user, covered_by, sites, getdate(access_from), getdate(access_until), reason)


@frappe.whitelist(methods=["GET", "POST"])
def colleagues_of(user: str) -> list[dict]:
	"""Active staff of the reader's sites at which somebody works, for a choice: who may cover."""
	require("CSS Case Access", "create")
	users = {
		colleague
		for site in scope_of(frappe.session.user).managed_sites
		if user in staff_ever(site)
		for colleague in active_staff(site)
	} - {user}
	rows = frappe.get_all(
		"User",
		filters={"name": ("in", list(users)), "enabled": 1},
		fields=["name", "full_name"],
		order_by="full_name",
	)
	return [{"value": row.name, "label": row.full_name} for row in rows]


def staff_ever(site: str) -> set[str]:
	return set(frappe.get_all("CSS Staff", filters={"site": site}, pluck="user"))
