"""Days of which nobody was reminded (R-169, D-29)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import frappe
from frappe.query_builder.functions import Max
from frappe.utils import now_datetime

from css_case_mgmt.checking.finding import Check, Finding
from css_case_mgmt.reminders import due_tables
from css_case_mgmt.reminders.clocks import CLOCKS
from css_case_mgmt.reminders.policy import Policy
from css_case_mgmt.rules.reminders import Clock
from css_case_mgmt.settings import SETTINGS, dates_by_site

SITE, REMINDER, ENROLMENT = "CSS Site", "CSS Reminder", "CSS Enrolment"
ONE_DAY = timedelta(days=1)

NOT_WORKED_OFF = Check(
	"days_without_reminders",
	"Reminders of {0} days were never worked off.",
	"Switch the scheduler on and see that hourly jobs are run: they work off each missing day, in order.",
)
NEVER_REMINDED = Check(
	"no_reminders_yet",
	"This site has enrolments, and reminders were never worked off.",
	"Switch the scheduler on and see that hourly jobs are run.",
)
AHEAD = Check(
	"reminders_ahead_of_today",
	"Reminders count as worked off until a day that has not come.",
	"Set Reminded Until back to the last day on which reminders were given; the hourly job does the rest.",
)
TURNED_BACK = Check(
	"reminders_turned_back",
	"Reminders were given on a day that does not count as worked off.",
	"Nothing is given twice: let the hourly job work the days off again.",
)
LEFT_OUT = Check(
	"reminder_left_out",
	"A stage of the programme was reached on a day that counts as worked off, and is not in the ledger.",
	"Set Reminded Until of the site back to the day before; nothing that was given is given twice.",
)


def days_without_reminders() -> Iterator[Finding]:
	"""The job has the whole of today for today."""
	yesterday = now_datetime() - ONE_DAY
	for site in sites():
		today = dates_by_site()[site.name]
		if site.reminded_until is None:
			if site.creation < yesterday and site.name in sites_with_enrolments():
				yield from NEVER_REMINDED.found(SITE, [site.name])
		elif site.reminded_until > today:
			yield from AHEAD.found(SITE, [site.name])
		elif site.reminded_until < today - ONE_DAY:
			missing = (today - ONE_DAY - site.reminded_until).days
			yield from NOT_WORKED_OFF.found(SITE, [site.name], missing)


def days_turned_back() -> Iterator[Finding]:
	table, reminder = frappe.qb.DocType(SITE), frappe.qb.DocType(REMINDER)
	latest = (
		frappe.qb.from_(reminder)
		.select(reminder.site, Max(reminder.remind_on).as_("remind_on"))
		.groupby(reminder.site)
		.as_("latest")
	)
	names = (
		frappe.qb.from_(latest)
		.join(table)
		.on(table.name == latest.site)
		.select(table.name)
		.where(table.reminded_until.isnull() | (table.reminded_until < latest.remind_on))
		.run(pluck=True)
	)
	yield from TURNED_BACK.found(SITE, names)


def stages_left_out() -> Iterator[Finding]:
	"""Of the time in the programme, which follows from the enrolment alone. What was entered since the day began is
	for the next day, and so is everything where a setting has changed."""
	clock = next(clock for clock in CLOCKS if clock.clock is Clock.PROGRAMME)
	changed = frappe.get_cached_doc(SETTINGS).modified
	for site in sites():
		day = site.reminded_until
		if not day or day > dates_by_site()[site.name]:
			continue
		began = datetime.combine(day - ONE_DAY, datetime.min.time())
		if max(site.modified, frappe.utils.get_datetime(changed) or site.modified) >= began:
			continue
		enrolment, client = frappe.qb.DocType(ENROLMENT), frappe.qb.DocType(due_tables.CLIENT)
		unsaid = clock.unsaid(Policy.of(site.name, day), "").as_("unsaid")
		names = (
			frappe.qb.from_(unsaid)
			.join(enrolment)
			.on(enrolment.name == unsaid.subject)
			.join(client)
			.on(client.name == enrolment.client)
			.select(enrolment.name)
			.where((enrolment.modified < began) & (client.modified < began))
			.run(pluck=True)
		)
		yield from LEFT_OUT.found(ENROLMENT, names)


def sites() -> list[frappe._dict]:
	table = frappe.qb.DocType(SITE)
	query = frappe.qb.from_(table).select(table.name, table.reminded_until, table.creation, table.modified)
	return query.orderby(table.name).run(as_dict=True)


def sites_with_enrolments() -> set[str]:
	case, enrolment = frappe.qb.DocType("CSS Case"), frappe.qb.DocType(ENROLMENT)
	enrolled = frappe.qb.from_(enrolment).select(enrolment.css_case).where(enrolment.status == "Active")
	query = frappe.qb.from_(case).select(case.site).distinct().where(case.name.isin(enrolled))
	return set(query.run(pluck=True))


CHECKS = (days_without_reminders, days_turned_back, stages_left_out)
