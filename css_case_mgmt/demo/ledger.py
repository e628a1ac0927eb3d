"""What the demo made: CSS Demo Record lists every record, so that clearing removes exactly those."""

from collections.abc import Iterable

import frappe
from frappe import _

from css_case_mgmt.case_document import opaque_name
from css_case_mgmt.demo.bulk_rows import RowMaker, insert_rows
from css_case_mgmt.setup.uninstall import real_records

LEDGER = "CSS Demo Record"

Record = tuple[str, str]  # DocType and name


class RealClientsHere(frappe.ValidationError):
	"""A site that serves real people is no place for invented ones."""


class NotOfDemo(frappe.ValidationError):
	"""Something real has the name of something of the demo's."""


def refuse_beside_real_clients() -> None:
	"""Invented families must not be mistaken for real ones.

	Raises:
		RealClientsHere: the site holds clients that the ledger does not list.
	"""
	found = real_records("CSS Client")
	if found:
		frappe.throw(
			_(
				"This site holds files of real clients: {0}. Load the demo into a site of its own. Nothing was changed."
			).format(found),
			RealClientsHere,
			title=_("Real clients"),
		)


def enter_in_ledger(records: Iterable[Record]) -> None:
	maker = RowMaker()
	user = frappe.session.user
	insert_rows(
		LEDGER,
		(
			maker.row(LEDGER, opaque_name(), {"reference_doctype": doctype, "reference_name": name}, user)
			for doctype, name in records
		),
	)


def is_in_ledger(doctype: str, name: str) -> bool:
	return bool(frappe.db.exists(LEDGER, {"reference_doctype": doctype, "reference_name": name}))


def is_made_already(doctype: str, name: str) -> bool:
	"""Whether the demo made this record before.

	Raises:
		NotOfDemo: somebody else made a record of that name.
	"""
	if not frappe.db.exists(doctype, name):
		return False
	if not is_in_ledger(doctype, name):
		frappe.throw(
			_(
				"{0} {1} is here already and is not of the demo. Rename it, or load the demo elsewhere."
			).format(_(doctype), name),
			NotOfDemo,
			title=_("Name is taken"),
		)
	return True
