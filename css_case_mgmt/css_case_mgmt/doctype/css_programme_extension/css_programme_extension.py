from datetime import date

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from css_case_mgmt.approvals import ApprovedDocument
from css_case_mgmt.case_document import add_unique_source
from css_case_mgmt.extensions import last_extension
from css_case_mgmt.rules.approval import WITHOUT_EXIT, State
from css_case_mgmt.rules.extension import (
	Asked,
	ExtensionProblem,
	end_of_programme,
	extension_problem,
	first_day_to_ask,
	last_day_to_stay,
)
from css_case_mgmt.settings import get_setting, site_today

ENROLMENT = "CSS Enrolment"


class ExtensionRefused(frappe.ValidationError):
	"""An extension that the programme does not allow."""


class CSSProgrammeExtension(ApprovedDocument):
	"""Staying longer than the longest length of the programme, with a manager's approval (D-02, R-361, D-24)."""

	states = WITHOUT_EXIT

	def before_insert(self) -> None:
		self.begin_as_draft()
		self.require_open_enrolment()
		self.refuse_second()

	def prepare(self) -> None:
		"""What is written while it may still change."""
		self.require_case_of_client()
		self.require_possible()
		self.set_title(self.extended_until)

	def refuse_second(self) -> None:
		is_open = {"enrolment": self.enrolment, "workflow_state": ("!=", State.APPROVED.value)}
		if frappe.db.exists(self.doctype, is_open):
			self.refuse(_("An extension is being asked for already. Go on with that one."))

	def require_possible(self) -> None:
		if not self.extended_until:
			return  # Frappe names what is missing.
		problem = extension_problem(self.as_asked(), self.maximum())
		if problem:
			self.refuse(self.problem_text(problem))

	def as_asked(self) -> Asked:
		return Asked(
			enrolment_date=frappe.db.get_value(ENROLMENT, self.enrolment, "enrolment_date"),
			asked_on=self.today(),
			extended_until=getdate(self.extended_until),
			earlier_until=last_extension(self.enrolment, but_for=self.name),
		)

	def maximum(self) -> int:
		return get_setting("programme_max_months", self.site_of_case())

	def problem_text(self, problem: ExtensionProblem) -> str:
		asked, maximum = self.as_asked(), self.maximum()
		if problem is ExtensionProblem.TOO_EARLY:
			return _("An extension can be asked for from {0} on.").format(
				formatdate(first_day_to_ask(asked.enrolment_date, maximum))
			)
		if problem is ExtensionProblem.NOT_LONGER:
			end = end_of_programme(asked.enrolment_date, maximum, asked.earlier_until)
			return _("Without an extension the programme ends on {0}. Choose a later day.").format(
				formatdate(end)
			)
		return _("One extension reaches until {0} at most. Another one can follow.").format(
			formatdate(last_day_to_stay(asked, maximum))
		)

	def check_step(self, before: State, after: State) -> None:
		if after in (State.READY, State.APPROVED):
			self.require_open_enrolment()
			self.require_possible()

	def today(self) -> date:
		return site_today(self.site_of_case())

	def asking_text(self, file_number: str) -> str:
		return _("{0}: a longer stay waits for your approval.").format(file_number)

	def returned_text(self, file_number: str) -> str:
		return _("{0}: the longer stay was returned. Read what is missing, and ask again.").format(
			file_number
		)

	def refuse(self, text: str) -> None:
		frappe.throw(text, ExtensionRefused, title=_("Longer stay"))


def on_doctype_update() -> None:
	add_unique_source("CSS Programme Extension")
	# The day until which each enrolment is extended, on Today and for the reminders.
	frappe.db.add_index("CSS Programme Extension", ["enrolment", "workflow_state", "extended_until"])
