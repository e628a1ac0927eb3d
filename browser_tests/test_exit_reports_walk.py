"""Reports of exits in a browser: who could leave, who left, and what the site did."""

import re

import frappe
import pytest
from frappe.utils import add_days, add_months
from people import make_people
from playwright.sync_api import Page, expect

from conftest import BOTH_SCREENS
from css_case_mgmt.api.exits import begin
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	acting_as,
	complete_assessment,
	end_enrolment,
	make_enrolment,
	make_family,
	today,
)

WORKER, MANAGER = "exitreports.worker@test.example", "exitreports.manager@test.example"
# frappe-charts: an animation that ends after its chart was drawn anew.
OF_A_CHART = "Failed to execute 'removeChild'"
FAMILIES = (
	("Amina", "Haddad", 13, (3, 1)),
	("Tesfay", "Woldu", 26, (2, 2)),
	("Golnar", "Rahmani", 9, (3,)),
	("Yusuf", "Barzani", 15, (1, 3)),
)


@pytest.fixture(scope="module")
def people(site):
	return make_people(worker=(WORKER, "CSS Caseworker"), manager=(MANAGER, "CSS Manager"))


@pytest.fixture(scope="module")
def families(people):
	with acting_as(WORKER):
		enrolments = [enrol(*family) for family in FAMILIES]
		begin(enrolments[0].name)
		for family in FAMILIES:
			left = enrol(*family)
			end_enrolment(left.name, add_days(today(), -20))
	frappe.db.commit()
	return enrolments


def enrol(given_names: str, family_name: str, months: int, weights: tuple[int, ...]):
	since = add_months(today(), -months)
	css_case, client = make_family(
		member_from=add_months(since, -1), given_names=given_names, family_name=family_name
	)
	enrolment = make_enrolment(css_case.name, client.name, since)
	for number, weight in enumerate(weights):
		complete_assessment(enrolment, since if number == 0 else add_days(today(), -40), weight)
	make_activity(css_case.name, client.name, on=add_days(today(), -45))
	return enrolment


def open_report(page: Page, name: str, **filters) -> None:
	query = "&".join(f"{fieldname}={value}" for fieldname, value in filters.items())
	page.goto(f"/app/query-report/{name}?{query}")
	expect(page.locator(".report-wrapper .datatable:visible")).to_be_visible(timeout=20_000)


@BOTH_SCREENS
def test_every_report_opens(visit, screenshot, families, screen) -> None:
	"""R-356, R-361, R-379."""
	page = visit("manager", screen, excused=OF_A_CHART)
	open_report(page, "Exit Readiness")
	screenshot(page, "report-exit-readiness")
	open_report(page, "Site Outputs Clients and Cases", breakdown="Month")
	screenshot(page, "report-site-outputs")
	open_report(page, "NAM Change Over Time", of_those_who_left=1)
	screenshot(page, "report-outcomes-at-exit")
	open_report(page, "NAM Change Over Time", of_those_who_left=1, breakdown="Exit reason")
	expect(page.get_by_text("Dropped out").first).to_be_attached()
	screenshot(page, "report-outcomes-by-reason")


def test_from_the_row_to_the_exit(visit, screenshot, families) -> None:
	"""R-360: a click opens the exit that was begun."""
	page = visit("worker", excused=OF_A_CHART)
	open_report(page, "Exit Readiness")
	expect(page.get_by_text("Begin the exit").first).to_be_attached()
	link = page.locator('a[href*="/css-exit/"]').first
	link.evaluate("element => element.scrollIntoView()")
	link.click()
	expect(page).to_have_url(re.compile("/css-exit/"), timeout=20_000)
	screenshot(page, "exit-from-report")
