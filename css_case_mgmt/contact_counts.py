"""Contacts with people: the last one, how many there were, and what the target asks for (R-223 to R-226, D-10).

A contact is a row of CSS Activity Participant of a final activity (docstatus 1) with the day in `contact_on`; each
row is a contact with one person. Whoever calls has checked that these people's files may be read. A contact
counts for the person, whichever case she belonged to then.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import frappe
from frappe.query_builder import Criterion
from frappe.query_builder.functions import Max
from pypika.terms import Term

from css_case_mgmt.rules.contact_targets import (
	Period,
	Standing,
	Target,
	Targets,
	contact_of_episode,
	contacts_within,
	days_without_contact,
	period_on,
	target,
)
from css_case_mgmt.rules.enrolment_level import LevelPeriod, NeedsLevel
from css_case_mgmt.settings import get_setting, site_today

PARTICIPANT = "CSS Activity Participant"
REACHED = (1,)
ATTEMPTED = (0,)
ALL_ATTEMPTS = (0, 1)
# No week or month is longer.
LONGEST_PERIOD = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class ContactsNow:
	"""Where one enrolment stands today.

	Args:
		client: whose enrolment it is.
		last_contact: the last contact that counts, be it before the enrolment; None if there never was one.
		days: since then, or since the enrolment.
		is_without_contact: for longer than the site's number of days (R-226).
		contacts: in the running week or month.
		period: that week or month as far as the level of need is in force; None without a level.
		target: of the whole of it.
	"""

	client: str
	last_contact: date | None
	days: int
	is_without_contact: bool
	contacts: int
	period: Period | None
	target: Target | None

	@property
	def standing(self) -> Standing | None:
		return self.target.standing(self.contacts) if self.target else None


def counted(site: str) -> tuple[int, ...]:
	"""What counts at a site: those who were reached, or every attempt (D-10)."""
	return REACHED if get_setting("contacts_counted", site) == "Successful" else ALL_ATTEMPTS


def targets_of(site: str) -> Targets:
	"""The contact targets of a site (R-223)."""
	return Targets(
		get_setting("high_contacts_min_per_week", site),
		get_setting("high_contacts_max_per_week", site),
		get_setting("low_contacts_min_per_month", site),
		get_setting("low_contacts_max_per_month", site),
		get_setting("week_starts_on", site),
	)


def is_counted(row, attempts: tuple[int, ...] = REACHED) -> Criterion:
	"""The criterion for rows of final contacts; the index begins with the client, then these columns."""
	return (row.docstatus == 1) & row.successful.isin(attempts) & row.contact_on.isnotnull()


def last_contacts(
	clients: Iterable[str], attempts: tuple[int, ...] = REACHED, until: date | None = None
) -> dict[str, date]:
	"""The last contact with each client who ever had one, in one query.

	Args:
		clients: names of CSS Clients.
		attempts: as `counted` of their site says.
		until: the last day that counts; None for all.
	"""
	row = frappe.qb.DocType(PARTICIPANT)
	query = (
		frappe.qb.from_(row)
		.select(row.client, Max(row.contact_on))
		.where(row.client.isin(list(clients) or [""]))
		.where(is_counted(row, attempts))
		.groupby(row.client)
	)
	if until:
		query = query.where(row.contact_on <= until)
	return dict(query.run())


def contact_days(
	clients: list[str] | Term, first: date, last: date, attempts: tuple[int, ...] = REACHED
) -> dict[str, list[date]]:
	"""The day of every contact with each client within some days, in order, in one query.

	Args:
		clients: names of CSS Clients, or a subquery for them.
		first: the first day.
		last: the last day.
		attempts: as `counted` of their site says.
	"""
	row = frappe.qb.DocType(PARTICIPANT)
	found = (
		frappe.qb.from_(row)
		.select(row.client, row.contact_on)
		.where(row.client.isin(clients or [""] if isinstance(clients, list) else clients))
		.where(is_counted(row, attempts))
		.where(row.contact_on[first:last])
		.orderby(row.contact_on)
		.run()
	)
	days = defaultdict(list)
	for client, day in found:
		days[client].append(day)
	return days


def level_histories(enrolments: list[str]) -> dict[str, tuple[LevelPeriod, ...]]:
	"""The dated levels of need of each enrolment, in one query (R-186)."""
	row = frappe.qb.DocType("CSS Enrolment Level")
	rows = (
		frappe.qb.from_(row)
		.select(row.parent, row.needs_level, row.level_from)
		.where(row.parent.isin(enrolments or [""]))
		.where(row.parenttype == "CSS Enrolment")
		.where(row.level_from.isnotnull())
		.orderby(row.level_from)
		.run()
	)
	level_of = {level.value: level for level in NeedsLevel}
	histories = defaultdict(tuple)
	for enrolment, level, level_from in rows:
		histories[enrolment] += (LevelPeriod(level_of[level], level_from),)
	return histories


def contacts_now(enrolments: Iterable[frappe._dict]) -> dict[str, ContactsNow]:
	"""Where open enrolments stand today, in three queries for all sites that count alike.

	Args:
		enrolments: with name, client, enrolment_date, episode and site.
	"""
	enrolments = list(enrolments)
	histories = level_histories([enrolment.name for enrolment in enrolments])
	attempts_at, targets_at, today_at = cache(counted), cache(targets_of), cache(site_today)
	found = {}
	for attempts in {attempts_at(enrolment.site) for enrolment in enrolments}:
		alike = [each for each in enrolments if attempts_at(each.site) == attempts]
		clients = [each.client for each in alike]
		last_of = last_contacts(clients, attempts)
		latest = max(today_at(each.site) for each in alike)
		days_of = contact_days(clients, latest - LONGEST_PERIOD, latest, attempts)
		for each in alike:
			found[each.name] = standing_of(
				each,
				histories[each.name],
				last_of.get(each.client),
				days_of[each.client],
				targets_at(each.site),
				today_at(each.site),
			)
	return found


def standing_of(
	enrolment: frappe._dict,
	history: tuple[LevelPeriod, ...],
	last_contact: date | None,
	days: list[date],
	targets: Targets,
	today: date,
) -> ContactsNow:
	last_contact = contact_of_episode(last_contact, enrolment.enrolment_date, enrolment.episode)
	waited = days_without_contact(last_contact, enrolment.enrolment_date, today)
	period = period_on(history, enrolment.enrolment_date, None, today, targets.week_starts_on)
	return ContactsNow(
		enrolment.client,
		last_contact,
		waited,
		waited > get_setting("without_contact_days", enrolment.site),
		contacts_within(days, period.first, period.last) if period else 0,
		period,
		target(period, targets) if period else None,
	)
