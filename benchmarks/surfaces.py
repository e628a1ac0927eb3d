"""What is measured, beside what, and how much slower it may be."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import frappe
from frappe.desk import query_report, reportview
from frappe.desk.search import search_link
from frappe.utils import add_months

from css_case_mgmt.settings import site_today

from .activities import activity_surfaces
from .baselines import baseline
from .completing import completing_surface
from .duplicates import duplicate_search
from .exit_reports import exit_report_surfaces
from .family_page import family_page_surfaces
from .measuring import Surface
from .people import CASELOAD, People
from .reports import report_surfaces
from .today import today_surfaces

PAGE = 20
CLIENT_FIELDS = ("name", "file_number", "given_names", "family_name", "primary_language", "modified")
CASE_FIELDS = ("name", "file_number", "site", "status", "caseworker", "modified")


def surfaces(people: People) -> Iterator[Surface]:
	"""Today's are prepared last, when the others are measured: they share out the cases of the site."""
	today = site_today(people.site)
	who = {
		"worker": {"user": people.worker, "today": today},
		"manager": {"user": people.manager, "today": today},
	}
	yield completing_surface(people)
	yield from activity_surfaces(people)
	yield caseload(who["worker"])
	yield nam_report(who["manager"])
	yield from report_surfaces(people)
	yield from exit_report_surfaces(people)
	yield from family_page_surfaces(people)
	for role, values in who.items():
		yield from lists(role, values)
	for role, values in who.items():
		yield duplicate_search(role, values)
	yield from today_surfaces(people)


def caseload(worker: dict) -> Surface:
	return Surface(
		f"My Caseload for {CASELOAD} clients",
		worker["user"],
		app=report("My Caseload Currently", {}),
		baseline=baseline("my_caseload", "worker", **worker),
		rows=lambda answer: len(answer["result"]),
		growth_limit=1.3,
	)


def nam_report(manager: dict) -> Surface:
	"""The report's rows, averages and counts: two statements in the hand-written version."""
	dates = {"from_date": add_months(manager["today"], -12), "to_date": manager["today"]}
	rows = baseline("nam_report", "manager", **manager, **dates)()
	summary = baseline("nam_report_summary", "manager", **manager, **dates)()

	def rows_and_summary() -> list:
		answer = rows()
		summary()
		return answer

	return Surface(
		"NAM Report of a site, twelve months",
		manager["user"],
		app=report("NAM Report", dates),
		baseline=lambda: rows_and_summary,
		rows=lambda answer: len(answer["result"]),
		limit=1.5,
	)


def lists(role: str, values: dict) -> list[Surface]:
	user = values["user"]
	text = {"text": "%am%"}
	return [
		Surface(
			f"List of clients, first page ({role})",
			user,
			app=first_page("CSS Client", CLIENT_FIELDS),
			baseline=baseline("client_list", role, **values),
			rows=rows_of_page,
		),
		Surface(
			f"Number of clients ({role})",
			user,
			app=number("CSS Client"),
			baseline=baseline("client_count", role, **values),
			rows=int,
			baseline_rows=only_number,
		),
		Surface(
			f"List of cases, first page ({role})",
			user,
			app=first_page("CSS Case", CASE_FIELDS),
			baseline=baseline("case_list", role, **values),
			rows=rows_of_page,
		),
		Surface(
			f"Number of cases ({role})",
			user,
			app=number("CSS Case"),
			baseline=baseline("case_count", role, **values),
			rows=int,
			baseline_rows=only_number,
		),
		Surface(
			f"Search for a client in a link ({role})",
			user,
			app=lambda: lambda: search_link("CSS Client", text["text"].strip("%")),
			baseline=baseline("client_search", role, **values, **text),
		),
	]


def report(name: str, filters: dict) -> Callable[[], Callable[[], Any]]:
	return lambda: lambda: query_report.run(name, filters=dict(filters))


def first_page(doctype: str, fields: tuple[str, ...]) -> Callable[[], Callable[[], Any]]:
	def prepare():
		frappe.local.form_dict = frappe._dict(
			doctype=doctype,
			fields=json.dumps([f"`tab{doctype}`.`{field}`" for field in fields]),
			order_by=f"`tab{doctype}`.`modified` desc",
			start=0,
			page_length=PAGE,
		)
		return reportview.get

	return prepare


def number(doctype: str) -> Callable[[], Callable[[], Any]]:
	def prepare():
		frappe.local.form_dict = frappe._dict(doctype=doctype, fields="[]", distinct="false")
		return reportview.get_count

	return prepare


def rows_of_page(answer: dict | list) -> int:
	return len(answer["values"]) if answer else 0


def only_number(rows: list[dict]) -> int:
	return next(iter(rows[0].values()))
