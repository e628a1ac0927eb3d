import frappe
from frappe import _

from css_case_mgmt.case_document import CaseDocument
from css_case_mgmt.caseload_transfer import TransferRefused, undo
from css_case_mgmt.permissions.scope import scope_of


class CSSCaseloadTransfer(CaseDocument):
	"""What became of many cases at once; made by `caseload_transfer.transfer` alone (R-070)."""

	@frappe.whitelist()
	def undo(self) -> dict:
		"""Put back the cases that are still where this put them, for the site's managers.

		Returns:
			left: why the others stay, with their file numbers.
		"""
		self.check_permission("read")
		if self.site not in scope_of(frappe.session.user).managed_sites:
			raise frappe.PermissionError
		if self.undone_on:
			frappe.throw(_("This was undone before."), TransferRefused, title=_("Undo"))
		return {"left": undo(self)}
