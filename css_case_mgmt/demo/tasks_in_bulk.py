"""Whom an approval that waits has asked, as the tasks that are left open (D-24)."""

import json

import frappe

from css_case_mgmt.case_document import opaque_name
from css_case_mgmt.demo.bulk_rows import Row, RowMaker
from css_case_mgmt.demo.leaving_plans import READY

TASK = "ToDo"


def tasks_of(
	maker: RowMaker, request: Row, doctype: str, client_number: str, users: dict[str, str]
) -> list[Row]:
	"""The task of whoever takes the next step, if one is to be taken; the request names who that is.

	Args:
		users: for the state of a request who is asked.
	"""
	state = request["workflow_state"]
	user = users.get(state)
	if not user:
		return []
	document = frappe.get_doc({"doctype": doctype})
	text = document.asking_text if state == READY else document.returned_text
	values = {
		"allocated_to": user,
		"assigned_by": user,
		"description": text(client_number),
		"status": "Open",
		"reference_type": doctype,
		"reference_name": request["name"],
	}
	request["_assign"] = json.dumps([user])
	return [maker.row(TASK, opaque_name(), values, user)]
