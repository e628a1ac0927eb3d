"""Who works with a household that came out of another one (R-070, R-502)."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import add_days

from css_case_mgmt.asking import active_staff, ask, managers_of
from css_case_mgmt.css_case_mgmt.doctype.css_case_access.css_case_access import write_caseworker
from css_case_mgmt.family_changes import refuse
from css_case_mgmt.separations import manages
from css_case_mgmt.settings import case_today

OLD_HOUSEHOLD, NEW_HOUSEHOLD = "Old", "New"


@dataclass(frozen=True)
class Staffing:
	"""Who is to work with the new household.

	Args:
		caseworker: chosen by a manager.
		over_target_reason: why, if that is more than the target.
		stays_with: of a protected separation that a caseworker records: the household that she goes on with.
	"""

	caseworker: str | None = None
	over_target_reason: str | None = None
	stays_with: str | None = None


def continue_with_staff(household: str, css_case: str, staffing: Staffing) -> None:
	"""Whoever works with the family goes on with both households, unless a manager has chosen."""
	site, caseworker = frappe.db.get_value("CSS Case", css_case, ["site", "caseworker"])
	if staffing.caseworker:
		require_manager(site)
		assign(household, staffing)
	elif caseworker and caseworker in active_staff(site):
		grant(household, user=caseworker, kind="Assigned", continues=True)
	today = case_today(css_case)
	for row in frappe.get_all(
		"CSS Case Access",
		filters={"css_case": css_case, "kind": "Covering", "access_until": (">=", today)},
		fields=["user", "kind", "access_from", "access_until", "reason"],
	):
		if row.user in active_staff(site):
			grant(household, **row)


def staff_protected_household(household: str, css_case: str, staffing: Staffing) -> None:
	"""The manager names a caseworker who has no access to the other household. A caseworker goes on with one
	household and has no longer access to the other; a household that is left without one waits for the
	manager, and nobody else reaches it."""
	user = frappe.session.user
	site = frappe.db.get_value("CSS Case", css_case, "site")
	if user == "Administrator" or manages(user, site):
		if not staffing.caseworker:
			refuse(
				_("Choose the caseworker of the new household: somebody who has no access to the old one.")
			)
		assign(household, staffing)
	elif staffing.stays_with == NEW_HOUSEHOLD:
		was_caseworker = frappe.db.get_value("CSS Case", css_case, "caseworker") == user
		end_access(css_case, user)
		grant(household, user=user, kind="Assigned", continues=True)
		if was_caseworker:
			ask_for_caseworker(css_case, site)
	elif staffing.stays_with == OLD_HOUSEHOLD:
		ask_for_caseworker(household, site)
	else:
		refuse(_("Choose with which household you go on working. The manager finds somebody for the other."))


def require_manager(site: str) -> None:
	user = frappe.session.user
	if user != "Administrator" and not manages(user, site):
		frappe.throw(
			_("Only the site's manager chooses another caseworker."),
			frappe.PermissionError,
			title=_("Caseworker"),
		)


def assign(css_case: str, staffing: Staffing) -> None:
	grant(
		css_case,
		user=staffing.caseworker,
		kind="Assigned",
		over_target_reason=staffing.over_target_reason,
	)


def grant(css_case: str, *, continues: bool = False, **values) -> None:
	access = frappe.get_doc(doctype="CSS Case Access", css_case=css_case, **values)
	access.flags.continues_work = continues
	access.insert(ignore_permissions=True)


def end_access(css_case: str, user: str) -> None:
	"""From now on; yesterday was the last day."""
	today = case_today(css_case)
	rows = frappe.get_all(
		"CSS Case Access",
		filters={"css_case": css_case, "user": user},
		or_filters=[["access_until", "is", "not set"], ["access_until", ">=", today]],
		pluck="name",
	)
	for name in rows:
		frappe.db.set_value("CSS Case Access", name, "access_until", add_days(today, -1))
	write_caseworker(css_case)


def ask_for_caseworker(css_case: str, site: str) -> None:
	file_number = frappe.db.get_value("CSS Case", css_case, "file_number")
	text = _("Assign a caseworker to {0}: nobody works with this family now.").format(file_number)
	for manager in managers_of(site):
		ask(manager, text, doctype="CSS Case", name=css_case, due=case_today(css_case))
