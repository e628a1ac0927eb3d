import frappe
from frappe import _
from frappe.utils import now_datetime

from css_case_mgmt.case_document import CaseDocument
from css_case_mgmt.merge_refusals import (
	check_manager,
	may_change,
	problems,
	problems_of_undoing,
	refuse,
)
from css_case_mgmt.merged_files import MergeRefused
from css_case_mgmt.merging import Change, file_of, planned_changes, unchanged_since, write
from css_case_mgmt.permissions.registry import CLIENT
from css_case_mgmt.programme_stage import write_stage


class CSSClientMerge(CaseDocument):
	"""Two files of one person become one; what moved is listed and can be put back (D-23)."""

	def before_insert(self) -> None:
		if not self.client or not self.merged_client:
			refuse([_("Choose the file that remains and the one that is merged into it.")], _("Merge Files"))
		self.lock_files()
		remaining, merged = file_of(self.client), file_of(self.merged_client)
		check_manager(remaining.site)
		if not may_change(remaining.name, merged.name):
			frappe.throw(_("Could not find {0}").format(_("Client")), frappe.PermissionError)
		refuse(problems(remaining, merged), _("Merge Files"))
		self.css_case = remaining.css_case
		self.merged_on, self.merged_by = now_datetime(), frappe.session.user
		self.undone_on = self.undone_by = self.undo_reason = None
		self.set("items", [])
		for change in planned_changes(remaining, merged):
			self.append("items", item_of(change))

	def lock_files(self) -> None:
		"""Of two who merge or enrol at once, the second sees what the first has done."""
		for client in sorted({self.client, self.merged_client}):
			frappe.db.get_value(CLIENT, client, "name", for_update=True)

	def validate(self) -> None:
		if not self.is_new() and not self.flags.is_being_undone:
			frappe.throw(
				_("The record of a merge is not changed. Undo the merge instead."),
				MergeRefused,
				title=_("Merge Files"),
			)

	def after_insert(self) -> None:
		write(self.changes())
		self.write_stages()

	def write_stages(self) -> None:
		"""The enrolments say it, and they have moved (R-009)."""
		for client in (self.client, self.merged_client):
			write_stage(client)

	def changes(self) -> list[Change]:
		return [
			Change(
				row.reference_doctype,
				row.reference_name,
				row.changed_field,
				row.value_before or "",
				row.value_after or "",
			)
			for row in self.items
		]

	@frappe.whitelist(methods=["POST"])
	def undo(self, reason: str) -> list[dict]:
		"""Put back what the merge changed and nobody has changed since (D-23).

		Returns:
			What was left as it is, because it has changed.
		"""
		# What is stored counts: the document comes from the request, its list of values included.
		self.reload()
		self.check_permission("write")
		check_manager(frappe.db.get_value("CSS Case", self.css_case, "site"))
		self.lock_files()
		if frappe.db.get_value(self.doctype, self.name, "undone_on", for_update=True):
			frappe.throw(_("This merge has been undone already."), MergeRefused, title=_("Undo Merge"))
		if not (reason or "").strip():
			frappe.throw(_("Say why the merge is undone."), MergeRefused, title=_("Undo Merge"))
		still, changed_since = unchanged_since(self.changes())
		refuse(problems_of_undoing(self.client, still), _("Undo Merge"))
		write(change.reversed() for change in reversed(still))
		self.write_stages()
		self.undone_on, self.undone_by = now_datetime(), frappe.session.user
		self.undo_reason = reason.strip()
		self.flags.is_being_undone = True
		self.save()
		return [
			{"doctype": change.doctype, "name": change.name, "fieldname": change.fieldname}
			for change in changed_since
		]


def item_of(change: Change) -> dict:
	return {
		"reference_doctype": change.doctype,
		"reference_name": change.name,
		"changed_field": change.fieldname,
		"value_before": change.before,
		"value_after": change.after,
	}
