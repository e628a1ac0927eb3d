"""Somebody who leaves with all that a closing touches, committed for other connections to see."""

import frappe
from frappe.utils import add_days, add_months, now_datetime

from css_case_mgmt.permissions.registry import CHILD_TABLES, REFERENCING, RESTRICTED
from css_case_mgmt.tests.access.committed import names_by_table, take_out_everything_but
from css_case_mgmt.tests.exits.records import APPROVED, READY, ExitTestCase, Leaving, make_ready
from css_case_mgmt.tests.factories import acting_as, make_assessment, today
from css_case_mgmt.tests.plan.records import make_goal

PLAN, CASE, ACCESS, ENROLMENT = "CSS Settlement Plan", "CSS Case", "CSS Case Access", "CSS Enrolment"


class CommittedExits(ExitTestCase):
	"""What is made is committed, and taken out again after the class."""

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		frappe.db.commit()
		cls.addClassCleanup(take_out_everything_but, names_by_table())

	def roll_back(self) -> None:
		"""There is nothing left to go back to."""
		frappe.db.rollback()
		frappe.set_user("Administrator")

	def waiting(self, **values) -> Leaving:
		"""Ready for review: with an agreed plan and its goal, an open draft, an appointment, and something to hand over."""
		leaving = make_ready(**values)
		plan = frappe.get_doc(PLAN, {"enrolment": leaving.enrolment.name, "status": "Agreed"})
		make_goal(plan)
		make_assessment(leaving.enrolment, today())
		make_later_appointment(leaving)
		leaving.css_exit.move(READY)
		frappe.db.commit()
		return leaving

	def approved(self) -> Leaving:
		"""Approved for a last day that was yet to come, and has come."""
		leaving = self.waiting(exit_date=add_days(self.today, 1))
		with acting_as(self.manager):
			leaving.css_exit.move(APPROVED)
		frappe.db.set_value(leaving.css_exit.doctype, leaving.css_exit.name, "exit_date", self.today)
		frappe.db.commit()
		return leaving

	def state_of(self, leaving: Leaving) -> dict:
		"""What an exit closes, as it is stored now."""
		frappe.db.commit()
		of_enrolment = {"enrolment": leaving.enrolment.name}
		return {
			"exit": frappe.db.get_value("CSS Exit", leaving.css_exit.name, "workflow_state"),
			"enrolment": frappe.db.get_value(ENROLMENT, leaving.enrolment.name, "status"),
			"plan": frappe.db.get_value(PLAN, of_enrolment, "status"),
			"draft": frappe.db.get_value(
				"CSS NAM Assessment", {**of_enrolment, "docstatus": 0}, "draft_status"
			),
			"case": frappe.db.get_value(CASE, leaving.case, "status"),
			"access ends": bool(frappe.db.get_value(ACCESS, {"css_case": leaving.case}, "access_until")),
			"disclosures": frappe.db.count("CSS Disclosure", {"css_case": leaving.case}),
			"appointment": frappe.db.get_value("CSS Appointment", {"css_case": leaving.case}, "outcome")
			or None,
		}


BEFORE = {
	"exit": READY,
	"enrolment": "Active",
	"plan": "Agreed",
	"draft": "Open",
	"case": "Open",
	"access ends": False,
	"disclosures": 0,
	"appointment": None,
}
DONE = {
	"exit": "Exited",
	"enrolment": "Exited",
	"plan": "Closed",
	"draft": "Abandoned",
	"case": "Closed",
	"access ends": True,
	"disclosures": 1,
	"appointment": "Cancelled",
}


def make_later_appointment(leaving: Leaving) -> None:
	starts_on = add_days(now_datetime().replace(hour=15, minute=0, second=0, microsecond=0), 20)
	frappe.get_doc(
		doctype="CSS Appointment",
		css_case=leaving.case,
		kind=frappe.get_all("CSS Activity Type", pluck="name", limit=1)[0],
		starts_on=starts_on,
		ends_on=starts_on.replace(hour=16),
		method="In Person",
		location_kind=frappe.get_all("CSS Place", pluck="name", limit=1)[0],
		clients=[{"client": leaving.client}],
	).insert()


def every_row() -> dict[str, int]:
	"""A sum of all rows of each table in which a file may be written."""
	frappe.db.commit()
	tables = [
		f"`tab{doctype}`"
		for doctype in (*RESTRICTED, *CHILD_TABLES, *REFERENCING, "CSS Site")
		if frappe.db.table_exists(doctype)
	]
	return dict(frappe.db.sql(f"checksum table {', '.join(tables)}"))
