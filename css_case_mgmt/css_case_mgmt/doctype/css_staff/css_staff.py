import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from css_case_mgmt.case_document import refuse_markup
from css_case_mgmt.css_case_mgmt.doctype.css_service_provider.css_service_provider import phone_problem
from css_case_mgmt.permissions.leavers import end_sessions
from css_case_mgmt.rules.telephone import NotATelephoneNumber, normal_number


class CSSStaff(Document):
	"""A posting: somebody works at a site from one day to another (R-002, R-507), and is reached there by the work
	telephone and e-mail alone (R-015, R-235)."""

	def validate(self) -> None:
		refuse_markup(self)
		self.validate_dates()
		self.validate_single_posting()
		self.tidy_work_phone()

	def on_update(self) -> None:
		if self.active_to:
			end_sessions(self.user)

	def on_trash(self) -> None:
		frappe.throw(
			_("A posting is ended by a date, never deleted: it says who could read what."),
			title=_("Records are kept"),
		)

	def validate_dates(self) -> None:
		if self.active_to and getdate(self.active_to) < getdate(self.active_from):
			frappe.throw(_("Active to lies before Active from."), title=_("Dates"))

	def tidy_work_phone(self) -> None:
		if self.work_phone_extension and not self.work_phone:
			frappe.throw(_("An extension stands beside a telephone number."), title=_("Work phone"))
		if not self.work_phone:
			return
		try:
			self.work_phone = normal_number(self.work_phone)
		except NotATelephoneNumber as error:
			frappe.throw(phone_problem(error.problem).format(self.work_phone), title=_("Work phone"))

	def validate_single_posting(self) -> None:
		"""Two open postings at one site would let access outlive the end of one of them."""
		others = frappe.get_all(
			"CSS Staff",
			filters={"user": self.user, "site": self.site, "name": ("!=", self.name or "")},
			fields=["active_from", "active_to"],
		)
		for other in others:
			starts_before_it_ends = not other.active_to or getdate(self.active_from) <= other.active_to
			ends_after_it_starts = not self.active_to or getdate(self.active_to) >= other.active_from
			if starts_before_it_ends and ends_after_it_starts:
				frappe.throw(
					_("{0} already has a posting at {1} in this period.").format(self.user, self.site),
					title=_("Posting"),
				)


def on_doctype_update() -> None:
	frappe.db.add_index("CSS Staff", ["user", "site"])
