"""Completing an assessment, beside a submit of the same rows by Frappe alone."""

from collections.abc import Callable, Iterable

import frappe

from css_case_mgmt.settings import case_today
from css_case_mgmt.tests.factories import acting_as, give_consent, make_assessment

from .bare import bare_values, make_bare_doctypes
from .measuring import Surface
from .people import People

ASSESSMENT = "CSS NAM Assessment"
BARE = {
	ASSESSMENT: "Benchmark Bare Assessment",
	"CSS NAM Assessment Answer": "Benchmark Bare Answer",
	"CSS NAM Assessment Factor Score": "Benchmark Bare Score",
}
ANSWERS = 40


def completing_surface(people: People) -> Surface:
	"""The second assessment of a client: it is scored and compared with the first."""
	make_bare_doctypes(BARE)
	draft = make_draft(people)
	bare_draft = frappe.get_doc(bare_values(draft, BARE)).insert().name
	frappe.db.commit()
	return Surface(
		f"Complete an assessment of {ANSWERS} answers (beside a bare submit)",
		people.worker,
		app=submit(ASSESSMENT, draft.name),
		baseline=submit(BARE[ASSESSMENT], bare_draft),
		limit=1.3,
	)


def submit(doctype: str, name: str) -> Callable[[], Callable]:
	return lambda: frappe.get_doc(doctype, name).submit


def make_draft(people: People):
	"""As the worker, for a client with a completed assessment and no draft."""
	enrolment = frappe.get_doc("CSS Enrolment", next(without_draft(people.enrolments)))
	with acting_as(people.worker):
		give_consent(enrolment.css_case, enrolment.client, case_today(enrolment.css_case))
		draft = make_assessment(enrolment, case_today(enrolment.css_case), answers=2)
	if len(draft.answers) != ANSWERS:
		raise SystemExit(f"The question bank has {len(draft.answers)} questions, not {ANSWERS}")
	return draft


def without_draft(enrolments: Iterable[str]) -> Iterable[str]:
	for enrolment in enrolments:
		completed = {"enrolment": enrolment, "docstatus": 1}
		if frappe.db.exists(ASSESSMENT, completed) and not frappe.db.exists(
			ASSESSMENT, {"open_draft_of": enrolment}
		):
			yield enrolment
