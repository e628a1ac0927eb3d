"""Whose requests are measured: a worker who serves sixty clients and a manager, at the largest site."""

from dataclasses import dataclass

import frappe
from frappe.query_builder.functions import Count
from frappe.utils import add_days
from pypika import Order

from css_case_mgmt.settings import site_today
from css_case_mgmt.tests.access.personas import insert_staff

CASELOAD = 60
WORKER = "worker@benchmark.example"
MANAGER = "manager@benchmark.example"


@dataclass(frozen=True)
class People:
	site: str
	worker: str
	manager: str
	enrolments: tuple[str, ...]


def make_people() -> People:
	"""A worker whose caseload has the same size however many clients the site has, and a manager."""
	site = largest_site()
	worker = insert_staff(WORKER, "CSS Caseworker", site=site)
	manager = insert_staff(MANAGER, "CSS Manager", site=site)
	enrolments = cover_cases(worker, site)
	frappe.db.commit()
	return People(site, worker, manager, enrolments)


def largest_site() -> str:
	case = frappe.qb.DocType("CSS Case")
	query = frappe.qb.from_(case).select(case.site).groupby(case.site)
	return query.orderby(Count(case.name), order=Order.desc).orderby(case.site).limit(1).run()[0][0]


def cover_cases(worker: str, site: str) -> tuple[str, ...]:
	"""Let the worker cover cases until exactly `CASELOAD` people are enrolled in them."""
	covered: list[str] = []
	today = site_today(site)
	for css_case, enrolments in enrolments_by_case(site).items():
		if len(covered) + len(enrolments) > CASELOAD:
			continue
		frappe.get_doc(
			doctype="CSS Case Access",
			css_case=css_case,
			user=worker,
			kind="Covering",
			access_from=today,
			access_until=add_days(today, 30),
			reason="Benchmark",
		).insert()
		covered.extend(enrolments)
		if len(covered) == CASELOAD:
			return tuple(covered)
	raise SystemExit(f"{site} has {len(covered)} people enrolled: load more clients")


def enrolments_by_case(site: str) -> dict[str, list[str]]:
	case, enrolment = frappe.qb.DocType("CSS Case"), frappe.qb.DocType("CSS Enrolment")
	found: dict[str, list[str]] = {}
	for css_case, name in (
		frappe.qb.from_(case)
		.join(enrolment)
		.on(enrolment.css_case == case.name)
		.select(case.name, enrolment.name)
		.where(case.site == site)
		.where(case.status == "Open")
		.where(enrolment.status == "Active")
		.orderby(case.name)
		.orderby(enrolment.name)
		.run()
	):
		found.setdefault(css_case, []).append(name)
	return found
