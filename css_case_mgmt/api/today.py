"""The page that is opened in the morning: what is due, overdue or waiting (R-458, R-187)."""

from collections import Counter
from dataclasses import fields

import frappe
from frappe import _

from css_case_mgmt.people import full_name
from css_case_mgmt.permissions.scope import Scope, scope_of
from css_case_mgmt.rules.today import Item, by_worker, counts
from css_case_mgmt.today.collecting import TodayList, collect
from css_case_mgmt.today.whose import ROLES, Whose

MINE, SITE = "mine", "site"
ITEM_FIELDS = tuple(field.name for field in fields(Item))


class UnknownList(frappe.ValidationError):
	"""Neither one's own list nor that of a site."""


@frappe.whitelist(methods=["GET", "POST"])
def get_today(scope: str = MINE, site: str | None = None) -> dict:
	"""The list of the reader, or of a site that she manages.

	Args:
		scope: mine or site.
		site: of a site's list, which; the reader's first one if left out.

	Raises:
		frappe.PermissionError: somebody without a list, or a site that the reader does not manage.
		UnknownList: another scope.
	"""
	reader = scope_of(frappe.session.user)
	if not ROLES & reader.roles:
		frappe.throw(
			_("This list is for those who work with families."),
			frappe.PermissionError,
			title=_("Not permitted"),
		)
	whose = Whose(reader, site_asked_for(reader, scope, site))
	found = collect(whose)
	return {
		"scope": scope,
		"site": whose.site,
		"sites": list(reader.managed_sites),
		"today": str(whose.today_at(whose.site or reader.staff_sites[0])) if reader.staff_sites else None,
		"families": len(found.cases),
		"items": [as_row(item, found) for item in found.items],
		"workers": loads(found) if whose.site else [],
	}


def site_asked_for(reader: Scope, scope: str, site: str | None) -> str | None:
	"""A site that somebody does not manage answers as one that does not exist."""
	if scope == MINE:
		return None
	if scope != SITE:
		frappe.throw(_("Choose your own list or that of a site."), UnknownList, title=_("Today"))
	if not reader.managed_sites or (site and site not in reader.managed_sites):
		frappe.throw(
			_("Only the managers of a site see its list."), frappe.PermissionError, title=_("Not permitted")
		)
	return site or reader.managed_sites[0]


def as_row(item: Item, found: TodayList) -> dict:
	"""An item as the desk shows it; what it does not have is left out."""
	row = {fieldname: getattr(item, fieldname) for fieldname in ITEM_FIELDS}
	row.update(kind=item.kind.value, state=item.state.value, task=item.task.value)
	row["people"] = names_of(item, found)
	return {fieldname: value for fieldname, value in row.items() if value is not None}


def names_of(item: Item, found: TodayList) -> list[str]:
	"""Whom it is about: a colleague, the client, whoever comes to an appointment, or the head of the family."""
	if item.staff:
		known = found.workers.get(item.staff)
		return [known.full_name if known else item.staff]
	if not item.css_case and item.name in found.referred:
		return [found.referred[item.name]]
	if item.client:
		clients = (item.client,)
	else:
		clients = found.coming.get(item.name) or heads(item, found)
	return [full_name(found.people[client]) for client in clients if client in found.people]


def heads(item: Item, found: TodayList) -> tuple[str, ...]:
	return found.heads.get(item.css_case, ()) if item.css_case else ()


def loads(found: TodayList) -> list[dict]:
	"""How much each worker of a site has before her, the most overdue first; what waits for a manager is left out."""
	grouped = by_worker(found.items)
	families = Counter(case.caseworker for case in found.cases.values())
	rows = []
	for worker in filter(None, {*grouped, *families}):
		known = found.workers.get(worker)
		rows.append(
			{
				"worker": worker,
				"full_name": known.full_name if known else worker,
				"is_at_work": bool(known and known.is_at_work),
				"families": families[worker],
				"counts": {state.value: number for state, number in counts(grouped.get(worker, ())).items()},
			}
		)
	return sorted(rows, key=load_order)


def load_order(row: dict) -> tuple:
	numbers = row["counts"]
	return (
		-numbers["Overdue"],
		-numbers["Due Today"],
		row["full_name"].casefold(),
	)
