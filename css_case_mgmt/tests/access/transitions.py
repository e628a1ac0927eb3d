"""Every way in which somebody may try to move a record from one state to another (D-24).

Each surface is called as the desk, a script, a worker of the queue or an import calls it, and commits or rolls back as a
request does. What it returns does not matter: the state in the database afterwards does.
"""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import frappe
import frappe.client
from frappe.core.doctype.data_import.importer import UPDATE, Importer
from frappe.utils.background_jobs import execute_job

from css_case_mgmt.tests.access.desk_client import answer_to
from css_case_mgmt.tests.access.http_client import Visitor
from css_case_mgmt.tests.access.personas import user_of

ELSEWHERE = "Elsewhere"
NOTE = "Looked at together"
KANBAN = "frappe.desk.doctype.kanban_board.kanban_board.update_order_for_single_card"
STATE = "workflow_state"


@dataclass(frozen=True)
class Attempt:
	"""Somebody tries to move a record.

	Args:
		doctype: of the record.
		name: of the record.
		before: the state in which it is.
		after: the state that is asked for.
		note_field: where a reason is written.
		action: what the workflow calls the move, or the nearest that there is.
		persona: who tries.
		visitor: the browser of that persona.
	"""

	doctype: str
	name: str
	before: str
	after: str
	note_field: str
	action: str
	persona: str
	visitor: Visitor

	@property
	def values(self) -> dict:
		return {STATE: self.after, self.note_field: NOTE}

	def whole(self) -> dict:
		"""The record as the form of somebody who sees it would send it, with the other state."""
		table = frappe.get_doc(self.doctype, self.name)
		return {**json.loads(table.as_json()), **self.values}


@dataclass(frozen=True)
class Surface:
	"""A way in.

	Args:
		go: makes the attempt.
		carries_note: whether a reason can be given with it.
		is_workflow: whether Frappe's workflow is asked as well, which does not let people decide on what they own.
	"""

	go: Callable[[Attempt], None]
	carries_note: bool = True
	is_workflow: bool = False


def call(function: str, **arguments) -> None:
	"""A request to a function, with its end."""
	if answer_to(function, arguments).error:
		frappe.db.rollback()
	else:
		frappe.db.commit()
	frappe.clear_messages()


def by_rest(attempt: Attempt) -> None:
	"""Over HTTP, as whoever is logged in."""
	path = f"/api/resource/{attempt.doctype}/{attempt.name}"
	attempt.visitor.request("PUT", path, json=attempt.values)


def by_set_value(attempt: Attempt) -> None:
	call("frappe.client.set_value", doctype=attempt.doctype, name=attempt.name, fieldname=attempt.values)


def by_client_save(attempt: Attempt) -> None:
	call("frappe.client.save", doc=attempt.whole())


def by_form(attempt: Attempt) -> None:
	call("frappe.desk.form.save.savedocs", doc=attempt.whole(), action="Save")


def by_step(attempt: Attempt) -> None:
	"""The app's own way."""
	call(
		"frappe.handler.run_doc_method",
		dt=attempt.doctype,
		dn=attempt.name,
		method="take_step",
		args={"state": attempt.after, "note": NOTE},
	)


def by_workflow_action(attempt: Attempt) -> None:
	document = {"doctype": attempt.doctype, "name": attempt.name}
	call("frappe.model.workflow.apply_workflow", doc=document, action=attempt.action)


def by_bulk_approval(attempt: Attempt) -> None:
	call(
		"frappe.model.workflow.bulk_workflow_approval",
		docnames=[attempt.name],
		doctype=attempt.doctype,
		action=attempt.action,
	)


def by_bulk_edit(attempt: Attempt) -> None:
	call(
		"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
		doctype=attempt.doctype,
		docnames=[attempt.name],
		action="update",
		data=attempt.values,
	)


def by_kanban(attempt: Attempt) -> None:
	"""A card is dragged to another column."""
	call(
		KANBAN,
		board_name=board_of(attempt.doctype),
		docname=attempt.name,
		from_colname=attempt.before,
		to_colname=attempt.after,
		old_index=0,
		new_index=0,
	)


def by_import(attempt: Attempt) -> None:
	"""A row of Frappe's Data Import, as if somebody had opened it to this user."""
	importer = object.__new__(Importer)
	importer.doctype, importer.import_type = attempt.doctype, UPDATE
	importer.data_import = frappe.new_doc("Data Import")
	frappe.flags.in_import = True
	try:
		importer.process_doc(frappe._dict(name=attempt.name, **attempt.values))
		frappe.db.commit()
	except Exception:
		frappe.db.rollback()
	finally:
		frappe.flags.in_import = False
		frappe.clear_messages()


def by_job(attempt: Attempt) -> None:
	"""In a worker of the queue, which has a connection of its own."""
	site = frappe.local.site
	arguments = {"doctype": attempt.doctype, "name": attempt.name, "fieldname": attempt.values}
	method = "frappe.client.set_value"

	def work() -> None:
		execute_job(site, method, None, method, arguments, user=user_of(attempt.persona))

	with ThreadPoolExecutor(max_workers=1) as worker:
		worker.submit(work).exception()


SURFACES = {
	"REST": Surface(by_rest),
	"set_value": Surface(by_set_value),
	"client.save": Surface(by_client_save),
	"form": Surface(by_form),
	"step": Surface(by_step),
	"workflow action": Surface(by_workflow_action, carries_note=False, is_workflow=True),
	"bulk approval": Surface(by_bulk_approval, carries_note=False, is_workflow=True),
	"bulk edit": Surface(by_bulk_edit),
	"Kanban": Surface(by_kanban, carries_note=False),
	"Data Import": Surface(by_import),
	"background job": Surface(by_job),
}


def board_of(doctype: str) -> str:
	return f"All of {doctype}"


def make_board(doctype: str, states: tuple[str, ...], names: list[str]) -> None:
	"""A Kanban board on which every card can be dragged from everywhere."""
	frappe.get_doc(
		doctype="Kanban Board",
		kanban_board_name=board_of(doctype),
		reference_doctype=doctype,
		field_name=STATE,
		columns=[{"column_name": state, "order": json.dumps(names * 3)} for state in states],
	).insert(ignore_permissions=True)


def lay_out_cards(doctype: str, names: list[str]) -> None:
	column = frappe.qb.DocType("Kanban Board Column")
	order = json.dumps(names * 3)
	frappe.qb.update(column).set(column.order, order).where(column.parent == board_of(doctype)).run()
