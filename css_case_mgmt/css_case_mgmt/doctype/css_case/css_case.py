from datetime import date

import frappe
from frappe import _
from frappe.model.naming import make_autoname

from css_case_mgmt.case_document import CaseDocument, add_unique_source
from css_case_mgmt.closed_files import CLOSED, is_let_through
from css_case_mgmt.permissions.document_checks import may_open_again
from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.printed_case_notes import as_printed
from css_case_mgmt.settings import site_today

FILE_NUMBERS = "CASE-.YYYY.-.#####"


class CaseworkerIsDerived(frappe.ValidationError):
	"""The caseworker follows from CSS Case Access."""


class SeparationIsRecorded(frappe.ValidationError):
	"""Out of which household a case came follows from a separation."""


class CSSCase(CaseDocument):
	"""A family's file at one site (R-001, R-040). Who may read it is decided by CSS Case Access (D-19)."""

	def before_validate(self) -> None:
		self.set_site()
		super().before_validate()

	def before_insert(self) -> None:
		self.file_number = self.file_number or make_autoname(FILE_NUMBERS)
		self.opened_on = self.opened_on or site_today(self.site)
		# The access record made in after_insert writes it back.
		self.flags.first_caseworker = self.caseworker or self.own_caseworker()
		if self.flags.opened_beside_another:
			self.flags.first_caseworker = None
		self.caseworker = None

	def validate(self) -> None:
		self.keep_caseworker()
		self.keep_separation()
		self.validate_status()

	def after_insert(self) -> None:
		if self.flags.first_caseworker:
			access = frappe.get_doc(
				doctype="CSS Case Access",
				css_case=self.name,
				user=self.flags.first_caseworker,
				kind="Assigned",
				access_from=site_today(self.site),
			)
			access.flags.continues_work = self.flags.continues_work
			access.insert(ignore_permissions=True)
			self.reload()

	def notes_as_printed(self) -> dict:
		"""What the print format of the case notes shows; Frappe has asked before whether it may be printed."""
		return as_printed(self)

	def set_site(self) -> None:
		"""A worker of one site need not say which."""
		if self.is_new() and not self.site:
			sites = scope_of(frappe.session.user).staff_sites
			self.site = sites[0] if len(sites) == 1 else None

	def own_caseworker(self) -> str | None:
		"""A caseworker who opens a file is its caseworker; a manager or intake worker is not."""
		roles = scope_of(frappe.session.user).roles
		if "CSS Caseworker" in roles and "CSS Manager" not in roles:
			return frappe.session.user
		return None

	def keep_caseworker(self) -> None:
		if not self.is_new() and self.has_value_changed("caseworker"):
			frappe.throw(
				_("The caseworker follows from the Case Access records. Add an Assigned record instead."),
				CaseworkerIsDerived,
				title=_("Caseworker"),
			)

	def keep_separation(self) -> None:
		"""Who may have access follows from it, so that no form and no request sets it (R-502)."""
		if self.flags.opened_beside_another or self.flags.separation_changes:
			return
		if self.is_new():
			is_changed = self.separated_from or self.is_protected
		else:
			is_changed = self.has_value_changed("separated_from") or self.has_value_changed("is_protected")
		if is_changed:
			frappe.throw(
				_("Record the separation with A Change in the Family, in the case that the members leave."),
				SeparationIsRecorded,
				title=_("Separation of households"),
			)

	def validate_status(self) -> None:
		"""Closing starts the clock of the retention, opening again stops it (R-378); the days are written here alone."""
		before = self.get_doc_before_save()
		was_closed = bool(before and before.status == CLOSED)
		self.closed_on = before.closed_on if before else None
		self.opened_again_on = before.opened_again_on if before else None
		if self.status == CLOSED:
			self.require_nobody_enrolled()
			if not was_closed:
				self.closed_on = self.day_of_closing()
		elif was_closed:
			self.require_right_to_open_again()
			self.update({"closed_on": None, "opened_again_on": site_today(self.site)})

	def require_nobody_enrolled(self) -> None:
		if frappe.db.exists("CSS Enrolment", {"css_case": self.name, "status": "Active"}):
			frappe.throw(
				_("A family member is still enrolled. End the enrolment before closing the case."),
				title=_("Case"),
			)

	def day_of_closing(self) -> date:
		"""With an exit, and with earlier records, the day on which the last one left; otherwise today."""
		today = site_today(self.site)
		if not is_let_through():
			return today
		exits = frappe.get_all(
			"CSS Enrolment", filters={"css_case": self.name, "status": "Exited"}, pluck="exit_date"
		)
		return max(filter(None, exits), default=today)

	def require_right_to_open_again(self) -> None:
		if not (self.flags.ignore_permissions or may_open_again(self)):
			frappe.throw(
				_(
					"Only a manager of the site opens a closed file again, or its intake worker while nobody was ever assigned."
				),
				frappe.PermissionError,
				title=_("Closed file"),
			)


def on_doctype_update() -> None:
	add_unique_source("CSS Case")
	frappe.db.add_index("CSS Case", ["site", "status"])
