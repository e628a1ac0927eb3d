"""The one place that decides who may see what.

`condition(doctype, user)` is a criterion over the DocType's table. List filters, document checks,
reports, counts, link searches, files and prints all draw on it, so that they cannot drift (R-412).
Deny is the default: a user whom nothing lets in gets a condition that no row meets.
"""

from collections.abc import Iterable

import frappe
from frappe.permissions import get_role_permissions
from frappe.query_builder import Criterion
from pypika import Query
from pypika.terms import ExistsCriterion, ValueWrapper

from css_case_mgmt.named_rows import IsNamed
from css_case_mgmt.permissions.conflicts import (
	cases_of_conflicted_clients,
	cases_of_files_merged,
	conflicted_cases,
	conflicted_clients,
)
from css_case_mgmt.permissions.kept_answers import keep, kept
from css_case_mgmt.permissions.registry import (
	ADDENDUM,
	CASE,
	CASELOAD_CONCERN,
	CASELOAD_TRANSFER,
	CHILD_TABLES,
	CLIENT,
	CONFLICT,
	FAMILY_TIE,
	GROUP_MESSAGE,
	IMPORT,
	INBOUND_REFERRAL,
	INTERPRETER,
	MEMBER,
	NARROWED_TO_KINDS,
	REACHED_BY_CASE,
	REMINDER,
	REMINDER_PREFERENCE,
	RESTRICTED,
	RESTRICTED_NOTE,
	STAFF,
	WRONG_FILE,
)
from css_case_mgmt.permissions.scope import Scope, scope_of

WRITING_KINDS = ("Assigned", "Covering", "Shared")
ALL_KINDS = (*WRITING_KINDS, "Monitor")
OWN_SITE_KINDS = ("Assigned", "Covering")
# What an addendum can add to, besides restricted notes.
NOTES_OF_CASE = ("CSS Activity", "CSS NAM Assessment", "CSS Periodic Assessment")


def condition(doctype: str, user: str, *, write: bool = False, scope: Scope | None = None) -> Criterion:
	"""The criterion that the rows of a DocType must meet for a user to reach them.

	Args:
		doctype: a restricted DocType or one of the child tables of the registry.
		user: the user; Administrator is not restricted, because Frappe forces it.
		write: ask for the right to change, which a Monitor never has (R-504).
		scope: the user's scope, when the caller already has it.

	Raises:
		KeyError: the DocType is not in the registry.
	"""
	if user == "Administrator":
		return everything()
	scope = scope or scope_of(user)
	table = frappe.qb.DocType(doctype)
	if doctype in CHILD_TABLES:
		parent = CHILD_TABLES[doctype]
		return (table.parenttype == parent) & table.parent.isin(
			names(parent, condition(parent, user, write=write, scope=scope))
		)
	if doctype == CASE:
		return table.name.isin(reachable_cases(scope, write=write))
	if doctype in REACHED_BY_CASE:
		return table.css_case.isin(reachable_cases(scope, write=write))
	if doctype in NARROWED_TO_KINDS:
		return table.css_case.isin(cases_for_few(scope, NARROWED_TO_KINDS[doctype], write=write))
	if doctype == CLIENT:
		return client_condition(table, scope, write=write)
	if doctype == FAMILY_TIE:
		return tie_condition(table, scope, write=write)
	if doctype in (INBOUND_REFERRAL, REMINDER):
		return referral_condition(table, scope, write=write)
	if doctype == CASELOAD_CONCERN:
		return concern_condition(table, scope, write=write)
	if doctype == CASELOAD_TRANSFER:
		return transfer_condition(table, scope, write=write)
	if doctype == ADDENDUM:
		return addendum_condition(table, scope, write=write)
	if doctype == WRONG_FILE:
		return correction_condition(table, scope, write=write)
	if doctype == GROUP_MESSAGE:
		return message_condition(table, scope)
	if doctype == IMPORT:
		return import_condition(table, scope)
	if doctype == REMINDER_PREFERENCE:
		return table.user == scope.user
	if doctype == INTERPRETER:
		return interpreter_condition(table, scope)
	if doctype == CONFLICT:
		return conflict_condition(table, scope, write=write)
	if doctype == STAFF:
		return staff_condition(table, scope, write=write)
	raise KeyError(doctype)


def is_reachable(doctype: str, name: str, user: str, *, write: bool = False) -> bool:
	"""Whether a user may read (or change) one stored document."""
	return kept((doctype, name, user, write), lambda: ask_whether_reachable(doctype, name, user, write))


def ask_whether_reachable(doctype: str, name: str, user: str, write: bool) -> bool:
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.name).where(table.name == name)
	return bool(query.where(condition(doctype, user, write=write)).limit(1).run())


