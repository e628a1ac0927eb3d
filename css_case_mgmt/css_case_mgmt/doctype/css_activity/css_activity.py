import frappe
from frappe import _
from frappe.utils import cint

from css_case_mgmt.case_document import CaseDocument, add_unique_source, dated_title
from css_case_mgmt.css_case_mgmt.doctype.css_activity.participants import check_participants
from css_case_mgmt.interpreter_use import check_interpreter
from css_case_mgmt.writing_down import take_note

TYPE = "CSS Activity Type"
IN_PERSON = "In Person"
MINUTES_OF_A_DAY = 24 * 60
# What an activity may stand for or come from, and the field that names it.
ASSESSMENTS = {"nam_assessment": "CSS NAM Assessment", "periodic_assessment": "CSS Periodic Assessment"}


class ActivityRefused(frappe.ValidationError):
	"""An activity that cannot be written down like this."""


class ActivityLocked(frappe.ValidationError):
	"""A final activity stays as it is."""


class CSSActivity(CaseDocument):
	"""What was done with or for members of a family on a day; docstatus 1 means final (R-220 to R-234).

	A draft counts nowhere. On submit each participant's row says whether this was a contact with that person, so
	that contacts are counted in the rows alone. Somebody has to belong to the case, not to be enrolled: contacts
	begin with the intake (R-013, D-10). Nothing is deleted: a draft stays until it is finished.
	"""

	def before_insert(self) -> None:
		self.set_caseworker()

	def validate(self) -> None:
		if not (self.activity_type and self.activity_date and self.participants):
			return  # Frappe says next what is missing.
		self.site = self.site_of_case()
		self.refuse_future("activity_date")
		self.validate_type()
		self.validate_origin()
		check_participants(self)
		self.validate_attempt()
		self.validate_place_and_duration()
		check_interpreter(self, self.activity_date)
		self.title = dated_title(
			frappe.db.get_value("CSS Case", self.css_case, "file_number"), self.activity_date
		)
		self.mark_contacts(is_final=self.docstatus.is_submitted())

	def before_submit(self) -> None:
		if self.type_on_file.counts_as_contact and not self.method:
			self.refuse(_("Say how the contact was made: in person, by video, by phone or in writing."))
		if self.type_on_file.demands_note and not (self.note or "").strip() and not self.stands_for():
			self.refuse(_("This kind of activity needs a note."))

	def on_submit(self) -> None:
		take_note(self)

	def before_update_after_submit(self) -> None:
		self.refuse_change()

	def before_cancel(self) -> None:
		self.refuse_change()

	def set_caseworker(self) -> None:
		"""Whoever writes it down did it. An import says who it was, if that is somebody of the site's staff."""
		if not (self.flags.is_imported and self.caseworker):
			self.caseworker = frappe.session.user
		elif not frappe.db.exists("CSS Staff", {"user": self.caseworker, "site": self.site_of_case()}):
			self.refuse(_("{0} is not on the staff of this site.").format(self.caseworker))

	def validate_type(self) -> None:
		self.type_on_file = frappe.get_cached_doc(TYPE, self.activity_type)
		is_chosen = self.is_new() or self.has_value_changed("activity_type")
		if is_chosen and not self.type_on_file.enabled and not self.flags.is_imported:
			self.refuse(_("{0} is no longer in use. Choose another kind.").format(_(self.activity_type)))

	def validate_origin(self) -> None:
		"""What an activity comes from is of the same case, and about somebody who took part."""
		present = {row.client for row in self.participants}
		for fieldname, doctype in ASSESSMENTS.items():
			if not self.get(fieldname) or not self.has_value_changed(fieldname):
				continue
			client, docstatus = frappe.db.get_value(doctype, self.get(fieldname), ["client", "docstatus"])
			if client not in present or docstatus != 1:
				self.refuse(_("The assessment must be complete, and of somebody who took part."))
		if self.appointment and self.has_value_changed("appointment"):
			if frappe.db.get_value("CSS Appointment", self.appointment, "css_case") != self.css_case:
				self.refuse(_("The appointment belongs to another case."))

	def stands_for(self) -> str | None:
		"""The assessment whose meeting this was, and whose note is the note."""
		return next((self.get(fieldname) for fieldname in ASSESSMENTS if self.get(fieldname)), None)

	def validate_attempt(self) -> None:
		if self.successful and self.attempt_result:
			self.refuse(
				_("The client was reached: leave out “{0}”, or say that the client was not reached.").format(
					_(self.attempt_result)
				)
			)

	def validate_place_and_duration(self) -> None:
		if self.location_kind and self.method and self.method != IN_PERSON:
			self.refuse(_("A place is given for meetings in person. Leave it empty."))
		if cint(self.duration_minutes) > MINUTES_OF_A_DAY:
			self.refuse(_("The duration is given in minutes, {0} at most.").format(MINUTES_OF_A_DAY))

	def mark_contacts(self, *, is_final: bool) -> None:
		"""Whether this was a contact with each of them: only a final activity by some method is (D-10, R-234)."""
		is_contact = is_final and self.type_on_file.counts_as_contact and self.method
		for row in self.participants:
			row.contact_on = self.activity_date if is_contact else None
			row.successful = cint(self.successful) if is_final else 0

	def refuse(self, text: str) -> None:
		frappe.throw(text, ActivityRefused, title=_("Activity"))

	def refuse_change(self) -> None:
		frappe.throw(
			_("A final activity does not change and is not cancelled."), ActivityLocked, title=_("Final")
		)


def on_doctype_update() -> None:
	add_unique_source("CSS Activity")
	# What was done at a site, or by a caseworker, within some dates.
	frappe.db.add_index("CSS Activity", ["site", "activity_date"])
	frappe.db.add_index("CSS Activity", ["caseworker", "activity_date"])
	# The drafts, which are few among many (today/assessments.py).
	frappe.db.add_index("CSS Activity", ["docstatus", "css_case"])
	# Open problems, which are few among many (Review Individual and Family Services).
	frappe.db.add_index("CSS Activity", ["problem_status", "css_case"])
