"""Exit interviews as records: their questions, the one that counts, and what clients say is still open (R-363)."""

from collections.abc import Iterable

import frappe
from frappe.model.document import Document

from css_case_mgmt.rules.approval import EDITABLE, State
from css_case_mgmt.rules.exit_interview import Answer, Kind, Question, Topic, open_questions, words_on

INTERVIEW, QUESTION, ANSWER = (
	"CSS Exit Interview",
	"CSS Exit Interview Question",
	"CSS Exit Interview Answer",
)
HOME = "Client's Home"


def questions_on_file() -> list[frappe._dict]:
	"""All questions, those that are no longer asked too: answers to them stay readable."""
	return frappe.get_all(
		QUESTION,
		fields=[
			"name",
			"question",
			"topic",
			"answer_kind",
			"about_caseworker",
			"help",
			"position",
			"enabled",
		],
		limit=0,
	)


def as_question(row: frappe._dict) -> Question:
	return Question(row.name, Topic(row.topic), Kind(row.answer_kind), row.position or 0)


def as_answer(row) -> Answer:
	return Answer(row.answer or "", row.satisfaction or "", bool(row.is_declined))


def is_locked(workflow_state: str | None) -> bool:
	"""Whether an exit in this state keeps its interviews as they are (D-24)."""
	return State(workflow_state or State.DRAFT) not in EDITABLE


def latest_interviews(exits: Iterable[str]) -> dict[str, frappe._dict]:
	"""The interview of each exit that counts: the latest day, of one day the one entered last (R-363).

	Permissions are the caller's business.
	"""
	rows = frappe.get_all(
		INTERVIEW,
		filters={"css_exit": ("in", [*exits, ""])},
		fields=["name", "css_exit", "interviewed_on", "is_complete", "questions_open"],
		order_by="interviewed_on asc, creation asc",
	)
	return {row.css_exit: row for row in rows}


def unanswered_of(exits: Iterable[str]) -> dict[str, int]:
	"""Exit -> how many questions of the interview that counts have neither an answer nor a refusal; three queries.

	A question that has come into use since, or gone out of use, is not asked for.
	"""
	latest = latest_interviews(exits)
	answers: dict[str, dict[str, Answer]] = {interview.name: {} for interview in latest.values()}
	rows = frappe.get_all(
		ANSWER,
		filters={"parent": ("in", [*answers, ""]), "parenttype": INTERVIEW},
		fields=["parent", "question", "answer", "satisfaction", "is_declined"],
		limit=0,
	)
	for row in rows:
		answers[row.parent][row.question] = as_answer(row)
	asked = {row.name: as_question(row) for row in questions_on_file() if row.enabled}
	found = {}
	for css_exit, interview in latest.items():
		given = answers[interview.name]
		found[css_exit] = len(open_questions([asked[code] for code in given if code in asked], given))
	return found


def said_on(topic: Topic, interview: Document) -> list[str]:
	"""The client's own words on a topic."""
	answers = {row.question: as_answer(row) for row in interview.answers}
	return words_on(topic, map(as_question, questions_on_file()), answers)
