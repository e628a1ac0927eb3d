import frappe
from frappe import _

from css_case_mgmt.asking import active_staff, ask, close_tasks, managers_of
from css_case_mgmt.case_document import CaseDocument
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.settings import site_today
from css_case_mgmt.staff_load import load_of, load_text

DOCTYPE = "CSS Caseload Concern"


class ConcernRefused(frappe.ValidationError):
	"""A concern, or an answer to one, that is not this person's to write."""


class CSSCaseloadConcern(CaseDocument):
	"""A worry about somebody's caseload, told to the supervisor, and what was agreed (R-018, R-353)."""

	def before_insert(self) -> None:
		self.raised_by = frappe.session.user
		self.raised_on = site_today(self.site)
		self.status = "Open"
		self.answer = self.answered_by = self.answered_on = None
		self.about = self.about or self.raised_by
		self.load_then = load_text(load_of(self.about, self.site))

	def validate(self) -> None:
		if self.is_new():
			self.validate_whose()
		self.refuse_future("discussed_on")
		self.take_answer()

	def after_insert(self) -> None:
		for manager in managers_of(self.site):
			if manager != self.raised_by:
				ask(
					manager,
					_("A concern about a caseload waits for your answer: {0}").format(_(self.kind)),
					doctype=DOCTYPE,
					name=self.name,
				)

	def site_of_case(self) -> str:
		"""Of the caseload, also where it is about one family."""
		return self.site

	def validate_whose(self) -> None:
		"""One's own caseload; a manager that of anybody at the site."""
		if self.about not in active_staff(self.site):
			frappe.throw(
				_("{0} does not work at {1} now.").format(self.about, self.site),
				ConcernRefused,
				title=_("Whose caseload"),
			)
		if self.about != frappe.session.user and not self.is_managed_by_me():
			frappe.throw(
				_("Raise a concern about your own caseload. About a colleague's, talk to your manager."),
				ConcernRefused,
				title=_("Whose caseload"),
			)

	def take_answer(self) -> None:
		"""What was agreed is written by a manager of the site, also where somebody raised it about herself."""
		answered_fields = ("answer", "discussed_on", "program_officer")
		if not any(self.has_value_changed(fieldname) for fieldname in answered_fields if self.get(fieldname)):
			return
		if not self.is_managed_by_me():
			frappe.throw(
				_("A manager of the site writes what was agreed."), ConcernRefused, title=_("What was agreed")
			)
		if self.answer and self.status == "Open":
			self.update(
				{
					"status": "Answered",
					"answered_by": frappe.session.user,
					"answered_on": site_today(self.site),
				}
			)
			close_tasks(DOCTYPE, self.name)

	def is_managed_by_me(self) -> bool:
		return self.site in scope_of(frappe.session.user).managed_sites
