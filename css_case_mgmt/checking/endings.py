"""Ends that are not whole: an enrolment without its exit, an exit without the end, a closed case with somebody in it
(R-358, R-376, R-378)."""

from collections.abc import Iterator
from datetime import timedelta

import frappe

from css_case_mgmt.checking.finding import Check, Finding
from css_case_mgmt.settings import dates_by_site

EXIT, ENROLMENT, CASE, PLAN = "CSS Exit", "CSS Enrolment", "CSS Case", "CSS Settlement Plan"
EXITED, ACTIVE = "Exited", "Active"
ONE_DAY = timedelta(days=1)

NO_EXIT = Check(
	"enrolment_ended_without_exit",
	"The enrolment has ended, and no exit says how.",
	"Set its status back to Active in the database, take out the exit date and reason, and record the exit.",
)
NOT_ENDED = Check(
	"exit_without_end",
	"The exit is done, and the enrolment goes on.",
	"Ask the site's managers which is right; an exit that was not approved is set back to Draft in the database.",
)
OTHERWISE = Check(
	"exit_and_enrolment_differ",
	"The exit has another date or reason than the enrolment.",
	"See in the history which was changed, and set it back: the exit is what was approved.",
)
OVERDUE = Check(
	"approved_exit_not_closed",
	"The exit is approved for a day that is past, and the file is not closed.",
	"Switch the scheduler on and see that hourly jobs are run.",
)
STILL_ENROLLED = Check(
	"closed_case_with_enrolment",
	"The case is closed, and somebody in it is enrolled.",
	"Open the case again, or record the exit.",
)
PLAN_GOES_ON = Check(
	"open_plan_after_exit",
	"The plan goes on, and the enrolment has ended.",
	"See when the enrolment ended, and who closed it; close the plan with the day of the exit.",
)


def enrolments_without_exit() -> Iterator[Finding]:
	"""Earlier records that were imported have ended where they come from, unless their end was asked for here."""
	enrolment, ending = frappe.qb.DocType(ENROLMENT), frappe.qb.DocType(EXIT)
	was_imported = enrolment.source_system.isnotnull() & (enrolment.source_system != "")
	names = (
		frappe.qb.from_(enrolment)
		.left_join(ending)
		.on(ending.enrolment == enrolment.name)
		.select(enrolment.name)
		.where(enrolment.status == EXITED)
		.where((ending.name.isnull() & was_imported.negate()) | (ending.workflow_state != EXITED))
		.run(pluck=True)
	)
	yield from NO_EXIT.found(ENROLMENT, names)


def exits_without_end() -> Iterator[Finding]:
	enrolment, ending = frappe.qb.DocType(ENROLMENT), frappe.qb.DocType(EXIT)
	done = (
		frappe.qb.from_(ending)
		.join(enrolment)
		.on(enrolment.name == ending.enrolment)
		.select(ending.name)
		.where(ending.workflow_state == EXITED)
	)
	yield from NOT_ENDED.found(EXIT, done.where(enrolment.status == ACTIVE).run(pluck=True))
	differs = (
		(ending.exit_date != enrolment.exit_date)
		| ending.exit_date.isnull()
		| enrolment.exit_date.isnull()
		| (ending.exit_reason != enrolment.exit_reason)
		| enrolment.exit_reason.isnull()
	)
	yield from OTHERWISE.found(EXIT, done.where((enrolment.status == EXITED) & differs).run(pluck=True))


def approved_exits_not_closed() -> Iterator[Finding]:
	"""The job has the whole of the day for it. Where something has come up since the approval, it has asked a manager."""
	ending, case, asked = (frappe.qb.DocType(doctype) for doctype in (EXIT, CASE, "ToDo"))
	waiting = frappe.qb.from_(asked).select(asked.reference_name)
	waiting = waiting.where((asked.reference_type == EXIT) & (asked.status == "Open"))
	rows = (
		frappe.qb.from_(ending)
		.join(case)
		.on(case.name == ending.css_case)
		.select(ending.name, ending.exit_date, case.site)
		.where((ending.workflow_state == "Approved") & ending.name.notin(waiting))
		.run()
	)
	today = dates_by_site()
	yield from OVERDUE.found(
		EXIT, [name for name, day, site in rows if day and site in today and day < today[site] - ONE_DAY]
	)


def closed_cases_with_enrolments() -> Iterator[Finding]:
	case, enrolment = frappe.qb.DocType(CASE), frappe.qb.DocType(ENROLMENT)
	names = (
		frappe.qb.from_(case)
		.join(enrolment)
		.on(enrolment.css_case == case.name)
		.select(case.name)
		.where((case.status == "Closed") & (enrolment.status == ACTIVE))
		.run(pluck=True)
	)
	yield from STILL_ENROLLED.found(CASE, names)


def plans_after_exit() -> Iterator[Finding]:
	plan, enrolment = frappe.qb.DocType(PLAN), frappe.qb.DocType(ENROLMENT)
	names = (
		frappe.qb.from_(plan)
		.join(enrolment)
		.on(enrolment.name == plan.enrolment)
		.select(plan.name)
		.where((enrolment.status == EXITED) & plan.status.isin(("Draft", "Agreed")))
		.run(pluck=True)
	)
	yield from PLAN_GOES_ON.found(PLAN, names)


CHECKS = (
	enrolments_without_exit,
	exits_without_end,
	approved_exits_not_closed,
	closed_cases_with_enrolments,
	plans_after_exit,
)
