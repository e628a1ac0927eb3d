"""A home visit in a browser: when it was, what was seen, a note without what nobody needs, and for whom it was; on a wide
screen and on a phone."""

import frappe
import pytest
from desk_forms import click, field, fits_the_screen, type_in
from people import make_people
from playwright.sync_api import expect

from conftest import BOTH_SCREENS
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import NORTH, acting_as, make_client, make_family, make_member
from css_case_mgmt.tests.outgoing_referral.records import make_outgoing, make_provider

WORKER, MANAGER = "activity.worker@test.example", "activity.manager@test.example"
WORK_PHONE = "(416) 555-0191"
# The page around a print looks for a footer that these papers do not have.
OF_FRAPPES_PAPER = "Cannot read properties of null (reading 'style')"


@pytest.fixture(scope="module")
def people(site):
	return make_people(worker=(WORKER, "CSS Caseworker"), manager=(MANAGER, "CSS Manager"))


@pytest.fixture
def family(people):
	with acting_as(WORKER):
		css_case, mother = make_family(given_names="Zarina", family_name="Haidari")
		father = make_client(given_names="Nasim", family_name="Haidari")
		make_member(css_case.name, father.name, relationship="Spouse or Partner", member_from="2025-01-01")
	frappe.db.commit()
	return css_case, mother, father


@BOTH_SCREENS
def test_a_home_visit(visit, screenshot, family, screen) -> None:
	"""R-229, R-271, R-272, R-320."""
	css_case, mother, father = family
	with acting_as(WORKER):
		draft = make_activity(
			css_case.name,
			mother.name,
			father.name,
			activity_type="Home Visit",
			method="In Person",
			is_final=False,
		)
	frappe.db.commit()
	page = visit("worker", screen)
	page.goto(f"/app/css-activity/{draft.name}")
	tools = page.locator(".css-note-tools:visible")
	expect(tools).to_contain_text("third person")
	expect(tools).to_contain_text("Only what the programme needs to know")
	expect(page.locator("[data-fieldname='audience']:visible").first).to_contain_text("Family")
	type_in(page, "visit_time", "2:30 pm")
	type_in(page, "visit_address", "12 Bay St, Unit 4")
	type_in(page, "living_conditions", "Two rooms for three people; the kitchen window does not close.")
	field(page, "visit_time").scroll_into_view_if_needed()
	screenshot(page, "visit")
	type_in(page, "note", "Client showed the flat. Her SIN is 046 454 286.")
	expect(page.locator(".css-hint[data-kind='unneeded']")).to_contain_text("046 454 286")
	field(page, "note").scroll_into_view_if_needed()
	screenshot(page, "note")
	assert fits_the_screen(page)
	type_in(page, "note", "Client showed the flat, and her papers.")
	expect(page.locator(".css-hint[data-kind='unneeded']")).to_have_count(0)
	click(page, "Save")
	expect(page.get_by_role("button", name="Submit", exact=True)).to_be_visible()
	expect(field(page, "visit_time")).to_have_value("14:30")
	frappe.db.rollback()
	stored = frappe.get_doc("CSS Activity", draft.name)
	assert (stored.visit_time, stored.audience) == ("14:30", "Family")


def test_a_list_by_audience(visit, screenshot, family) -> None:
	"""R-229."""
	css_case, mother, father = family
	with acting_as(WORKER):
		alone = make_activity(css_case.name, mother.name)
		together = make_activity(css_case.name, mother.name, father.name)
	frappe.db.commit()
	page = visit("worker")
	page.goto("/app/css-activity")
	row_of_one, row_of_both = (
		page.locator(f".list-row-checkbox[data-name='{each.name}']") for each in (alone, together)
	)
	for row in (row_of_one, row_of_both):
		expect(row).to_be_visible()
	page.locator(".standard-filter-section [data-fieldname='audience'] select").select_option("Family")
	expect(row_of_one).to_have_count(0)
	expect(row_of_both).to_be_visible()
	screenshot(page, "list")


@BOTH_SCREENS
def test_how_staff_are_reached(visit, screenshot, family, screen) -> None:
	"""R-015, R-235: a manager enters what is for work, and the sheet for the client shows it."""
	css_case, mother, _father = family
	with acting_as(WORKER):
		referral = make_outgoing(css_case.name, mother.name, make_provider())
	posting = frappe.db.get_value("CSS Staff", {"user": WORKER, "site": NORTH})
	frappe.db.set_value("CSS Staff", posting, "work_phone", None)
	frappe.db.commit()
	page = visit("manager", screen)
	page.goto(f"/app/css-staff/{posting}")
	expect(page.get_by_text("Never a private number").locator("visible=true")).to_be_visible()
	type_in(page, "work_phone", "416 555 0191")
	screenshot(page, "staff")
	click(page, "Save")
	expect(field(page, "work_phone")).to_have_value("+14165550191")
	page = visit("worker", screen, excused=OF_FRAPPES_PAPER)
	page.goto(f"/printview?doctype=CSS%20Referral&name={referral.name}&format=Referral%20Instruction%20Sheet")
	expect(page.get_by_text(WORK_PHONE)).to_be_visible()
	screenshot(page, "sheet")
