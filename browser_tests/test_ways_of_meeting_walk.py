"""A method and a place that an admin adds: over REST and in the dialogs, until they are switched off (R-222, R-228)."""

import frappe
import pytest
from desk_forms import choose, click, dialog, field, fits_the_screen, open_record, press, type_in
from people import make_people
from playwright.sync_api import expect
from rest_visitor import Visitor, call

from conftest import BOTH_SCREENS
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import acting_as, make_family, today

WORKER = "ways.worker@test.example"
APP, LIBRARY = "Secure App", "Library"


@pytest.fixture(scope="module")
def people(site):
	return make_people(
		admin=("ways.admin@test.example", "CSS National Coordinator"), worker=(WORKER, "CSS Caseworker")
	)


@pytest.fixture(scope="module")
def admin(people, site_url):
	"""Adds the method and the place, and switches them off in the end."""
	visitor = Visitor(site_url, people["admin"])
	visitor.make("CSS Contact Method", method=APP, is_in_person=0, position=25)
	visitor.make("CSS Place", place=LIBRARY, position=40)
	yield visitor
	switch(visitor, on=False)


@pytest.fixture
def worker(admin, visitor) -> Visitor:
	switch(admin, on=True)
	return visitor("worker")


def switch(admin: Visitor, *, on: bool) -> None:
	for doctype, name in (("CSS Contact Method", APP), ("CSS Place", LIBRARY)):
		assert admin.call("PUT", f"resource/{doctype}/{name}", enabled=int(on)).ok


def family(given_names: str):
	with acting_as(WORKER):
		css_case, client = make_family(given_names=given_names, family_name="Rahimi")
	frappe.db.commit()
	return css_case, client


def latest(css_case: str) -> tuple:
	frappe.db.rollback()
	activity = frappe.get_last_doc("CSS Activity", {"css_case": css_case})
	return activity.docstatus, activity.method, activity.location_kind or None


def test_over_rest(admin, worker):
	"""R-222, R-228: chosen like the others, and refused once it is switched off."""
	css_case, client = family("Soraya")
	contact = {
		"css_case": css_case.name,
		"participants": [client.name],
		"activity_type": "Check-in",
		"activity_date": today().isoformat(),
	}
	call(worker, "activity.log_contact", **contact, method=APP)
	assert latest(css_case.name) == (1, APP, None)
	call(worker, "activity.log_contact", **contact, method="In Person", location_kind=LIBRARY)
	assert latest(css_case.name) == (1, "In Person", LIBRARY)
	path = "method/css_case_mgmt.api.activity.log_contact"
	worker.refused("POST", path, **contact, method=APP, location_kind=LIBRARY)
	worker.refused("POST", "resource/CSS Contact Method", method="Pigeon")
	switch(admin, on=False)
	assert "no longer in use" in worker.refused("POST", path, **contact, method=APP)
	assert "no longer in use" in worker.refused(
		"POST", path, **contact, method="In Person", location_kind=LIBRARY
	)


@BOTH_SCREENS
def test_in_the_dialogs(visit, screenshot, admin, worker, screen):
	"""R-222, R-228, R-505: contacts, an appointment and the form; no place of what is not in person."""
	css_case, client = family("Maryam")
	page = visit("worker", screen)
	open_record(page, "CSS Case", css_case.name)
	click(page, "Log a Contact")
	press(page, APP)
	expect(field(dialog(page), "result")).to_be_visible()
	expect(dialog(page).locator("[data-fieldname='location_kind']:visible")).to_have_count(0)
	screenshot(page, "log")
	press(page, "In Person")
	field(dialog(page), "location_kind").select_option(LIBRARY)
	screenshot(page, "log_in_person")
	assert fits_the_screen(page)
	press(page, "Save as Final")
	expect(page.get_by_text("Contact written down.")).to_be_visible()
	assert latest(css_case.name) == (1, "In Person", LIBRARY)

	click(page, "Plan an Appointment")
	expect(field(dialog(page), "method")).to_have_value("In Person")
	field(dialog(page), "kind").select_option("Check-in")
	field(dialog(page), "location_kind").select_option(LIBRARY)
	field(dialog(page), "method").select_option(APP)
	expect(dialog(page).locator("[data-fieldname='location_kind']:visible")).to_have_count(0)
	field(dialog(page), "method").select_option("In Person")
	expect(field(dialog(page), "location_kind")).to_be_visible()
	screenshot(page, "plan")
	press(page, "Plan")
	expect(page.get_by_text("The appointment is planned.")).to_be_visible()
	expect(page.locator(".css-card", has_text=LIBRARY).first).to_be_visible()

	with acting_as(WORKER):
		draft = make_activity(css_case.name, client.name, is_final=False)
	frappe.db.commit()
	page.goto(f"/app/css-activity/{draft.name}")
	expect(page.locator(".css-note-panel:visible")).to_be_visible()
	expect(page.locator("[data-fieldname='location_kind']:visible")).to_have_count(0)
	choose(page, "method", "In Person")
	choose(page, "location_kind", LIBRARY)
	screenshot(page, "form")
	choose(page, "method", APP)
	expect(page.locator("[data-fieldname='location_kind']:visible")).to_have_count(0)
	type_in(page, "note", "Answered within the hour.")
	click(page, "Save")
	expect(page.get_by_role("button", name="Submit", exact=True)).to_be_visible()
	assert latest(css_case.name) == (0, APP, None)
	switch(admin, on=False)
	page.reload()
	expect(page.locator(".css-note-panel:visible")).to_be_visible()
	click(page, "Submit")
	press(page, "Yes")
	expect(page.get_by_role("button", name="Add Addendum")).to_be_visible()
	assert latest(css_case.name) == (1, APP, None)
	open_record(page, "CSS Case", css_case.name)
	click(page, "Log a Contact")
	expect(dialog(page).get_by_role("button", name="Phone", exact=True)).to_be_visible()
	expect(dialog(page).get_by_role("button", name=APP, exact=True)).to_have_count(0)
