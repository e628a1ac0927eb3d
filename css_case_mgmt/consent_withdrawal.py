"""What a withdrawal of consent stops (R-122).

Whatever else rests on a consent adds a function to `AFFECTED`.
"""

from collections.abc import Callable

import frappe
from frappe import _

from css_case_mgmt.assessment_rhythm import RHYTHMS
from css_case_mgmt.settlement_plans import plans_that_stop


def open_drafts(client: str) -> list[str]:
	"""Assessments that are begun and cannot go on."""
	titles = [
		title
		for doctype in RHYTHMS
		for title in frappe.get_all(
			doctype,
			filters={"client": client, "docstatus": 0, "draft_status": "Open"},
			pluck="title",
			order_by="title asc",
		)
	]
	return [_("Assessment {0} is begun. It can only be put aside.").format(title) for title in titles]


AFFECTED: tuple[Callable[[str], list[str]], ...] = (open_drafts, plans_that_stop)


def affected_by_withdrawal(client: str) -> list[str]:
	"""One line for each record that stops; titles name nobody."""
	return [line for affected in AFFECTED for line in affected(client)]


def as_text(lines: list[str]) -> str:
	return "\n".join(lines) or _("Nothing was begun.")
