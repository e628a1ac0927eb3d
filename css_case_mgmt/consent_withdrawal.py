"""What a withdrawal of consent stops (R-122).

Whatever else rests on a consent adds a function to `AFFECTED`.
"""

from collections.abc import Callable

import frappe
from frappe import _

from css_case_mgmt.assessment_rhythm import RHYTHMS
from css_case_mgmt.rules.referral import OPEN, Status
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


def open_referrals(client: str) -> list[str]:
	"""Referrals out of the agency that have not ended: nothing more is sent, unless another consent covers it."""
	begun = [status.value for status in OPEN if status is not Status.DRAFT]
	rows = frappe.get_all(
		"CSS Referral",
		filters={"client": client, "is_internal": 0, "status": ("in", begun)},
		fields=["title", "status"],
		order_by="title asc, creation asc",
	)
	return [
		_("Referral {0} ({1}): nothing more is sent. Tell the provider, and ask what becomes of it.").format(
			row.title, _(row.status)
		)
		for row in rows
	]


AFFECTED: tuple[Callable[[str], list[str]], ...] = (open_drafts, plans_that_stop, open_referrals)


def affected_by_withdrawal(client: str) -> list[str]:
	"""One line for each record that stops; titles name nobody."""
	return [line for affected in AFFECTED for line in affected(client)]


def as_text(lines: list[str]) -> str:
	return "\n".join(lines) or _("Nothing was begun.")
