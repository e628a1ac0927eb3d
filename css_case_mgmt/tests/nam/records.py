"""Banks, mappings and households for tests of the NAM."""

import frappe
from frappe.utils import add_months, add_years

from css_case_mgmt.tests.factories import acting_as, make_client, make_family, make_member, today

ANALYST = "analyst@test.example"


def make_bank(questions: int = 3, *, factor: str = "housing_security", publish: bool = True, **values):
	"""A bank of one factor, published by the analyst: Q1, Q2 ... each with A (1) and B (3)."""
	with acting_as(ANALYST):
		bank = frappe.get_doc(
			doctype="CSS NAM Bank", bank_code=frappe.generate_hash(length=8), version=1, **values
		)
		for number in range(1, questions + 1):
			code = f"Q{number}"
			bank.append(
				"questions", {"question_code": code, "factor": factor, "question": f"Question {number}"}
			)
			for option, weight in (("A", 1), ("B", 3)):
				row = {"question_code": code, "option_code": option, "weight": weight}
				bank.append("options", {**row, "label": f"Answer {option}"})
		bank.insert()
		if publish:
			bank.publish()
	return bank


def new_version(bank):
	"""The next version of a bank, published."""
	with acting_as(ANALYST):
		version = frappe.get_doc("CSS NAM Bank", bank.make_new_version())
		version.publish()
	return version


def make_mapping(before, now, *lines: tuple[str, str | None, str], status: str = "Published"):
	"""A mapping of lines such as ("Q1", "Q2", "Reworded")."""
	with acting_as(ANALYST):
		return frappe.get_doc(
			doctype="CSS NAM Bank Mapping",
			from_bank=before.name,
			to_bank=now.name,
			status=status,
			lines=[
				{"from_question": before_code, "to_question": now_code, "relation": relation}
				for before_code, now_code, relation in lines
			],
		).insert()


def make_parent_and_child(years: int = 9, **values):
	"""A household of one parent and one child: (case, parent, child)."""
	css_case, parent = make_family()
	child = make_client(date_of_birth=add_years(today(), -years), **values)
	make_member(css_case.name, child.name, member_from=add_months(today(), -20))
	return css_case, parent, child


def answers_to(**options: str | None) -> list[dict]:
	"""Answers such as Q1="A"; "Declined" and the like are reasons for having none."""
	return [
		{"question_code": code, "option_code": option}
		if len(option) == 1
		else {"question_code": code, "unanswered_reason": option}
		for code, option in options.items()
	]
