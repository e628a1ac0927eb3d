"""What is wrong with a question bank, in words."""

from frappe import _
from frappe.utils import escape_html

from css_case_mgmt.rules.question_bank import BankProblem, BankProblemCode, BankTable


def tell_problems(problems: list[BankProblem]) -> str:
	"""All problems as an HTML list, each with its table, row and code (R-143)."""
	return "<ul>" + "".join(f"<li>{tell(problem)}</li>" for problem in problems) + "</ul>"


def tell(problem: BankProblem) -> str:
	args = [escape_html(arg) for arg in problem.args] + ["", "", ""]
	text = texts()[problem.code].format(*args)
	table = tables()[problem.table]
	if problem.row is None:
		return f"{table}: {text}"
	return _("{0}, row {1}: {2}").format(table, problem.row, text)


def tables() -> dict[BankTable, str]:
	return {
		BankTable.FACTORS: _("Factors"),
		BankTable.QUESTIONS: _("Questions"),
		BankTable.OPTIONS: _("Answers"),
		BankTable.TRANSLATIONS: _("Translations"),
	}


def texts() -> dict[BankProblemCode, str]:
	return {
		BankProblemCode.CODE_MISSING: _("the code is missing."),
		BankProblemCode.TEXT_MISSING: _("the text of {0} {1} is missing."),
		BankProblemCode.FACTOR_MISSING: _("question {0} names no factor."),
		BankProblemCode.LANGUAGE_MISSING: _("the translation of {0} {1} names no language."),
		BankProblemCode.DUPLICATE_FACTOR: _("factor {0} is there twice."),
		BankProblemCode.DUPLICATE_QUESTION: _("question {0} is there twice."),
		BankProblemCode.DUPLICATE_OPTION: _("answer {1} of question {0} is there twice."),
		BankProblemCode.DUPLICATE_TRANSLATION: _("{0} {1} is translated into {2} twice."),
		BankProblemCode.UNKNOWN_FACTOR: _("question {0} names the factor {1}, which does not exist."),
		BankProblemCode.UNKNOWN_QUESTION: _("there is no question {0}."),
		BankProblemCode.UNKNOWN_OPTION: _("question {0} has no answer {1}."),
		BankProblemCode.WEIGHT_MISSING: _("answer {1} of question {0} has no weight."),
		BankProblemCode.WEIGHT_OUT_OF_RANGE: _(
			"answer {1} of question {0} has the weight {2}; weights go from 1 (no support needed) to 3 (support needed)."
		),
		BankProblemCode.WEIGHT_TOO_PRECISE: _(
			"answer {1} of question {0} has the weight {2}; weights have at most 4 decimals."
		),
		BankProblemCode.NO_QUESTIONS: _("the bank has no questions."),
		BankProblemCode.TOO_FEW_OPTIONS: _("question {0} needs at least two answers; it has {1}."),
	}
