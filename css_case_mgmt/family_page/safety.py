"""What to read before a visit; without a trace for whoever may not (R-065): one query."""

import frappe
from pypika import Order

from css_case_mgmt.family_page.family import Family
from css_case_mgmt.lines import Line, safety_line

NOTE = "CSS Safety Note"


def safety(family: Family) -> list[Line] | None:
	"""None where there is nothing, so that nobody can tell that from not being allowed to read it."""
	if not family.may_read(NOTE):
		return None
	note = frappe.qb.DocType(NOTE)
	rows = (
		frappe.qb.from_(note)
		.select(note.name, note.client, note.noted_on, note.behaviour, note.precautions)
		.where(family.readable(NOTE))
		.where(note.client.isin(family.clients))
		.where(note.active == 1)
		.orderby(note.noted_on, order=Order.desc)
		.run(as_dict=True)
	)
	return [{**safety_line(row), "who": family.by_name[row.client].full_name} for row in rows] or None
