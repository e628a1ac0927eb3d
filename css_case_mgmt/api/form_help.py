"""Good practice at the top of a form, and the words of the guide (R-010, R-011, R-456)."""

import frappe
from frappe import _

from css_case_mgmt.api.permission import require

ITEM, TERM = "CSS Checklist Item", "CSS Glossary Term"
AVOID = "Avoid"


@frappe.whitelist(methods=["GET", "POST"])
def get_help(checklist: str) -> dict:
	"""What to do, what to avoid, and the words that belong to it, in the reader's language, as the agency has them.

	Args:
		checklist: one of the lists of CSS Checklist Item.
	"""
	require(ITEM)
	items = frappe.get_list(
		ITEM,
		filters={"checklist": checklist, "enabled": 1},
		fields=["item", "advice"],
		order_by="position asc, name asc",
		limit=0,
	)
	return {
		"do": [_(row.item) for row in items if row.advice != AVOID],
		"avoid": [_(row.item) for row in items if row.advice == AVOID],
		"terms": terms({"shown_with": checklist}),
	}


@frappe.whitelist(methods=["GET", "POST"])
def get_glossary() -> list[dict]:
	"""Every word and acronym with its meaning, in the order of the reader's language."""
	return terms({})


def terms(filters: dict) -> list[dict]:
	require(TERM)
	rows = frappe.get_list(
		TERM, filters={**filters, "enabled": 1}, fields=["name", "kind", "term", "meaning"], limit=0
	)
	for row in rows:
		row.update(term=_(row.term), meaning=_(row.meaning))
	return sorted(rows, key=lambda row: row.term.casefold())
