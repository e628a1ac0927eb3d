"""A completed assessment that was entered in the wrong file, in a browser: marked with all that goes with it, a draft in
the right file; on a wide screen and on a phone."""

import frappe
import pytest
from desk_forms import choose, click, dialog, field, fits_the_screen, open_record, press, type_in
from frappe.utils import add_months
from people import make_people
from playwright.sync_api import Page, expect

from conftest import BOTH_SCREENS
from css_case_mgmt.tests.factories import acting_as, complete_assessment, make_enrolment, make_family, today
from css_case_mgmt.tests.periodic.records import complete_periodic

WORKER = "wrong.assessment@test.example"


@pytest.fixture(scope="module")
def people(site):
	return make_people(worker=(WORKER, "CSS Caseworker"))


def enrolled(given_names: str):
	with acting_as(WORKER):
		css_case, client = make_family(given_names=given_names, family_name="Haidari")
		enrolment = make_enrolment(css_case.name, client.name, add_months(today(), -9))
	return css_case, enrolment


def mark(page: Page, right_case=None) -> None:
	click(page, "Entered in the Wrong File")
	type_in(dialog(page), "reason", "Two files were open.")
	if right_case:
		choose(dialog(page), "right_case", right_case.file_number)
		expect(dialog(page)).to_contain_text("Parwin Haidari")
	field(dialog(page), "breach_considered").select_option("No breach")
	type_in(dialog(page), "breach_reason", "Nobody else read it.")


@BOTH_SCREENS
def test_a_needs_assessment(visit, screenshot, screen):
	"""R-503: the banner, no correction any more, the next in line as the latest, and a draft in the right file."""
	_css_case, enrolment = enrolled("Zarina")
	right_case, right_enrolment = enrolled("Parwin")
	with acting_as(WORKER):
		complete_assessment(enrolment, add_months(today(), -9), 3)
		wrong = complete_assessment(enrolment, add_months(today(), -5), 2)
	frappe.db.commit()
	page = visit("worker", screen)
	open_record(page, wrong.doctype, wrong.name)
	expect(page.locator(".css-note-panel:visible")).to_be_visible()
	mark(page, right_case)
	expect(dialog(page)).to_contain_text("the contact of its meeting are marked with it")
	screenshot(page, "wrong_assessment_dialog")
	press(page, "Mark It")
	expect(page.locator(".css-scores .css-notice")).to_contain_text("Entered in the wrong file")
	expect(page.locator(".css-scores .css-panel-head")).to_contain_text("Entered in the wrong file")
	expect(page.get_by_role("button", name="Correct", exact=True)).to_have_count(0)
	expect(page.locator("[data-tile='next']:visible")).to_have_count(0)
	page.evaluate("window.scrollTo(0, 0)")
	screenshot(page, "wrong_assessment_marked")
	assert fits_the_screen(page)
	page.get_by_role("link", name="Open the copy in the right file").click()
	expect(page.get_by_role("link", name="Open the original")).to_be_visible()
	expect(page.locator(".css-scores:visible .css-panel-head")).to_contain_text("Draft")
	screenshot(page, "wrong_assessment_draft")
	frappe.db.rollback()
	draft = frappe.get_last_doc(wrong.doctype, {"enrolment": right_enrolment.name})
	assert (draft.docstatus, draft.sequence) == (0, 1)
	open_record(page, "CSS Enrolment", enrolment.name)
	expect(page.get_by_role("link", name="A1", exact=True)).to_be_visible()
	expect(page.get_by_role("link", name="A2", exact=True)).to_have_count(0)
	screenshot(page, "wrong_assessment_enrolment")


@BOTH_SCREENS
def test_a_periodic_assessment(visit, screenshot, screen):
	"""R-503: left to whoever reaches the right file, and said in the list."""
	css_case, enrolment = enrolled("Zarina")
	with acting_as(WORKER):
		wrong = complete_periodic(enrolment, add_months(today(), -6))
	frappe.db.commit()
	page = visit("worker", screen)
	open_record(page, wrong.doctype, wrong.name)
	expect(page.locator(".css-note-panel:visible")).to_be_visible()
	mark(page)
	press(page, "Mark It")
	expect(page.locator(".css-panel .css-notice").first).to_contain_text("Entered in the wrong file")
	expect(page.get_by_role("button", name="Begin the Settlement Plan")).to_have_count(0)
	page.evaluate("window.scrollTo(0, 0)")
	screenshot(page, "wrong_periodic_marked")
	assert fits_the_screen(page)
	page.goto(f"/app/css-periodic-assessment?css_case={css_case.name}")
	expect(page.locator(".result")).to_contain_text("Entered in the wrong file")
	screenshot(page, "wrong_periodic_list")
