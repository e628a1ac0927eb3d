"""The answer sheet of a Needs Assessment Matrix, and where an enrolment stands (R-140 to R-172)."""

import frappe
from frappe.model.document import Document
from frappe.utils import cint, getdate

from css_case_mgmt.activities import record_meeting
from css_case_mgmt.api.arguments import is_yes
from css_case_mgmt.api.periodic import may_begin, periodic_progress
from css_case_mgmt.api.permission import require
from css_case_mgmt.assessment_clock import Clock, both_clocks, clocks, overdue_among
from css_case_mgmt.autonomy import autonomy
from css_case_mgmt.css_case_mgmt.doctype.css_nam_assessment.answer_rows import (
	complete_answer_rows,
	load_bank,
)
from css_case_mgmt.css_case_mgmt.doctype.css_nam_assessment.previous import previous_answers
from css_case_mgmt.household_members import children_of, grown_ups_of, household_on
from css_case_mgmt.interpreter_use import interpreter_used
from css_case_mgmt.languages import iso_639_3
from css_case_mgmt.nam_follow_up import next_step_texts
from css_case_mgmt.people import age, full_name
from css_case_mgmt.question_bank.sheet_texts import languages_of, sheet_of
from css_case_mgmt.rules.age import has_own_file
from css_case_mgmt.rules.dates import whole_months
from css_case_mgmt.rules.nam_change import direction
from css_case_mgmt.settings import case_today, get_setting, site_today

DOCTYPE = "CSS NAM Assessment"
# The factor that a parent answers for her children; so coded in the illustrative bank.
CHILDREN_FACTOR = "children"


@frappe.whitelist(methods=["GET", "POST"])
def get_sheet(assessment: str, second_language: str | None = None) -> dict:
	"""The questions of an assessment's bank in the reader's language and, if wished, a second one.

	Args:
		assessment: the CSS NAM Assessment.
		second_language: ISO 639-3; None stands for the client's preferred one, an empty text for none.
	"""
	document = frappe.get_doc(DOCTYPE, assessment)
	document.check_permission("read")
	bank = frappe.get_cached_doc("CSS NAM Bank", document.bank)
	languages = languages_of(bank)
	known = {language["code"] for language in languages}
	first = iso_639_3()
	first = first if first in known else "eng"
	preferred = frappe.db.get_value("CSS Client", document.client, "primary_language")
	second = preferred if second_language is None else second_language
	second = second if second in known and second != first else None
	return {
		"first": first,
		"second": second,
		"languages": languages,
		"factors": sheet_of(bank, first, second),
		"is_illustrative": bank.is_illustrative,
		"bank_title": bank.title or bank.name,
		"today": case_today(document.css_case),
		"may_write": document.may_be_changed(),
		"scores": scores_of(document),
		"interpreter": interpreter_used(document),
		"answered_by": who_answered(document),
		"previous": previous_answers(document, first),
		"children": children_for_sheet(document),
	}


def who_answered(document: Document) -> str | None:
	"""The name of whoever answered for the client, for those who may read it (R-159)."""
	if document.answered_by != "Parent or Guardian" or not document.answering_client:
		return None
	person = frappe.get_doc("CSS Client", document.answering_client)
	return full_name(person) if person.has_permission("read") else None


def children_for_sheet(document: Document) -> dict | None:
	"""For whose children the factor about them is answered, while it can be answered (R-159)."""
	if document.docstatus != 0:
		return None
	day = getdate(document.assessment_date)
	minors = children_of(household_on(document.css_case, day), day)
	is_minor = any(child["name"] == document.client for child in minors)
	return {"factor": CHILDREN_FACTOR, "of_household": [] if is_minor else minors}


@frappe.whitelist(methods=["POST"])
def preview_scores(assessment: str, answers: list | str) -> dict:
	"""The scores as they would be with these answers; nothing is stored (R-146).

	Args:
		assessment: a CSS NAM Assessment.
		answers: rows of question_code, option_code and unanswered_reason that differ from what is stored.
	"""
	document = frappe.get_doc(DOCTYPE, assessment)
	document.check_permission("read")
	if document.docstatus == 0:
		take_answers(document, frappe.parse_json(answers))
		bank = load_bank(document.bank)
		complete_answer_rows(document, bank)
		document.load_enrolment()
		document.set_scores(bank)
	return scores_of(document)


