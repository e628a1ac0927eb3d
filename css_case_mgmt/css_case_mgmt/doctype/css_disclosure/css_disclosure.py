import frappe
from frappe import _
from frappe.utils import add_days, getdate, now_datetime

from css_case_mgmt.asking import ask, managers_of
from css_case_mgmt.case_document import CaseDocument, add_unique_source
from css_case_mgmt.consent_gate import consent_covers
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.settings import get_setting

GIVEN_BY_APPROVAL = ("approved_by", "approved_on", "override_until")


class DisclosureRefused(frappe.ValidationError):
	"""A disclosure that lacks its ground."""


class DisclosureLocked(frappe.ValidationError):
	"""An approved disclosure stays as it is (D-24)."""


class ApprovalRefused(frappe.PermissionError):
	"""An approval by somebody who may not approve (D-24)."""


class CSSDisclosure(CaseDocument):
	"""Information that left the agency, with its ground (R-124, R-125), and the emergency override of the
	consent, which a worker asks for and another person approves (D-16, D-24)."""

	def before_insert(self) -> None:
		self.requested_by = frappe.session.user
		self.update(dict.fromkeys(GIVEN_BY_APPROVAL))
		file_number = frappe.db.get_value("CSS Client", self.client, "file_number")
		self.title = f"{file_number} / {self.disclosed_on}"

	def validate(self) -> None:
		self.keep_what_is_computed()
		self.refuse_future("disclosed_on")
		if self.is_new():
			self.require_member()
		self.validate_ground()

	def after_insert(self) -> None:
		if self.needs_approval():
			self.ask_for_approval()

	def keep_what_is_computed(self) -> None:
		before = self.get_doc_before_save()
		if not before or self.flags.is_being_approved:
			return
		if before.approved_by:
			frappe.throw(
				_("This disclosure is approved and does not change. Record another one."),
				DisclosureLocked,
				title=_("Disclosure"),
			)
		for fieldname in (*GIVEN_BY_APPROVAL, "requested_by", "title"):
			self.set(fieldname, before.get(fieldname))

	def require_member(self) -> None:
		if not frappe.db.exists("CSS Case Member", {"client": self.client, "css_case": self.css_case}):
			self.refuse(
				_("This person does not belong to the case. Choose the case of which the person is a member.")
			)

	def validate_ground(self) -> None:
		ground = frappe.get_cached_doc("CSS Disclosure Ground", self.ground)
		if self.is_override:
			if not ground.for_override:
				self.refuse(
					_("{0} does not override the consent. Choose another ground.").format(_(ground.name))
				)
			if not self.override_for:
				self.refuse(_("Say for what the consent is overridden."))
		elif not ground.without_consent:
			self.validate_consent()

	def validate_consent(self) -> None:
		"""A ground that rests on consent names the consent, and it covers the recipient (R-120, R-124)."""
		if not self.consent:
			self.refuse(
				_(
					"With this ground, choose the consent that covers it. Without a consent, choose another ground."
				)
			)
		if not consent_covers(self.consent, self.client, self.css_case, self.recipient, self.disclosed_on):
			self.refuse(
				_(
					"This consent was not valid on that day, or does not name this recipient. Choose the consent that covers it."
				)
			)

	def needs_approval(self) -> bool:
		"""Whatever goes out, or starts, without consent (R-125)."""
		ground = frappe.get_cached_doc("CSS Disclosure Ground", self.ground)
		return bool(self.is_override or ground.without_consent)

	def ask_for_approval(self) -> None:
		file_number = frappe.db.get_value("CSS Client", self.client, "file_number")
		text = (
			_("{0}: an emergency override of the consent waits for your approval.")
			if self.is_override
			else _("{0}: a disclosure without consent waits for your approval.")
		).format(file_number)
		for manager in managers_of(self.site_of_case()):
			if manager != self.requested_by:
				ask(manager, text, doctype=self.doctype, name=self.name)

	@frappe.whitelist()
	def approve(self) -> None:
		"""Approve what another has asked for; an override then holds for the days of the setting (D-16)."""
		self.reload()  # What the request says about the other fields does not count.
		self.check_permission("write")
		if why_not := self.why_not_approve():
			frappe.throw(why_not, ApprovalRefused, title=_("Approval"))
		self.approved_by = frappe.session.user
		self.approved_on = now_datetime()
		if self.is_override:
			days = get_setting("override_days", self.site_of_case())
			self.override_until = add_days(getdate(self.disclosed_on), max(days, 1) - 1)
		self.flags.is_being_approved = True
		self.save()
		self.close_requests()

	def why_not_approve(self) -> str | None:
		"""What stands against an approval by the user; None where nothing does."""
		user = frappe.session.user
		if self.approved_by:
			return _("This disclosure is approved already.")
		if not self.needs_approval():
			return _("A disclosure with the client's consent needs no approval.")
		if user in (self.requested_by, self.owner):
			return _("Whoever asks does not approve. Another manager does.")
		if user != "Administrator" and self.site_of_case() not in scope_of(user).managed_sites:
			return _("Only a manager of the site approves.")
		return None

	def close_requests(self) -> None:
		for todo in frappe.get_all(
			"ToDo",
			filters={"reference_type": self.doctype, "reference_name": self.name, "status": "Open"},
			pluck="name",
		):
			frappe.db.set_value("ToDo", todo, "status", "Closed")

	def refuse(self, text: str) -> None:
		frappe.throw(text, DisclosureRefused, title=_("Disclosure"))


def on_doctype_update() -> None:
	add_unique_source("CSS Disclosure")
