"""What of a family's file concerns one young person, to be taken along into an own file (R-047, D-09)."""

from dataclasses import dataclass
from datetime import date

import frappe

from css_case_mgmt.rules.consent import GUARDIAN_OF_AN_ADULT


@dataclass(frozen=True)
class Concerning:
	"""A DocType whose records are about one client.

	Args:
		dated: the field that says when.
		client_field: the field that says whom; of a child table, with its DocType in `child`.
		child: the child table that names the client, such as who an activity was documented for.
	"""

	doctype: str
	dated: str
	client_field: str = "client"
	child: str | None = None


# A new DocType about clients is one more line; a test fails until it has one.
CONCERNING = (
	Concerning("CSS Enrolment", "enrolment_date"),
	Concerning("CSS Consent", "valid_from"),
	Concerning("CSS Charter Acknowledgement", "acknowledged_on"),
	Concerning("CSS NAM Assessment", "assessment_date"),
	Concerning("CSS Periodic Assessment", "assessment_date"),
	Concerning("CSS Settlement Plan", "plan_date"),
	Concerning("CSS Goal", "start_date"),
	Concerning("CSS Referral", "creation"),
	Concerning("CSS Programme Extension", "extended_until"),
	Concerning("CSS Exit", "exit_date"),
	Concerning("CSS Exit Interview", "interviewed_on"),
	Concerning("CSS Appointment", "starts_on", child="CSS Appointment Client"),
	Concerning("CSS Eligibility Assessment", "assessment_date"),
	Concerning("CSS Eligibility Assessment", "assessment_date", child="CSS Eligibility Assessment Member"),
	Concerning("CSS Inbound Referral", "received_on"),
	Concerning("CSS Safety Note", "noted_on"),
	Concerning("CSS GBA Plus Profile", "declared_on"),
	Concerning("CSS Restricted Note", "noted_on"),
	Concerning("CSS Client Document", "received_on"),
	Concerning("CSS Client Interpreter", "creation"),
	Concerning("CSS Disclosure", "disclosed_on"),
	Concerning("CSS Family Tie", "creation"),
	Concerning("CSS Activity", "activity_date", child="CSS Activity Participant"),
	Concerning("CSS Contact Deviation", "period_from"),
)
# About the case, or about staff.
NOT_OF_A_FILE = ("CSS Case Member", "CSS Client Merge", "CSS Conflict of Interest", "CSS Group Message")


def records_about(client: str) -> list[dict]:
	"""The records about a client that the reader may read: DocType, name, title and date, the latest first."""
	found: dict[tuple[str, str], dict] = {}
	for concerning in CONCERNING:
		if frappe.has_permission(concerning.doctype, "read"):
			for row in rows_about(client, concerning):
				found[(concerning.doctype, row.name)] = {
					"doctype": concerning.doctype,
					"name": row.name,
					"title": row.get("title"),
					"date": frappe.utils.getdate(row.dated) if row.dated else None,
				}
	return sorted(found.values(), key=lambda row: row["date"] or date.min, reverse=True)


def rows_about(client: str, concerning: Concerning) -> list[frappe._dict]:
	meta = frappe.get_meta(concerning.doctype)
	fields = ["name", f"{concerning.dated} as dated"]
	if meta.title_field:
		fields.append(f"{meta.title_field} as title")
	filters = {concerning.client_field: client}
	if concerning.child:
		# Which documents name her; the list below says which of them may be read.
		parents = frappe.get_all(
			concerning.child,
			filters={concerning.client_field: client, "parenttype": concerning.doctype},
			pluck="parent",
		)
		filters = {"name": ("in", parents)}
	if meta.has_field("marked_in_error_on"):
		filters["marked_in_error_on"] = ("is", "not set")
	return frappe.get_list(concerning.doctype, filters=filters, fields=fields, limit=0)


def consents_ending(client: str, birthday: date) -> set[str]:
	"""Consents given by a guardian of the child: they end with the day before the birthday (T-09)."""
	rows = frappe.get_list(
		"CSS Consent",
		filters={"client": client, "given_by": "Guardian", "withdrawn_on": ("is", "not set")},
		fields=["name", "given_by", "guardian_authority", "valid_until"],
		limit=0,
	)
	return {
		row.name
		for row in rows
		if row.guardian_authority != GUARDIAN_OF_AN_ADULT
		and (not row.valid_until or row.valid_until >= birthday)
	}
