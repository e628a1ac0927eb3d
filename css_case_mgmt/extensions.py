"""Until when an enrolment is extended, for lists that ask about many (D-02)."""

from datetime import date

import frappe
from frappe.query_builder.functions import Max
from pypika.queries import QueryBuilder

EXTENSION, APPROVED = "CSS Programme Extension", "Approved"


def extended_until(enrolment) -> QueryBuilder:
	"""The last day of the latest approved extension of each row's enrolment, as a column of a query."""
	extension = frappe.qb.DocType(EXTENSION)
	return (
		frappe.qb.from_(extension)
		.select(Max(extension.extended_until))
		.where(extension.enrolment == enrolment.name)
		.where(extension.workflow_state == APPROVED)
	)


def extensions_until(day: date) -> QueryBuilder:
	"""Enrolments with the last day of what was approved before a day, as a table of a query."""
	extension = frappe.qb.DocType(EXTENSION)
	return (
		frappe.qb.from_(extension)
		.select(extension.enrolment, Max(extension.extended_until).as_("extended_until"))
		.where(extension.workflow_state == APPROVED)
		.where(extension.approved_on < day)
		.groupby(extension.enrolment)
	)


def last_extension(enrolment: str, but_for: str | None = None) -> date | None:
	"""The last day of the latest approved extension of one enrolment.

	Args:
		enrolment: a CSS Enrolment.
		but_for: an extension that does not count.
	"""
	extension = frappe.qb.DocType(EXTENSION)
	query = (
		frappe.qb.from_(extension)
		.select(Max(extension.extended_until))
		.where(extension.enrolment == enrolment)
		.where(extension.workflow_state == APPROVED)
		.where(extension.name != (but_for or ""))
	)
	return query.run()[0][0]
