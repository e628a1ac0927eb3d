"""Merging two files of one person (D-23)."""

from collections import Counter

import frappe
from frappe import _

from css_case_mgmt.api.permission import require
from css_case_mgmt.merge_refusals import check_manager, may_change, problems
from css_case_mgmt.merging import File, file_of, planned_changes
from css_case_mgmt.people import NAME_FIELDS, age, full_name
from css_case_mgmt.permissions.registry import CLIENT
from css_case_mgmt.rules.identifiers import shown_uci
from css_case_mgmt.settings import site_today

COMPARED_FIELDS = (
	*NAME_FIELDS,
	"name_in_own_script",
	"preferred_name",
	"date_of_birth",
	"birth_date_is_estimated",
	"died_on",
	"gender",
	"uci",
	"arrival_date",
	"creation",
)


@frappe.whitelist(methods=["GET", "POST"])
def preview(remaining: str, merged: str) -> dict:
	"""Both files side by side, how many records of each kind would move, and what stands in the way.

	Args:
		remaining: the CSS Client that remains.
		merged: the CSS Client that is merged into it.
	"""
	files = checked_files(remaining, merged)
	found = problems(*files)
	return {
		"files": [side(file) for file in files],
		"problems": found,
		"moves": [] if found else numbers_of_records(*files),
	}


@frappe.whitelist(methods=["POST"])
def merge(remaining: str, merged: str, reason: str) -> str:
	"""Merge one file into another (D-23).

	Returns:
		The name of the CSS Client Merge, which lists what moved.
	"""
	checked_files(remaining, merged)
	record = frappe.new_doc("CSS Client Merge")
	record.update(
		{
			"client": remaining,
			"merged_client": merged,
			"css_case": file_of(remaining).css_case,
			"reason": reason,
		}
	)
	return record.insert().name


def checked_files(remaining: str, merged: str) -> tuple[File, File]:
	"""Whoever is not the manager of both learns neither of them nor whether they exist."""
	require("CSS Client Merge", "create")
	if not may_change(remaining, merged) or not frappe.db.exists(CLIENT, remaining):
		frappe.throw(_("Could not find {0}").format(_("Client")), frappe.PermissionError)
	files = file_of(remaining), file_of(merged)
	for file in files:
		check_manager(file.site)
	return files


def side(file: File) -> dict:
	person = frappe.db.get_value(CLIENT, file.name, COMPARED_FIELDS, as_dict=True)
	case_number = frappe.db.get_value("CSS Case", file.css_case, "file_number") if file.css_case else None
	return {
		"client": file.name,
		"file_number": file.file_number,
		"full_name": full_name(person),
		"name_in_own_script": person.name_in_own_script,
		"preferred_name": person.preferred_name,
		"date_of_birth": person.date_of_birth,
		"birth_date_is_estimated": person.birth_date_is_estimated,
		"age": age(person, site_today(file.site)) if file.site else None,
		"gender": person.gender,
		"uci": shown_uci(person.uci) if person.uci else None,
		"arrival_date": person.arrival_date,
		"css_case": case_number,
		"is_member": file.is_member,
		"opened_on": person.creation.date(),
	}


def numbers_of_records(remaining: File, merged: File) -> list[dict]:
	"""Records that would change, counted by kind; the merged file itself is not one of them."""
	records = {
		(change.doctype, change.name)
		for change in planned_changes(remaining, merged)
		if change.name != merged.name
	}
	counted = Counter(doctype for doctype, _name in records)
	return [{"doctype": doctype, "records": count} for doctype, count in sorted(counted.items())]
