"""Where each thing is mended that an exit needs."""

import frappe
from frappe.model.document import Document

from css_case_mgmt.rules.exit_gate import Code

IN_EXIT = {
	Code.LAST_DAY: "exit_date",
	Code.LENGTH: "early_reason",
	Code.UNPLANNED_REASON: "unplanned_reason",
	Code.DESTINATION: "moves_to_site",
	Code.INDICATORS: "readiness",
	Code.NEEDS_DECLINED: "needs_explanation",
	Code.NOTHING_OUTSTANDING: "outstanding_reason",
	Code.STABILITY: "stability_opinion",
	Code.ADVANCE_NOTICE: "advance_notice_on",
	Code.PLAN_REVIEWED: "plan_reviewed_on",
	Code.COUNSELLOR: "settlement_counsellor",
	Code.REACCESS: "reaccess_explained_on",
	Code.HANDOVER: "handover",
}


def where_to_go(code: Code, css_exit: Document) -> dict:
	"""Where a worker goes to mend something.

	Returns:
		doctype: of the form.
		name: of the record; None for a new one.
		fieldname: in this form, the field; None elsewhere.
		values: of a new record.
	"""
	if code in IN_EXIT:
		return place(css_exit.doctype, css_exit.name, fieldname=IN_EXIT[code])
	of_client = {"client": css_exit.client, "css_case": css_exit.css_case}
	if code is Code.FINAL_ASSESSMENT:
		draft = {"enrolment": css_exit.enrolment, "docstatus": 0, "draft_status": "Open"}
		return found_or_new("CSS NAM Assessment", draft, {**of_client, "enrolment": css_exit.enrolment})
	if code is Code.FINAL_REFERRAL:
		final = {"client": css_exit.client, "is_final": 1, "status": ("in", ("Draft", "Consented"))}
		return found_or_new("CSS Referral", final, {**of_client, "is_final": 1})
	if code is Code.INTERVIEW:
		interview = {"css_exit": css_exit.name}
		return found_or_new("CSS Exit Interview", interview, {**of_client, **interview})
	if code is Code.CONTACT_ATTEMPTS:
		return place("CSS Activity", values={"css_case": css_exit.css_case, "successful": 0})
	if code is Code.DAY_OF_DEATH:
		return place("CSS Case", css_exit.css_case)
	return place("CSS Client", css_exit.client)


def found_or_new(doctype: str, filters: dict, values: dict) -> dict:
	name = frappe.db.get_value(doctype, filters)
	return place(doctype, name, values=None if name else values)


def place(
	doctype: str, name: str | None = None, *, fieldname: str | None = None, values: dict | None = None
) -> dict:
	return {"doctype": doctype, "name": name, "fieldname": fieldname, "values": values or {}}
