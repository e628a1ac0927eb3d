"""The exit interview in the desk: begin, answer, and what it says in the exit (R-363, R-364, R-377)."""

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.api.permission import require
from css_case_mgmt.exit_interviews import (
	INTERVIEW,
	as_answer,
	as_question,
	is_locked,
	questions_on_file,
	said_on,
)
from css_case_mgmt.interpreter_use import interpreter_used
from css_case_mgmt.rules.exit_interview import Topic, in_order
from css_case_mgmt.settings import case_today

ANSWER_FIELDS = ("satisfaction", "answer", "is_declined")


@frappe.whitelist(methods=["POST"])
def start(
	css_exit: str,
	interviewed_on: str | None = None,
	method: str | None = None,
	place: str | None = None,
	not_at_home_reason: str | None = None,
) -> str:
	"""Open an interview for an exit and return its name.

	Args:
		css_exit: a CSS Exit that the user may write.
		interviewed_on: today at the site when left out.
		method: a CSS Contact Method.
		place: a CSS Place, preferably the client's home.
		not_at_home_reason: needed for any other one, and for none.
	"""
	require(INTERVIEW, "create")
	document = frappe.get_doc("CSS Exit", css_exit)
	document.check_permission("write")
	interview = frappe.new_doc(INTERVIEW)
	interview.update(
		{
			"css_exit": css_exit,
			"interviewed_on": interviewed_on or case_today(document.css_case),
			"method": method,
			"place": place,
			"not_at_home_reason": not_at_home_reason,
		}
	)
	return interview.insert().name


@frappe.whitelist(methods=["GET", "POST"])
def get_sheet(interview: str) -> dict:
	"""The questions of an interview in order, and whether they can still be answered."""
	document = frappe.get_doc(INTERVIEW, interview)
	document.check_permission("read")
	answered = {row.question for row in document.answers}
	rows = {row.name: row for row in questions_on_file() if row.enabled or row.name in answered}
	worker = frappe.db.get_value("CSS Case", document.css_case, "caseworker")
	return {
		"questions": [
			question_for_sheet(rows[question.code]) for question in in_order(map(as_question, rows.values()))
		],
		"is_own_caseworker": worker == frappe.session.user,
		"may_write": not is_exit_locked(document.css_exit) and document.has_permission("write"),
		"interviewed_by": frappe.utils.get_fullname(document.interviewed_by),
		"interpreter": interpreter_used(document),
	}


def question_for_sheet(row: frappe._dict) -> dict:
	return {
		"code": row.name,
		"topic": row.topic,
		"kind": row.answer_kind,
		"text": _(row.question),
		"help": _(row.help) if row.help else "",
		"is_about_caseworker": bool(row.about_caseworker),
		"is_asked": bool(row.enabled),
	}


def is_exit_locked(css_exit: str) -> bool:
	return is_locked(frappe.db.get_value("CSS Exit", css_exit, "workflow_state"))


@frappe.whitelist(methods=["POST"])
def save_answers(interview: str, answers: list | str) -> dict:
	"""Store some answers, and only these: nothing else of the interview is overwritten (R-508).

	Args:
		interview: one that the user may write, of an exit that is not locked.
		answers: rows of question, satisfaction, answer and is_declined.
	"""
	document = frappe.get_doc(INTERVIEW, interview, for_update=True)
	document.check_permission("write")
	rows = {row.question: row for row in document.answers}
	for given in frappe.parse_json(answers):
		row = rows.get(given["question"]) or document.append("answers", {"question": given["question"]})
		row.update({fieldname: given[fieldname] for fieldname in ANSWER_FIELDS if fieldname in given})
	document.save()
	return {
		"modified": document.modified,
		"questions_open": document.questions_open,
		"is_complete": document.is_complete,
		"answers": [
			{"question": row.question, **{fieldname: row.get(fieldname) for fieldname in ANSWER_FIELDS}}
			for row in document.answers
		],
	}


@frappe.whitelist(methods=["GET", "POST"])
def get_of_exit(css_exit: str) -> dict:
	"""The interviews of an exit, and what the latest says: achieved, still open, whom to ask (R-363).

	Whoever may not read interviews gets none.
	"""
	document = frappe.get_doc("CSS Exit", css_exit)
	document.check_permission("read")
	rows = (
		frappe.get_list(
			INTERVIEW,
			filters={"css_exit": css_exit},
			fields=["name", "interviewed_on", "place", "is_complete", "questions_open"],
			order_by="interviewed_on desc, creation desc",
			limit=0,
		)
		if frappe.has_permission(INTERVIEW, "read")
		else []
	)
	latest = frappe.get_doc(INTERVIEW, rows[0].name) if rows else None
	return {
		"interviews": rows,
		"today": case_today(document.css_case),
		"may_record": may_record(document),
		"satisfaction": satisfaction(latest),
		**{
			key: said_on(topic, latest) if latest else []
			for key, topic in (
				("accomplishments", Topic.ACCOMPLISHMENTS),
				("pending", Topic.PENDING_ISSUES),
				("future", Topic.FUTURE),
			)
		},
	}


def may_record(css_exit: Document) -> bool:
	"""Nobody is interviewed after a death, nor once the exit is with the manager."""
	has_died = frappe.db.get_value("CSS Client", css_exit.client, "died_on")
	return bool(
		not has_died
		and not is_locked(css_exit.workflow_state)
		and css_exit.has_permission("write")
		and frappe.has_permission(INTERVIEW, "create")
	)


def satisfaction(interview: Document | None) -> list[dict]:
	"""The steps of satisfaction, with what was asked."""
	if not interview:
		return []
	asked = {row.name: row for row in questions_on_file()}
	return [
		{
			"question": _(asked[row.question].question),
			"satisfaction": row.satisfaction,
			"words": row.answer or "",
		}
		for row in interview.answers
		if as_answer(row).satisfaction
	]
