"""Hints under a note in a browser: they say why, replace a word at a tap, can be hidden, run nothing and block nothing."""

import frappe
import pytest
from desk_forms import click, dialog, field, fits_the_screen
from people import make_people
from playwright.sync_api import Locator, Page, expect

from conftest import BOTH_SCREENS
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	make_assessment,
	make_enrolment,
	make_family,
)

A_MOMENT = 1500
NOTE = "😀 <img src=x onerror=document.title='ran'> The client was upset. She came on 3 March 2026."


@pytest.fixture(scope="module")
def people(site):
	return make_people(worker=("hints.worker@test.example", "CSS Caseworker"))


@pytest.fixture(scope="module")
def family(people):
	with acting_as(people["worker"]):
		css_case, client = make_family(given_names="Amina", family_name="Haidari")
		enrolment = make_enrolment(css_case.name, client.name)
		draft = make_assessment(enrolment, site_today(NORTH), case_note=None)
	frappe.db.commit()
	return css_case, draft


def type_into_new_form(page: Page, note: Locator, text: str) -> None:
	"""A form that is still being made shows itself again, without what was typed in its first moments."""
	page.wait_for_function("!$.active && cur_frm && cur_frm.doc.css_case")
	note.fill(text)
	page.wait_for_timeout(A_MOMENT)
	if note.input_value() != text:
		note.fill(text)


def hints(page: Page):
	return page.locator(".css-hint").locator("visible=true")


@BOTH_SCREENS
def test_hints_under_a_new_activity(visit, screenshot, family, screen):
	"""R-268, R-273, R-457: why, other words at a tap, hide; what is typed stays text; the address says nothing."""
	css_case, _draft = family
	page = visit("worker", screen)
	asked = []
	page.on("request", lambda request: asked.append((request.method, request.url)))
	page.goto(f"/app/css-activity/new?css_case={css_case.name}")
	expect(page.locator(".css-note-panel:visible")).to_be_visible()
	note = field(page, "note")
	type_into_new_form(page, note, NOTE)
	expect(hints(page)).to_have_count(1)
	expect(hints(page)).to_contain_text("A feeling, written as a fact.")
	expect(page.locator(".css-hints:visible")).to_have_attribute("aria-live", "polite")
	hints(page).get_by_role("button", name="Write “appeared upset”").click()
	expect(note).to_have_value(NOTE.replace("was upset", "appeared upset"))
	expect(hints(page)).to_have_count(0)

	note.fill("The client was lazy <b>. The doctor called yesterday. She always cries. Client has diabetes.")
	expect(hints(page)).to_have_count(3)
	page.locator(".css-hints:visible").scroll_into_view_if_needed()
	screenshot(page, "hints")
	assert fits_the_screen(page)
	click(page, "2 more")
	expect(hints(page)).to_have_count(5)
	hints(page).filter(has_text="lazy").get_by_role("button", name="Hide").click()
	expect(hints(page)).to_have_count(4)
	note.press("End")
	note.type(" She was sad.")
	expect(hints(page)).to_have_count(5)
	expect(hints(page).filter(has_text="lazy")).to_have_count(0)

	note.fill(NOTE.replace("was", "appeared"))
	expect(hints(page)).to_have_count(0)
	page.evaluate("cur_frm.refresh()")
	page.wait_for_timeout(500)
	assert page.title() != "ran"
	posted = [url for method, url in asked if "get_hints" in url]
	assert posted and all("?" not in url for url in posted)


def test_hints_never_block(visit, family):
	"""R-457: a note that every hint is about is saved as it stands; without the server nothing is in the way."""
	_css_case, draft = family
	page = visit("worker")
	page.goto(f"/app/css-nam-assessment/{draft.name}")
	page.locator(".css-panel:visible").first.wait_for()
	note = field(page, "case_note")
	note.fill("The client was upset on Monday.")
	expect(hints(page)).to_have_count(2)
	expect(hints(page).nth(1).get_by_role("button", name="Write “on ")).to_have_count(2)
	page.route("**/*writing_hints.get_hints", lambda route: route.abort())
	note.fill("The client was upset on Monday and lazy.")
	expect(hints(page)).to_have_count(0)
	note.dispatch_event("change")
	page.keyboard.press("Control+s")
	page.wait_for_function("cur_frm && !cur_frm.is_dirty()")
	frappe.db.rollback()
	stored = frappe.db.get_value("CSS NAM Assessment", draft.name, "case_note")
	assert stored == "The client was upset on Monday and lazy."


@BOTH_SCREENS
def test_hints_in_the_dialog_of_a_contact(visit, screenshot, family, screen):
	"""R-222, R-457: the short note of a contact has hints as well."""
	css_case, _draft = family
	page = visit("worker", screen)
	page.goto(f"/app/css-case/{css_case.name}")
	page.locator(".css-panel:visible").first.wait_for()
	click(page, "Log a Contact")
	field(dialog(page), "note").fill("The doctor called.")
	expect(hints(page)).to_have_count(1)
	expect(hints(page)).to_contain_text("Who was it?")
	hints(page).scroll_into_view_if_needed()
	screenshot(page, "contact")
