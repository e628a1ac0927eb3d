"""The case, its people of today and their enrolments, as far as the reader may read them: one query."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import frappe
from frappe import _
from frappe.query_builder import Criterion
from pypika import Order

from css_case_mgmt.assessment_clock import BothClocks, clocks_of
from css_case_mgmt.assessment_rhythm import NAM, PERIODIC
from css_case_mgmt.contact_counts import REACHED
from css_case_mgmt.people import NAME_FIELDS, full_name
from css_case_mgmt.permissions.conditions import condition, is_latest_membership
from css_case_mgmt.permissions.scope import Scope, scope_of
from css_case_mgmt.rules.age import has_own_file
from css_case_mgmt.settings import get_setting, site_today
from css_case_mgmt.today.files import FAILED, last_contact

CASE, MEMBER, CLIENT, ENROLMENT = "CSS Case", "CSS Case Member", "CSS Client", "CSS Enrolment"
PERSON_FIELDS = (
	"programme_stage",
	"file_number",
	*NAME_FIELDS,
	"preferred_name",
	"name_in_own_script",
	"date_of_birth",
	"birth_date_is_estimated",
	"died_on",
	"primary_language",
	"needs_interpreter",
)
CASE_FIELDS = ("file_number", "site", "status", "is_protected")


@dataclass(frozen=True)
class Family:
	"""What several sections need.

	Args:
		reader: whose rights count.
		case: name, file number, site and caseworker of the case.
		people: today's members and those who died, the head first; each with `full_name` and `enrolment` (the
			latest in this case, or None).
	"""

	reader: Scope
	case: frappe._dict
	people: list[frappe._dict]

	@cached_property
	def today(self) -> date:
		return site_today(self.case.site)

	@cached_property
	def by_name(self) -> dict[str, frappe._dict]:
		return {person.name: person for person in self.people}

	@cached_property
	def clients(self) -> list[str]:
		"""Names of the people, never empty, for a query."""
		return list(self.by_name) or [""]

	@cached_property
	def living(self) -> list[frappe._dict]:
		return [person for person in self.people if not person.died_on]

	@cached_property
	def clocks(self) -> dict[str, BothClocks]:
		"""Both clocks of each enrolment, in two queries."""
		enrolments = [
			frappe._dict(person.enrolment, site=self.case.site) for person in self.people if person.enrolment
		]
		dead = {person.enrolment.name for person in self.people if person.died_on and person.enrolment}
		nam, periodic = (clocks_of(rhythm, enrolments, dead) for rhythm in (NAM, PERIODIC))
		return {name: BothClocks(nam[name], periodic[name]) for name in nam}

	def setting(self, fieldname: str) -> int | str:
		return get_setting(fieldname, self.case.site)

	def has_own_file(self, person: frappe._dict) -> bool:
		"""Whether she or he is documented apart; without a date of birth nobody knows (D-09)."""
		return bool(
			person.date_of_birth
			and has_own_file(person.date_of_birth, self.today, self.setting("own_file_age"))
		)

	def may_read(self, doctype: str) -> bool:
		return bool(frappe.has_permission(doctype))

	def readable(self, doctype: str) -> Criterion:
		"""The rows of a DocType that belong to this case and that the reader may read."""
		criterion = condition(doctype, self.reader.user, scope=self.reader)
		return criterion & (frappe.qb.DocType(doctype).css_case == self.case.name)


def read_family(css_case: str) -> Family:
	"""The family of a case.

	Raises:
		frappe.PermissionError: the reader does not reach the case, or there is none.
	"""
	reader = scope_of(frappe.session.user)
	rows = rows_of(css_case, reader)
	if not rows:
		frappe.throw(
			_("You have no permission for this: {0}").format(_(CASE)),
			frappe.PermissionError,
			title=_("Not permitted"),
		)
	first = rows[0]
	case = frappe._dict(
		name=css_case,
		caseworker=first.caseworker_name or first.caseworker,
		**{fieldname: first[f"case_{fieldname}"] for fieldname in CASE_FIELDS},
	)
	return Family(reader, case, people_among(rows, site_today(case.site)))


def rows_of(css_case: str, reader: Scope) -> list[frappe._dict]:
	"""One row for each enrolment of each member who belongs to no other family since (D-20, R-502)."""
	case, member, client, enrolment = (
		frappe.qb.DocType(doctype) for doctype in (CASE, MEMBER, CLIENT, ENROLMENT)
	)
	language, user = frappe.qb.DocType("CSS Language"), frappe.qb.DocType("User")
	return (
		frappe.qb.from_(case)
		.left_join(user)
		.on(user.name == case.caseworker)
		.left_join(member)
		.on((member.css_case == case.name) & is_latest_membership(member))
		.left_join(client)
		.on((client.name == member.client) & client.merged_into.isnull())
		.left_join(language)
		.on(language.name == client.primary_language)
		.left_join(enrolment)
		.on((enrolment.css_case == case.name) & (enrolment.client == client.name))
		.select(
			*(case[fieldname].as_(f"case_{fieldname}") for fieldname in CASE_FIELDS),
			case.caseworker,
			user.full_name.as_("caseworker_name"),
			member.relationship,
			member.is_head,
			member.member_from,
			member.member_to,
			client.name,
			*(client[fieldname] for fieldname in PERSON_FIELDS),
			language.language_name,
			language.right_to_left,
			enrolment.name.as_("enrolment"),
			enrolment.episode,
			enrolment.enrolment_date,
			enrolment.exit_date,
			enrolment.status,
			enrolment.needs_level,
			last_contact(member, REACHED).as_("last_reached"),
			last_contact(member, FAILED).as_("last_attempt"),
		)
		.where(case.name == css_case)
		.where(condition(CASE, reader.user, scope=reader))
		.orderby(member.is_head, order=Order.desc)
		.orderby(member.member_from)
		.orderby(member.creation)
		.orderby(enrolment.episode)
		.run(as_dict=True)
	)


def people_among(rows: list[frappe._dict], today: date) -> list[frappe._dict]:
	"""Today's members, then those who died; of several enrolments the latest."""
	found: dict[str, frappe._dict] = {}
	for row in rows:
		has_left = row.member_to and row.member_to <= today
		if not row.name or (has_left and not row.died_on):
			continue
		row.full_name = full_name(row)
		row.enrolment = enrolment_of(row)
		found[row.name] = row
	return sorted(found.values(), key=lambda row: bool(row.died_on))


def enrolment_of(row: frappe._dict) -> frappe._dict | None:
	if not row.enrolment:
		return None
	fields = ("episode", "enrolment_date", "exit_date", "status", "needs_level")
	return frappe._dict(name=row.enrolment, client=row.name, **{each: row[each] for each in fields})


def is_enrolled(person: frappe._dict) -> bool:
	return bool(person.enrolment and person.enrolment.status == "Active")
