"""What the NAARS found somebody to have and to know, offered for the strengths of the first plan (R-196).

Nothing is added to a plan here: the worker takes a line over, in the words that the client agrees with.
"""

import frappe
from frappe.model.document import Document

from css_case_mgmt.naars_follow_up import REFERRAL
from css_case_mgmt.rules.naars_assets import asset_lines
from css_case_mgmt.settlement_plans import DRAFT

SAID_BY = "NAARS"


def found_by_naars(plan: Document) -> dict | None:
	"""The strengths and assets that the person's own accepted referral names; None where there are none, where the
	user may not read the referral, and once the plan is agreed.

	Args:
		plan: a CSS Settlement Plan that the user may read.

	Returns:
		`referral`, `naars_date`, `naars_provider`, and `lines` of `text` and `is_taken`.
	"""
	if plan.status != DRAFT or plan.revises or not frappe.has_permission(REFERRAL, "read"):
		return None
	found = frappe.get_list(
		REFERRAL,
		filters={"client": plan.client, "status": "Accepted", "assets": ("is", "set")},
		fields=["name", "naars_date", "naars_provider", "assets"],
		order_by="naars_date desc, creation desc",
		limit=1,
	)
	lines = asset_lines(found[0].assets, [row.strength for row in plan.strengths]) if found else ()
	if not lines:
		return None
	return {
		"referral": found[0].name,
		"naars_date": found[0].naars_date,
		"naars_provider": found[0].naars_provider,
		"lines": [{"text": line.text, "is_taken": line.is_taken} for line in lines],
	}


def add_strength(plan: Document, category: str, strength: str) -> str:
	"""Add a strength that the NAARS has found to a draft, and return its code.

	Args:
		plan: a draft that the user may write.
		category: a CSS Strength Category.
		strength: in the words that the plan is to have.
	"""
	row = plan.append("strengths", {"category": category, "strength": strength, "said_by": SAID_BY})
	plan.save()
	return row.strength_code
