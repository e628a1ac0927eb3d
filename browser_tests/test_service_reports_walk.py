"""Reports of services in a browser: notes on screen and on paper, whole files, and what came of referrals."""

import frappe
import pytest
from frappe.utils import add_days
from people import make_people
from playwright.sync_api import Page, expect

from conftest import BOTH_SCREENS
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import acting_as, make_enrolment, make_family, today
from css_case_mgmt.tests.service_reports.records import make_addendum, make_referral

WORKER = "servicereports.worker@test.example"
TYPED = "Client stated: ‘<img src=x onerror=window.ran=1>’ & قالت إنها بخير 😀"
# frappe-charts: an animation that ends after its chart was drawn anew.
OF_A_CHART = "Failed to execute 'removeChild'"
REPORTS = (
	"Case Note Report",
	"Referrals Report",
	"Complete Services Report",
	"IRCC-funded Support Services Case Management Activities",
	"File Completeness",
)


@pytest.fixture(scope="module")
def people(site):
	return make_people(worker=(WORKER, "CSS Caseworker"))


@pytest.fixture(scope="module")
def case_number(people):
	with acting_as(WORKER):
		css_case, client = make_family(given_names="Amina", family_name="Haddad")
		make_enrolment(css_case.name, client.name)
		with_text = make_activity(
			css_case.name, client.name, on=add_days(today(), -2), duration_minutes=30, note="Typed"
		)
		make_activity(
			css_case.name,
			client.name,
			activity_type="Home Visit",
			method="In Person",
			location_kind="Client's Home",
			on=add_days(today(), -9),
			duration_minutes=60,
			note="Client stated that the new flat is quiet and near the school. Agreed to visit the library "
			"together next week.",
		)
		make_addendum(with_text, "The library card has arrived.")
		make_referral(
			css_case.name, client.name, on=add_days(today(), -20), follow_up_due=add_days(today(), -6)
		)
	with acting_as("Administrator"):
		frappe.get_doc(
			doctype="CSS Case Access", css_case=css_case.name, user=WORKER, kind="Assigned"
		).insert()
	frappe.db.set_value("CSS Activity", with_text.name, "note", TYPED)
	frappe.db.commit()
	return css_case.file_number


def open_report(page: Page, name: str) -> None:
	page.goto(f"/app/query-report/{name}")
	expect(page.locator(".report-wrapper .datatable:visible")).to_be_visible(timeout=20_000)


@BOTH_SCREENS
def test_every_report_opens(visit, screenshot, case_number, screen) -> None:
	"""R-394, R-396, R-398, R-399, R-284."""
	page = visit("worker", screen, excused=OF_A_CHART)
	for name in REPORTS:
		open_report(page, name)
		screenshot(page, f"report-{name[:18].lower().replace(' ', '-')}")
	expect(page.get_by_text("Agree on a settlement plan.").first).to_be_attached()


def test_notes_on_screen_and_on_paper(visit, screenshot, case_number) -> None:
	"""R-278, R-434: the family's name, the date as month/day/year, the initials; typed HTML stays text."""
	page = visit("worker", excused=OF_A_CHART)
	open_report(page, "Case Note Report")
	expect(page.get_by_text("onerror=window.ran=1").first).to_be_visible()
	with page.context.expect_page() as opened:
		page.evaluate("frappe.query_report.print_report({ orientation: 'Portrait', with_letter_head: 0 })")
	paper = opened.value
	expect(paper.get_by_text("CONFIDENTIAL")).to_be_visible()
	expect(paper.get_by_text("Case/Family Name (HOF): Amina Haddad")).to_be_visible()
	day = add_days(today(), -2)
	expect(paper.get_by_role("cell", name=f"{day.month}/{day.day}/{day.year}", exact=True)).to_be_visible()
	expect(paper.get_by_text(TYPED)).to_be_visible()
	screenshot(paper, "report-case-notes-on-paper")
	for window in (page, paper):
		assert not window.evaluate("window.ran")
