"""What waits for the site's managers: consents to be reviewed, disclosures, exits and extensions to be approved,
concerns, families without a caseworker at work: one query, and one for the staff."""

from collections.abc import Iterable, Iterator

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Max
from pypika.functions import Date
from pypika.terms import NullValue, ValueWrapper

from css_case_mgmt.permissions.conditions import condition
from css_case_mgmt.permissions.registry import CASELOAD_CONCERN
from css_case_mgmt.rules.today import Item, Kind, State, Task
from css_case_mgmt.today.exits import EXIT, EXTENSION, READY
from css_case_mgmt.today.files import Files
from css_case_mgmt.today.making import about
from css_case_mgmt.today.whose import Whose

CONSENT, DISCLOSURE = "CSS Consent", "CSS Disclosure"
TASKS = {
	CONSENT: Task.REVIEW_CONSENT,
	DISCLOSURE: Task.APPROVE_DISCLOSURE,
	CASELOAD_CONCERN: Task.ANSWER_CONCERN,
	EXIT: Task.APPROVE_EXIT,
	EXTENSION: Task.APPROVE_EXTENSION,
}


def review_items(whose: Whose) -> Iterator[Item]:
	"""Whoever asked or recorded is not asked to review it: another manager is (D-24)."""
	for row in waiting_for_managers(whose):
		yield about(
			row,
			whose,
			Kind.REVIEW,
			State.WAITING,
			TASKS[row.doctype],
			since=row.since,
			detail=row.detail,
			record=(row.doctype, row.name),
			staff=row.about,
		)


def unassigned_items(files: Files, whose: Whose, workers: dict[str, frappe._dict]) -> Iterator[Item]:
	"""Families that nobody at work works with (R-070, R-507)."""
	for case in files.cases.values():
		worker = workers.get(case.caseworker)
		if case.site in whose.managed_sites and not (worker and worker.is_at_work):
			yield about(
				case,
				whose,
				Kind.REVIEW,
				State.WAITING,
				Task.CHOOSE_CASEWORKER,
				since=case.opened_on,
				record=("CSS Case", case.css_case),
			)


def waiting_for_managers(whose: Whose) -> list[frappe._dict]:
	rows = (
		consents(whose)
		.union_all(disclosures(whose))
		.union_all(concerns(whose))
		.union_all(asked_for(whose, EXIT))
		.union_all(asked_for(whose, EXTENSION))
	)
	return frappe.qb.from_(rows).select("*").run(as_dict=True)


def of_managed_family(whose: Whose, doctype: str):
	"""A record with its case, where the case is open to the reader and at a site that she manages."""
	table, case = frappe.qb.DocType(doctype), frappe.qb.DocType("CSS Case")
	client = frappe.qb.DocType("CSS Client")
	query = (
		frappe.qb.from_(table)
		.join(case)
		.on(case.name == table.css_case)
		.join(client)
		.on(client.name == table.client)
		.select(
			ValueWrapper(doctype).as_("doctype"),
			table.name,
			case.site,
			table.css_case,
			case.file_number.as_("case_number"),
			case.caseworker,
			table.client,
			client.file_number,
			NullValue().as_("about"),
		)
		.where(case.site.isin(whose.managed_sites))
		.where(case.status == "Open")
		.where(case.name.isin(whose.reachable()))
		.where(table.owner != whose.scope.user)
	)
	return query, table


def consents(whose: Whose):
	query, table = of_managed_family(whose, CONSENT)
	return (
		query.select(table.client_signed_on.as_("since"), NullValue().as_("detail"))
		.where(table.workflow_state == "Recorded")
		.where(table.client_signed_on.isnotnull())
		.where(table.withdrawn_on.isnull())
	)


def disclosures(whose: Whose):
	query, table = of_managed_family(whose, DISCLOSURE)
	ground = frappe.qb.DocType("CSS Disclosure Ground")
	without_consent = frappe.qb.from_(ground).select(ground.name).where(ground.without_consent == 1)
	return (
		query.select(table.disclosed_on.as_("since"), table.override_for.as_("detail"))
		.where(table.approved_by.isnull() | (table.approved_by == ""))
		.where((table.is_override == 1) | table.ground.isin(without_consent))
		.where(table.requested_by != whose.scope.user)
	)


def asked_for(whose: Whose, doctype: str):
	"""Exits and extensions that are ready; whoever asked, or began it, does not approve it (R-358, D-24)."""
	query, table = of_managed_family(whose, doctype)
	detail = table.exit_reason if doctype == EXIT else NullValue()
	return (
		query.select(Date(table.requested_on).as_("since"), detail.as_("detail"))
		.where(table.workflow_state == READY)
		.where(table.requested_by.isnull() | (table.requested_by != whose.scope.user))
	)


def concerns(whose: Whose):
	table, case = frappe.qb.DocType(CASELOAD_CONCERN), frappe.qb.DocType("CSS Case")
	return (
		frappe.qb.from_(table)
		.left_join(case)
		.on(case.name == table.css_case)
		.select(
			ValueWrapper(CASELOAD_CONCERN).as_("doctype"),
			table.name,
			table.site,
			table.css_case,
			case.file_number.as_("case_number"),
			case.caseworker,
			NullValue().as_("client"),
			NullValue().as_("file_number"),
			table.about,
			table.raised_on.as_("since"),
			table.kind.as_("detail"),
		)
		.where(table.status == "Open")
		.where(table.site.isin(whose.managed_sites))
		.where(table.about != whose.scope.user)
		.where(condition(CASELOAD_CONCERN, whose.scope.user, scope=whose.scope))
	)


def read_workers(users: Iterable[str], whose: Whose) -> dict[str, frappe._dict]:
	"""Staff by their user: full name, and whether they work at one of the managed sites today."""
	user, staff = frappe.qb.DocType("User"), frappe.qb.DocType("CSS Staff")
	today = max(whose.today_at(site) for site in whose.managed_sites)
	rows = (
		frappe.qb.from_(user)
		.left_join(staff)
		.on(
			(staff.user == user.name)
			& staff.site.isin(whose.managed_sites)
			& (staff.active_from <= today)
			& (staff.active_to.isnull() | (staff.active_to >= today))
		)
		.select(
			user.name,
			user.full_name,
			Max(Case().when(staff.name.isnotnull(), 1).else_(0)).as_("is_at_work"),
		)
		.where(user.name.isin(list(users) or [""]))
		.groupby(user.name, user.full_name)
		.run(as_dict=True)
	)
	return {row.name: row for row in rows}
