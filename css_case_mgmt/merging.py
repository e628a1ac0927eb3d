"""Merging two files of one person, and taking it back (D-23).

What the merge changes is planned first, value by value, then written into its record and done. Undoing reads the same
list backwards, and leaves alone what somebody has changed since. Nothing is deleted in either direction.

What stays with the merged file, which remains readable: the person's own fields and their history, files, memberships,
and what the remaining file has and may have only once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import frappe
from frappe.utils import cstr, getdate

from css_case_mgmt.css_case_mgmt.doctype.css_enrolment.css_enrolment import enrolment_title
from css_case_mgmt.permissions.registry import CHILD_TABLES, CLIENT, CLIENT_BEARING, FOLLOWING_THE_CLIENT
from css_case_mgmt.settings import site_today

ENROLMENT, MEMBER, MERGE = "CSS Enrolment", "CSS Case Member", "CSS Client Merge"
# Memberships say which file was whose; the records of merges say what happened.
STAYING = (MEMBER, MERGE)
ONE_PER_CLIENT = ("CSS GBA Plus Profile",)


@dataclass(frozen=True)
class Change:
	"""One value of one row; an empty value is an empty text."""

	doctype: str
	name: str
	fieldname: str
	before: str
	after: str

	def reversed(self) -> "Change":
		return Change(self.doctype, self.name, self.fieldname, self.after, self.before)


@dataclass(frozen=True)
class File:
	"""A file that takes part in a merge.

	Args:
		name: the client.
		file_number: what people call it.
		merged_into: another client, if it was merged before.
		css_case: the case of the latest membership, if there is one.
		site: the site of that case.
		membership: the latest membership.
		is_member: whether that membership is open.
		is_head: whether it is the head of family's.
	"""

	name: str
	file_number: str
	merged_into: str | None
	css_case: str | None = None
	site: str | None = None
	membership: str | None = None
	is_member: bool = False
	is_head: bool = False


def file_of(client: str) -> File:
	client_table, member, case = (frappe.qb.DocType(doctype) for doctype in (CLIENT, MEMBER, "CSS Case"))
	row = (
		frappe.qb.from_(client_table)
		.left_join(member)
		.on(member.client == client_table.name)
		.left_join(case)
		.on(case.name == member.css_case)
		.select(
			client_table.name,
			client_table.file_number,
			client_table.merged_into,
			member.css_case,
			case.site,
			member.name.as_("membership"),
			member.member_to,
			member.is_head,
		)
		.where(client_table.name == client)
		.orderby(member.member_from, order=frappe.qb.desc)
		.orderby(member.creation, order=frappe.qb.desc)
		.limit(1)
		.run(as_dict=True)
	)[0]
	member_to = row.pop("member_to")
	is_member = bool(row.membership) and (not member_to or member_to > site_today(row.site))
	return File(**{**row, "is_member": is_member, "is_head": bool(row.is_head)})


def planned_changes(remaining: File, merged: File) -> list[Change]:
	"""Everything that merging one file into another changes."""
	moves = list(moved_links(remaining, merged))
	moved = list(dict.fromkeys((change.doctype, change.name) for change in moves))
	followed = list(followed_cases(remaining, moved))
	return [
		Change(CLIENT, merged.name, "merged_into", "", remaining.name),
		*end_of_membership(merged),
		*moves,
		*followed,
		*renumbered(remaining, merged),
		*retitled(remaining, merged, moved, {(change.doctype, change.name) for change in followed}),
	]


def fields_of_client() -> Iterator[tuple[str, str]]:
	"""(DocType, fieldname) of every link to a client that a merge moves."""
	for doctype in (*CLIENT_BEARING, *CHILD_TABLES):
		if doctype in STAYING:
			continue
		for field in frappe.get_meta(doctype).get_link_fields():
			if field.options == CLIENT:
				yield doctype, field.fieldname


def moved_links(remaining: File, merged: File) -> Iterator[Change]:
	for doctype, fieldname in fields_of_client():
		if doctype in ONE_PER_CLIENT and frappe.db.exists(doctype, {fieldname: remaining.name}):
			continue
		for name in rows_about(doctype, fieldname, merged.name):
			if would_name_itself(doctype, name, remaining.name, merged.name):
				continue
			if not would_be_named_twice(doctype, name, fieldname, remaining.name):
				yield Change(doctype, name, fieldname, merged.name, remaining.name)


def rows_about(doctype: str, fieldname: str, client: str) -> list[str]:
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.name).where(table[fieldname] == client)
	return query.orderby(table.name).run(pluck=True)


def would_name_itself(doctype: str, name: str, remaining: str, merged: str) -> bool:
	"""Whether a row is about both files, such as a family tie between them."""
	links = [fieldname for each, fieldname in fields_of_client() if each == doctype]
	if len(links) < 2:
		return False
	return {remaining, merged} <= set(frappe.db.get_value(doctype, name, links))


def would_be_named_twice(doctype: str, name: str, fieldname: str, remaining: str) -> bool:
	"""Whether a row names who took part or is expected beside a row with the remaining file: one person once."""
	if doctype not in CHILD_TABLES or fieldname != "client":
		return False
	columns = ["parent", "parenttype", "parentfield"]
	siblings = frappe.db.get_value(doctype, name, columns, as_dict=True)
	return bool(frappe.db.exists(doctype, {**siblings, fieldname: remaining}))


def end_of_membership(merged: File) -> Iterator[Change]:
	"""From today on only the remaining file is a member. A membership has at least one day."""
	if not merged.is_member:
		return
	member_from, member_to = frappe.db.get_value(MEMBER, merged.membership, ["member_from", "member_to"])
	last: date = max(site_today(merged.site), getdate(member_from) + timedelta(days=1))
	yield Change(MEMBER, merged.membership, "member_to", cstr(member_to), cstr(last))


def followed_cases(remaining: File, moved: Iterable[tuple[str, str]]) -> Iterator[Change]:
	"""What is in force follows the person into the case of the remaining file (D-20)."""
	for doctype, name in moved:
		if doctype not in FOLLOWING_THE_CLIENT:
			continue
		in_force = {
			fieldname: filter_for(value) for fieldname, value in FOLLOWING_THE_CLIENT[doctype].items()
		}
		css_case = frappe.db.get_value(doctype, {"name": name, **in_force}, "css_case")
		if css_case and css_case != remaining.css_case:
			yield Change(doctype, name, "css_case", css_case, remaining.css_case)


def filter_for(value):
	"""As Frappe's filters say it."""
	if value is None:
		return ("is", "not set")
	return ("in", value) if isinstance(value, tuple) else value


