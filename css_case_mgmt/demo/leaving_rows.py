"""Exits, interviews, hand-overs and extensions as rows, as approvals would leave them (R-360 to R-379, D-24)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from frappe import _
from frappe.utils import get_datetime

from css_case_mgmt.case_document import dated_title, opaque_name
from css_case_mgmt.closing import ground_of_consent
from css_case_mgmt.css_case_mgmt.doctype.css_exit.readiness_rows import enabled_indicators
from css_case_mgmt.demo.bulk_rows import Row, RowMaker
from css_case_mgmt.demo.interpreting import Registered, kind_of_interpreter
from css_case_mgmt.demo.leaving_plans import APPROVED, DRAFT, EXITED, READY, RETURNED, WORKER, DecisionPlan
from css_case_mgmt.demo.leaving_records import (
	EXIT,
	EXTENSION,
	INTERVIEW,
	dated_columns,
	disclosure_title,
	exit_values,
	extension_values,
	interview_values,
	questions_to_ask,
	title_of_exit,
)
from css_case_mgmt.demo.plans import ClientPlan, EnrolmentPlan
from css_case_mgmt.demo.records import Sources, Values
from css_case_mgmt.demo.referring import provider_name
from css_case_mgmt.demo.support_records import Owner
from css_case_mgmt.demo.support_times import stored_moment
from css_case_mgmt.demo.tasks_in_bulk import tasks_of
from css_case_mgmt.demo.version_rows import quick_version_row

DISCLOSURE = "CSS Disclosure"
DECISIONS = {EXIT: "CSS Exit Decision", EXTENSION: "CSS Programme Extension Decision"}
READINESS, ANSWER = "CSS Exit Readiness", "CSS Exit Interview Answer"


@dataclass(frozen=True)
class Left:
	"""Whose exit it is, and what it names.

	Args:
		consents: the names of the enrolment's consents, by their places.
		final_assessment: name of the latest one after A1.
		final_referral: name of the latest one that was sent.
	"""

	owner: Owner
	client_number: str
	site: str
	today: date
	worker: str
	manager: str
	register: list[Registered]
	consents: list[str]
	final_assessment: str | None
	final_referral: str | None


class LeavingRows:
	"""Makes the rows; what is looked up is looked up once."""

	def __init__(self, maker: RowMaker, sources: Sources, providers: list[str]) -> None:
		self.maker = maker
		self.sources = sources
		self.providers = providers
		self.indicators = enabled_indicators()
		self.questions = questions_to_ask()
		self.ground = ground_of_consent()
		self.now = get_datetime(maker.now)

	def make(self, enrolment: EnrolmentPlan, client: ClientPlan, of: Left) -> dict[str, list[Row]]:
		"""The rows by DocType."""
		making = _Making(self, enrolment, client, of)
		if enrolment.extension:
			making.make_extension()
		if enrolment.leaving:
			making.make_exit()
		return making.rows


class _Making:
	def __init__(self, by: LeavingRows, enrolment: EnrolmentPlan, client: ClientPlan, of: Left) -> None:
		self.by = by
		self.maker = by.maker
		self.enrolment = enrolment
		self.client = client
		self.of = of
		self.rows: dict[str, list[Row]] = defaultdict(list)

	def make_exit(self) -> None:
		plan, of = self.enrolment.leaving, self.of
		values = exit_values(plan, of.owner, self.by.indicators, self.by.providers)
		readiness = values.pop("readiness")
		values |= self.by.sources.leaving(self.client, self.enrolment) | {
			"title": title_of_exit(plan, of.client_number),
			"final_assessment": of.final_assessment,
			"final_referral": of.final_referral,
			"handover_consent": None if plan.handover_consent is None else of.consents[plan.handover_consent],
		}
		row = self.make_request(EXIT, values, plan.decisions, ends=plan.state == EXITED)
		if row["handed_over_on"]:
			row["handed_over_on"] = plan.decided_on
			self.make_disclosure(row, plan.decided_on)
		self.rows[READINESS].extend(self.maker.children(READINESS, EXIT, row, "readiness", readiness))
		if plan.interview:
			self.make_interview(row["name"])

	def make_request(
		self, doctype: str, values: Values, decisions: tuple[DecisionPlan, ...], *, ends: bool = False
	) -> Row:
		"""A request with the course of its approval.

		Args:
			ends: whether the approval closes the file at once.
		"""
		name, users = opaque_name(), [self.user(decision) for decision in decisions]
		worker = self.of.worker
		row = self.maker.row(
			doctype, name, values | {"workflow_state": DRAFT}, worker, users[-1] if users else worker
		)
		taken = (*decisions, replace(decisions[-1], state=EXITED)) if ends else decisions
		made = self.decision_rows(doctype, row, taken)
		columns: Values = {"workflow_state": DRAFT, "handed_over_on": None}
		for place, (decision, user) in enumerate(zip(decisions, users, strict=True)):
			is_end = ends and place == len(decisions) - 1
			changes = self.changes(decision, user) | (self.changes_of_end() if is_end else {})
			added = [
				("decisions", DECISIONS[doctype], decided | {"decided_on": self.by.now})
				for decided in (made[place:] if is_end else made[place : place + 1])
			]
			version = quick_version_row(self.maker, doctype, name, columns, changes, user, added)
			self.rows["Version"].append(version)
			columns |= changes
		if doctype != EXIT:
			columns.pop("handed_over_on")
		row.update(columns | dated_columns(decisions, self.of.site) | {"_assign": None})
		asked = {READY: self.of.manager, RETURNED: worker}
		self.rows["ToDo"].extend(tasks_of(self.maker, row, doctype, self.of.client_number, asked))
		self.rows[doctype].append(row)
		self.rows[DECISIONS[doctype]].extend(made)
		return row

	def user(self, decision: DecisionPlan) -> str:
		return self.of.worker if decision.by == WORKER else self.of.manager

	def decision_rows(self, doctype: str, row: Row, decisions: Iterable[DecisionPlan]) -> list[Row]:
		values = (
			{
				"state": decision.state,
				"decided_by": self.user(decision),
				"decided_on": stored_moment(self.of.site, decision.on),
				"reason": decision.note or None,
				# As Frappe leaves it in rows that come later than their document, and never change.
				"owner": None,
				"modified_by": self.user(decision),
			}
			for decision in decisions
		)
		return self.maker.children(DECISIONS[doctype], doctype, row, "decisions", values)

	def changes(self, decision: DecisionPlan, user: str) -> Values:
		changes: Values = {"workflow_state": decision.state}
		if decision.state == READY:
			changes |= {"requested_by": user, "requested_on": self.by.now}
		else:
			changes["decision_note"] = decision.note
		if decision.state == APPROVED:
			changes |= {"approved_by": user, "approved_on": self.by.now}
		return changes

	def changes_of_end(self) -> Values:
		"""What follows an approval by itself."""
		is_told = self.enrolment.leaving.handover_provider is not None
		return {"workflow_state": EXITED, "handed_over_on": self.of.today if is_told else None}

	def make_disclosure(self, row: Row, on: date) -> None:
		plan, of = self.enrolment.leaving, self.of
		values = {
			"client": of.owner.client,
			"css_case": of.owner.css_case,
			"title": disclosure_title(of.client_number, on),
			"recipient": provider_name(plan.handover_provider),
			"ground": self.by.ground,
			"consent": row["handover_consent"],
			"disclosed_on": on,
			"information": _("Handover summary: areas of concern, and what to follow up."),
			"reason": _("Transition to Settlement Services at the exit."),
			"requested_by": of.manager,
		}
		self.rows[DISCLOSURE].append(self.maker.row(DISCLOSURE, opaque_name(), values, of.manager))

	def make_interview(self, css_exit: str) -> None:
		plan, of = self.enrolment.leaving.interview, self.of
		values = interview_values(plan, of.owner, css_exit, self.by.questions, of.register)
		answers = values.pop("answers")
		values |= self.by.sources.interview(self.client, self.enrolment) | {
			"title": dated_title(of.client_number, plan.interviewed_on),
			"interviewed_by": of.worker,
			"interpreter_kind": kind_of_interpreter(plan.interpreter, of.register),
			"questions_open": 0,
			"is_complete": 1,
		}
		row = self.maker.row(INTERVIEW, opaque_name(), values, of.worker)
		self.rows[INTERVIEW].append(row)
		self.rows[ANSWER].extend(self.maker.children(ANSWER, INTERVIEW, row, "answers", answers))

	def make_extension(self) -> None:
		plan, of = self.enrolment.extension, self.of
		values = extension_values(plan, of.owner) | self.by.sources.extension(self.client, self.enrolment)
		values["title"] = dated_title(of.client_number, plan.extended_until)
		self.make_request(EXTENSION, values, plan.decisions)
