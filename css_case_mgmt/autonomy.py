"""The network's levels of autonomy, ready for every score that is shown (R-174)."""

import frappe
from frappe import _

from css_case_mgmt.rules.autonomy import AutonomyLevel, level_for

DOCTYPE = "CSS Autonomy Level"
CACHE_KEY = "css_autonomy_levels"


def autonomy(status: str | None, score: float | None) -> dict[str, str] | None:
	"""The level of autonomy of a score in the reader's words; None where there is no score (D-03).

	Args:
		status: of the factor or of the whole; it decides whether the number is one.
		score: from 1 to 3.
	"""
	level = level_for(score or 0, levels()) if status == "Scored" else None
	return {"level": _(level.name), "wording": _(level.wording)} if level else None


def levels() -> list[AutonomyLevel]:
	"""The levels in use; asked of the database once."""
	rows = frappe.cache.get_value(CACHE_KEY, read_levels)
	return [AutonomyLevel(*row) for row in rows]


def read_levels() -> list[tuple[str, float, str]]:
	rows = frappe.get_all(
		DOCTYPE,
		filters={"enabled": 1},
		fields=["name", "up_to_score", "wording"],
		order_by="up_to_score asc",
	)
	return [(row.name, row.up_to_score, row.wording) for row in rows]


def forget_levels() -> None:
	frappe.cache.delete_value(CACHE_KEY)
