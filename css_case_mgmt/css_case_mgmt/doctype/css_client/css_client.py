from datetime import date

import frappe
from frappe import _
from frappe.model.naming import make_autoname
from frappe.utils import getdate

from css_case_mgmt.case_document import CaseDocument, DateRefused, add_unique_source
from css_case_mgmt.settings import dates_by_site

FILE_NUMBERS = "CLIENT-.YYYY.-.#####"
NAMES = ("given_names", "family_name", "preferred_name", "name_in_own_script")
MOST_GIVEN_NAMES = 6
EARLIEST_BIRTH = date(1900, 1, 1)


class NameRefused(frappe.ValidationError):
	"""A name that the file cannot hold."""


class CSSClient(CaseDocument):
	"""A person (R-043, R-044, R-053, R-057). Reached through the latest membership of a case (D-19)."""

	def before_insert(self) -> None:
		self.file_number = self.file_number or make_autoname(FILE_NUMBERS)

	def validate(self) -> None:
		self.tidy_names()
		self.validate_given_names()
		self.validate_dates()
		self.validate_languages()

	def tidy_names(self) -> None:
		for fieldname in NAMES:
			self.set(fieldname, tidy_name(self.get(fieldname)))

	def validate_given_names(self) -> None:
		if not self.given_names:
			frappe.throw(_("Enter at least one given name."), NameRefused, title=_("Names"))
		if len(self.given_names.split()) > MOST_GIVEN_NAMES:
			frappe.throw(
				_("Enter at most {0} given names, separated by spaces.").format(MOST_GIVEN_NAMES),
				NameRefused,
				title=_("Names"),
			)

	def validate_dates(self) -> None:
		today = max(dates_by_site().values(), default=getdate())
		for fieldname in ("date_of_birth", "arrival_date", "rap_start_date"):
			if self.get(fieldname) and getdate(self.get(fieldname)) > today:
				frappe.throw(
					_("{0} lies in the future.").format(_(self.meta.get_label(fieldname))),
					DateRefused,
					title=_("Date in the future"),
				)
		if self.date_of_birth and getdate(self.date_of_birth) < EARLIEST_BIRTH:
			frappe.throw(_("The date of birth lies before 1900."), DateRefused, title=_("Date of birth"))
		if self.birth_date_is_estimated and not self.date_of_birth:
			frappe.throw(
				_("Enter the estimated date of birth, such as 1 January of the likely year."),
				DateRefused,
				title=_("Date of birth"),
			)
		if (
			self.rap_start_date
			and self.rap_end_date
			and getdate(self.rap_end_date) < getdate(self.rap_start_date)
		):
			frappe.throw(_("RAP ends before it starts."), DateRefused, title=_("RAP"))

	def validate_languages(self) -> None:
		seen = set()
		for row in self.languages:
			if row.language in seen:
				frappe.throw(
					_("Row {0}: {1} is there twice.").format(row.idx, row.language),
					title=_("Languages spoken"),
				)
			seen.add(row.language)


def tidy_name(name: str | None) -> str | None:
	"""A name with single spaces; None where there is none."""
	return " ".join((name or "").split()) or None


def on_doctype_update() -> None:
	add_unique_source("CSS Client")
	# Files being opened: the condition of every client list asks whom the reader has entered.
	frappe.db.add_index("CSS Client", ["owner"])
