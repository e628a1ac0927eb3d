from datetime import date

import frappe
from frappe import _
from frappe.model.naming import make_autoname
from frappe.utils import getdate

from css_case_mgmt import naars_follow_up
from css_case_mgmt.case_document import CaseDocument, DateRefused, add_unique_source
from css_case_mgmt.css_case_mgmt.doctype.css_inbound_referral.acceptance import take_in
from css_case_mgmt.family_changes import all_or_nothing
from css_case_mgmt.permissions.conditions import is_reachable
from css_case_mgmt.programme_stage import write_stage
from css_case_mgmt.rules.telephone import NotATelephoneNumber, normal_number
from css_case_mgmt.settings import site_today

REFERRAL_NUMBERS = "REF-.YYYY.-.#####"
BEFORE_TRIAGE = ("Received", "NAARS Needed")
UNDECIDED = (*BEFORE_TRIAGE, "In Triage")
WRITTEN_BY_ACTIONS = (
	"status",
	"referral_number",
	"title",
	"css_case",
	"client",
	"triaged_by",
	"triaged_on",
	"decided_by",
	"decided_on",
	"return_reason",
	"return_note",
)
CHANGED_AFTERWARDS = (
	"naars_date",
	"naars_provider_type",
	"naars_provider",
	"naars_follow_up_opens",
	"naars_follow_up_due",
	"naars_followed_up_on",
	"results_received",
	"settlement_plan_received",
	"rap_exit_results_received",
	"assets",
)


class ReferralRefused(frappe.ValidationError):
	"""A step that a referral cannot take now."""


class ReferralDecided(frappe.ValidationError):
	"""A referral stays as it was decided on."""


