"""Asking staff to do something: a ToDo of Frappe's, shown in the desk and mailed to nobody."""

from collections.abc import Collection
from datetime import date

import frappe

from css_case_mgmt.settings import site_today


def ask(
	user: str,
	text: str,
	*,
	doctype: str | None = None,
	name: str | None = None,
	due: date | None = None,
) -> None:
	"""Ask one member of staff, once: while the same ToDo is open, it is not asked again.

	Args:
		user: who is asked.
		text: what to do, without any client's name; a file number is enough.
		doctype: with `name`, the record concerned. Whoever reads that record sees in its timeline that
			somebody was asked; without one, only the person asked knows (D-22).
		name: the record concerned.
		due: the day by which it should be done.
	"""
	concerning = {"reference_type": doctype, "reference_name": name}
	same = {"allocated_to": user, "description": text, "status": "Open"}
	if frappe.db.exists("ToDo", {**same, **{key: value for key, value in concerning.items() if value}}):
		return
	todo = frappe.get_doc(doctype="ToDo", date=due, **same, **concerning)
	todo.flags.asked_by_the_app = True
	# Frappe would tell every open list of tasks that there is a new one, whosever it is (D-22).
	todo.flags.notify_update = False
	todo.insert(ignore_permissions=True)
	# Whoever's saving gave rise to it does not become its owner, who may read it.
	frappe.db.set_value(
		"ToDo", todo.name, {"owner": user, "modified_by": user, "assigned_by": user}, update_modified=False
	)


def close_tasks(doctype: str, name: str) -> None:
	"""What was asked for about a record is done."""
	about_it = {"reference_type": doctype, "reference_name": name, "status": "Open"}
	for task in frappe.get_all("ToDo", filters=about_it, pluck="name"):
		todo = frappe.get_doc("ToDo", task)
		todo.status = "Closed"
		todo.flags.asked_by_the_app = True
		todo.save(ignore_permissions=True)


def responsible_for(css_case: str) -> list[str]:
	"""Whom to ask about a case: its caseworker, or its site's managers while it has none at work."""
	site, caseworker = frappe.db.get_value("CSS Case", css_case, ["site", "caseworker"])
	if caseworker and caseworker in active_staff(site):
		return [caseworker]
	return managers_of(site)


def managers_of(site: str) -> list[str]:
	"""The site's addressee of escalations, or else all its active managers."""
	addressee = frappe.db.get_value("CSS Site", site, "manager")
	active = active_staff(site)
	managers = [user for user in active if "CSS Manager" in frappe.get_roles(user)]
	return [addressee] if addressee in managers else managers


def managers_beside(site: str, others: Collection[str]) -> list[str]:
	"""Whom to ask for a decision that some people do not take: the addressee, or else another manager."""
	asked = [user for user in managers_of(site) if user not in others]
	return asked or [
		user for user in active_staff(site) if user not in others and "CSS Manager" in frappe.get_roles(user)
	]


def active_staff(site: str) -> list[str]:
	today = site_today(site)
	return frappe.get_all(
		"CSS Staff",
		filters={"site": site, "active_from": ("<=", today)},
		or_filters=[["active_to", "is", "not set"], ["active_to", ">=", today]],
		pluck="user",
		order_by="user",
	)
