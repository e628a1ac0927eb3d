"""What rows refer to: other rows of the workbook, records imported earlier, sites and logins."""

from collections import defaultdict
from functools import cached_property

import frappe
from frappe import _

from css_case_mgmt.importing.earlier import Earlier
from css_case_mgmt.importing.layout import Column, Kind, Sheet
from css_case_mgmt.importing.rows import Content, Row, id_key
from css_case_mgmt.importing.sheets import (
	ASSESSMENTS,
	BY_KEY,
	CASES,
	CHARTERS,
	CONSENTS,
	CONTACTS,
	ELIGIBILITY,
	ENROLMENTS,
	MEMBERS,
	NATIONAL,
	PERIODIC,
	SITES,
	STAFF,
)
from css_case_mgmt.permissions.scope import scope_of

IDS = (Kind.REFERENCE, Kind.REFERENCES)


class Links:
	"""Finds what the rows of a workbook refer to, and which rows must be saved before which.

	Args:
		content: the rows.
		earlier: the records imported before.
	"""

	def __init__(self, content: Content, earlier: Earlier) -> None:
		self.content, self.earlier = content, earlier
		self.imported: dict[tuple[str, str], str] = {}
		self.sites = {id_key(name): name for name in frappe.get_all("CSS Site", pluck="name")}
		self.own_sites = own_sites(earlier.user)
		self.logins = self.known_logins()

	def follow(self) -> None:
		"""Look everything up; what cannot be found is a problem of its cell."""
		self.look_up_ids()
		for row in self.content:
			for column in row.sheet.columns:
				if column.key in row.values:
					self.follow_cell(row, column, row.values[column.key])
		for row in self.content:
			if row.sheet.belongs_to:
				self.give_to_parent(row)
		self.add_implied()

	def name_of(self, sheet: str, source_id: str) -> str:
		"""The record that an ID stands for, once its row is saved."""
		row = self.content.by_id[sheet].get(id_key(source_id))
		return row.record if row else self.imported[sheet, id_key(source_id)]

	def row_of(self, sheet: str, source_id: str) -> Row | None:
		return self.content.by_id[sheet].get(id_key(source_id))

	def look_up_ids(self) -> None:
		wanted: dict[str, set[str]] = defaultdict(set)
		for row in self.content:
			if row.sheet.belongs_to:
				continue
			for column in row.sheet.columns:
				for source_id in ids_in(row, column):
					if not self.row_of(column.to, source_id):
						wanted[column.to].add(source_id)
		for key, ids in wanted.items():
			for source_id, name in self.earlier.names(BY_KEY[key], ids).items():
				if name:
					self.imported[key, source_id] = name

	def follow_cell(self, row: Row, column: Column, value) -> None:
		if column.kind is Kind.SITE:
			self.follow_site(row, column, value)
		elif column.kind is Kind.LOGIN:
			self.follow_login(row, column, value)
		for source_id in ids_in(row, column):
			target = self.row_of(column.to, source_id)
			if target:
				row.needs.append(target)
			elif (column.to, id_key(source_id)) not in self.imported:
				self.refuse_reference(row, column)

	def refuse_reference(self, row: Row, column: Column) -> None:
		self.content.refuse(
			row,
			column,
			_("No row of the sheet {0} has this ID.").format(self.title_of(BY_KEY[column.to]))
			if row.sheet.belongs_to
			else _("No row of the sheet {0} has this ID, nor has a record imported earlier.").format(
				self.title_of(BY_KEY[column.to])
			),
		)

	def title_of(self, sheet: Sheet) -> str:
		rows = self.content.rows.get(sheet.key)
		return rows[0].headings.title if rows else sheet.key

	def follow_site(self, row: Row, column: Column, value: str) -> None:
		new = self.site_rows.get(id_key(value))
		if new:
			row.needs.append(new)
		site = self.sites.get(id_key(value))
		if site:
			row.values[column.key] = site
		if row.sheet.key in NATIONAL:
			if not (site or new):
				self.content.refuse(row, column, _("There is no site of this name."))
		elif self.own_sites is not None and site not in self.own_sites:
			self.content.refuse(row, column, _("You manage no site of this name."))
		elif not (site or new):
			self.content.refuse(row, column, _("There is no site of this name."))

	def follow_login(self, row: Row, column: Column, value: str) -> None:
		postings = self.staff_rows.get(value, [])
		row.needs.extend(postings)
		if not postings and value not in self.logins:
			self.content.refuse(
				row, column, _("Nobody has a login with this e-mail address. Add the person under Staff.")
			)

	@cached_property
	def site_rows(self) -> dict[str, Row]:
		return {id_key(row.get("site_name") or ""): row for row in self.content.rows.get(SITES, [])}

	@cached_property
	def staff_rows(self) -> dict[str, list[Row]]:
		found: dict[str, list[Row]] = defaultdict(list)
		for row in self.content.rows.get(STAFF, []):
			found[(row.get("user") or "").casefold()].append(row)
		return found

	def known_logins(self) -> set[str]:
		wanted = {
			row.values[column.key]
			for row in self.content
			for column in row.sheet.columns
			if column.kind is Kind.LOGIN and column.key in row.values
		}
		rows = frappe.get_all(
			"User", filters={"name": ("in", [*wanted, ""]), "enabled": 1}, pluck="name", limit=0
		)
		return {name.casefold() for name in rows}

	def give_to_parent(self, row: Row) -> None:
		parent = self.row_of(row.sheet.belongs_to[0], row.get("parent") or "")
		if parent:
			parent.children.append(row)
			parent.waits_for = parent.waits_for or (row if row.is_wrong else None)

	def add_implied(self) -> None:
		"""What a row's controller will ask for: a family whose head is wrong has nobody to enrol."""
		members = self.grouped(MEMBERS, "css_case")
		agreed = self.grouped(CONSENTS, "client")
		for client, rows in self.grouped(CHARTERS, "client").items():
			agreed[client] = agreed.get(client, []) + rows
		for row in self.content:
			key = row.sheet.key
			if key in (ELIGIBILITY, CONSENTS, CHARTERS, ENROLMENTS, CONTACTS):
				row.needs.extend(members.get(id_key(row.get("css_case") or ""), []))
			if key in (ASSESSMENTS, PERIODIC):
				enrolment = self.row_of(ENROLMENTS, row.get("enrolment") or "")
				client = enrolment.get("client") if enrolment else None
				row.needs.extend(agreed.get(id_key(client or ""), []))

	def grouped(self, sheet: str, column: str) -> dict[str, list[Row]]:
		found: dict[str, list[Row]] = defaultdict(list)
		for row in self.content.rows.get(sheet, []):
			found[id_key(row.get(column) or "")].append(row)
		found.pop("", None)
		return found


def ids_in(row: Row, column: Column) -> list[str]:
	value = row.values.get(column.key) if column.kind in IDS else None
	return value if isinstance(value, list) else [value] if value else []


def own_sites(user: str) -> tuple[str, ...] | None:
	"""The sites into which somebody may import families; None for all of them."""
	return None if user == "Administrator" else scope_of(user).managed_sites
