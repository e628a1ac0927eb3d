"""The import of a workbook: its template, and how far the work is."""

import frappe

from css_case_mgmt.api.permission import require
from css_case_mgmt.importing import job
from css_case_mgmt.importing.progress import progress_of
from css_case_mgmt.importing.template import template as make_template


@frappe.whitelist(methods=["GET"])
def template(language: str | None = None) -> None:
	"""Send the empty workbook, with a sheet that explains it.

	Args:
		language: "en" or "fr"; the user's without it.
	"""
	require(job.DOCTYPE, "create")
	frappe.response.update(
		{
			"type": "binary",
			"filename": "import.xlsx",
			"filecontent": make_template(language if language in ("en", "fr") else None),
		}
	)


@frappe.whitelist(methods=["POST"])
def look(name: str) -> dict:
	"""How an import stands now; one whose process has died is entered as failed.

	Returns:
		`status`, and while it runs `progress` with `stage`, `done` and `total`.
	"""
	require(job.DOCTYPE, "read")
	doc = frappe.get_doc(job.DOCTYPE, str(name))
	doc.check_permission("read")
	job.look(doc)
	return {"status": doc.status, "progress": progress_of(doc.name) if doc.status in job.RUNNING else None}
