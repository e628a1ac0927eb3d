"""Strengths and needs of a plan: their codes, and what is asked of them before both agree (R-191, R-192)."""

import re
from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.rules.settlement_plan import Balance, StrengthsRule, balance
from css_case_mgmt.settings import get_setting
from css_case_mgmt.settlement_plans import DOCTYPE, PlanRefused

CODES = {"strengths": ("strength_code", "S"), "needs": ("need_code", "N")}
CODE = re.compile(r"[A-Z]{1,4}[0-9]{1,6}")


class StrengthsTooFew(PlanRefused):
	"""A site lets a plan be agreed only with more strengths than needs (R-191)."""


def complete_codes(plan: Document, before: Document | None) -> None:
	"""Give every new row its code, unique in the plan; goals and actions name it, so that it never changes and is
	never given again within the enrolment."""
	for table, (fieldname, letter) in CODES.items():
		known = {row.name: row.get(fieldname) for row in before.get(table)} if before else {}
		for row in plan.get(table):
			if row.name in known:
				row.set(fieldname, known[row.name])
		given = [row.get(fieldname) for row in plan.get(table) if row.get(fieldname)]
		refuse_double(plan, table, given)
		without = [row for row in plan.get(table) if not row.get(fieldname)]
		if without:
			last = highest(letter, [*given, *known.values(), *ever_used(plan, table, fieldname)])
			for number, row in enumerate(without, start=last + 1):
				row.set(fieldname, f"{letter}{number}")


def refuse_double(plan: Document, table: str, given: list[str]) -> None:
	wrong = [code for code in given if given.count(code) > 1 or not CODE.fullmatch(code)]
	if wrong:
		frappe.throw(
			_("{0}: each row has a code of its own, such as N1. Leave it empty and it is given: {1}").format(
				_(plan.meta.get_label(table)), ", ".join(sorted(set(wrong)))
			),
			PlanRefused,
			title=_("Settlement plan"),
		)


def ever_used(plan: Document, table: str, fieldname: str) -> list[str]:
	"""Codes in all revisions of the plan."""
	row, parent = frappe.qb.DocType(plan.meta.get_field(table).options), frappe.qb.DocType(DOCTYPE)
	return (
		frappe.qb.from_(row)
		.join(parent)
		.on(parent.name == row.parent)
		.select(row[fieldname])
		.where(parent.enrolment == plan.enrolment)
		.where(row[fieldname].isnotnull())
		.run(pluck=True)
	)


def highest(letter: str, codes: Iterable[str | None]) -> int:
	numbers = (code.removeprefix(letter) for code in codes if code and code.startswith(letter))
	return max((int(number) for number in numbers if number.isdigit()), default=0)


def balance_of(plan: Document) -> Balance:
	"""How strengths and needs of a plan compare (R-191)."""
	return balance(
		[row.strength for row in plan.strengths], [row.need or row.challenge for row in plan.needs]
	)


def require_every_need(plan: Document) -> None:
	missing = [row.challenge for row in plan.needs if not (row.need or "").strip()]
	if missing:
		frappe.throw(
			_("Say each challenge again as a need, as what would help: {0}").format(
				"<ul>" + "".join(f"<li>{frappe.utils.escape_html(text)}</li>" for text in missing) + "</ul>"
			),
			PlanRefused,
			title=_("Settlement plan"),
		)


def require_more_strengths(plan: Document) -> None:
	"""Warn or refuse, as the site has it, with questions that help to find more (R-191, R-195)."""
	found = balance_of(plan)
	if found.holds:
		return
	text = too_few_text(found) + questions_as_list(plan)
	if get_setting("strengths_rule", plan.site_of_case()) == StrengthsRule.BLOCK.value:
		frappe.throw(text, StrengthsTooFew, title=_("Strengths come first"))
	frappe.msgprint(text, title=_("Strengths come first"), indicator="orange")


def too_few_text(found: Balance) -> str:
	if found.missing == 1:
		return _("The list of strengths is to be longer than that of needs: find one more together.")
	return _("The list of strengths is to be longer than that of needs: find {0} more together.").format(
		found.missing
	)


def questions_as_list(plan: Document) -> str:
	questions = [each["questions"][0] for each in categories_to_ask(plan)[:3] if each["questions"]]
	items = "".join(f"<li>{frappe.utils.escape_html(question)}</li>" for question in questions)
	return f"<ul>{items}</ul>" if items else ""


def categories_to_ask(plan: Document) -> list[dict]:
	"""Categories with their questions in the reader's language, those without a strength in the plan first (R-194,
	R-195)."""
	used = {row.category for row in plan.strengths}
	categories = frappe.get_all(
		"CSS Strength Category",
		filters={"enabled": 1},
		fields=["name", "prompts"],
		order_by="position asc, name asc",
	)
	return [
		{
			"category": row.name,
			"label": _(row.name),
			"is_used": row.name in used,
			"questions": [_(line) for line in (row.prompts or "").splitlines() if line.strip()],
		}
		for row in sorted(categories, key=lambda row: row.name in used)
	]
