"""Who took part in an activity: members of the case on that day, each once (R-013, R-234, D-09)."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import Case, Criterion, Table
from frappe.utils import getdate
from pypika.terms import ExistsCriterion

from css_case_mgmt.merged_files import refuse_merged_file
from css_case_mgmt.permissions.conditions import reachable_among
from css_case_mgmt.rules.membership import Membership
from css_case_mgmt.rules.participation import Obstacle, Participant, Person, obstacles
from css_case_mgmt.settings import get_setting

CLIENT = "CSS Client"

# By client: each case with the membership in it; the file.
Memberships = dict[str, list[tuple[str, Membership]]]
Files = dict[str, frappe._dict]


class ParticipantRefused(frappe.ValidationError):
	"""Somebody who cannot be named as having taken part."""


def check_participants(activity: Document) -> None:
	"""Refuse whoever was no member of the case on the day, or belongs to another case by now, and a child without
	own records who is documented under nobody (R-013, D-09, D-20)."""
	on = getdate(activity.activity_date)
	clients = named_in(activity)
	files, held = files_and_memberships_of(clients, on)
	refuse_what_is_out_of_reach(activity, held, files)
	people = people_from(clients, activity.css_case, on, held, files)
	if activity.flags.is_imported:
		people = {client: as_recorded_then(person) for client, person in people.items()}
	rows = [Participant(row.client, row.documented_under or None) for row in activity.participants]
	own_file_age = get_setting("own_file_age", activity.site_of_case())
	if found := obstacles(rows, people, on, own_file_age):
		texts = obstacle_texts()
		frappe.throw(
			"<br>".join(texts[obstacle].format(row) for row, obstacle in found),
			ParticipantRefused,
			title=_("Who took part"),
		)


def named_in(activity: Document) -> list[str]:
	"""Everybody whom the rows name, whether present or documented under."""
	named = (name for row in activity.participants for name in (row.client, row.documented_under))
	return list(dict.fromkeys(filter(None, named)))


def refuse_what_is_out_of_reach(activity: Document, held: Memberships, files: Files) -> None:
	"""Frappe follows the links of rows without asking whether their targets may be read; nothing is added to a
	merged file. Whoever belongs to the case now is reached through it (D-20)."""
	before = activity.get_doc_before_save()
	known = set(named_in(before)) if before else set()
	added = [client for client in named_in(activity) if client not in known]
	if not activity.flags.ignore_permissions:
		elsewhere = [client for client in added if last_case(held.get(client, [])) != activity.css_case]
		reachable = reachable_among(CLIENT, elsewhere, frappe.session.user)
		refuse_unreachable(activity, set(elsewhere) - reachable)
	for client in added:
		if client in files and files[client].merged_into:
			refuse_merged_file(client)


def refuse_unreachable(activity: Document, unreachable: set[str]) -> None:
	for row in activity.participants:
		for fieldname in ("client", "documented_under"):
			if row.get(fieldname) in unreachable:
				label = _(row.meta.get_label(fieldname))
				place = _("Row #{0}: {1}: {2}").format(row.idx, label, row.get(fieldname))
				frappe.throw(_("Could not find {0}").format(place), frappe.LinkValidationError)


def people_on(clients: list[str], css_case: str, on: date) -> dict[str, Person]:
	"""What the rule asks of each of these people, in one query.

	Args:
		clients: names of CSS Clients.
		css_case: the case of the activity.
		on: its day.
	"""
	files, held = files_and_memberships_of(clients, on)
	return people_from(clients, css_case, on, held, files)


def people_from(
	clients: list[str], css_case: str, on: date, held: Memberships, files: Files
) -> dict[str, Person]:
	return {
		client: Person(
			is_member=was_member(held.get(client, []), css_case, on),
			is_here_now=last_case(held.get(client, [])) == css_case,
			born=files[client].date_of_birth if client in files else None,
			is_enrolled=client in files and bool(files[client]["is_enrolled"]),
		)
		for client in clients
	}


def files_and_memberships_of(clients: list[str], on: date) -> tuple[Files, Memberships]:
	"""What is on file of each client, and (case, membership) of each; one query.

	Args:
		clients: names of CSS Clients.
		on: the day on which `is_enrolled` says whether the client was in the programme.
	"""
	client, member = frappe.qb.DocType(CLIENT), frappe.qb.DocType("CSS Case Member")
	rows = (
		frappe.qb.from_(client)
		.left_join(member)
		.on(member.client == client.name)
		.select(
			client.name,
			client.date_of_birth,
			client.merged_into,
			Case().when(was_enrolled(client, on), 1).else_(0).as_("is_enrolled"),
			member.css_case,
			member.member_from,
			member.member_to,
		)
		.where(client.name.isin(clients or [""]))
		.run(as_dict=True)
	)
	held: Memberships = {}
	for row in rows:
		if row.css_case:
			membership = Membership(row.name, row.member_from, row.member_to)
			held.setdefault(row.name, []).append((row.css_case, membership))
	return {row.name: row for row in rows}, held


def memberships_of(clients: list[str]) -> Memberships:
	"""(case, membership) of each client."""
	member = frappe.qb.DocType("CSS Case Member")
	rows = (
		frappe.qb.from_(member)
		.select(member.client, member.css_case, member.member_from, member.member_to)
		.where(member.client.isin(clients or [""]))
		.run()
	)
	held: Memberships = {}
	for client, css_case, member_from, member_to in rows:
		held.setdefault(client, []).append((css_case, Membership(client, member_from, member_to)))
	return held


def was_member(held: list[tuple[str, Membership]], css_case: str, on: date) -> bool:
	"""Of this case; what was with the family before is written in the case to which somebody belongs now (D-20)."""
	cases = {case for case, membership in held if membership.includes(on)}
	return css_case in cases or (bool(cases) and last_case(held) == css_case)


def last_case(held: list[tuple[str, Membership]]) -> str | None:
	latest = max(held, key=lambda each: each[1].member_from, default=None)
	return latest[0] if latest else None


def was_enrolled(client: Table, on: date) -> Criterion:
	"""Whether a client was in the programme on a day; the day of the exit is the last one."""
	enrolment = frappe.qb.DocType("CSS Enrolment")
	return ExistsCriterion(
		frappe.qb.from_(enrolment)
		.select(enrolment.name)
		.where(enrolment.client == client.name)
		.where(enrolment.enrolment_date <= on)
		.where(enrolment.exit_date.isnull() | (enrolment.exit_date >= on))
	)


def as_recorded_then(person: Person) -> Person:
	"""An import brings what was recorded in the case of that day, wherever the person is now."""
	return Person(person.is_member, True, person.born, person.is_enrolled)


def obstacle_texts() -> dict[Obstacle, str]:
	return {
		Obstacle.NAMED_TWICE: _("Row {0}: this person is named already. Name each person once."),
		Obstacle.NOT_A_MEMBER: _(
			"Row {0}: this person was not a member of the case on that day. Only members of the family take part."
		),
		Obstacle.OF_ANOTHER_CASE: _(
			"Row {0}: this person belongs to another case by now. Take the person out here, and write it down in that case."
		),
		Obstacle.UNDER_WHOM: _(
			"Row {0}: a child without own records is documented under the parent or guardian. Choose one."
		),
		Obstacle.HAS_OWN_FILE: _(
			"Row {0}: this person has own records, and is documented under nobody else. Leave the field empty."
		),
		Obstacle.NOT_A_GUARDIAN: _(
			"Row {0}: a child is documented under a member of the family who is old enough for an own file."
		),
	}
