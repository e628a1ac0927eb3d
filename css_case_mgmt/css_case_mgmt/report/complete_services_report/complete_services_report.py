"""Complete Services Report: everything that people were given or did with the agency (R-216, R-229, R-234, R-399)."""

import frappe
from frappe import _
from frappe.utils import cint

from css_case_mgmt.css_case_mgmt.report.complete_services_report import detail, totals
from css_case_mgmt.css_case_mgmt.report.complete_services_report.records import GROUPS_WITH_RECORDS
from css_case_mgmt.report_asked import asked
from css_case_mgmt.report_export import made_safe
from css_case_mgmt.report_filters import refuse, text
from css_case_mgmt.report_services import Kind, kinds_of_activity

COMPONENTS = ("Intensive Case Management", "Community Capacity Building", "National Coordination")


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message, chart and summary of activities by kind, audience, topic and support service,
	assessments, referrals, plans and goals.

	Whoever appears in several lines is one person in the total, and a family one case (R-234).

	Args:
		filters: `from_date` and `to_date`, by default a month; `site`; `caseworker`, who did it; `framework_group` and
			`component`; `detail`, one row for each service and person.
	"""
	filters = frappe._dict(filters or {})
	question = asked(filters, months=1, of_worker=True)
	kinds = kinds_asked_about(filters)
	groups = groups_asked_about(filters)
	if cint(filters.detail):
		rows = detail.rows(question, kinds, groups)
		return detail.columns(), made_safe(rows), message(), None, detail.summary(rows)
	lines, total = totals.count(question, kinds, groups)
	return totals.columns(), totals.rows(lines), message(), totals.chart(lines), totals.summary(total)


def kinds_asked_about(filters: frappe._dict) -> dict[str, Kind] | None:
	"""The kinds of activity of a group of the Framework and of a component; None for all."""
	group = framework_group(filters)
	component = one_of(filters, "component", COMPONENTS)
	if not (group or component):
		return None
	return {
		name: kind
		for name, kind in kinds_of_activity().items()
		if group in (None, kind.framework_group) and component in (None, kind.component)
	}


def groups_asked_about(filters: frappe._dict) -> tuple[str, ...]:
	"""Groups of the Framework whose records besides activities are counted: assessments, plans and referrals are
	intensive case management."""
	if one_of(filters, "component", COMPONENTS) not in (None, COMPONENTS[0]):
		return ()
	group = framework_group(filters)
	return (group,) if group else GROUPS_WITH_RECORDS


def framework_group(filters: frappe._dict) -> str | None:
	group = text(filters, "framework_group")
	if group and not frappe.db.exists("CSS Framework Group", group):
		refuse(_("Choose one value for each filter."))
	return group


def one_of(filters: frappe._dict, fieldname: str, choices: tuple[str, ...]) -> str | None:
	value = text(filters, fieldname)
	if value and value not in choices:
		refuse(_("Choose one value for each filter."))
	return value


def message() -> str:
	return _(
		"Services in the files that are open to you now. Who appears in several lines is one person in the total, and a family one case."
	)