def reachable_among(doctype: str, candidates: Iterable[str], user: str) -> set[str]:
	"""Those of some documents that a user may read, in the queries that one of them takes."""
	asked = tuple(sorted(candidates))
	if user == "Administrator" or not asked:
		return set(asked)
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.name).where(table.name.isin(asked))
	return set(query.where(condition(doctype, user)).run(pluck=True))


def may_add_to_case(doctype: str, css_case: str, user: str) -> bool:
	"""Whether a user may add a document of a DocType to a case."""
	kinds = NARROWED_TO_KINDS.get(doctype)
	may_add = kept(("add", kinds, css_case, user), lambda: ask_whether_to_add(kinds, css_case, user))
	if may_add:
		# Whoever adds to a case reads it.
		keep((CASE, css_case, user, False), True)
	return may_add


def ask_whether_to_add(kinds: tuple[str, ...] | None, css_case: str, user: str) -> bool:
	scope = scope_of(user)
	cases = cases_for_few(scope, kinds, write=True) if kinds else reachable_cases(scope, write=True)
	case = frappe.qb.DocType(CASE)
	query = frappe.qb.from_(case).select(case.name).where(case.name == css_case)
	return user == "Administrator" or bool(query.where(case.name.isin(cases)).limit(1).run())


def reachable_names(doctype: str, user: str) -> Query:
	"""The names of all documents of a DocType that a user may read, as a subquery for reports."""
	return names(doctype, condition(doctype, user))


def names(doctype: str, criterion: Criterion) -> Query:
	table = frappe.qb.DocType(doctype)
	return frappe.qb.from_(table).select(table.name).where(criterion)


def everything() -> Criterion:
	return ValueWrapper(1) == 1


def nothing() -> Criterion:
	return ValueWrapper(1) == 0


def reachable_cases(scope: Scope, *, write: bool = False) -> Query:
	"""Names of the cases a user reaches: by CSS Case Access, as the site's manager, or as its intake
	worker while nobody is assigned; never past a conflict of interest (D-19, R-501)."""
	case = frappe.qb.DocType(CASE)
	ways = ways_of_grant_and_site(case, scope, WRITING_KINDS if write else ALL_KINDS)
	if scope.intake_sites:
		# A household that must not be found waits for its caseworker with the manager alone.
		unassigned = (case.name.notin(ever_assigned_cases()) | waits_again(case)) & (case.is_protected == 0)
		ways.append(case.site.isin(scope.intake_sites) & unassigned)
	return cases_reached(case, ways, scope)


def cases_for_few(scope: Scope, kinds: tuple[str, ...], *, write: bool) -> Query:
	"""Names of the cases whose most sensitive records a user reaches (R-060, R-065)."""
	case = frappe.qb.DocType(CASE)
	allowed = tuple(kind for kind in kinds if not write or kind in WRITING_KINDS)
	return cases_reached(case, ways_of_grant_and_site(case, scope, allowed), scope)


def ways_of_grant_and_site(case, scope: Scope, kinds: tuple[str, ...]) -> list[Criterion]:
	ways = []
	held = tuple(kind for kind in scope.access_kinds if kind in kinds)
	if held:
		ways.extend(granted_cases(case, scope, held))
	if scope.managed_sites:
		ways.append(case.site.isin(scope.managed_sites))
	return ways


def cases_reached(case, ways: list[Criterion], scope: Scope) -> Query:
	reached = frappe.qb.from_(case).select(case.name).where(Criterion.any(ways) if ways else nothing())
	if not scope.may_have_conflict:
		return reached
	return (
		reached.where(case.name.notin(conflicted_cases(scope.user)))
		.where(case.name.notin(cases_of_conflicted_clients(scope.user)))
		.where(case.name.notin(cases_of_files_merged(scope.user)))
	)


def granted_cases(case, scope: Scope, kinds: tuple[str, ...]) -> list[Criterion]:
	"""Open rows of CSS Case Access, read on the day that it is at the case's own site (D-29). Who is
	posted at another site by now keeps no case of this one, unless it was shared with her (R-507)."""
	access = frappe.qb.DocType("CSS Case Access")
	granted_case = frappe.qb.DocType(CASE).as_("granted_case")
	by_date = scope.sites_by_date()
	if not by_date:
		return [nothing()]
	open_today = Criterion.any(
		(access.access_from <= today)
		& (access.access_until.isnull() | (access.access_until >= today))
		& (granted_case.site.isin(sites) if len(by_date) > 1 else everything())
		for today, sites in by_date.items()
	)
	in_force = access.kind.notin(OWN_SITE_KINDS)
	if scope.staff_sites:
		in_force |= granted_case.site.isin(scope.staff_sites)
	granted = (
		frappe.qb.from_(access)
		.join(granted_case)
		.on(granted_case.name == access.css_case)
		.select(access.css_case)
		.where(access.user == scope.user)
		.where(access.kind.isin(kinds))
		.where(open_today)
		.where(in_force)
	)
	return [case.name.isin(granted)]


