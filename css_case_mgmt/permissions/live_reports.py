"""Reports of client data always run live.

Frappe marks a report that once took long as "prepared": from then on it is stored, and a stored report
outlives the right to read it. Storing is refused (`refusals.py`), so such a report would show nothing at all.
"""

from frappe.core.doctype.report.report import Report

from css_case_mgmt.permissions.registry import CHILD_TABLES, CLIENT_BEARING

MODULE = "CSS Case Mgmt"


class LiveReport(Report):
	"""Frappe's Report, never prepared where it reads client data (R-412)."""

	def load_from_db(self):
		loaded = super().load_from_db()
		if reads_client_data(self.module, self.ref_doctype):
			self.prepared_report = 0
		return loaded


def reads_client_data(module: str | None, ref_doctype: str | None) -> bool:
	"""Whether a report belongs to this app, or somebody saved one on its client-bearing DocTypes."""
	return module == MODULE or ref_doctype in (*CLIENT_BEARING, *CHILD_TABLES)