class CSSInboundReferral(CaseDocument):
	"""A person referred to case management: NAARS, triage, then accepted or returned (R-080 to R-083).

	Nothing here says whether a person is known, neither the title nor an error nor the reply.
	"""

	def before_insert(self) -> None:
		self.refuse_decision_from_outside()
		self.referral_number = make_autoname(REFERRAL_NUMBERS)
		self.title = self.referral_number
		self.received_on = self.received_on or site_today(self.site)

	def validate(self) -> None:
		self.keep_what_actions_write()
		self.keep_decided()
		self.validate_dates()
		self.tidy_phone()
		self.set_status_before_triage()
		self.plan_follow_up()

	def site_of_case(self) -> str:
		"""Until there is a case, the site that received the referral; it stays the same (D-20)."""
		return self.site

	def refuse_decision_from_outside(self) -> None:
		"""An import or a request brings no decision along: it would open no file (R-081)."""
		if self.status and self.status not in BEFORE_TRIAGE:
			self.refuse_direct_write("status")
		for fieldname in WRITTEN_BY_ACTIONS:
			if fieldname != "status" and self.get(fieldname):
				self.refuse_direct_write(fieldname)

	def keep_what_actions_write(self) -> None:
		if self.is_new() or self.flags.taking_a_step:
			return
		for fieldname in WRITTEN_BY_ACTIONS:
			if self.has_value_changed(fieldname):
				self.refuse_direct_write(fieldname)

	def refuse_direct_write(self, fieldname: str) -> None:
		frappe.throw(
			_(
				"{0} is not typed in. Use the buttons of the referral: triage, accept, return or withdraw."
			).format(_(self.meta.get_label(fieldname))),
			ReferralRefused,
			title=_("Next step"),
		)

	def keep_decided(self) -> None:
		before = self.get_doc_before_save()
		if not before or before.status in UNDECIDED:
			return
		for field in self.meta.fields:
			if field.fieldname in CHANGED_AFTERWARDS or not self.has_value_changed(field.fieldname):
				continue
			frappe.throw(
				_("This referral is decided on: {0} stays as it is.").format(_(field.label)),
				ReferralDecided,
				title=_("Referral"),
			)

	def validate_dates(self) -> None:
		self.refuse_future("received_on", "date_of_birth", "naars_date", "naars_followed_up_on")
		if self.birth_date_is_estimated and not self.date_of_birth:
			frappe.throw(
				_("Enter the estimated date of birth, such as 1 January of the likely year."),
				DateRefused,
				title=_("Date of birth"),
			)
		if not self.naars_followed_up_on:
			return
		if not self.naars_date or getdate(self.naars_followed_up_on) < getdate(self.naars_date):
			frappe.throw(
				_("The settlement plan is followed up after the NAARS. Check both dates."),
				DateRefused,
				title=_("Followed up on"),
			)

	def tidy_phone(self) -> None:
		"""The file takes the number over when the referral is accepted (R-500)."""
		if not self.phone or not (self.is_new() or self.has_value_changed("phone")):
			return
		try:
			self.phone = normal_number(self.phone)
		except NotATelephoneNumber:
			frappe.throw(
				_(
					"This is no valid telephone number. Write only the number, with its area code, or with + and the country code."
				),
				ReferralRefused,
				title=_("Telephone"),
			)

	def set_status_before_triage(self) -> None:
		"""Without a NAARS the person is referred for one first (R-081, R-082)."""
		if self.status in BEFORE_TRIAGE or not self.status:
			self.status = "Received" if self.naars_date else "NAARS Needed"
		elif self.status in ("In Triage", "Accepted"):
			self.require_naars_date()

	def plan_follow_up(self) -> None:
		"""Opens and falls due so many months after the NAARS (R-506, D-30)."""
		planned = (
			naars_follow_up.planned_for(getdate(self.naars_date), self.site) if self.naars_date else None
		)
		self.naars_follow_up_opens = planned.opens if planned else None
		self.naars_follow_up_due = planned.due if planned else None
		if not planned or not self.naars_followed_up_on or not self.has_value_changed("naars_followed_up_on"):
			return
		if getdate(self.naars_followed_up_on) < planned.opens:
			frappe.msgprint(
				_(
					"This is earlier than {0}, when the follow-up opens. Check whether the date is right."
				).format(frappe.format(planned.opens, "Date")),
				title=_("Followed up on"),
				indicator="orange",
			)

	def require_naars_date(self) -> None:
		if not self.naars_date:
			frappe.throw(
				_(
					"A person comes to case management after a NAARS. Refer the person for one first, then enter its date."
				),
				ReferralRefused,
				title=_("NAARS needed"),
			)

	@frappe.whitelist()
	def start_triage(self, urgency: str, triage_note: str | None = None) -> None:
		"""Say how urgent it is; only after a NAARS (R-080, R-081)."""
		self.begin_step(BEFORE_TRIAGE)
		self.require_naars_date()
		self.update(
			{
				"status": "In Triage",
				"urgency": urgency,
				"triage_note": triage_note or self.triage_note,
				"triaged_by": frappe.session.user,
				"triaged_on": self.today(),
			}
		)
		self.save()

	@frappe.whitelist()
	def accept(
		self,
		client: str | None = None,
		css_case: str | None = None,
		relationship: str | None = None,
		accepted_on: str | date | None = None,
	) -> dict:
		"""Open a file with the referral's data, or join one that the user may read and write: all or nothing.

		Args:
			client: somebody with a file at this site who is referred again.
			css_case: the family that a new person joins; none opens a case.
			relationship: of the person to the head of that family.
			accepted_on: the day, where it was decided on paper first (R-453); today if left out.

		Returns:
			css_case and client.
		"""
		self.begin_step(("In Triage",))
		self.require_naars_date()
		if not self.naars_provider_type:
			frappe.throw(
				_("Say who did the NAARS: a RAP or a Settlement provider."),
				ReferralRefused,
				title=_("NAARS needed"),
			)
		on = self.day_of_acceptance(accepted_on)
		with all_or_nothing():
			self.css_case, self.client = take_in(self, client, css_case, relationship, on)
			self.decide("Accepted", on)
			write_stage(self.client)
		return {"css_case": self.css_case, "client": self.client}

	def day_of_acceptance(self, accepted_on: str | date | None) -> date:
		"""Neither before the referral came in nor in the future."""
		on = getdate(accepted_on) if accepted_on else self.today()
		if not getdate(self.received_on) <= on <= self.today():
			frappe.throw(
				_("The day of acceptance lies between {0}, when the referral came in, and today.").format(
					frappe.format(self.received_on, "Date")
				),
				DateRefused,
				title=_("Accepted on"),
			)
		return on

	@frappe.whitelist()
	def return_to_sender(self, return_reason: str, return_note: str | None = None) -> None:
		"""Give the referral back, with a reason that says nothing about whether the person is known."""
		self.begin_step(UNDECIDED)
		if not return_reason or not frappe.db.get_value(
			"CSS Referral Return Reason", return_reason, "enabled"
		):
			frappe.throw(
				_("Choose the reason for the return from the list."), ReferralRefused, title=_("Return")
			)
		self.return_reason = return_reason
		self.return_note = return_note
		self.decide("Returned")

	@frappe.whitelist()
	def withdraw(self, return_note: str | None = None) -> None:
		"""The person or the referring organisation no longer wishes it."""
		self.begin_step(UNDECIDED)
		self.return_note = return_note
		self.decide("Withdrawn")

	@frappe.whitelist()
	def record_follow_up(self, followed_up_on: str) -> None:
		"""Write down that the settlement plan was followed up; the caseworker may too (R-506)."""
		self.reload()
		user = frappe.session.user
		if not (self.css_case and is_reachable("CSS Case", self.css_case, user, write=True)):
			self.check_permission("write")
		self.naars_followed_up_on = followed_up_on
		self.save(ignore_permissions=True)

	def begin_step(self, possible_from: tuple[str, ...]) -> None:
		"""What is stored counts, not what a request holds; of two who decide at once, the second is refused."""
		self.check_permission("write")
		frappe.db.get_value(self.doctype, self.name, "name", for_update=True)
		self.reload()
		if self.status not in possible_from:
			frappe.throw(
				_("This referral is {0}. From there this step cannot be taken.").format(_(self.status)),
				ReferralRefused,
				title=_("Next step"),
			)
		self.flags.taking_a_step = True

	def decide(self, status: str, on: date | None = None) -> None:
		self.update({"status": status, "decided_by": frappe.session.user, "decided_on": on or self.today()})
		self.save()

	def today(self) -> date:
		return site_today(self.site)


def on_doctype_update() -> None:
	add_unique_source("CSS Inbound Referral")
	# The condition of the list: what the site's intake has not decided on yet.
	frappe.db.add_index("CSS Inbound Referral", ["site", "css_case"])
