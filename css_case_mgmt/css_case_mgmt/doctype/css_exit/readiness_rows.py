"""The indicators of readiness, as rows of an exit: each met, not met, or not applicable (R-366)."""

import frappe
from frappe import _
from frappe.model.document import Document

INDICATOR = "CSS Readiness Indicator"
ANSWERS = ("Met", "Not Met", "Not Applicable")


class IndicatorRefused(frappe.ValidationError):
	"""An answer that an indicator does not have."""


def enabled_indicators() -> list[str]:
	"""Those that the agency uses, in its order."""
	return frappe.get_all(INDICATOR, filters={"enabled": 1}, pluck="name", order_by="position asc, name asc")


def keep_rows_up_to_date(css_exit: Document) -> None:
	"""Every enabled indicator has its row, also one that came since; what was answered stays, as long as it is there."""
	enabled = enabled_indicators()
	rows = {row.indicator: row for row in css_exit.readiness}
	for indicator in enabled:
		if indicator not in rows:
			rows[indicator] = css_exit.append("readiness", {"indicator": indicator})
	place = {indicator: number for number, indicator in enumerate(enabled)}
	kept = [row for row in rows.values() if row.indicator in place or row.answer or row.remark]
	kept.sort(key=lambda row: place.get(row.indicator, len(place)))
	css_exit.set("readiness", kept)
	for number, row in enumerate(kept, start=1):
		row.idx = number


def check_rows(css_exit: Document) -> None:
	for row in css_exit.readiness:
		if row.answer and row.answer not in ANSWERS:
			frappe.throw(
				_("Indicators, row {0}: answer Met, Not Met or Not Applicable.").format(row.idx),
				IndicatorRefused,
				title=_("Readiness"),
			)
