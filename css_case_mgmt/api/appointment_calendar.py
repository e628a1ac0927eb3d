"""Frappe's calendar view of appointments (R-505)."""

import frappe
from frappe import _

from css_case_mgmt.api.permission import require
from css_case_mgmt.appointments import APPOINTMENT
from css_case_mgmt.bookings import that_clash
from css_case_mgmt.local_time import as_moment

MOST = 3000


@frappe.whitelist(methods=["GET", "POST"])
def get_events(start: str, end: str, filters: list | str | None = None, **_kwargs) -> list[dict]:
	"""Appointments between two times that the user may read, with what the calendar shows of them.

	Args:
		start: as stored, like `end`.
		filters: of the calendar's list.

	Returns:
		name, title (what, and the file number of the case), starts_on, ends_on, outcome, all_day (never), and
		`overlaps`: whether somebody's time is taken twice.
	"""
	require(APPOINTMENT, "read")
	starts, ends = as_moment(start, _("Starts")), as_moment(end, _("Ends"))
	rows = frappe.get_list(
		APPOINTMENT,
		filters=[
			*(frappe.parse_json(filters) or []),
			[APPOINTMENT, "starts_on", "<", ends],
			[APPOINTMENT, "ends_on", ">", starts],
		],
		fields=["name", "css_case", "kind", "starts_on", "ends_on", "outcome", "caseworker", "interpreter"],
		order_by="starts_on asc",
		limit=MOST,
	)
	numbers = file_numbers({row.css_case for row in rows})
	overlapping = that_clash(rows)
	return [
		{
			"name": row.name,
			"title": title_of(row, numbers[row.css_case], row.name in overlapping),
			"starts_on": row.starts_on,
			"ends_on": row.ends_on,
			"outcome": row.outcome or "",
			"overlaps": row.name in overlapping,
			"all_day": 0,
		}
		for row in rows
	]


def file_numbers(cases: set[str]) -> dict[str, str]:
	"""Of cases whose appointments the user reads, and so the cases."""
	rows = frappe.get_all(
		"CSS Case", filters={"name": ("in", list(cases) or [""])}, fields=["name", "file_number"]
	)
	return {row.name: row.file_number for row in rows}


def title_of(row: frappe._dict, file_number: str, overlaps: bool) -> str:
	"""What, and of which family: no names (D-19)."""
	title = _("{0}, {1}").format(_(row.kind), file_number)
	if row.outcome:
		return _("{0} ({1})").format(title, _(row.outcome))
	return _("{0} (overlaps)").format(title) if overlaps else title
