"""Many cases get another caseworker at once: seen before, written down, and put back if it was a mistake (R-070,
R-351, R-352)."""

from collections.abc import Mapping
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.asking import active_staff
from css_case_mgmt.assignment import staff_of
from css_case_mgmt.css_case_mgmt.doctype.css_case_access.css_case_access import (
	AccessRefused,
	OverTarget,
	in_conflict,
)
from css_case_mgmt.family_changes import all_or_nothing
from css_case_mgmt.permissions.conditions import reachable_cases
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.rules.caseload import Load, LoadCounts, load, needs_reason
from css_case_mgmt.rules.enrolment_level import NeedsLevel
from css_case_mgmt.separations import cases_kept_apart, manages, users_with_open_access
from css_case_mgmt.settings import get_setting, site_today
from css_case_mgmt.staff_load import load_text, open_cases_of, targets_of

ACCESS = "CSS Case Access"
TRANSFER = "CSS Caseload Transfer"


class TransferRefused(frappe.ValidationError):
	"""A transfer of cases that cannot be made as it is."""


@dataclass(frozen=True)
class Move:
	"""One case of a transfer, and why it cannot go where it is meant to go."""

	css_case: str
	file_number: str
	caseworker: str | None
	to_user: str
	hindrance: str | None


@dataclass(frozen=True)
class Plan:
	"""What a transfer would do, before anything is done.

	Args:
		site: of all its cases.
		moves: in the order of the file numbers.
		loads: of everybody concerned, now and then.
	"""

	site: str
	moves: list[Move]
	loads: dict[str, tuple[Load, Load]]

	@property
	def over_target(self) -> list[str]:
		"""Who would be taken over the target, so that a reason is asked for (R-352)."""
		return [user for user, (now, then) in self.loads.items() if needs_reason(now, then)]


def plan(destinations: Mapping[str, str]) -> Plan:
	"""What it would mean to give cases to other caseworkers; nothing is stored.

	Args:
		destinations: case -> its next caseworker.

	Raises:
		TransferRefused: nothing is chosen, or cases of several sites.
		PermissionError: a case that is closed, or not the reader's to give.
	"""
	cases = cases_at_one_site(list(destinations))
	site = cases[0].site
	moves = [
		Move(
			case.name,
			case.file_number,
			case.caseworker,
			destinations[case.name],
			hindrance(case, destinations[case.name], site),
		)
		for case in cases
	]
	return Plan(site, moves, loads_after(moves, site))


def cases_at_one_site(names: list[str]) -> list[frappe._dict]:
	case = frappe.qb.DocType("CSS Case")
	scope = scope_of(frappe.session.user)
	rows = (
		frappe.qb.from_(case)
		.select(case.name, case.file_number, case.site, case.caseworker)
		.where(case.name.isin(names or [""]))
		.where(case.status == "Open")
		.where(case.site.isin(scope.managed_sites or [""]))
		.where(case.name.isin(reachable_cases(scope, write=True)))
		.orderby(case.file_number)
		.run(as_dict=True)
	)
	if not names:
		frappe.throw(_("Choose at least one case."), TransferRefused, title=_("Reassign Cases"))
	if len(rows) < len(names):
		frappe.throw(
			_("Choose open cases of a site that you manage."),
			frappe.PermissionError,
			title=_("Reassign Cases"),
		)
	if len({row.site for row in rows}) > 1:
		frappe.throw(
			_("Reassign the cases of one site at a time."), TransferRefused, title=_("Reassign Cases")
		)
	return rows


def hindrance(case: frappe._dict, user: str, site: str) -> str | None:
	if user not in active_staff(site):
		return _("Does not work at this site now")
	if user == case.caseworker:
		return _("Is the caseworker already")
	if in_conflict(user, case.name):
		return _("Declared conflict of interest")
	apart = cases_kept_apart(case.name)
	if apart and users_with_open_access(apart, [user]) and not manages(user, site):
		return _("Has access to a household that is kept apart")
	return None


def loads_after(moves: list[Move], site: str) -> dict[str, tuple[Load, Load]]:
	"""Two queries for any number of cases."""
	users = {user for move in moves for user in (move.caseworker, move.to_user) if user}
	targets, counts = targets_of(site), LoadCounts(get_setting("load_counts", site))
	now = open_cases_of(list(users))
	moving = {move.css_case: move for move in moves if not move.hindrance}
	levels = levels_of(moving)
	then = {
		user: {css_case: carried for css_case, carried in cases.items() if css_case not in moving}
		for user, cases in now.items()
	}
	for css_case, move in moving.items():
		then[move.to_user][css_case] = levels.get(css_case, [])
	return {
		user: (load(now[user].values(), targets, counts), load(then[user].values(), targets, counts))
		for user in sorted(users)
	}


