import frappe
from frappe import _
from frappe.utils import getdate

from css_case_mgmt.case_document import CaseDocument, add_unique_source
from css_case_mgmt.contact_counts import contact_days, counted, level_histories, targets_of
from css_case_mgmt.rules.contact_targets import Period, Standing, Target, period_on, target
from css_case_mgmt.settings import site_today
from css_case_mgmt.target_words import target_in_words

FACTS = ("needs_level", "contacts", "target", "standing")


class DeviationRefused(frappe.ValidationError):
	"""Something that is no deviation from the contact target, or is recorded already."""


class CSSContactDeviation(CaseDocument):
	"""Why a client was contacted less or more often in a week or month than the target asks for, and when that was
	discussed with the Program Officer (R-225, R-414). The facts are taken from the file when it is recorded."""

	def before_insert(self) -> None:
		self.require_case_of_client()
		self.refuse_second()

	def validate(self) -> None:
		if not all(self.get(fieldname) for fieldname in ("client", "enrolment", "period_from", "period_to")):
			return  # Frappe says next what is missing.
		self.refuse_future("discussed_on")
		if self.is_new():
			self.take_facts()
			self.set_title(self.period_from)
		else:
			self.keep_facts()

	def refuse_second(self) -> None:
		filters = {"enrolment": self.enrolment, "period_from": self.period_from}
		if frappe.db.exists("CSS Contact Deviation", filters):
			self.refuse(_("This week or month is recorded already. Add to that record."))

	def take_facts(self) -> None:
		enrolment = frappe.db.get_value(
			"CSS Enrolment",
			self.enrolment,
			["client", "css_case", "enrolment_date", "exit_date"],
			as_dict=True,
		)
		if enrolment.client != self.client:
			self.refuse(_("The enrolment belongs to another client."))
		period = self.whole_period(enrolment)
		site = self.site_of_case()
		if period.last >= site_today(site):
			self.refuse(_("This week or month is not over yet."))
		targets = targets_of(site)
		days = contact_days([self.client], period.first, period.last, counted(site))[self.client]
		aim: Target = target(period, targets)
		standing = aim.standing(len(days))
		if standing is Standing.ON:
			self.refuse(_("The contacts of this week or month are on target."))
		self.needs_level = period.level.value
		self.contacts = len(days)
		self.target = target_in_words(period.level, period.days, period.full_days, targets)
		self.standing = standing.value

	def whole_period(self, enrolment: frappe._dict) -> Period:
		"""The week or month as far as the enrolment and the level of need reach, whatever dates a report asked for."""
		died_on = frappe.db.get_value("CSS Client", self.client, "died_on")
		period = period_on(
			level_histories([self.enrolment])[self.enrolment],
			enrolment.enrolment_date,
			min(filter(None, (enrolment.exit_date, died_on)), default=None),
			getdate(self.period_from),
			targets_of(self.site_of_case()).week_starts_on,
		)
		if period is None or (period.first, period.last) != (
			getdate(self.period_from),
			getdate(self.period_to),
		):
			self.refuse(_("Choose a whole week or month of the report Contact Frequency Against Targets."))
		return period

	def keep_facts(self) -> None:
		before = self.get_doc_before_save()
		self.update({fieldname: before.get(fieldname) for fieldname in FACTS})

	def refuse(self, text: str) -> None:
		frappe.throw(text, DeviationRefused, title=_("Deviation from the contact target"))


def on_doctype_update() -> None:
	add_unique_source("CSS Contact Deviation")
	frappe.db.add_unique(
		"CSS Contact Deviation", ["enrolment", "period_from"], constraint_name="unique_period"
	)
	# Those of the dates of a report.
	frappe.db.add_index("CSS Contact Deviation", ["css_case", "period_from"])