@frappe.whitelist(methods=["POST"])
def save_answers(assessment: str, answers: list | str) -> dict:
	"""Store answers of a draft, and only these: nothing else in the draft is overwritten (R-162, R-508)."""
	document = frappe.get_doc(DOCTYPE, assessment, for_update=True)
	document.check_permission("write")
	take_answers(document, frappe.parse_json(answers))
	document.save()
	return {
		**scores_of(document),
		"modified": document.modified,
		"answers": [
			{
				"question_code": row.question_code,
				"option_code": row.option_code,
				"unanswered_reason": row.unanswered_reason,
			}
			for row in document.answers
		],
	}


def take_answers(document: Document, answers: list[dict]) -> None:
	rows = {row.question_code: row for row in document.answers}
	for answer in answers:
		answer = frappe._dict(answer)
		row = rows.get(answer.question_code) or document.append(
			"answers", {"question_code": answer.question_code}
		)
		row.option_code = answer.option_code
		row.unanswered_reason = answer.unanswered_reason


def scores_of(document: Document) -> dict:
	return {
		"overall": {
			"status": document.overall_status,
			"score": document.overall_score,
			"autonomy": autonomy(document.overall_status, document.overall_score),
			**change_in_words(document.has_overall_change, document.overall_change),
		},
		"factors": [
			{
				"factor": row.factor,
				"status": row.status,
				"score": row.score,
				"autonomy": autonomy(row.status, row.score),
				**change_in_words(row.has_change, row.change_from_baseline),
			}
			for row in document.factor_scores
		],
	}


def change_in_words(has_change: int, change: float | None) -> dict:
	"""A change, and the word that says which way it went (D-04); neither where nothing can be compared."""
	if not cint(has_change):
		return {"change": None, "direction": None}
	return {"change": change, "direction": direction(change or 0).value}


@frappe.whitelist(methods=["POST"])
def complete(
	assessment: str,
	case_note: str | None = None,
	duration_minutes: int | None = None,
	place: str | None = None,
	write_down: bool = False,
) -> dict[str, str | None]:
	"""Complete a draft with its case note and, if wished, write the meeting down as a contact (R-170, R-220).

	Both happen or neither: a refusal leaves the draft as it was.

	Args:
		assessment: a draft that the user may complete.
		case_note: replaces the draft's; without one here or there the assessment is not completed.
		duration_minutes: of the meeting.
		place: one of the choices of the field.
		write_down: whether the meeting becomes an activity too.

	Returns:
		activity: the name of the activity, or None.
	"""
	document = frappe.get_doc(DOCTYPE, assessment, for_update=True)
	document.check_permission("submit")
	given = {"case_note": case_note, "duration_minutes": duration_minutes, "place": place}
	document.update({fieldname: value for fieldname, value in given.items() if value is not None})
	document.submit()
	return {"activity": record_meeting(document) if is_yes(write_down) else None}


@frappe.whitelist(methods=["GET", "POST"])
def who_may_answer(enrolment: str) -> dict:
	"""Whether the person enrolled answers today, and if not, who may: grown-ups of the household (R-159)."""
	document = frappe.get_doc("CSS Enrolment", enrolment)
	document.check_permission("read")
	site = frappe.db.get_value("CSS Case", document.css_case, "site")
	today, own_file_age = site_today(site), get_setting("own_file_age", site)
	born = frappe.db.get_value("CSS Client", document.client, "date_of_birth")
	if not born or has_own_file(born, today, own_file_age):
		return {"answers_alone": True, "grown_ups": []}
	household = household_on(document.css_case, today)
	return {"answers_alone": False, "grown_ups": grown_ups_of(household, today, own_file_age)}


