"""Telephone numbers and addresses of a person, each with how it may be used safely (R-500)."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from css_case_mgmt.rules.identifiers import NotAPostalCode, normal_postal_code
from css_case_mgmt.rules.telephone import NotATelephoneNumber, TelephoneProblem, normal_number

NOT_KNOWN = "Not Known"
SAFE_USES = {
	"phones": ("safe_to_call", "safe_for_voicemail", "safe_to_text"),
	"addresses": ("safe_to_visit", "safe_to_write"),
}


class ContactRefused(frappe.ValidationError):
	"""A telephone number or address that the file cannot hold."""


def tidy_contact(client: Document) -> None:
	"""Bring numbers and postal codes into one form; what nobody has asked about is Not Known.

	Raises:
		ContactRefused: naming the row and what to do.
	"""
	for table, uses in SAFE_USES.items():
		for row in client.get(table):
			for fieldname in uses:
				row.set(fieldname, row.get(fieldname) or NOT_KNOWN)
	if client.email:
		client.safe_to_email = client.safe_to_email or NOT_KNOWN
	tidy_phones(client.phones)
	for row in client.addresses:
		tidy_address(row)


def tidy_phones(rows: list[Document]) -> None:
	row_of_number: dict[str, int] = {}
	for row in rows:
		try:
			row.phone = normal_number(row.phone or "")
		except NotATelephoneNumber as refused:
			refuse(telephone_problem_text(refused.problem).format(row.idx), _("Telephone numbers"))
		if row.phone in row_of_number:
			refuse(
				_("Row {0}: this number is in row {1} already. Keep one of them.").format(
					row.idx, row_of_number[row.phone]
				),
				_("Telephone numbers"),
			)
		row_of_number[row.phone] = row.idx


def telephone_problem_text(problem: TelephoneProblem) -> str:
	return {
		TelephoneProblem.HAS_WORDS: _(
			"Row {0}: write only the number here, and words, such as whose number it is, under Remark."
		),
		TelephoneProblem.HAS_EXTENSION: _("Row {0}: write the extension under Remark."),
		TelephoneProblem.NOT_VALID: _(
			"Row {0}: this is no valid telephone number. Write it with its area code, or with + and the country code."
		),
	}[problem]


def tidy_address(row: Document) -> None:
	if row.postal_code:
		try:
			row.postal_code = normal_postal_code(row.postal_code)
		except NotAPostalCode:
			refuse(
				_("Row {0}: write the Canadian postal code as A1A 1A1, or leave it empty.").format(row.idx),
				_("Addresses"),
			)
	if (
		row.lives_there_from
		and row.lives_there_until
		and getdate(row.lives_there_until) < getdate(row.lives_there_from)
	):
		refuse(
			_("Row {0}: the address ends before it begins. Correct one of the dates.").format(row.idx),
			_("Addresses"),
		)


def refuse(what: str, title: str) -> None:
	frappe.throw(what, ContactRefused, title=title)