def ever_assigned_cases() -> Query:
	access = frappe.qb.DocType("CSS Case Access")
	return frappe.qb.from_(access).select(access.css_case).where(access.kind == "Assigned")


def waits_again(case) -> Criterion:
	"""Opened again for somebody who came back, and nobody was assigned since (R-103)."""
	access = frappe.qb.DocType("CSS Case Access")
	assigned_since = (
		frappe.qb.from_(access)
		.select(access.name)
		.where(access.css_case == case.name)
		.where(access.kind == "Assigned")
		.where(access.access_until.isnull() | (access.access_until >= case.opened_again_on))
	)
	return case.opened_again_on.isnotnull() & ExistsCriterion(assigned_since).negate()


def client_condition(table, scope: Scope, *, write: bool) -> Criterion:
	"""A client is reached through the latest membership only, so that the case she left learns nothing
	new of her (D-19, D-20). Until the first membership exists, through whoever is opening the file."""
	through_membership = table.name.isin(clients_of_reachable_cases(scope, write=write))
	being_opened = files_being_opened(scope)
	return through_membership | table.name.isin(being_opened) if being_opened else through_membership


def clients_of_reachable_cases(scope: Scope, *, write: bool = False) -> Query:
	member = frappe.qb.DocType(MEMBER)
	return (
		frappe.qb.from_(member)
		.select(member.client)
		.where(member.css_case.isin(reachable_cases(scope, write=write)))
		.where(is_latest_membership(member))
	)


def readable_clients(candidates: Iterable[str], scope: Scope) -> set[str]:
	"""Those of some clients whose files a user may read: as `client_condition` says, but looked up from them
	instead of from the clients of every case."""
	asked = set(candidates)
	if scope.user == "Administrator" or not asked:
		return asked
	member = frappe.qb.DocType(MEMBER)
	reached = clients_of_reachable_cases(scope).where(IsNamed(member.client, asked)).run(pluck=True)
	return set(reached) | asked.intersection(files_being_opened(scope))


def is_latest_membership(member) -> Criterion:
	"""Nobody has joined another family since."""
	later = frappe.qb.DocType(MEMBER).as_("later_membership")
	left_since = (
		frappe.qb.from_(later)
		.select(later.name)
		.where(later.client == member.client)
		.where(later.member_from > member.member_from)
	)
	return ExistsCriterion(left_since).negate()


def files_being_opened(scope: Scope) -> list[str]:
	"""Clients whom this user has entered and who belong to no case yet: rarely any. A query of its own,
	because an OR over the clients' table would keep every client list from its indexes."""
	if not scope.staff_sites:
		return []
	client = frappe.qb.DocType(CLIENT)
	member = frappe.qb.DocType(MEMBER)
	membership = frappe.qb.from_(member).select(member.name).where(member.client == client.name)
	query = frappe.qb.from_(client).select(client.name).where(client.owner == scope.user)
	if scope.may_have_conflict:
		query = query.where(client.name.notin(conflicted_clients(scope.user)))
	return query.where(ExistsCriterion(membership).negate()).run(pluck=True)


def tie_condition(table, scope: Scope, *, write: bool) -> Criterion:
	"""That two people are related is read by whoever reads both files; nobody else learns that there is
	somebody in another household (R-502)."""
	related = names(CLIENT, client_condition(frappe.qb.DocType(CLIENT), scope, write=False))
	return table.css_case.isin(reachable_cases(scope, write=write)) & table.related_client.isin(related)


def referral_condition(table, scope: Scope, *, write: bool) -> Criterion:
	"""A referral belongs to its site's intake until it has a case; then the case decides (D-19)."""
	of_case = table.css_case.isin(reachable_cases(scope, write=write))
	receiving_sites = scope.intake_sites or scope.managed_sites
	if not receiving_sites:
		return of_case
	return of_case | (table.css_case.isnull() & table.site.isin(receiving_sites))


def concern_condition(table, scope: Scope, *, write: bool) -> Criterion:
	"""Between whoever raised it and the site's managers; about one family only while its file is open to them
	(R-018, R-353)."""
	if not scope.staff_sites:
		return nothing()
	between = table.raised_by == scope.user
	if scope.managed_sites:
		between |= table.site.isin(scope.managed_sites)
	return between & (table.css_case.isnull() | table.css_case.isin(reachable_cases(scope, write=write)))


