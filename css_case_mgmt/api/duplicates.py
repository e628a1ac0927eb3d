"""Before a new person is saved: who may have a file already (R-073)."""

import frappe

from css_case_mgmt.api.permission import require
from css_case_mgmt.duplicates import find_duplicates

TYPED = (
	"given_names",
	"family_name",
	"patronymic",
	"preferred_name",
	"name_in_own_script",
	"date_of_birth",
	"birth_date_is_estimated",
	"uci",
)
TABLES = {"other_names": "written_name", "phones": "phone"}


@frappe.whitelist(methods=["POST"])
def search(values: dict | str, client: str | None = None) -> list[dict]:
	"""Files that may be the same person's, the likeliest first, among those that the user may read.

	Args:
		values: fields of CSS Client as typed so far; others are ignored.
		client: the file itself, if it is saved already.

	Returns:
		At most ten, each with file number, name, age, verdict and the reasons as codes.
	"""
	require("CSS Client", "create")
	typed = frappe.parse_json(values) or {}
	person = {fieldname: typed.get(fieldname) for fieldname in TYPED}
	for table, column in TABLES.items():
		person[table] = [{column: str(row.get(column) or "")} for row in typed.get(table) or ()]
	found = find_duplicates(person, frappe.session.user, without=client)
	return [duplicate.shown() for duplicate in found]
