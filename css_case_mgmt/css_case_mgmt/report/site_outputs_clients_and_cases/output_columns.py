"""The numbers of a line of outputs, and their columns."""

from frappe import _

from css_case_mgmt.css_case_mgmt.report.site_outputs_clients_and_cases.work_done import KINDS, Work
from css_case_mgmt.report_columns import column
from css_case_mgmt.rules.programme_flow import Flow

FLOW = (
	"clients_start",
	"enrolled",
	"planned",
	"unplanned",
	"clients_end",
	"clients_high",
	"clients_low",
	"served",
	"cases_start",
	"cases_new",
	"cases_closed",
	"cases_end",
	"cases_high",
	"cases_low",
)


def numbers_of(flow: Flow, work: Work | None) -> dict[str, int]:
	"""A line, in the order of the columns."""
	numbers = {name: getattr(flow, name) for name in FLOW}
	return {**numbers, "served": len(flow.served), **(work or dict.fromkeys(KINDS, 0))}


def columns(first: list[dict], fieldtype: str = "Int") -> list[dict]:
	"""All of them, after those that say what a line is about."""
	labels = {
		"clients_start": _("Clients at the start"),
		"enrolled": _("New enrolments"),
		"planned": _("Planned exits"),
		"unplanned": _("Unplanned exits"),
		"clients_end": _("Clients at the end"),
		"clients_high": _("Of them high needs"),
		"clients_low": _("Of them low needs"),
		"served": _("Clients served"),
		"cases_start": _("Cases at the start"),
		"cases_new": _("New cases"),
		"cases_closed": _("Cases that ended"),
		"cases_end": _("Cases at the end"),
		"cases_high": _("Cases with high needs"),
		"cases_low": _("Cases with low needs"),
		"activities": _("Activities"),
		"contacts": _("Contacts with a person"),
		"a1": _("A1 completed"),
		"a2": _("A2 completed"),
		"a3": _("A3 completed"),
		"a4": _("A4 and later completed"),
		"periodic": _("Periodic assessments"),
		"plans": _("Plans agreed"),
		"referrals": _("Referrals sent"),
	}
	shown = [column(name, label, fieldtype, width(label)) for name, label in labels.items()]
	return [*first, *shown]


def width(label: str) -> int:
	"""Wide enough for its label, in whatever language."""
	return max(95, 8 * len(label) + 24)
