"""What the report is made of, each in one query: enrolments, levels, contacts and deviations."""

from datetime import date
from functools import cache

import frappe

from css_case_mgmt.contact_counts import ALL_ATTEMPTS, ATTEMPTED, contact_days, counted, level_histories
from css_case_mgmt.people import NAME_FIELDS
from css_case_mgmt.permissions.conditions import condition, names
from css_case_mgmt.permissions.scope import Scope
from css_case_mgmt.rules.enrolment_level import LevelPeriod

ENROLMENT, CLIENT, CASE, DEVIATION = "CSS Enrolment", "CSS Client", "CSS Case", "CSS Contact Deviation"


def enrolments(first: date, last: date, filters: frappe._dict, reader: Scope) -> list[frappe._dict]:
	"""Those with a day within the dates; the day of the exit is the last one in the programme."""
	enrolment, client, case = (frappe.qb.DocType(doctype) for doctype in (ENROLMENT, CLIENT, CASE))
	user = frappe.qb.DocType("User")
	# Two steps: MariaDB would otherwise go through the enrolments of all sites.
	cases = names(CASE, condition(CASE, reader.user, scope=reader)).run(pluck=True) or [""]
	query = (
		frappe.qb.from_(enrolment)
		.join(case)
		.on(case.name == enrolment.css_case)
		.join(client)
		.on(client.name == enrolment.client)
		.left_join(user)
		.on(user.name == case.caseworker)
		.select(
			case.name.as_("css_case"),
			case.file_number.as_("case_number"),
			case.site,
			user.full_name.as_("caseworker"),
			client.name.as_("client"),
			client.file_number.as_("client_number"),
			client.died_on,
			*(client[fieldname] for fieldname in NAME_FIELDS),
			enrolment.name.as_("enrolment"),
			enrolment.enrolment_date,
			enrolment.exit_date,
		)
		.where(enrolment.css_case.isin(cases))
		.where(enrolment.enrolment_date <= last)
		.where(enrolment.exit_date.isnull() | (enrolment.exit_date >= first))
		.where(client.died_on.isnull() | (client.died_on >= first))
		.orderby(case.file_number)
		.orderby(client.file_number)
		.orderby(enrolment.enrolment_date)
	)
	if filters.site:
		query = query.where(case.site == filters.site)
	if filters.caseworker:
		query = query.where(case.caseworker == filters.caseworker)
	return query.run(as_dict=True)


def histories(enrolments: list[frappe._dict]) -> dict[str, tuple[LevelPeriod, ...]]:
	return level_histories([each.enrolment for each in enrolments])


def reached_days_of(enrolments: list[frappe._dict], first: date, last: date) -> dict[str, list[date]]:
	"""The days on which each client was reached."""
	return contact_days([each.client for each in enrolments], first, last)


def counted_days_of(
	enrolments: list[frappe._dict], reached: dict[str, list[date]], first: date, last: date
) -> dict[str, list[date]]:
	"""The days that count for the targets: where a site counts every attempt, also those of the attempts (D-10)."""
	attempts_at = cache(counted)
	clients = [each.client for each in enrolments if attempts_at(each.site) == ALL_ATTEMPTS]
	if not clients:
		return reached
	attempted = contact_days(clients, first, last, ATTEMPTED)
	return reached | {client: sorted(reached.get(client, []) + days) for client, days in attempted.items()}


def deviations(first: date, last: date, reader: Scope) -> dict[tuple[str, date], dict]:
	"""What was recorded of each whole period, by enrolment and first day (R-225, R-414)."""
	deviation = frappe.qb.DocType(DEVIATION)
	rows = (
		frappe.qb.from_(deviation)
		.select(
			deviation.enrolment,
			deviation.period_from,
			deviation.name,
			deviation.reason,
			deviation.discussed_on,
		)
		.where(deviation.period_from <= last)
		.where(deviation.period_to >= first)
		.where(condition(DEVIATION, reader.user, scope=reader))
		.run()
	)
	return {
		(enrolment, period_from): {"deviation": name, "reason": reason, "discussed_on": discussed_on}
		for enrolment, period_from, name, reason, discussed_on in rows
	}
