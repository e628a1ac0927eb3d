"""Enrolments in any number, with what the daily job reads of them, written straight into the database."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

import frappe

from css_case_mgmt.demo.bulk_rows import insert_rows
from css_case_mgmt.rules.dates import add_months
from css_case_mgmt.rules.nam_schedule import nearest_timepoint
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests.access.personas import insert_staff
from css_case_mgmt.tests.factories import make_site

PER_SITE = 5000
SITES = tuple(f"Daily Job {number}" for number in range(1, 21))
WORKERS_PER_SITE = 40
AT_ONCE = 2000
TABLES = (
	"CSS Case",
	"CSS Client",
	"CSS Case Member",
	"CSS Case Access",
	"CSS Enrolment",
	"CSS NAM Assessment",
	"CSS Periodic Assessment",
	"CSS Activity Participant",
	"CSS Consent",
)

Rows = dict[str, list[dict]]


def sites_of(enrolments: int) -> tuple[str, ...]:
	return SITES[: max(1, enrolments // PER_SITE)]


def make_sites() -> date:
	"""A site with its staff for every 5,000 enrolments; the day there."""
	for site in SITES:
		make_site(site)
		for number in range(WORKERS_PER_SITE):
			insert_staff(worker(site, number), "CSS Caseworker", site=site)
		insert_staff(f"{frappe.scrub(site)}.manager@benchmark.example", "CSS Manager", site=site)
	return site_today(SITES[0])


def worker(site: str, number: int) -> str:
	return f"{frappe.scrub(site)}.{number}@benchmark.example"


def load(first: int, last: int, today: date) -> None:
	"""Add the enrolments of some numbers; the same number is always the same person."""
	for start in range(first, last, AT_ONCE):
		rows: Rows = {doctype: [] for doctype in TABLES}
		for number in range(start, min(start + AT_ONCE, last)):
			for doctype, row in person(number, today):
				rows[doctype].append(row)
		for doctype, of_doctype in rows.items():
			insert_rows(doctype, of_doctype)
		frappe.db.commit()
	for doctype in TABLES:
		frappe.db.sql(f"analyze table `tab{doctype}`")


def person(number: int, today: date) -> Iterator[tuple[str, dict]]:
	"""Somebody enrolled for ten days to two years, and what was written about her."""
	random = Random(number)
	begins = today - timedelta(days=random.randint(10, 720))
	site = SITES[number // PER_SITE % len(SITES)]
	names = {key: f"daily-{key}-{number:07d}" for key in ("case", "client", "enrolment")}
	standard = {"creation": begins, "modified": begins, "owner": "Administrator"}
	of_client = {**standard, "client": names["client"], "css_case": names["case"]}
	yield "CSS Case", {"name": names["case"], **standard, "site": site, "status": "Open"}
	yield (
		"CSS Client",
		{"name": names["client"], **standard, "given_names": "Somebody", "date_of_birth": born(random)},
	)
	yield "CSS Case Member", {"name": f"daily-member-{number:07d}", **of_client, "member_from": begins}
	yield (
		"CSS Case Access",
		{
			"name": f"daily-access-{number:07d}",
			**standard,
			"css_case": names["case"],
			"user": worker(site, number % WORKERS_PER_SITE),
			"kind": "Assigned",
			"access_from": begins,
		},
	)
	yield (
		"CSS Enrolment",
		{"name": names["enrolment"], **of_client, "enrolment_date": begins, "status": "Active", "episode": 1},
	)
	in_enrolment = {**of_client, "enrolment": names["enrolment"]}
	yield from assessments("CSS NAM Assessment", number, random, in_enrolment, begins, today, 4, 0)
	yield from assessments("CSS Periodic Assessment", number, random, in_enrolment, begins, today, 3, 3)
	yield from contacts(number, random, of_client, begins, today)
	yield "CSS Consent", consent(number, random, of_client, begins, today)


def born(random: Random) -> date:
	return date(random.randint(1950, 2012), random.randint(1, 12), random.randint(1, 28))


def assessments(
	doctype: str,
	number: int,
	random: Random,
	shared: dict,
	begins: date,
	today: date,
	interval: int,
	first: int,
) -> Iterator[tuple[str, dict]]:
	"""Nearly always in time; some have been left out lately."""
	month, left_out = first, random.random() < 0.1
	while (due := add_months(begins, month)) < today - timedelta(days=120 if left_out else 0):
		done = min(max(begins, due + timedelta(days=random.randint(-20, 2))), today - timedelta(days=1))
		yield (
			doctype,
			{
				"name": f"daily-{doctype[4]}-{number:07d}-{month}",
				**shared,
				"docstatus": 1,
				"assessment_date": done,
				"sequence": month // interval + 1,
				"revision": 0,
				"timepoint_month": nearest_timepoint(begins, done, interval, first),
			},
		)
		month += interval


def contacts(
	number: int, random: Random, shared: dict, begins: date, today: date
) -> Iterator[tuple[str, dict]]:
	day, position = begins, 0
	while day < today - timedelta(days=1):
		yield (
			"CSS Activity Participant",
			{
				"name": f"daily-contact-{number:07d}-{position}",
				"creation": day,
				"parent": f"daily-activity-{number:07d}-{position}",
				"parenttype": "CSS Activity",
				"parentfield": "participants",
				"client": shared["client"],
				"docstatus": 1,
				"contact_on": day,
				"successful": 1,
			},
		)
		day += timedelta(days=random.randint(20, 110))
		position += 1


def consent(number: int, random: Random, shared: dict, begins: date, today: date) -> dict:
	"""The latest one, given for a year."""
	years = (today - begins).days // 366
	signed = add_months(begins, 12 * years)
	return {
		"name": f"daily-consent-{number:07d}",
		**shared,
		"given_by": "Self",
		"understood": 1,
		"limits_explained": 1,
		"signature_method": "Signed on Paper",
		"scan": "/private/files/daily.pdf",
		"explained_on": signed,
		"client_signed_on": signed,
		"caseworker_signed_on": signed,
		"valid_from": signed,
		"valid_until": add_months(signed, 12),
	}


def take_out() -> None:
	for doctype in TABLES:
		frappe.db.delete(doctype, {"name": ("like", "daily-%")})
	forget_reminders()
	frappe.db.commit()


def forget_reminders(sites: Iterable[str] = SITES) -> None:
	frappe.db.delete("CSS Reminder", {"site": ("in", list(sites))})
	frappe.db.set_value("CSS Site", {"name": ("in", list(sites))}, "reminded_until", None)
