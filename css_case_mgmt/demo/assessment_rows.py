"""Assessments as rows, scored by the functions that the controller calls (D-03, D-21, R-151)."""

from dataclasses import dataclass
from datetime import date

from frappe import _

from css_case_mgmt.assessment_numbering import draft_columns, numbered_title
from css_case_mgmt.case_document import opaque_name
from css_case_mgmt.css_case_mgmt.doctype.css_nam_assessment.answer_rows import (
	BankContent,
	answer_columns,
	as_answers,
)
from css_case_mgmt.css_case_mgmt.doctype.css_nam_assessment.comparison import (
	change_columns,
	overall_change_columns,
	overall_columns,
	score_columns,
)
from css_case_mgmt.demo.bulk_rows import Row, RowMaker
from css_case_mgmt.demo.interpreting import Registered, kind_of_interpreter
from css_case_mgmt.demo.plans import AnswerPlan, AssessmentPlan
from css_case_mgmt.demo.records import Values, assessment_values
from css_case_mgmt.demo.version_rows import change_data, quick_version_row
from css_case_mgmt.rules.nam_change import Comparison, compare_scores
from css_case_mgmt.rules.nam_scoring import AssessmentScore, score
from css_case_mgmt.scheduled_assessment import timepoint_columns
from css_case_mgmt.settings import get_setting

DOCTYPE = "CSS NAM Assessment"
ANSWER = "CSS NAM Assessment Answer"
FACTOR_SCORE = "CSS NAM Assessment Factor Score"
ENROLMENT_TO_COME = "name of the enrolment"


@dataclass(frozen=True)
class Baseline:
	"""The first completed assessment of an enrolment."""

	name: str
	scores: AssessmentScore


@dataclass(frozen=True, slots=True)
class StoredAnswer:
	"""A row of answers as it is stored."""

	question_code: str
	option_code: str | None
	unanswered_reason: str | None
	weight: float
	columns: Values


@dataclass(frozen=True)
class Place:
	"""Where an assessment belongs, and who left a draft of it behind by approving the exit."""

	client: str
	client_number: str
	css_case: str
	site: str
	enrolment: str
	enrolment_date: date
	worker: str
	register: list[Registered]
	abandoned_by: str | None = None


@dataclass(frozen=True)
class AssessmentRow:
	"""The rows of one assessment, and what the next ones compare with."""

	parent: Row
	answers: list[Row]
	factor_scores: list[Row]
	baseline: Baseline | None
	version: Row | None


def abandoned_columns(enrolment: str) -> Values:
	return {**draft_columns(enrolment, "Abandoned"), "abandoned_reason": _("The enrolment ended.")}


class AssessmentRows:
	"""Makes the rows of assessments with one bank."""

	def __init__(self, maker: RowMaker, bank: str, content: BankContent) -> None:
		self.maker = maker
		self.bank = bank
		self.content = content
		self.settings: dict[tuple[str, str], int] = {}
		self.stored: dict[AnswerPlan, StoredAnswer] = {}
		self.submission = change_data(
			DOCTYPE,
			"",
			draft_columns(ENROLMENT_TO_COME, "Open"),
			draft_columns(ENROLMENT_TO_COME, "Completed") | {"docstatus": 1},
		)

	def rows(
		self, plan: AssessmentPlan, place: Place, source: Values, baseline: Baseline | None
	) -> AssessmentRow:
		"""The rows of an assessment, completed unless the plan is a draft."""
		minimum = self.setting("minimum_answered_percent", place.site)
		stored = self.stored_answers(plan.answers)
		scores = score(as_answers(stored, self.content), minimum)
		changes = compare_scores(baseline.scores, scores) if baseline else None
		parent = self.parent(plan, place, source, baseline, scores, changes)
		return AssessmentRow(
			parent,
			self.answer_rows(stored, parent),
			self.score_rows(scores, changes, parent),
			baseline or (None if plan.is_draft else Baseline(parent["name"], scores)),
			self.version(parent, place),
		)

	def setting(self, fieldname: str, site: str) -> int:
		if (fieldname, site) not in self.settings:
			self.settings[fieldname, site] = get_setting(fieldname, site)
		return self.settings[fieldname, site]

	def stored_answers(self, plans: tuple[AnswerPlan, ...]) -> list[StoredAnswer]:
		"""A row for every question of the bank, in its order."""
		given = {plan.question_code: plan for plan in plans}
		return [
			self.stored_answer(given.get(question) or AnswerPlan(question, None, None, None))
			for question in self.content.factor_of
		]

	def stored_answer(self, plan: AnswerPlan) -> StoredAnswer:
		if plan not in self.stored:
			columns = {"question_code": plan.question_code, **answer_columns(plan, self.content)}
			self.stored[plan] = StoredAnswer(**columns, columns=columns)
		return self.stored[plan]

	def parent(
		self,
		plan: AssessmentPlan,
		place: Place,
		source: Values,
		baseline: Baseline | None,
		scores: AssessmentScore,
		changes: Comparison | None,
	) -> Row:
		typed = assessment_values(
			plan,
			client=place.client,
			css_case=place.css_case,
			enrolment=place.enrolment,
			bank=self.bank,
			register=place.register,
		)
		interval = self.setting("nam_interval_months", place.site)
		derived = {
			"docstatus": 0 if plan.is_draft else 1,
			"sequence": plan.sequence,
			"interpreter_kind": kind_of_interpreter(plan.interpreter, place.register),
			"title": numbered_title(place.client_number, plan.sequence, 0),
			"baseline": baseline.name if baseline else None,
			**draft_columns(place.enrolment, "Open" if plan.is_draft else "Completed"),
			**(abandoned_columns(place.enrolment) if place.abandoned_by else {}),
			**timepoint_columns(place.enrolment_date, plan.assessment_date, interval),
			**overall_columns(scores),
			**overall_change_columns(changes),
		}
		return self.maker.row(
			DOCTYPE, opaque_name(), typed | source | derived, place.worker, place.abandoned_by
		)

	def answer_rows(self, stored: list[StoredAnswer], parent: Row) -> list[Row]:
		return self.maker.children(ANSWER, DOCTYPE, parent, "answers", (answer.columns for answer in stored))

	def score_rows(self, scores: AssessmentScore, changes: Comparison | None, parent: Row) -> list[Row]:
		rows = (
			{
				"factor": factor_score.factor,
				**score_columns(factor_score),
				**change_columns(factor_score.factor, changes),
			}
			for factor_score in scores.factor_scores
		)
		return self.maker.children(FACTOR_SCORE, DOCTYPE, parent, "factor_scores", rows)

	def version(self, parent: Row, place: Place) -> Row | None:
		if place.abandoned_by:
			before, after = draft_columns(place.enrolment, "Open"), abandoned_columns(place.enrolment)
			return quick_version_row(self.maker, DOCTYPE, parent["name"], before, after, place.abandoned_by)
		if not parent["docstatus"]:
			return None
		data = self.submission.replace(ENROLMENT_TO_COME, place.enrolment)
		values = {"ref_doctype": DOCTYPE, "docname": parent["name"], "data": data}
		return self.maker.row("Version", opaque_name(), values, place.worker)
