import frappe
from frappe import _
from frappe.utils import getdate

from css_case_mgmt.case_document import DateRefused, add_unique_source
from css_case_mgmt.consent_gate import as_consent, file_owner
from css_case_mgmt.consent_withdrawal import affected_by_withdrawal, as_text
from css_case_mgmt.css_case_mgmt.doctype.css_consent_form.css_consent_form import published_form
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.rules.consent import GUARDIAN_OF_AN_ADULT, may_give
from css_case_mgmt.settings import site_today
from css_case_mgmt.signed_document import SignedDocument

RECORDED, REVIEWED, TO_BE_REDONE = "Recorded", "Reviewed", "To Be Redone"
NEXT_REVIEW = {
	RECORDED: (RECORDED, REVIEWED, TO_BE_REDONE),
	TO_BE_REDONE: (TO_BE_REDONE, REVIEWED),
	REVIEWED: (REVIEWED,),
}
WITHDRAWAL = ("withdrawn_on", "withdrawn_recorded_by", "withdrawal_note", "withdrawal_affects")


class ConsentRefused(frappe.ValidationError):
	"""A consent that cannot be given in this way."""


class ReviewRefused(frappe.PermissionError):
	"""A review by somebody who may not review (D-24)."""


class CSSConsent(SignedDocument):
	"""What a client has agreed to: explained, signed by both, withdrawn at any time (D-16, R-111 to R-122).

	Whether it is valid is computed (`rules/consent.py`); the manager's review afterwards changes nothing in it.
	"""

	MAY_CHANGE = ("copy_given_on", "workflow_state", "reviewed_by", "review_note", *WITHDRAWAL)
	DATES = ("explained_on", "client_signed_on", "caseworker_signed_on", "copy_given_on", "withdrawn_on")

	FORM_FIELD = "consent_form"
	KIND = "Consent"

	def before_insert(self) -> None:
		form = published_form(self.consent_form, "Consent")
		self.language = form.language
		self.set_title(form.name)
		self.workflow_state = RECORDED

	def validate(self) -> None:
		self.keep_what_is_computed()
		self.validate_signed_document(self.explained_on or self.client_signed_on)
		self.validate_guardian()
		self.validate_period()
		self.validate_withdrawal()
		self.validate_review()

	def keep_what_is_computed(self) -> None:
		before = self.get_doc_before_save()
		for fieldname in ("language", "title", "withdrawn_recorded_by", "withdrawal_affects", "reviewed_by"):
			if before:
				self.set(fieldname, before.get(fieldname))
			elif fieldname not in ("language", "title"):
				self.set(fieldname, None)

	def validate_guardian(self) -> None:
		"""A child's guardian signs for the child, whoever is old enough signs alone (D-09, T-09)."""
		before = self.get_doc_before_save()
		if before and before.client_signed_on == self.client_signed_on and before.given_by == self.given_by:
			return
		if self.given_by == "Guardian" and not (self.guardian_name and self.guardian_authority):
			self.refuse(_("Enter the guardian's name, and what gives the authority."))
		person = file_owner(self.client, self.css_case)
		if not may_give(as_consent(self), person):
			self.refuse(_("This person is too young to consent alone. A parent or guardian signs."))
		is_of_childs_guardian = (
			self.given_by == "Guardian" and self.guardian_authority != GUARDIAN_OF_AN_ADULT
		)
		day = getdate(self.client_signed_on) if self.client_signed_on else None
		if is_of_childs_guardian and day and person.is_grown_up(day):
			self.refuse(_("This person is old enough to consent alone, and signs for herself or himself."))

	def validate_period(self) -> None:
		if self.valid_from and self.valid_until and getdate(self.valid_until) < getdate(self.valid_from):
			frappe.throw(_("The consent ends before it begins."), DateRefused, title=_("Valid until"))

	def validate_withdrawal(self) -> None:
		"""A withdrawal stands, whoever records it by whatever surface, and says what it affects (R-122)."""
		before = self.get_doc_before_save()
		withdrawn_before = getdate(before.withdrawn_on) if before and before.withdrawn_on else None
		withdrawn_now = getdate(self.withdrawn_on) if self.withdrawn_on else None
		if withdrawn_before and (
			withdrawn_now != withdrawn_before or before.withdrawal_note != self.withdrawal_note
		):
			self.refuse(_("A withdrawal is not taken back. Record a new consent instead."))
		if not withdrawn_now or withdrawn_before:
			return
		if self.explained_on and withdrawn_now < getdate(self.explained_on):
			frappe.throw(
				_("The withdrawal lies before the consent."), DateRefused, title=_("Withdrawal of consent")
			)
		self.withdrawn_recorded_by = frappe.session.user
		self.withdrawal_affects = as_text(affected_by_withdrawal(self.client))

	def validate_review(self) -> None:
		"""By a manager of the site who has not recorded it, through every surface (D-24); for the validity it
		does not matter (D-16)."""
		before = self.get_doc_before_save()
		state_before = before.workflow_state or RECORDED if before else RECORDED
		self.workflow_state = self.workflow_state or state_before
		if self.workflow_state == state_before:
			if before and state_before == REVIEWED and before.review_note != self.review_note:
				self.refuse_review(_("This consent has been reviewed."))
			return
		if self.workflow_state not in NEXT_REVIEW.get(state_before, ()):
			self.refuse_review(
				_("A consent goes from {0} to {1} or {2}.").format(_(RECORDED), _(REVIEWED), _(TO_BE_REDONE))
			)
		if frappe.session.user in (self.owner, before and before.owner):
			self.refuse_review(_("Whoever recorded a consent does not review it. Another manager does."))
		if not self.is_reviewed_by_manager():
			self.refuse_review(_("Only a manager of the site reviews a consent."))
		self.reviewed_by = frappe.session.user

	def is_reviewed_by_manager(self) -> bool:
		user = frappe.session.user
		return user == "Administrator" or self.site_of_case() in scope_of(user).managed_sites

	def refuse(self, text: str) -> None:
		frappe.throw(text, ConsentRefused, title=_("Consent"))

	def refuse_review(self, text: str) -> None:
		frappe.throw(text, ReviewRefused, title=_("Review"))

	@frappe.whitelist()
	def what_withdrawal_affects(self) -> list[str]:
		"""What would be stopped by a withdrawal now, to be shown before it is confirmed (R-122)."""
		self.check_permission("read")
		return affected_by_withdrawal(self.client)

	@frappe.whitelist()
	def withdraw(self, withdrawn_on: str | None = None, note: str | None = None) -> None:
		"""Record that the client has withdrawn this consent; every use stops at once (R-122)."""
		self.reload()  # What the request says about the other fields does not count.
		self.check_permission("write")
		if self.withdrawn_on:
			self.refuse(_("This consent is withdrawn already."))
		self.withdrawn_on = withdrawn_on or site_today(self.site_of_case())
		self.withdrawal_note = note
		self.save()


def on_doctype_update() -> None:
	add_unique_source("CSS Consent")
