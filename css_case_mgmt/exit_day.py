"""Approved exits whose last day has come (R-378, D-24, D-29)."""

import frappe
from frappe import _
from rq.timeouts import BaseTimeoutException

from css_case_mgmt.asking import ask, managers_of
from css_case_mgmt.exit_readiness import readiness_of_exit
from css_case_mgmt.rules.approval import State
from css_case_mgmt.rules.exit_gate import blocking
from css_case_mgmt.settings import dates_by_site

EXIT = "CSS Exit"
APPROVED = State.APPROVED.value


def close_due_exits() -> None:
	"""Hourly, as the day begins at another hour at each site. What fails with one exit does not hold up the others."""
	for name in due_exits():
		try:
			close_if_still_ready(name)
			frappe.db.commit()
		except BaseTimeoutException:
			frappe.db.rollback()
			raise  # The queue ends the job; the next one goes on from here.
		except Exception:
			frappe.db.rollback()
			frappe.log_error(title=f"Exit {name}")
			frappe.db.commit()


def due_exits() -> list[str]:
	"""Approved exits whose last day is today or before at their sites."""
	table, case = frappe.qb.DocType(EXIT), frappe.qb.DocType("CSS Case")
	rows = (
		frappe.qb.from_(table)
		.join(case)
		.on(case.name == table.css_case)
		.select(table.name, table.exit_date, case.site)
		.where(table.workflow_state == APPROVED)
		.where(table.exit_date.isnotnull())
		.orderby(table.exit_date)
		.orderby(table.name)
		.run(as_dict=True)
	)
	today = dates_by_site()
	return [row.name for row in rows if row.exit_date <= today[row.site]]


def close_if_still_ready(name: str) -> None:
	"""Close the file of one exit; where something has come up since it was approved, ask a manager instead."""
	state = frappe.db.get_value(EXIT, name, "workflow_state", for_update=True)
	if state != APPROVED:
		return  # A manager was faster.
	css_exit = frappe.get_doc(EXIT, name)
	if blocking(readiness_of_exit(css_exit)):
		ask_manager(css_exit)
		return
	css_exit.exit_now()
	css_exit.ask_for_next_step(State.EXITED)


def ask_manager(css_exit) -> None:
	file_number = frappe.db.get_value("CSS Client", css_exit.client, "file_number")
	text = _(
		"{0}: something has come up since the exit was approved, and the file was not closed. Settle it, or return the exit."
	).format(file_number)
	for manager in managers_of(css_exit.site_of_case()):
		ask(manager, text, doctype=EXIT, name=css_exit.name)
