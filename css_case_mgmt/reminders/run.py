"""The job: every site, every day that is missing, each once (R-169, D-29)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import frappe
from frappe.query_builder import Criterion
from rq.timeouts import BaseTimeoutException

from css_case_mgmt.reminders.clocks import CLOCKS, DailyClock
from css_case_mgmt.reminders.due_tables import MEMBER, not_before
from css_case_mgmt.reminders.ledger import REMINDER, Row, insert_new, reminder_row
from css_case_mgmt.reminders.notices import notify
from css_case_mgmt.reminders.policy import Policy
from css_case_mgmt.rules.reminders import in_force
from css_case_mgmt.settings import dates_by_site
from css_case_mgmt.site_holidays import fill_for_coming_year

ONE_DAY = timedelta(days=1)
HELD_BY_ANOTHER_RUN = (frappe.QueryTimeoutError, frappe.QueryDeadlockError)


def remind_all_sites() -> None:
	"""Hourly, as the day begins at another hour at each site. One site's failure is not another's."""
	behind = sites_behind()
	if not behind:
		return
	with only_run() as is_only_run:
		for site, today in behind.items() if is_only_run else ():
			# What another run has done since is seen by a new transaction only.
			frappe.db.commit()
			remind_site(site, today)


def sites_behind() -> dict[str, date]:
	"""The sites that have a day to remind of or a year's holidays to fill in, each with its date."""
	table = frappe.qb.DocType("CSS Site")
	query = frappe.qb.from_(table).select(table.name, table.reminded_until, table.holidays_filled_until)
	today = dates_by_site()
	return {
		site: today[site]
		for site, reminded_until, filled_until in query.orderby(table.name).run()
		if not reminded_until or reminded_until < today[site] or (filled_until or 0) <= today[site].year
	}


@contextmanager
def only_run() -> Iterator[bool]:
	"""Whether no other run is at work; one that was killed lets go with its connection."""
	lock = f"{frappe.conf.db_name}.reminders"
	is_only_run = bool(frappe.db.sql("select get_lock(%s, 0)", lock)[0][0])
	try:
		yield is_only_run
	finally:
		if is_only_run:
			frappe.db.sql("select release_lock(%s)", lock)


def remind_site(site: str, today: date) -> None:
	"""All that is missing at a site, a commit for each day."""
	try:
		fill_for_coming_year(site, today)
		frappe.db.commit()
		while remind_next_day(site, today):
			frappe.db.commit()
	except HELD_BY_ANOTHER_RUN:
		frappe.db.rollback()
	except BaseTimeoutException:
		frappe.db.rollback()
		raise  # The queue ends the job; the next one goes on from here.
	except Exception:
		frappe.db.rollback()
		frappe.log_error(title=f"Reminders of {site}")
		frappe.db.commit()


def remind_next_day(site: str, today: date) -> date | None:
	"""Give the reminders of the first day that is missing; the caller commits.

	Args:
		site: name of a CSS Site.
		today: the day there; a site that never reminded begins with it.

	Returns:
		The day, or None where none is missing.

	Raises:
		QueryTimeoutError: another run is at work on this site.
	"""
	reminded_until = lock(site)
	day = reminded_until + ONE_DAY if reminded_until else today
	if day > today:
		return None
	policy = Policy.of(site, day)
	for clock in CLOCKS:
		for found in clock.found(policy):
			insert_new(REMINDER, rows_of(clock, policy, found))
	notify(policy)
	table = frappe.qb.DocType("CSS Site")
	frappe.qb.update(table).set(table.reminded_until, day).where(table.name == site).run()
	return day


def lock(site: str) -> date | None:
	"""Keep other runs away from a site until the end of the transaction; until which day it has reminded."""
	table = frappe.qb.DocType("CSS Site")
	query = frappe.qb.from_(table).select(table.reminded_until).where(table.name == site)
	return query.for_update(nowait=True).run()[0][0]


def rows_of(clock: DailyClock, policy: Policy, found: list[frappe._dict]) -> Iterator[Row]:
	cases = cases_of(policy.day, {row.client for row in found if row.client})
	for row in found:
		for step in in_force(clock.steps(policy, row), policy.day):
			yield reminder_row(
				clock.clock,
				step,
				day=policy.day,
				site=policy.site,
				css_case=cases.get(row.client, row.css_case) if row.css_case else None,
				subject=(clock.subject_doctype, row.subject),
			)


def cases_of(day: date, clients: Iterable[str]) -> dict[str, str]:
	"""The case to which each belonged the evening before: an enrolment goes along when its client moves."""
	clients = list(clients)
	if not clients:
		return {}
	member = frappe.qb.DocType(MEMBER)
	then: Criterion = (member.member_from < day) & not_before(member.member_to, day)
	query = frappe.qb.from_(member).select(member.client, member.css_case).where(member.client.isin(clients))
	return dict(query.where(then).orderby(member.member_from).run())
