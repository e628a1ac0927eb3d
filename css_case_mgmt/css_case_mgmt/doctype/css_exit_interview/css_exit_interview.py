import frappe
from frappe import _
from frappe.utils import getdate

from css_case_mgmt.case_document import CaseDocument, DateRefused, add_unique_source
from css_case_mgmt.exit_interviews import HOME, as_answer, as_question, is_locked, questions_on_file
from css_case_mgmt.interpreter_use import check_interpreter
from css_case_mgmt.printed_exit import interview_as_printed
from css_case_mgmt.rules.exit_interview import NOTHING, contradicts_itself, in_order, open_questions
from css_case_mgmt.ways_of_meeting import check_ways_in_use


class InterviewRefused(frappe.ValidationError):
	"""An interview that does not fit its exit, or itself."""


class InterviewLocked(InterviewRefused):
	"""The exit is with the manager, or over: what the client said stays as it is (D-24)."""


class CSSExitInterview(CaseDocument):
	"""The client's own answers at the end: satisfaction, pending issues, what was achieved (R-363, R-364, R-377).

	It may be held more than once; the latest counts. A draft is saved with questions open.
	"""

	def check_permission(self, permtype="read", permlevel=None) -> None:
		"""Whose interview it is follows from the exit, before it is asked who may write about her."""
		if permtype == "create":
			self.take_over_exit()
		super().check_permission(permtype, permlevel)

	def take_over_exit(self) -> None:
		found = self.css_exit and frappe.db.get_value("CSS Exit", self.css_exit, ["client", "css_case"])
		if found and not self.client and not self.css_case:
			self.client, self.css_case = found

	def before_insert(self) -> None:
		self.interviewed_by = self.interviewed_by if self.flags.is_imported else frappe.session.user

	def validate(self) -> None:
		self.keep_interviewer()
		self.load_exit()
		self.validate_file()
		self.refuse_locked()
		self.validate_day()
		self.validate_place()
		check_interpreter(self, self.interviewed_on)
		check_ways_in_use(self)
		self.complete_answers()
		self.set_title(self.interviewed_on)

	def keep_interviewer(self) -> None:
		"""Whoever began it, whatever a request says."""
		if before := self.get_doc_before_save():
			self.interviewed_by = before.interviewed_by

	def load_exit(self) -> None:
		"""Under a lock: an answer and the manager's decision do not pass each other."""
		self.exit_on_file = frappe.db.get_value(
			"CSS Exit",
			self.css_exit,
			["client", "css_case", "enrolment", "workflow_state", "exit_date"],
			as_dict=True,
			for_update=True,
		)
		if not self.exit_on_file:
			self.refuse(_("Choose the exit that the interview belongs to."))

	def validate_file(self) -> None:
		if (self.exit_on_file.client, self.exit_on_file.css_case) != (self.client, self.css_case):
			self.refuse(_("The exit belongs to another person, or has gone along to another case."))

	def refuse_locked(self) -> None:
		state = self.exit_on_file.workflow_state
		if is_locked(state) and not self.flags.is_imported:
			frappe.throw(
				_("The exit is {0}: its interview stays as it is. Take the exit back first.").format(
					_(state)
				),
				InterviewLocked,
				title=_("Exit Interview"),
			)

	def validate_place(self) -> None:
		"""At home, or it is said why not (R-362)."""
		if self.place == HOME:
			self.not_at_home_reason = None
		elif not (self.not_at_home_reason or "").strip() and not self.flags.is_imported:
			self.refuse(_("A last check-in is best held at the client’s home. Say why it is elsewhere."))

	def validate_day(self) -> None:
		"""Within the enrolment, up to its end, and never after a death."""
		self.refuse_future("interviewed_on")
		day = getdate(self.interviewed_on)
		enrolment = frappe.db.get_value(
			"CSS Enrolment", self.exit_on_file.enrolment, ["enrolment_date", "exit_date"], as_dict=True
		)
		died_on = frappe.db.get_value("CSS Client", self.client, "died_on")
		if died_on and day > died_on:
			self.refuse_day(_("This person has died: there is no interview. The exit says so by its reason."))
		if day < enrolment.enrolment_date:
			self.refuse_day(
				_("The interview lies before the enrolment on {0}.").format(
					frappe.format(enrolment.enrolment_date, "Date")
				)
			)
		last_day = enrolment.exit_date or self.exit_on_file.exit_date
		if last_day and day > last_day:
			self.refuse_day(
				_("The interview lies after the last day in the programme, {0}.").format(
					frappe.format(last_day, "Date")
				)
			)

	def complete_answers(self) -> None:
		"""A row for every question in use, in order; what was answered before a question went out of use stays."""
		self.refuse_wrong_answers()
		on_file = questions_on_file()
		in_use = [as_question(row) for row in on_file if row.enabled]
		given = {row.question: row for row in self.answers}
		self.set("answers", [])
		asked = [question.code for question in in_order(in_use)]
		answered_before = [
			code for code, row in given.items() if code not in asked and as_answer(row) != NOTHING
		]
		for position, code in enumerate([*asked, *answered_before], start=1):
			row = self.append("answers", given.get(code) or {"question": code})
			row.owner = row.owner or self.owner or frappe.session.user
			row.idx = position
		still_open = open_questions(in_use, {row.question: as_answer(row) for row in self.answers})
		self.questions_open = len(still_open)
		self.is_complete = not still_open

	def refuse_wrong_answers(self) -> None:
		seen: set[str] = set()
		for row in self.answers:
			if row.question in seen:
				self.refuse(_("Row {0}: this question is answered twice.").format(row.idx))
			if contradicts_itself(as_answer(row)):
				self.refuse(_("Row {0}: either an answer, or “prefers not to say”.").format(row.idx))
			seen.add(row.question)

	def as_printed(self) -> dict:
		"""What the print format Exit Interview shows (R-363)."""
		return interview_as_printed(self)

	def refuse(self, text: str) -> None:
		frappe.throw(text, InterviewRefused, title=_("Exit Interview"))

	def refuse_day(self, text: str) -> None:
		frappe.throw(text, DateRefused, title=_("Exit Interview"))


def on_doctype_update() -> None:
	add_unique_source("CSS Exit Interview")
	# The one that counts: the latest of an exit.
	frappe.db.add_index("CSS Exit Interview", ["css_exit", "interviewed_on"])
