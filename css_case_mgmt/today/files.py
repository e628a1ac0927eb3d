"""The families of a list, who of them is enrolled, and when each was last reached: one query."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import frappe
from frappe.query_builder.functions import Max

from css_case_mgmt.contact_counts import PARTICIPANT, REACHED, is_counted
from css_case_mgmt.extensions import extended_until
from css_case_mgmt.today.whose import Whose

FAILED = (0,)
OF_CASE = ("css_case", "case_number", "site", "caseworker", "opened_on", "notes_printed_on")


@dataclass
class Files:
	"""What is on the list's shelf; whoever has died is on it, but nothing is due for the dead except the end of the
	enrolment.

	Args:
		cases: by name.
		enrolled: the active enrolments of living people.
		enrolled_or_dead: all active enrolments.
	"""

	cases: dict[str, frappe._dict] = field(default_factory=dict)
	enrolled: list[frappe._dict] = field(default_factory=list)
	enrolled_or_dead: list[frappe._dict] = field(default_factory=list)
	enrolled_clients: set[str] = field(default_factory=set)

	@property
	def sites(self) -> set[str]:
		return {case.site for case in self.cases.values()}

	def without_anybody_enrolled(self) -> Iterator[frappe._dict]:
		return (case for case in self.cases.values() if not case.has_enrolment)


def read_files(whose: Whose) -> Files:
	files = Files()
	for row in enrolments(whose):
		if row.css_case not in files.cases:
			files.cases[row.css_case] = frappe._dict({field: row[field] for field in OF_CASE})
		if not row.enrolment:
			continue
		files.cases[row.css_case].has_enrolment = True
		files.enrolled_clients.add(row.client)
		files.enrolled_or_dead.append(row)
		if not row.died_on:
			files.enrolled.append(row)
	return files


def enrolments(whose: Whose) -> list[frappe._dict]:
	"""One row per active enrolment, and one for each open case in which nobody is enrolled."""
	case, enrolment = frappe.qb.DocType("CSS Case"), frappe.qb.DocType("CSS Enrolment")
	client = frappe.qb.DocType("CSS Client")
	return (
		frappe.qb.from_(case)
		.left_join(enrolment)
		.on((enrolment.css_case == case.name) & (enrolment.status == "Active"))
		.left_join(client)
		.on(client.name == enrolment.client)
		.select(
			case.name.as_("css_case"),
			case.file_number.as_("case_number"),
			case.site,
			case.caseworker,
			case.opened_on,
			case.notes_printed_on,
			enrolment.name.as_("enrolment"),
			enrolment.enrolment_date,
			enrolment.episode,
			enrolment.client,
			client.file_number,
			client.date_of_birth,
			client.died_on,
			client.citizen_since,
			extended_until(enrolment).as_("extended_until"),
			last_contact(enrolment, REACHED).as_("last_reached"),
			last_contact(enrolment, FAILED).as_("last_attempt"),
		)
		.where(whose.own_cases(case))
		.run(as_dict=True)
	)


def last_contact(enrolment, attempts: tuple[int, ...]):
	"""Straight from the index over client, docstatus, successful and contact_on, one look for each person."""
	participant = frappe.qb.DocType(PARTICIPANT)
	return (
		frappe.qb.from_(participant)
		.select(Max(participant.contact_on))
		.where(participant.client == enrolment.client)
		.where(is_counted(participant, attempts))
	)
