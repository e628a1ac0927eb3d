"""The family panel of a case: who is who, and what can be done next (R-040, R-041)."""

import frappe
from frappe import _
from frappe.utils import cint, getdate

from css_case_mgmt.api.permission import require
from css_case_mgmt.assessment_clock import Clock, clocks
from css_case_mgmt.assessment_numbering import next_numbers
from css_case_mgmt.assessment_rhythm import NAM
from css_case_mgmt.closed_files import CLOSED
from css_case_mgmt.coming_of_age import Ages
from css_case_mgmt.eligibility import readable_by_client
from css_case_mgmt.family_changes import all_or_nothing, change_head, head_today
from css_case_mgmt.family_overview import (
	exits_of_family,
	former_member,
	own_files,
	relatives_elsewhere,
)
from css_case_mgmt.people import NAME_FIELDS, age, full_name
from css_case_mgmt.permissions.document_checks import may_open_again
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.rules.age import has_own_file
from css_case_mgmt.settings import case_today, get_setting, site_today

CLIENT_FIELDS = (
	"name",
	"file_number",
	*NAME_FIELDS,
	"preferred_name",
	"date_of_birth",
	"birth_date_is_estimated",
	"died_on",
)


@frappe.whitelist(methods=["GET", "POST"])
def own_sites() -> list[str]:
	"""Sites at which the user is active staff; a single one need not be typed into a new case."""
	require("CSS Site", "read")
	return list(scope_of(frappe.session.user).staff_sites)


@frappe.whitelist(methods=["GET", "POST"])
def get_family(css_case: str) -> dict:
	"""The members of a case today, with age, enrolment and the clock of each."""
	case = frappe.get_doc("CSS Case", css_case)
	case.check_permission("read")
	today = site_today(case.site)
	rows = frappe.get_list(
		"CSS Case Member",
		filters={"css_case": css_case},
		fields=["name", "client", "relationship", "is_head", "member_from", "member_to"],
		order_by="is_head desc, member_from asc, creation asc",
		limit=0,
	)
	people = people_by_name([row.client for row in rows])
	enrolments = enrolments_by_client(css_case)
	clock_of = clocks(enrolments.values(), case.site)
	numbers = next_numbers(NAM.doctype, list(clock_of))
	own_file_age = get_setting("own_file_age", case.site)
	current = [row for row in rows if not row.member_to or row.member_to > today]
	members = [people[row.client] for row in current if row.client in people]
	staying = {person.name for person in members}
	may_assign = case.site in scope_of(frappe.session.user).managed_sites and case.status != CLOSED
	return {
		"today": today,
		"members": [
			member_summary(
				row, people[row.client], enrolments.get(row.client), clock_of, numbers, today, own_file_age
			)
			for row in current
			if row.client in people
		],
		"former": [
			former_member(row, people[row.client], enrolments)
			for row in rows
			if row not in current and row.client in people and row.client not in staying
		],
		"own_files": own_files(members, enrolments, Ages.at(case.site, today)),
		"eligibility": readable_by_client(staying),
		"exits": exits_of_family(css_case),
		"relatives": relatives_elsewhere(css_case),
		"is_protected": bool(case.is_protected),
		"may_write": case.may_be_changed(),
		"may_enrol": case.may_be_changed() and frappe.has_permission("CSS Enrolment", "create"),
		"may_check_eligibility": case.may_be_changed()
		and frappe.has_permission("CSS Eligibility Assessment", "create"),
		"may_assess": case.may_be_changed() and frappe.has_permission("CSS NAM Assessment", "create"),
		"may_open_case": frappe.has_permission("CSS Case", "create"),
		"may_assign": may_assign,
		"may_open_again": case.status == CLOSED and may_open_again(case),
		"may_protect": bool(may_assign and case.separated_from and not case.is_protected),
	}


def people_by_name(clients: list[str]) -> dict[str, frappe._dict]:
	"""The people among these whom the user may read: somebody who went to another case is not (D-20)."""
	found = frappe.get_list(
		"CSS Client", filters={"name": ("in", clients)}, fields=list(CLIENT_FIELDS), limit=0
	)
	return {person.name: person for person in found}


