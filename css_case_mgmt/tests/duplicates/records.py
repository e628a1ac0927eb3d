"""People who may be the same, for tests of the duplicate search and of merging."""

import frappe

from css_case_mgmt.tests.factories import NORTH, make_family

FARHAD = {
	"given_names": "Farhad",
	"family_name": "Noorzai",
	"date_of_birth": "1987-05-17",
	"phones": [{"phone": "+16135550143"}],
}
SPELLED_OTHERWISE = {"given_names": "Ferhad", "family_name": "Nurzay", "date_of_birth": "1987-05-17"}


def make_farhad(site: str = NORTH, **values):
	"""(case, client): a family whose head is Farhad Noorzai."""
	return make_family(site, **{**FARHAD, **values})


def keys_of_file(client: str) -> set[str]:
	return set(
		frappe.get_all(
			"CSS Client Search Key", {"parent": client}, pluck="search_key", parent_doctype="CSS Client"
		)
	)