def levels_of(cases: Mapping[str, Move]) -> dict[str, list]:
	levels: dict[str, list] = {}
	rows = frappe.get_all(
		"CSS Enrolment",
		filters={"css_case": ("in", list(cases)), "status": "Active"},
		fields=["css_case", "needs_level"],
	)
	for row in rows:
		if row.needs_level:
			levels.setdefault(row.css_case, []).append(NeedsLevel(row.needs_level))
	return levels


def transfer(destinations: Mapping[str, str], reason: str, over_target_reason: str | None = None) -> Document:
	"""Give all the cases to their next caseworkers from today on, or none of them.

	Raises:
		TransferRefused: no reason, or a case that cannot go where it is meant to go.
		OverTarget: somebody would be taken over the target, and nobody has said why (R-352).
	"""
	reason = (reason or "").strip()
	if not reason:
		frappe.throw(_("Say why these cases are reassigned."), TransferRefused, title=_("Reassign Cases"))
	planned = plan(destinations)
	hindered = [f"{move.file_number}: {move.hindrance}" for move in planned.moves if move.hindrance]
	if hindered:
		frappe.throw(
			_("Choose somebody else for these cases: {0}").format("; ".join(hindered)),
			TransferRefused,
			title=_("Reassign Cases"),
		)
	if planned.over_target and not (over_target_reason or "").strip():
		frappe.throw(
			_("Over the target even at the low end: {0}. Say why.").format(
				"; ".join(f"{user}: {load_text(planned.loads[user][1])}" for user in planned.over_target)
			),
			OverTarget,
			title=_("Over the target"),
		)
	with all_or_nothing():
		return give_all(planned, reason, over_target_reason)


def give_all(planned: Plan, reason: str, over_target_reason: str | None) -> Document:
	document = frappe.new_doc(TRANSFER)
	document.update(
		{
			"site": planned.site,
			"transferred_on": site_today(planned.site),
			"transferred_by": frappe.session.user,
			"reason": reason,
		}
	)
	for move in planned.moves:
		needs_why = move.to_user in planned.over_target
		given = assign(move.css_case, move.to_user, reason, over_target_reason if needs_why else None)
		document.append(
			"items",
			{
				"css_case": move.css_case,
				"from_user": move.caseworker,
				"to_user": move.to_user,
				"new_access": given.name,
			},
		)
	return document.insert(ignore_permissions=True)


def assign(css_case: str, user: str, reason: str, over_target_reason: str | None = None) -> Document:
	access = frappe.get_doc(
		doctype=ACCESS,
		css_case=css_case,
		user=user,
		kind="Assigned",
		reason=reason,
		over_target_reason=over_target_reason,
	)
	# The load was looked at for all of them together.
	access.flags.continues_work = True
	return access.insert()


def undo(document: Document) -> list[str]:
	"""Put back every case that is still where the transfer put it; the days in between stay in the history.

	Returns:
		Why the others stay where they are, with their file numbers.
	"""
	numbers = dict(
		frappe.get_all(
			"CSS Case",
			filters={"name": ("in", [item.css_case for item in document.items])},
			fields=["name", "file_number"],
			as_list=True,
		)
	)
	left = []
	for item in document.items:
		if item.undone:
			continue
		try:
			with all_or_nothing():
				put_back(item, document)
		except AccessRefused as refusal:
			frappe.clear_messages()
			left.append(f"{numbers[item.css_case]}: {refusal}")
	if not any(item.undone for item in document.items):
		frappe.throw(
			_("Nothing can be put back: {0}").format("; ".join(left)), TransferRefused, title=_("Undo")
		)
	document.update({"undone_on": frappe.utils.now_datetime(), "undone_by": frappe.session.user})
	document.save(ignore_permissions=True)
	return left


def put_back(item: Document, document: Document) -> None:
	"""To whom it was with before, or to nobody."""
	if frappe.db.get_value("CSS Case", item.css_case, "caseworker") != item.to_user:
		frappe.throw(_("has another caseworker by now"), AccessRefused)
	reason = _("Undone: reassigned on {0}.").format(frappe.format(document.transferred_on, "Date"))
	if item.from_user:
		assign(item.css_case, item.from_user, reason)
	else:
		access = frappe.get_doc(ACCESS, item.new_access)
		access.end_before(site_today(document.site))
	item.undone = 1