def renumbered(remaining: File, merged: File) -> Iterator[Change]:
	"""Episodes of both files count up together, by the day on which they began (R-104)."""
	episodes = frappe.get_all(
		ENROLMENT,
		filters={"client": ("in", (remaining.name, merged.name))},
		fields=["name", "client", "episode", "title"],
		order_by="enrolment_date asc, creation asc",
	)
	if not any(row.client == merged.name for row in episodes):
		return
	for episode, row in enumerate(episodes, start=1):
		title = enrolment_title(remaining.file_number, episode)
		if row.episode != episode:
			yield Change(ENROLMENT, row.name, "episode", cstr(row.episode), cstr(episode))
		if row.title != title:
			yield Change(ENROLMENT, row.name, "title", cstr(row.title), title)


def retitled(
	remaining: File, merged: File, moved: Iterable[tuple[str, str]], followed: set[tuple[str, str]]
) -> Iterator[Change]:
	"""Titles begin with the file number. In another case than the remaining file's they keep the old one, so that
	whoever serves that case learns no number of a file out of reach."""
	for doctype, name in moved:
		meta = frappe.get_meta(doctype)
		if doctype == ENROLMENT or not (meta.has_field("title") and meta.has_field("css_case")):
			continue
		title, css_case = frappe.db.get_value(doctype, name, ["title", "css_case"])
		is_there = css_case == remaining.css_case or (doctype, name) in followed
		if is_there and cstr(title).startswith(merged.file_number):
			new_title = remaining.file_number + title.removeprefix(merged.file_number)
			yield Change(doctype, name, "title", title, new_title)


def write(changes: Iterable[Change]) -> None:
	"""Write the values. Episodes are unique within a client, so those that change step aside first."""
	changes = list(changes)
	episodes = [change for change in changes if is_episode(change)]
	for place, change in enumerate(episodes, start=1):
		frappe.db.set_value(change.doctype, change.name, change.fieldname, -place)
	for change in (*(each for each in changes if not is_episode(each)), *episodes):
		frappe.db.set_value(change.doctype, change.name, change.fieldname, change.after or None)
		frappe.clear_document_cache(change.doctype, change.name)


def is_episode(change: Change) -> bool:
	return (change.doctype, change.fieldname) == (ENROLMENT, "episode")


def unchanged_since(changes: Iterable[Change]) -> tuple[list[Change], list[Change]]:
	"""Those changes whose values are still what the merge wrote, and the others."""
	still, changed = [], []
	for change in changes:
		value = frappe.db.get_value(change.doctype, change.name, change.fieldname)
		(still if cstr(value) == change.after else changed).append(change)
	return still, changed
