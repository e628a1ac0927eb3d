"""The directory of service providers as a file, out of the desk and into it (R-305)."""

import base64
import binascii

import frappe
from frappe import _
from frappe.utils import escape_html

from css_case_mgmt.api.permission import require
from css_case_mgmt.service_directory.csv_tables import LARGEST_FILE, FileRefused
from css_case_mgmt.service_directory.directory import Plan, export_directory, import_directory, plan_import
from css_case_mgmt.service_directory.problems import (
	DirectoryRefused,
	tell,
	tell_file_problem,
	tell_notes,
)

PROVIDER = "CSS Service Provider"
IMPORTERS = frozenset(("CSS Manager", "CSS National Analyst", "CSS National Coordinator"))
MOST_SHOWN = 200
IN_BASE64 = 4 / 3


@frappe.whitelist(methods=["GET"])
def download() -> None:
	"""Send the whole directory as a zip archive of HSDS tables."""
	require(PROVIDER, "export")
	frappe.response.update(
		{"type": "binary", "filename": "service-directory.zip", "filecontent": export_directory()}
	)


@frappe.whitelist(methods=["POST"])
def look(files: list | str) -> dict:
	"""What an import of some files would change, and what is wrong with them; nothing is changed.

	Args:
		files: `file_name` and `content`, in base64, of a zip archive or of CSV files.
	"""
	require_importer()
	with refusals_in_words():
		return as_shown(plan_import(decoded(files)))


@frappe.whitelist(methods=["POST"])
def bring_in(files: list | str) -> dict:
	"""Import some files, all or nothing; the files themselves are not kept.

	Raises:
		DirectoryRefused: says what is wrong with which row.
	"""
	require_importer()
	with refusals_in_words():
		return as_shown(import_directory(decoded(files)))


def require_importer() -> None:
	require(PROVIDER, "create")
	if not IMPORTERS & set(frappe.get_roles()):
		frappe.throw(
			_("A directory is brought in by managers, analysts and coordinators."),
			frappe.PermissionError,
			title=_("Not permitted"),
		)


class refusals_in_words:
	"""What the reading of files refuses, as the desk shows it."""

	def __enter__(self) -> None:
		return None

	def __exit__(self, _kind, error, _traceback) -> None:
		if isinstance(error, FileRefused):
			frappe.throw(
				escape_html(tell_file_problem(error)), DirectoryRefused, title=_("Directory of services")
			)


def decoded(files: list | str) -> list[tuple[str, bytes]]:
	found = []
	for file in frappe.parse_json(files):
		content = str(file.get("content") or "")
		if len(content) > LARGEST_FILE * IN_BASE64 + 4:
			frappe.throw(_("The file is larger than 10 MB."), DirectoryRefused)
		try:
			found.append((str(file.get("file_name") or ""), base64.b64decode(content, validate=True)))
		except binascii.Error:
			frappe.throw(_("The file did not arrive whole. Choose it again."), DirectoryRefused)
	return found


def as_shown(plan: Plan) -> dict:
	meta = frappe.get_meta(PROVIDER)
	return {
		"new": [organisation.provider_name for organisation in plan.new][:MOST_SHOWN],
		"changed": [
			{
				"name": name,
				"provider_name": organisation.provider_name,
				"fields": [_(meta.get_label(fieldname)) for fieldname in changes],
			}
			for name, organisation, changes in plan.changed
		][:MOST_SHOWN],
		"counts": {"new": len(plan.new), "changed": len(plan.changed), "unchanged": plan.unchanged},
		"problems": [tell(problem) for problem in plan.problems][:MOST_SHOWN],
		"notes": tell_notes(plan.notes)[:MOST_SHOWN],
	}
