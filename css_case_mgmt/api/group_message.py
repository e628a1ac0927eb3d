"""Writing to several families at once, none of whom learns of the others (R-236)."""

from urllib.parse import quote

import frappe
from frappe import _

from css_case_mgmt import group_messages
from css_case_mgmt.api.permission import require
from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import as_membership
from css_case_mgmt.css_case_mgmt.doctype.css_group_message.css_group_message import MessageRefused
from css_case_mgmt.people import NAME_FIELDS, full_name
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.rules.membership import Membership, members_on
from css_case_mgmt.settings import site_today
from css_case_mgmt.today.whose import Whose
from css_case_mgmt.ways_of_meeting import METHOD, is_in_use

CASE, CLIENT, MESSAGE = "CSS Case", "CSS Client", "CSS Group Message"


@frappe.whitelist(methods=["GET", "POST"])
def get_people() -> dict:
	"""The members of the own caseload whom the dialog offers, with how each can be reached, and the kinds of
	activities as which a message is written down."""
	require(MESSAGE, "create")
	cases = own_cases()
	found = [
		(case, membership)
		for case in cases
		for membership in members_on(case.memberships, site_today(case.site))
	]
	people = {
		row.name: row
		for row in frappe.get_list(
			CLIENT,
			filters={
				"name": ("in", [each.client for _case, each in found] or [""]),
				"died_on": ("is", "not set"),
			},
			fields=["name", "file_number", "primary_language", *NAME_FIELDS],
			limit=0,
		)
	}
	addresses = group_messages.addresses_of(people)
	return {
		"kinds": frappe.get_all(
			"CSS Activity Type",
			filters={"enabled": 1, "counts_as_contact": 1},
			pluck="name",
			order_by="position",
		),
		"people": [
			{
				"client": each.client,
				"css_case": case.name,
				"case_number": case.file_number,
				"site": case.site,
				"full_name": full_name(people[each.client]),
				"is_head": bool(each.is_head),
				"language": people[each.client].primary_language,
				"methods": [
					method
					for method, address in (
						(group_messages.EMAIL, addresses[each.client].email),
						(group_messages.TEXT, addresses[each.client].phone),
					)
					if address and is_in_use(METHOD, method)
				],
			}
			for case, each in found
			if each.client in people
		],
	}


def own_cases() -> list[frappe._dict]:
	case = frappe.qb.DocType(CASE)
	whose = Whose(scope_of(frappe.session.user))
	rows = (
		frappe.qb.from_(case)
		.select(case.name, case.file_number, case.site)
		.where(whose.own_cases(case))
		.orderby(case.file_number)
		.run(as_dict=True)
	)
	of_case = memberships_by_case([row.name for row in rows])
	return [frappe._dict(row, memberships=of_case[row.name]) for row in rows]


def memberships_by_case(cases: list[str]) -> dict[str, list[Membership]]:
	found: dict[str, list[Membership]] = {css_case: [] for css_case in cases}
	for row in frappe.get_all(
		"CSS Case Member",
		filters={"css_case": ("in", cases or [""])},
		fields=["name", "client", "css_case", "member_from", "member_to", "is_head"],
		order_by="is_head desc, creation asc",
	):
		found[row.css_case].append(as_membership(row))
	return found


@frappe.whitelist(methods=["POST"])
def send(subject: str, message: str, activity_type: str, recipients: list | str) -> str:
	"""Send a message to each of these people alone, and return its name (R-236).

	Args:
		subject: of the e-mails; names nobody.
		message: the same text for everybody; names nobody.
		activity_type: a CSS Activity Type.
		recipients: `client`, `css_case` and `method` of each.

	Raises:
		frappe.PermissionError: one of the files is not open to the user for writing.
		MessageRefused: somebody is named, nobody is chosen, or the families are of several sites.
	"""
	require(MESSAGE, "create")
	chosen = [{key: row.get(key) for key in ("client", "css_case", "method")} for row in rows_of(recipients)]
	sites = set()
	for css_case in {row["css_case"] for row in chosen}:
		case = frappe.get_doc(CASE, css_case)
		case.check_permission("write")
		sites.add(case.site)
	for client in {row["client"] for row in chosen}:
		frappe.get_doc(CLIENT, client).check_permission("write")
	if len(sites) != 1:
		refuse(_("Write to the families of one site at a time."))
	return group_messages.send(sites.pop(), subject, message, activity_type, chosen).name


@frappe.whitelist(methods=["GET", "POST"])
def get_message(name: str) -> list[dict]:
	"""Whom a message reached, whom not and why, and a link for each text message that is still to be sent. Whoever
	belongs to another family by now is left out: her number is not for those she has left (R-502).

	Args:
		name: a CSS Group Message of the user's own.
	"""
	require(MESSAGE)
	document = frappe.get_doc(MESSAGE, name)
	document.check_permission("read")
	chosen = [row.client for row in document.recipients]
	people = group_messages.addresses_of(
		frappe.get_list(CLIENT, filters={"name": ("in", chosen)}, pluck="name", limit=0)
	)
	return [
		{
			"client": row.client,
			"full_name": full_name(people[row.client]),
			"method": row.method,
			"sent": bool(row.sent),
			"not_sent_reason": row.not_sent_reason,
			"link": f"sms:{people[row.client].phone}?body={quote(document.message)}"
			if row.method == group_messages.TEXT and people[row.client].phone and not row.sent
			else None,
		}
		for row in document.recipients
		if row.client in people
	]


@frappe.whitelist(methods=["POST"])
def record_text(name: str, client: str) -> str:
	"""The user has sent the text message to one person: written down in that person's case, once.

	Args:
		name: a CSS Group Message of the user's own.
		client: one of its recipients.
	"""
	document = frappe.get_doc(MESSAGE, name)
	document.check_permission("write")
	return group_messages.record_text(document, client)


def rows_of(recipients: list | str) -> list[dict]:
	try:
		rows = frappe.parse_json(recipients)
	except ValueError:
		rows = None
	if not isinstance(rows, list) or not rows or not all(is_row(row) for row in rows):
		refuse(_("Choose to whom the message goes."))
	if len({row["client"] for row in rows}) != len(rows):
		refuse(_("Each person is written to once."))
	return rows


def is_row(row) -> bool:
	return isinstance(row, dict) and all(
		isinstance(row.get(key), str) for key in ("client", "css_case", "method")
	)


def refuse(text: str) -> None:
	frappe.throw(text, MessageRefused, title=_("Group message"))
