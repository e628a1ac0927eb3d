"""Answers to questions about permissions, kept while one user's thousands of rows are imported, or one activity is saved.

Otherwise nothing is kept: each request asks the database. Within an import an answer serves for seconds, so that
what ends meanwhile, a posting or an access, ends for the import as well.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TypeVar

import frappe

SECONDS = 10
FLAG = "css_kept_answers"

Answer = TypeVar("Answer")


@contextmanager
def kept_answers() -> Iterator[None]:
	"""Keep answers until this ends, or until what keeps them already does."""
	if frappe.flags.get(FLAG) is not None:
		yield
		return
	frappe.flags[FLAG] = {}
	try:
		yield
	finally:
		frappe.flags.pop(FLAG, None)


def forget_answers() -> None:
	"""What was just written, or taken back, may change them."""
	if frappe.flags.get(FLAG):
		frappe.flags[FLAG].clear()


def kept(question: Hashable, ask: Callable[[], Answer]) -> Answer:
	"""The answer to a question, asked anew if there is none that serves. A refusal is never kept: the next row may
	be the one that gives access."""
	answers = frappe.flags.get(FLAG)
	if answers is None:
		return ask()
	answer, until = answers.get(question, (None, 0.0))
	if not answer or until < monotonic():
		answer = ask()
		answers[question] = (answer, monotonic() + SECONDS)
	return answer


def keep(question: Hashable, answer: object) -> None:
	"""What follows from another answer need not be asked."""
	answers = frappe.flags.get(FLAG)
	if answers is not None:
		answers[question] = (answer, monotonic() + SECONDS)