@frappe.whitelist(methods=["POST"])
def start(
	enrolment: str,
	assessment_date: str | None = None,
	mode: str | None = None,
	place: str | None = None,
	answering_client: str | None = None,
) -> str:
	"""Open a new draft for an enrolment and return its name.

	Args:
		enrolment: of a case that the user may write.
		assessment_date: today at the site when left out.
		mode: In Person when left out.
		place: of a meeting in person.
		answering_client: the parent or guardian who answers for a child (R-159).
	"""
	require(DOCTYPE, "create")
	document = frappe.get_doc("CSS Enrolment", enrolment)
	document.check_permission("write")
	assessment = frappe.new_doc(DOCTYPE)
	assessment.update(
		{
			"client": document.client,
			"css_case": document.css_case,
			"enrolment": enrolment,
			"assessment_date": assessment_date or case_today(document.css_case),
			"mode": mode or "In Person",
			"place": place,
			"answered_by": "Parent or Guardian" if answering_client else "Self",
			"answering_client": answering_client,
		}
	)
	return assessment.insert().name


@frappe.whitelist(methods=["GET", "POST"])
def get_progress(enrolment: str) -> dict:
	"""The assessments of an enrolment with scores and change, and what is due next (R-150, R-169)."""
	document = frappe.get_doc("CSS Enrolment", enrolment)
	document.check_permission("read")
	site = frappe.db.get_value("CSS Case", document.css_case, "site")
	both = both_clocks([frappe._dict(document.as_dict(), site=site)])[document.name]
	today = site_today(site)
	return {
		**progress_of(both.nam),
		"periodic": {
			**periodic_progress(both.periodic),
			"may_assess": may_begin(document),
		},
		"months_in_programme": whole_months(document.enrolment_date, document.exit_date or today),
		"next_steps": next_step_texts(both.nam, site, enrolment) if document.status == "Active" else [],
		"today": today,
		"may_assess": document.status == "Active"
		and document.may_be_changed()
		and frappe.has_permission(DOCTYPE, "create"),
		"may_write": document.may_be_changed(),
	}


def progress_of(clock: Clock) -> dict:
	return {
		"assessments": [
			{
				"name": row.name,
				"label": "A{0}".format(row.sequence),
				"assessment_date": row.assessment_date,
				"timepoint_month": row.timepoint_month,
				"revision": row.revision,
				"status": row.overall_status,
				"score": row.overall_score,
				"autonomy": autonomy(row.overall_status, row.overall_score),
				**change_in_words(row.has_overall_change, row.overall_change),
			}
			for row in clock.completed
		],
		"draft": clock.draft and {"name": clock.draft.name, "label": "A{0}".format(clock.draft.sequence)},
		"next_due": clock.next_due,
		"next_month": clock.next_month,
		"is_overdue": clock.is_overdue,
		"missed_months": clock.missed_months,
	}


@frappe.whitelist(methods=["GET", "POST"])
def get_client_overview(client: str) -> dict:
	"""A person's case, enrolments and assessments, as far as the user may read each (R-459)."""
	document = frappe.get_doc("CSS Client", client)
	document.check_permission("read")
	memberships = frappe.get_list(
		"CSS Case Member",
		filters={"client": client},
		fields=["css_case", "relationship", "is_head", "member_from", "member_to"],
		order_by="member_from desc",
		limit=1,
	)
	membership = memberships[0] if memberships else None
	if not membership:
		return {"case": None, "age": age(document, getdate()), "enrolments": []}
	case = frappe.db.get_value("CSS Case", membership.css_case, ["name", "file_number", "site"], as_dict=True)
	enrolments = frappe.get_list(
		"CSS Enrolment",
		filters={"client": client},
		fields=["name", "episode", "enrolment_date", "exit_date", "needs_level", "status"],
		order_by="episode desc",
		limit=0,
	)
	clock_of = clocks(enrolments, case.site)
	return {
		"case": {**case, **membership},
		"age": age(document, site_today(case.site)),
		"enrolments": [{**row, **progress_of(clock_of[row.name])} for row in enrolments],
	}


@frappe.whitelist(methods=["GET", "POST"])
def overdue_enrolments(enrolments: list | str) -> dict:
	"""Of the enrolments in a list, those whose next assessment is overdue, with the due date."""
	require("CSS Enrolment", "read")
	return overdue_among(frappe.parse_json(enrolments), clocks)