def transfer_condition(table, scope: Scope, *, write: bool) -> Criterion:
	"""For the site's managers, unless it names a case that is closed to one of them."""
	if not scope.managed_sites:
		return nothing()
	item = frappe.qb.DocType("CSS Caseload Transfer Item")
	of_closed_case = (
		frappe.qb.from_(item)
		.select(item.parent)
		.where(item.css_case.notin(reachable_cases(scope, write=write)))
	)
	return table.site.isin(scope.managed_sites) & table.name.notin(of_closed_case)


def addendum_condition(table, scope: Scope, *, write: bool) -> Criterion:
	"""An addendum is read by whoever reads the note that it adds to, and is as restricted (R-265, R-288)."""
	kinds = [doctype for doctype in NOTES_OF_CASE if may_read_any(doctype, scope.user)]
	of_case = table.reference_doctype.isin(kinds or [""])
	of_case &= table.css_case.isin(reachable_cases(scope, write=write))
	if not may_read_any(RESTRICTED_NOTE, scope.user):
		return of_case
	return of_case | restricted_reference(table, scope, write=write)


def correction_condition(table, scope: Scope, *, write: bool) -> Criterion:
	"""That something was in the wrong file is read by whoever reads both families' files: neither side learns of
	the other (R-503)."""
	return (
		table.css_case.isin(reachable_cases(scope, write=write))
		& (table.right_case.isnull() | table.right_case.isin(reachable_cases(scope)))
		& ((table.reference_doctype != RESTRICTED_NOTE) | restricted_reference(table, scope, write=write))
	)


def restricted_reference(table, scope: Scope, *, write: bool) -> Criterion:
	"""Rows about a restricted note that the user reaches; the note may have followed its client (R-502)."""
	few = names(RESTRICTED_NOTE, condition(RESTRICTED_NOTE, scope.user, write=write, scope=scope))
	return (table.reference_doctype == RESTRICTED_NOTE) & table.reference_name.isin(few)


def may_read_any(doctype: str, user: str) -> bool:
	"""Whether a role of the user's reads this DocType at all."""
	return bool(get_role_permissions(frappe.get_meta(doctype), user).get("read"))


def message_condition(table, scope: Scope) -> Criterion:
	"""Whoever sent it, as long as each family that it went to is open to her (R-236)."""
	recipient = frappe.qb.DocType("CSS Group Message Recipient")
	of_closed_case = (
		frappe.qb.from_(recipient)
		.select(recipient.parent)
		.where(recipient.css_case.notin(reachable_cases(scope)))
	)
	return (table.owner == scope.user) & table.name.notin(of_closed_case)


def import_condition(table, scope: Scope) -> Criterion:
	"""A workbook holds whole files: only who brought it reads it, while at work here."""
	if not (scope.managed_sites or scope.coordinates_network):
		return nothing()
	return table.owner == scope.user


def interpreter_condition(table, scope: Scope) -> Criterion:
	"""Each site has its own register: an informal interpreter may be known to a family."""
	if not scope.staff_sites:
		return nothing()
	return table.site.isin(scope.staff_sites)


def conflict_condition(table, scope: Scope, *, write: bool) -> Criterion:
	"""One's own declarations can be read, but only a manager of the case may change them (R-501)."""
	of_reachable_file = table.css_case.isin(reachable_cases(scope, write=write)) | table.client.isin(
		names(CLIENT, client_condition(frappe.qb.DocType(CLIENT), scope, write=write))
	)
	if write:
		return of_reachable_file & (table.user != scope.user)
	return of_reachable_file | (table.user == scope.user) if scope.staff_sites else of_reachable_file


def staff_condition(table, scope: Scope, *, write: bool) -> Criterion:
	"""The coordinator sees every posting; a manager those of the own sites, and changes all but the own."""
	if scope.coordinates_network:
		return everything()
	if not scope.managed_sites:
		return nothing()
	own_sites = table.site.isin(scope.managed_sites)
	return own_sites & (table.user != scope.user) if write else own_sites


def referenced(table, doctype_column: str, name_column: str, user: str) -> Criterion:
	"""Rows of a DocType of Frappe's that point elsewhere, or at a document which the user may read."""
	target_doctype, target_name = table[doctype_column], table[name_column]
	if user == "Administrator":
		return everything()
	restricted = (*RESTRICTED, *CHILD_TABLES)
	ways = [target_doctype.isnull(), target_doctype.notin(restricted)]
	scope = scope_of(user)
	if scope.access_kinds or scope.coordinates_network:
		ways.extend(
			(target_doctype == doctype)
			& target_name.isin(names(doctype, condition(doctype, user, scope=scope)))
			for doctype in RESTRICTED
		)
	return Criterion.any(ways)
