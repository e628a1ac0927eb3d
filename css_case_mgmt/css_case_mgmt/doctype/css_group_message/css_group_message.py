import frappe
from frappe import _

from css_case_mgmt.case_document import CaseDocument
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.settings import site_today


class MessageRefused(frappe.ValidationError):
	"""A message that cannot be sent like this."""


class CSSGroupMessage(CaseDocument):
	"""A message to families of the own caseload, each of whom is reached alone (R-236). It is made and changed by
	`group_messages.py` only; whoever sent it reads it as long as each of the families is open to her."""

	def check_links(self) -> None:
		super().check_links()
		user = frappe.session.user
		if user == "Administrator" or not self.is_new():
			return
		for row in self.recipients:
			for fieldname, doctype in (("css_case", "CSS Case"), ("client", "CSS Client")):
				if not is_reachable(doctype, row.get(fieldname), user, write=True):
					place = f"{_(row.meta.get_label(fieldname))}: {row.get(fieldname)}"
					frappe.throw(_("Could not find {0}").format(place), frappe.LinkValidationError)

	def before_insert(self) -> None:
		self.sent_by = frappe.session.user
		self.title = f"{self.site} · {site_today(self.site)}"

	def validate(self) -> None:
		if not self.flags.is_sending:
			frappe.throw(
				_("A message that was sent does not change. Write a new one from Today."),
				MessageRefused,
				title=_("Group message"),
			)
		if not self.recipients:
			frappe.throw(_("Choose to whom the message goes."), MessageRefused, title=_("Group message"))
