"""Cases closed before say since when: since the last exit, or else since they were last changed (R-378)."""

import frappe
from frappe.query_builder.functions import Max


def execute() -> None:
	case, enrolment = frappe.qb.DocType("CSS Case"), frappe.qb.DocType("CSS Enrolment")
	rows = (
		frappe.qb.from_(case)
		.left_join(enrolment)
		.on(enrolment.css_case == case.name)
		.select(case.name, case.modified, Max(enrolment.exit_date).as_("last_exit"))
		.where(case.status == "Closed")
		.where(case.closed_on.isnull())
		.groupby(case.name, case.modified)
		.run(as_dict=True)
	)
	for row in rows:
		closed_on = row.last_exit or row.modified.date()
		frappe.db.set_value("CSS Case", row.name, "closed_on", closed_on, update_modified=False)
