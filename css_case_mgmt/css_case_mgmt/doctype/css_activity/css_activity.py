import frappe
from frappe import _
from frappe.utils import cint, getdate

from css_case_mgmt.case_document import CaseDocument, add_unique_source, dated_title
from css_case_mgmt.css_case_mgmt.doctype.css_activity.contents import check_contents, check_finished
from css_case_mgmt.css_case_mgmt.doctype.css_activity.participants import check_participants
from css_case_mgmt.css_case_mgmt.doctype.css_activity.problems import (
	check_problem,
	open_problem,
	resolve_problem,
)
from css_case_mgmt.interpreter_use import check_interpreter
from css_case_mgmt.permissions.kept_answers import kept_answers
from css_case_mgmt.rules.participation import Audience, audience_of
from css_case_mgmt.settings import site_today
from css_case_mgmt.signing_off import is_entered_late, sign_off
from css_case_mgmt.ways_of_meeting import check_ways_in_use, is_in_person
from css_case_mgmt.writing_down import take_note

TYPE = "CSS Activity Type"
MINUTES_OF_A_DAY = 24 * 60
# What an activity may stand for or come from, and the field that names it.
ASSESSMENTS = {"nam_assessment": "CSS NAM Assessment", "periodic_assessment": "CSS Periodic Assessment"}
# What the app writes, and no request.
COMPUTED = (
	"abandoned_reason",
	"audience",
	"author_initials",
	"caseworker",
	"draft_status",
	"entered_on",
	"final_on",
	"informal_notes_destroyed_on",
	"is_late",
	"marked_in_error_on",
	"problem_status",
	"resolved_by",
)


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

	def insert(self, *args, **kwargs) -> "CSSActivity":
		with kept_answers():
			return super().insert(*args, **kwargs)

	def _save(self, *args, **kwargs) -> "CSSActivity":
		"""What is asked of the case is asked of each participant as well: once is enough for one save."""
		with kept_answers():
			return super()._save(*args, **kwargs)

	def before_insert(self) -> None:
		if not self.flags.is_moved:
			self.set_caseworker()
			self.update({**dict.fromkeys(COMPUTED), "caseworker": self.caseworker, "draft_status": "Open"})

	def validate(self) -> None:
		self.keep_what_is_computed()
		if not (self.activity_type and self.activity_date and self.participants):
			return  # Frappe says next what is missing.
		self.site = self.site_of_case()
		self.refuse_future("activity_date")
		self.validate_type()
		self.validate_origin()
		check_participants(self)
		self.set_audience()
		self.validate_attempt()
		self.validate_place_and_duration()
		check_interpreter(self, self.activity_date)
		check_contents(self)
		check_problem(self)
		self.title = dated_title(self.case_on_file().file_number, self.activity_date)
		self.mark_contacts(is_final=self.docstatus.is_submitted())

	def before_submit(self) -> None:
		if self.draft_status == "Abandoned":
			self.refuse(_("This draft was put aside. Write a new activity."))
		if self.type_on_file.counts_as_contact and not self.method:
			self.refuse(_("Say how the contact was made: in person, by video, by phone or in writing."))
		if self.type_on_file.demands_note and not self.has_note():
			self.refuse(_("This kind of activity needs a note."))
		check_finished(self)
		open_problem(self)
		if not self.flags.is_moved:
			sign_off(self, self.caseworker)
			# An import brings what was written down elsewhere, when nobody knows.
			self.is_late = int(
				not self.flags.is_imported and is_entered_late(self, getdate(self.activity_date))
			)

	def on_submit(self) -> None:
		take_note(self)
		resolve_problem(self)

	def before_update_after_submit(self) -> None:
		self.refuse_change()

	def before_cancel(self) -> None:
		self.refuse_change()

	@frappe.whitelist()
	def put_aside(self, reason: str) -> None:
		"""Put a draft aside for good, with a reason: it leaves Today and counts nowhere (D-14)."""
		self.reload()  # What the request says about the other fields does not count.
		self.check_permission("write")
		if self.docstatus != 0 or self.draft_status == "Abandoned":
			self.refuse(_("Only an open draft is put aside."))
		if not (reason or "").strip():
			self.refuse(_("Say why this draft is put aside."))
		self.flags.is_being_put_aside = True
		self.update({"draft_status": "Abandoned", "abandoned_reason": reason})
		self.save()

	@frappe.whitelist()
	def record_destruction(self, destroyed_on: str | None = None) -> None:
		"""The informal notes from which this note was written are destroyed (R-281, D-14)."""
		self.reload()
		self.check_permission("write")
		today = site_today(self.site_of_case())
		on = getdate(destroyed_on) if destroyed_on else today
		if self.docstatus != 1:
			self.refuse(_("Complete the note first: informal notes are destroyed once they are recorded."))
		if self.informal_notes_destroyed_on:
			self.refuse(_("This is recorded already."))
		if not getdate(self.entered_on or self.activity_date) <= on <= today:
			self.refuse(
				_("Informal notes are destroyed after the note was completed, and not in the future.")
			)
		self.db_set("informal_notes_destroyed_on", on)

	def keep_what_is_computed(self) -> None:
		before = self.get_doc_before_save()
		if not before or self.flags.is_being_put_aside:
			return
		if before.draft_status == "Abandoned":
			self.refuse(_("This draft was put aside and stays as it is."))
		for fieldname in COMPUTED:
			self.set(fieldname, before.get(fieldname))

	def has_note(self) -> bool:
		"""The note is typed here, is that of an assessment, or was uploaded on paper (R-277)."""
		return bool(
			(self.note or "").strip()
			or self.stands_for()
			or frappe.db.exists(
				"CSS Client Document", {"activity": self.name, "marked_in_error_on": ("is", "not set")}
			)
		)

	def set_caseworker(self) -> None:
		"""Whoever writes it down did it. An import says who it was, if that is somebody of the site's staff."""
		if not (self.flags.is_imported and self.caseworker):
			self.caseworker = frappe.session.user
		elif not frappe.db.exists("CSS Staff", {"user": self.caseworker, "site": self.site_of_case()}):
			self.refuse(_("{0} is not on the staff of this site.").format(self.caseworker))

	def validate_type(self) -> None:
		self.type_on_file = frappe.get_cached_doc(TYPE, self.activity_type)
		is_chosen = self.is_new() or self.has_value_changed("activity_type")
		is_old = self.flags.is_imported or self.flags.is_moved
		if is_chosen and not self.type_on_file.enabled and not is_old:
			self.refuse(_("{0} is no longer in use. Choose another kind.").format(_(self.activity_type)))

	def validate_origin(self) -> None:
		"""What an activity comes from is of the same case, and about somebody who took part."""
		present = {row.client for row in self.participants}
		for fieldname, doctype in ASSESSMENTS.items():
			if not self.get(fieldname) or not self.has_value_changed(fieldname):
				continue
			columns = ["client", "docstatus", "marked_in_error_on"]
			client, docstatus, in_error = frappe.db.get_value(doctype, self.get(fieldname), columns)
			if client not in present or docstatus != 1 or in_error:
				self.refuse(_("The assessment must be complete, and of somebody who took part."))
		if self.appointment and self.has_value_changed("appointment"):
			if frappe.db.get_value("CSS Appointment", self.appointment, "css_case") != self.css_case:
				self.refuse(_("The appointment belongs to another case."))

	def stands_for(self) -> str | None:
		"""The assessment whose meeting this was, and whose note is the note."""
		return next((self.get(fieldname) for fieldname in ASSESSMENTS if self.get(fieldname)), None)

	def set_audience(self) -> None:
		"""An activity that a message to several families left says so for good, its copy in the right file too (R-229)."""
		is_to_group = bool(self.flags.is_to_group) or self.audience == Audience.GROUP
		self.audience = audience_of(len(self.participants), is_to_group=is_to_group).value

	def validate_attempt(self) -> None:
		if self.successful and self.attempt_result:
			self.refuse(
				_("The client was reached: leave out “{0}”, or say that the client was not reached.").format(
					_(self.attempt_result)
				)
			)

	def validate_place_and_duration(self) -> None:
		check_ways_in_use(self)
		if self.location_kind and self.method and not is_in_person(self.method):
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
	# The reports of services: what was done in some cases within some dates.
	frappe.db.add_index("CSS Activity", ["css_case", "activity_date"])
	# The drafts, which are few among many (today/assessments.py).
	frappe.db.add_index("CSS Activity", ["docstatus", "css_case"])
	# The open problems, which are few as well.
	frappe.db.add_index("CSS Activity", ["problem_status", "css_case"])