def enrolments_by_client(css_case: str) -> dict[str, frappe._dict]:
	"""The latest enrolment of each client in a case."""
	rows = frappe.get_list(
		"CSS Enrolment",
		filters={"css_case": css_case},
		fields=["name", "client", "enrolment_date", "needs_level", "status", "episode"],
		order_by="episode asc",
		limit=0,
	)
	return {row.client: row for row in rows}


def member_summary(
	row,
	person,
	enrolment,
	clock_of: dict[str, Clock],
	numbers: dict[str, int],
	today,
	own_file_age: int,
) -> dict:
	return {
		"client": person.name,
		"file_number": person.file_number,
		"full_name": full_name(person),
		"relationship": row.relationship,
		"is_head": row.is_head,
		"member_from": row.member_from,
		"age": age(person, today),
		"age_is_estimated": person.birth_date_is_estimated,
		"died_on": person.died_on,
		"has_own_file": bool(
			person.date_of_birth and has_own_file(person.date_of_birth, today, own_file_age)
		),
		"enrolment": enrolment,
		"clock": clock_summary(clock_of[enrolment.name], numbers[enrolment.name]) if enrolment else None,
	}


def clock_summary(clock: Clock, next_number: int) -> dict:
	last = clock.completed[-1] if clock.completed else None
	return {
		"last": last
		and {"name": last.name, "sequence": last.sequence, "assessment_date": last.assessment_date},
		"draft": clock.draft
		and {"name": clock.draft.name, "sequence": clock.draft.sequence, "revision": clock.draft.revision},
		"next_due": clock.next_due,
		"next_sequence": next_number,
		"is_overdue": clock.is_overdue,
	}


@frappe.whitelist(methods=["POST"])
def add_member(css_case: str, client: dict | str, membership: dict | str) -> str:
	"""Add a new person to a case: file and membership in one go; the first member is the head (R-041).

	Args:
		css_case: the case.
		client: fields of CSS Client.
		membership: relationship, member_from and, if somebody else than the first member heads, is_head.

	Returns:
		The name of the new CSS Client.
	"""
	frappe.get_doc("CSS Case", css_case).check_permission("write")
	require("CSS Client", "create")
	require("CSS Case Member", "create")
	values, membership = frappe._dict(frappe.parse_json(client)), frappe._dict(frappe.parse_json(membership))
	# Only fields that a person types: an import brings its own names and numbers by another way.
	typed = [
		field.fieldname
		for field in frappe.get_meta("CSS Client").fields
		if not field.read_only and field.fieldname not in ("source_system", "source_id")
	]
	person = frappe.new_doc("CSS Client")
	person.update({fieldname: values[fieldname] for fieldname in typed if fieldname in values})
	person.insert()
	member = frappe.new_doc("CSS Case Member")
	member.update(
		{
			"css_case": css_case,
			"client": person.name,
			"relationship": membership.relationship,
			"member_from": membership.member_from or case_today(css_case),
			"is_head": cint(membership.get("is_head", not head_today(css_case))),
		}
	)
	member.insert()
	return person.name


@frappe.whitelist(methods=["POST"])
def change_head_of_family(
	css_case: str, new_head: str, as_of: str, relationships: dict | str | None = None
) -> None:
	"""Make another member the head of family from a day on (R-041).

	Args:
		css_case: the case.
		new_head: the CSS Client who becomes the head.
		as_of: the first day of the new head.
		relationships: client -> relationship to the new head, for members whose relationship changes.
	"""
	frappe.get_doc("CSS Case", css_case).check_permission("write")
	with all_or_nothing():
		change_head(css_case, new_head, getdate(as_of), frappe.parse_json(relationships) or {})


@frappe.whitelist(methods=["POST"])
def change_level(enrolment: str, needs_level: str, level_from: str, reason: str) -> None:
	"""Add a level of need, decided by a person, to an enrolment's dated history (D-06, R-185)."""
	document = frappe.get_doc("CSS Enrolment", enrolment)
	document.check_permission("write")
	if not reason.strip():
		frappe.throw(_("Say why the level of need changes."), title=_("Level of need"))
	document.append("levels", {"needs_level": needs_level, "level_from": level_from, "reason": reason})
	document.save()
