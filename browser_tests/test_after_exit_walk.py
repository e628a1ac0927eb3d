"""After an exit, in a browser: the closed file, the return with its new episode, and a longer stay."""

import frappe
import pytest
from desk_forms import click, dialog, field, fits_the_screen, open_record, press, type_date, type_in
from frappe.utils import add_months
from people import make_people
from playwright.sync_api import expect

from conftest import BOTH_SCREENS
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	complete_assessment,
	end_enrolment,
	make_enrolment,
	make_family,
)


@pytest.fixture(scope="module")
def people(site):
	return make_people(
		worker=("after.worker@test.example", "CSS Caseworker"),
		manager=("after.manager@test.example", "CSS Manager"),
	)


def enrolled_family(user: str, months: int = 9):
	since = add_months(site_today(NORTH), -months)
	with acting_as(user):
		css_case, client = make_family(
			given_names="Rahel", family_name="Tesfaye", member_from=add_months(since, -1)
		)
		enrolment = make_enrolment(css_case.name, client.name, since)
		complete_assessment(enrolment, answers=2.4)
	frappe.db.commit()
	return css_case, client, enrolment


@BOTH_SCREENS
def test_a_closed_file_and_a_return(visit, screenshot, people, screen):
	"""R-378, R-380, R-103: read-only with a line that says so, then opened again, with eligibility as the next step."""
	css_case, client, enrolment = enrolled_family(people["worker"])
	end_enrolment(enrolment.name)
	frappe.db.commit()
	page = visit("manager", screen)
	for doctype, name in (("CSS Enrolment", enrolment.name), ("CSS Case", css_case.name)):
		open_record(page, doctype, name)
		expect(page.locator(".css-closed-file:visible")).to_be_visible()
		expect(page.get_by_role("button", name="Save", exact=True).locator("visible=true")).to_have_count(0)
		assert fits_the_screen(page)
		screenshot(page, f"closed-{doctype.split()[1].lower()}")
	open_record(page, "CSS Client", client.name)
	expect(page.locator(".css-closed-file:visible")).to_contain_text("closed since")
	expect(page.get_by_role("button", name="Record Consent").locator("visible=true")).to_have_count(0)
	screenshot(page, "closed-client")
	expect(page.locator(".comment-box:visible")).to_have_count(0)
	click(page, "Comes Back")
	expect(dialog(page)).to_contain_text("Next: a new eligibility assessment")
	screenshot(page, "comes-back")
	press(page, "Open the File Again")
	expect(page.locator(".frappe-control[data-fieldname='legal_status']:visible").first).to_be_visible()
	open_record(page, "CSS Case", css_case.name)
	expect(page.locator(".css-closed-file:visible")).to_have_count(0)
	step = page.locator(".css-step[data-step='Eligibility']:visible")
	expect(step).to_contain_text("Coming back needs a new eligibility assessment")
	expect(page.locator(".css-step[data-step='Updated Plan']:visible")).to_be_visible()
	assert fits_the_screen(page)
	screenshot(page, "intake-again")


@BOTH_SCREENS
def test_a_longer_stay(visit, screenshot, people, screen):
	"""D-02, D-24: asked for from the progress of the enrolment, approved by the manager."""
	_case, _client, enrolment = enrolled_family(people["worker"], months=23)
	page = visit("worker", screen)
	open_record(page, "CSS Enrolment", enrolment.name)
	expect(page.get_by_role("button", name="Extend", exact=True).locator("visible=true")).to_be_visible()
	screenshot(page, "extend")
	click(page, "Extend")
	until = add_months(enrolment.enrolment_date, 30)
	expect(field(page, "extended_until")).to_be_visible()
	type_date(page, page, "extended_until", until)
	type_in(page, "reason", "The court date is in spring.")
	type_in(page, "support", "Housing after it.")
	click(page, "Save")
	expect(page.get_by_role("button", name="Ask for Review").locator("visible=true")).to_be_visible()
	click(page, "Ask for Review")
	expect(page.get_by_role("button", name="Take Back").locator("visible=true")).to_be_visible()
	assert fits_the_screen(page)
	screenshot(page, "extension-asked")
	frappe.db.rollback()
	name = frappe.db.get_value("CSS Programme Extension", {"enrolment": enrolment.name})

	manager = visit("manager", screen)
	open_record(manager, "CSS Programme Extension", name)
	click(manager, "Return")
	type_in(dialog(manager), "note", "Say what will be worked on.")
	press(manager, "Return")
	expect(manager.locator(".css-panel:visible .css-pill", has_text="Returned")).to_be_visible()
	screenshot(manager, "extension-returned")
	open_record(page, "CSS Programme Extension", name)
	expect(page.locator(".css-panel:visible .css-alert")).to_contain_text("Say what will be worked on.")
	expect(page.locator(".actions-btn-group:visible")).to_have_count(0)
