from datetime import date, datetime

import frappe
from frappe import _

from css_case_mgmt.case_document import CaseDocument, add_unique_source
from css_case_mgmt.css_case_mgmt.doctype.css_appointment import outcomes
from css_case_mgmt.css_case_mgmt.doctype.css_appointment.who_comes import check_clients
from css_case_mgmt.css_case_mgmt.doctype.css_case_access.css_case_access import in_conflict
from css_case_mgmt.interpreter_use import check_interpreter
from css_case_mgmt.local_time import as_moment, on_clock_of, stored_zone
from css_case_mgmt.rules.local_times import time_between
from css_case_mgmt.settings import site_today
from css_case_mgmt.ways_of_meeting import METHOD, check_ways_in_use, is_chosen_now, is_in_person

HOURS_OF_A_DAY = 24
# Written where an appointment is written down or made anew, never typed.
LINKS = ("rescheduled_to", "rescheduled_from", "activity", "nam_assessment", "periodic_assessment")
PLAN = (
	"kind",
	"starts_on",
	"ends_on",
	"caseworker",
	"method",
	"location_kind",
	"place",
	"purpose",
	"interpreter",
	"by_telephone",
	"sensitive_topic",
	"unsigned_reason",
)


class AppointmentRefused(frappe.ValidationError):
	"""An appointment that cannot be planned like this."""


class CSSAppointment(CaseDocument):
	"""Who is to be seen when, where, by whom and with which interpreter, and what came of it (R-505).

	Which day it is follows the site (D-29). Overlapping appointments are shown to whoever plans, never refused.
	"""

	def before_insert(self) -> None:
		self.caseworker = self.caseworker or self.usual_caseworker()

	def validate(self) -> None:
		self._validate_mandatory()
		self.keep_links()
		self.validate_times()
		self.validate_kind()
		self.validate_place()
		self.validate_caseworker()
		check_clients(self, self.local_day())
		check_interpreter(self, self.local_day())
		outcomes.check_outcome(self)
		self.keep_what_was_planned()
		self.keep_day()
		self.set_title()

	def local_day(self) -> date:
		"""The day on which it begins at its site."""
		return on_clock_of(self.site_of_case(), self.starts_on).date()

	def usual_caseworker(self) -> str | None:
		"""The case's caseworker; of a case without one whoever plans it, if that is somebody of the site."""
		caseworker = frappe.db.get_value("CSS Case", self.css_case, "caseworker")
		if caseworker or not self.css_case:
			return caseworker
		return frappe.session.user if self.is_of_staff(frappe.session.user) else None

	def is_of_staff(self, user: str) -> bool:
		"""Whether somebody is posted at the site, today or from a day to come."""
		posting = frappe.qb.DocType("CSS Staff")
		query = frappe.qb.from_(posting).select(posting.name).where(posting.user == user)
		query = query.where(posting.site == self.site_of_case())
		still = posting.active_to.isnull() | (posting.active_to >= site_today(self.site_of_case()))
		return bool(query.where(still).limit(1).run())

	def keep_links(self) -> None:
		if self.flags.links_are_written:
			return
		before = self.get_doc_before_save()
		for fieldname in LINKS:
			if (self.get(fieldname) or None) != ((before and before.get(fieldname)) or None):
				self.refuse(
					_("{0} is filled in when the appointment is rescheduled or written down.").format(
						_(self.meta.get_label(fieldname))
					)
				)

	def validate_times(self) -> None:
		self.starts_on = as_moment(self.starts_on, _("Starts"))
		self.ends_on = as_moment(self.ends_on, _("Ends"))
		length = time_between(self.starts_on, self.ends_on, stored_zone()).total_seconds()
		if length <= 0 or self.ends_on <= self.starts_on:
			self.refuse(_("An appointment ends after it begins."))
		if length > HOURS_OF_A_DAY * 3600 or (self.ends_on - self.starts_on).days >= 1:
			self.refuse(
				_("This is longer than {0} hours. Look at the day on which it ends.").format(HOURS_OF_A_DAY)
			)

	def validate_kind(self) -> None:
		if not self.is_new() and not self.has_value_changed("kind"):
			return
		kind = frappe.get_cached_doc("CSS Activity Type", self.kind)
		if not kind.enabled:
			self.refuse(_("{0} is no longer in use. Choose another kind.").format(_(self.kind)))
		if not kind.can_be_planned:
			self.refuse(_("{0} is not planned as an appointment. Choose another kind.").format(_(self.kind)))

	def validate_place(self) -> None:
		check_ways_in_use(self)
		is_chosen = is_chosen_now(self, "method")
		if is_chosen and not frappe.get_cached_value(METHOD, self.method, "can_be_planned"):
			self.refuse(_("{0} is not for appointments. Choose another method.").format(_(self.method)))
		if self.location_kind and self.method and not is_in_person(self.method):
			self.refuse(_("A kind of place is given for meetings in person. Leave it empty."))

	def validate_caseworker(self) -> None:
		if not self.caseworker or not (self.is_new() or self.has_value_changed("caseworker")):
			return
		if not self.is_of_staff(self.caseworker):
			self.refuse(_("Choose somebody who works at the site of the case."))
		if in_conflict(self.caseworker, self.css_case):
			self.refuse(_("This person does not work with this family. Choose somebody else."))

	def keep_what_was_planned(self) -> None:
		"""Once it is said what came of it, what had been planned stays on record."""
		before = self.get_doc_before_save()
		if not before or not before.outcome or not self.outcome:
			return
		changed = [fieldname for fieldname in PLAN if self.has_value_changed(fieldname)]
		if changed or people_in(self) != people_in(before):
			self.refuse(
				_(
					"What was planned stays as it was, now that the outcome is recorded. Plan a new appointment."
				)
			)

	def keep_day(self) -> None:
		"""To another day it is rescheduled, so that the first day and the reason stay (R-326). A slip is mended on
		the day on which it was made."""
		before = self.get_doc_before_save()
		site = self.site_of_case()
		if not before or before.outcome or on_clock_of(site, before.creation).date() == site_today(site):
			return
		if self.local_day() != on_clock_of(site, before.starts_on).date():
			self.refuse(
				_("Use Reschedule to move it to another day: the first day and the reason stay on record.")
			)

	def set_title(self) -> None:
		"""The file number of the case, when, and what: no names (D-19)."""
		file_number = frappe.db.get_value("CSS Case", self.css_case, "file_number")
		self.title = appointment_title(file_number, self.site_of_case(), self.starts_on, self.kind)

	def refuse(self, text: str) -> None:
		frappe.throw(text, AppointmentRefused, title=_("Appointment"))


def appointment_title(file_number: str, site: str, starts_on: datetime, kind: str) -> str:
	when = on_clock_of(site, starts_on).strftime("%Y-%m-%d %H:%M")
	return f"{file_number} · {when} · {kind}"[:140]


def people_in(appointment) -> set[str]:
	return {row.client for row in appointment.clients}


def on_doctype_update() -> None:
	add_unique_source("CSS Appointment")
	# A worker's days, an interpreter's bookings, and what is next for a family.
	frappe.db.add_index("CSS Appointment", ["caseworker", "starts_on"])
	frappe.db.add_index("CSS Appointment", ["interpreter", "starts_on"])
	frappe.db.add_index("CSS Appointment", ["css_case", "starts_on"])
	# Those without an outcome, which are few among many (today/appointments.py).
	frappe.db.add_index("CSS Appointment", ["outcome", "starts_on"])
