"""Staying longer than the longest length of the programme: what the desk shows of it (D-02, R-361)."""

import frappe
from frappe.model.document import Document

from css_case_mgmt.extensions import EXTENSION, last_extension
from css_case_mgmt.rules.dates import whole_months
from css_case_mgmt.rules.extension import Asked, end_of_programme, first_day_to_ask, last_day_to_stay
from css_case_mgmt.settings import case_today, get_setting

ENROLMENT = "CSS Enrolment"


@frappe.whitelist(methods=["GET", "POST"])
def get_standing(enrolment: str) -> dict:
	"""By when an enrolment is to end, until when it is extended, and what is being asked for.

	Args:
		enrolment: a CSS Enrolment that the user may read.

	Returns:
		end, the day; extended_until; may_extend; and open, the request that is not approved, with name and state.
	"""
	document = frappe.get_doc(ENROLMENT, enrolment)
	document.check_permission("read")
	found = dates_of(document)
	rows = open_requests(enrolment)
	return {
		"end": found["end"],
		"extended_until": found["extended_until"],
		"open": rows[0] if rows else None,
		"may_extend": not rows
		and document.status == "Active"
		and found["today"] >= found["first_day"]
		and document.may_be_changed()
		and bool(frappe.has_permission(EXTENSION, "create")),
	}


@frappe.whitelist(methods=["GET", "POST"])
def get_panel(extension: str) -> dict:
	"""What the form of an extension shows at its head, and which steps the user may take.

	Args:
		extension: a CSS Programme Extension that the user may read.
	"""
	document = frappe.get_doc(EXTENSION, extension)
	document.check_permission("read")
	enrolment = frappe.get_doc(ENROLMENT, document.enrolment)
	found = dates_of(enrolment, but_for=document.name)
	may_write = document.may_be_changed()
	return {
		"state": document.workflow_state,
		"may_write": may_write,
		"steps": [step.value for step in document.steps_of_user()] if may_write else [],
		"enrolment": enrolment.name,
		"enrolment_title": enrolment.title,
		"enrolment_date": enrolment.enrolment_date,
		"months": whole_months(enrolment.enrolment_date, enrolment.exit_date or found["today"]),
		"end": found["end"],
		"last_day": found["last_day"],
	}


def dates_of(enrolment: Document, but_for: str | None = None) -> dict:
	"""The days that count for an extension of an enrolment."""
	site = frappe.db.get_value("CSS Case", enrolment.css_case, "site")
	maximum, today = get_setting("programme_max_months", site), case_today(enrolment.css_case)
	earlier = last_extension(enrolment.name, but_for=but_for)
	end = end_of_programme(enrolment.enrolment_date, maximum, earlier)
	return {
		"today": today,
		"end": end,
		"extended_until": earlier,
		"first_day": first_day_to_ask(enrolment.enrolment_date, maximum),
		"last_day": last_day_to_stay(Asked(enrolment.enrolment_date, today, end, earlier), maximum),
	}


def open_requests(enrolment: str) -> list[frappe._dict]:
	if not frappe.has_permission(EXTENSION, "read"):
		return []
	return frappe.get_list(
		EXTENSION,
		filters={"enrolment": enrolment, "workflow_state": ("!=", "Approved")},
		fields=["name", "workflow_state", "extended_until"],
		limit=1,
	)
