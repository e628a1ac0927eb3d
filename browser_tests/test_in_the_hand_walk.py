"""A telephone in one hand at a kitchen table: what is typed stays, what is tapped is large enough, everything is read
whole and has a name."""

import frappe
import pytest
from desk_forms import dialog, field, fits_the_screen, open_record
from frappe.utils import add_months
from people import make_people
from playwright.sync_api import Locator, Page, expect

from conftest import PHONE
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests.appointments.records import make_appointment
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	complete_assessment,
	make_client,
	make_enrolment,
	make_family,
	make_member,
)

THUMB = 44
NOTE = "Called about the letter; the client will phone the landlord."
HALF_A_SECOND = 500


@pytest.fixture(scope="module")
def people(site):
	return make_people(worker=("hand.worker@test.example", "CSS Caseworker"))


@pytest.fixture(scope="module")
def family(people) -> frappe._dict:
	"""Two adults; the spouse, who is not the head, has an appointment today."""
	today = site_today(NORTH)
	with acting_as(people["worker"]):
		css_case, head = make_family(given_names="Nargis", family_name="Haidari")
		enrolment = make_enrolment(css_case.name, head.name)
		for months, weight in ((0, 2.6), (4, 1.4)):
			complete_assessment(enrolment, add_months(enrolment.enrolment_date, months), weight)
		spouse = make_client(given_names="Jawad", family_name="Haidari")
		make_member(
			css_case.name, spouse.name, relationship="Spouse or Partner", member_from=add_months(today, -30)
		)
		make_appointment(css_case.name, spouse.name)
	with acting_as("Administrator"):
		frappe.get_doc(
			doctype="CSS Case Access", css_case=css_case.name, user=people["worker"], kind="Assigned"
		).insert()
	frappe.db.commit()
	return frappe._dict(css_case=css_case, head=head, enrolment=enrolment)


def open_contact_of_appointment(page: Page) -> Locator:
	page.goto("/app/css-today")
	line = page.locator(".css-today-row", has_text="Jawad Haidari")
	line.get_by_role("button", name="Log a Contact").first.tap()
	return dialog(page)


def test_a_typed_note_outlasts_a_slip(visit, family, screenshot):
	"""R-508, R-222: whom the line names has taken part; a tap beside the dialog and Escape lose no note; a dialog in
	which nothing is typed still closes."""
	page = visit("worker", PHONE)
	contact = open_contact_of_appointment(page)
	expect(contact.locator("input[type=checkbox]:checked")).to_have_count(1)
	expect(contact.get_by_label("Jawad Haidari")).to_be_checked()
	contact.get_by_label("Note", exact=True).fill(NOTE)
	tap_beside(page)
	page.keyboard.press("Escape")
	page.wait_for_timeout(HALF_A_SECOND)
	expect(contact.get_by_label("Note", exact=True)).to_have_value(NOTE)
	screenshot(page, "kept")
	contact.get_by_role("button", name="Close").click()
	expect(page.locator(".modal.show")).to_have_count(0)

	open_contact_of_appointment(page)
	tap_beside(page)
	expect(page.locator(".modal.show")).to_have_count(0)


def tap_beside(page: Page) -> None:
	page.wait_for_timeout(HALF_A_SECOND)
	page.mouse.click(3, 300)


def test_under_a_thumb(visit, family, screenshot):
	"""R-455, R-505: buttons and fields of a thumb's size; titles, states and tables are whole; fields have names."""
	page = visit("worker", PHONE)
	contact = open_contact_of_appointment(page)
	assert too_small(contact.locator("button, select, input:not([type=checkbox])")) == []
	assert without_name(contact) == []
	tap_beside(page)
	expect(page.locator(".modal.show")).to_have_count(0)
	assert too_small(page.locator(".page-head, .css-today").locator("button, .css-today-family")) == []

	open_record(page, "CSS Enrolment", family.enrolment.name)
	expect(page.locator(".css-table:visible").first).to_contain_text("Improved by")
	assert fits_the_screen(page)
	page.goto("/app/css-activity/new")
	expect(field(page, "note")).to_be_visible()
	state = page.locator(".page-head:visible .indicator-pill")
	expect(state).to_have_text("Not Saved")
	assert is_whole(state)
	assert too_small(page.locator(".page-head:visible button")) == []
	assert without_name(page.locator(".form-page:visible")) == []
	screenshot(page, "activity")


def test_choices_say_who_it_is(visit, family):
	"""R-508: whoever chooses reads names, and no keys of records."""
	page = visit("worker", PHONE)
	open_record(page, "CSS Case", family.css_case.name)
	page.goto(f"/app/css-activity/new?css_case={family.css_case.name}")
	page.wait_for_function("window.cur_frm && cur_frm.members_of_case")
	page.locator("[data-fieldname='participants'] .grid-body .col[data-fieldname='client']").first.tap()
	choices = page.locator(".awesomplete ul:visible")
	expect(choices).to_contain_text("Nargis")
	expect(choices).not_to_contain_text(family.head.name)


def is_whole(element: Locator) -> bool:
	return element.evaluate(
		"""(pill) => {
			const { left, right } = pill.getBoundingClientRect();
			const middle = pill.getBoundingClientRect().top + pill.offsetHeight / 2;
			return [left + 2, right - 2].every((x) => pill.contains(document.elementFromPoint(x, middle)));
		}"""
	)


def too_small(elements: Locator) -> list[str]:
	"""Of those that are shown."""
	return elements.evaluate_all(
		"""(all, thumb) => all
			.filter((each) => each.getClientRects().length && each.offsetHeight < thumb)
			.map((each) => `${each.textContent.trim() || each.className}: ${each.offsetHeight}`)""",
		THUMB,
	)


def without_name(where: Locator) -> list[str]:
	"""Fields that whoever hears the screen would not know; the boxes that mark rows of a table are Frappe's."""
	return where.locator("input:not(.grid-row-check), select, textarea").evaluate_all(
		"""(all) => all
			.filter((each) => each.getClientRects().length)
			.filter((each) => !each.ariaLabel && ![...each.labels].some((label) => label.textContent.trim()))
			.map((each) => each.dataset.fieldname || each.outerHTML)"""
	)
