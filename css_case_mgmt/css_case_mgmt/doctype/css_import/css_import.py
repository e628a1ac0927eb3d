import frappe
from frappe import _

from css_case_mgmt.case_document import CaseDocument
from css_case_mgmt.importing import job

KEPT = (
	"status",
	"started_on",
	"finished_on",
	"rows_total",
	"rows_imported",
	"rows_unchanged",
	"failure",
	"problem_count",
	"marked_workbook",
	"problems",
)


class CSSImport(CaseDocument):
	"""One workbook to be imported: who brought it, what is wrong with it, what came of it.

	Only the job writes what came of it; who may read it is decided by `conditions.import_condition`.
	"""

	def before_insert(self) -> None:
		for fieldname in KEPT:
			self.set(fieldname, job.NEW if fieldname == "status" else None)
		# A file is attached to a record that is there: another one's address is not taken over.
		self.workbook = None

	def validate(self) -> None:
		self.source_system = (self.source_system or "").strip()
		before = self.get_doc_before_save()
		if before:
			self.keep_what_the_job_wrote(before)
			self.refuse_late_changes(before)
			if self.workbook != before.workbook:
				self.take_workbook(before)

	def keep_what_the_job_wrote(self, before: "CSSImport") -> None:
		for fieldname in KEPT:
			self.set(fieldname, before.get(fieldname))

	def refuse_late_changes(self, before: "CSSImport") -> None:
		is_changed = (before.workbook, before.source_system) != (self.workbook, self.source_system)
		if is_changed and before.status in (*job.RUNNING, job.IMPORTED):
			job.refuse(
				_("This workbook is being imported, or is imported. Make a new import for another one.")
			)

	def take_workbook(self, before: "CSSImport") -> None:
		"""Another workbook: what was found in the one before says nothing about it."""
		if self.workbook:
			job.file_of(self, "workbook")
		for fieldname in KEPT:
			self.set(fieldname, job.NEW if fieldname == "status" else None)
		for fieldname in job.FILES:
			if before.get(fieldname):
				frappe.delete_doc(
					"File", job.file_of(before, fieldname).name, ignore_permissions=True, force=True
				)

	@frappe.whitelist()
	def check(self) -> None:
		"""Check the workbook in the background; nothing is kept."""
		self.begin(keep=False)

	@frappe.whitelist()
	def import_rows(self) -> None:
		"""Import the workbook in the background, if nothing is wrong with it."""
		self.begin(keep=True)

	def begin(self, *, keep: bool) -> None:
		self.reload()  # What the request says about the other fields does not count.
		self.check_permission("write")
		job.start(self, keep=keep)

	@frappe.whitelist()
	def remove_workbook(self) -> None:
		"""Take the workbook, and the copy with its problems, out of the record: they are copies of client data."""
		self.reload()
		self.check_permission("write")
		if self.status in job.RUNNING:
			job.refuse(_("This workbook is being worked on already."))
		job.remove_files(self)
