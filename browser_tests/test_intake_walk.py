"""The intake of a family of seven in a browser: the telephone rings, and at the end the first assessment starts.

The intake worker and the manager sit at a desk, the caseworker at a kitchen table with a phone.
"""

import frappe
import pytest
from desk_forms import (
	choose,
	click,
	close_refusal,
	dialog,
	field,
	fits_the_screen,
	open_record,
	press,
	refusal,
	save,
	sign,
	step_of,
	type_date,
	type_in,
)
from frappe.utils import add_days, add_years
from people import make_people
from playwright.sync_api import Locator, Page, expect

from conftest import BOTH_SCREENS
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests.factories import NORTH


@pytest.fixture(scope="module")
def people(site):
	return make_people(
		intake=("intake.intake@test.example", "CSS Intake Worker"),
		manager=("intake.manager@test.example", "CSS Manager"),
		caseworker=("intake.caseworker@test.example", "CSS Caseworker"),
	)


def add_member(page: Page, given_names: str, relationship: str, years: int | None, **texts: str) -> Locator:
	click(page, "Add Family Member")
	type_in(dialog(page), "given_names", given_names)
	choose(dialog(page), "relationship", relationship)
	for fieldname, text in texts.items():
		type_in(dialog(page), fieldname, text)
	if years:
		type_date(page, dialog(page), "date_of_birth", add_years(site_today(NORTH), -years))
	press(page, "Add")
	card = page.locator(".css-card", has_text=given_names)
	expect(card).to_contain_text(relationship)
	return card


def test_from_the_telephone_to_the_family(visit, screenshot, people):
	"""R-040 to R-045, R-070, R-081 to R-083, R-126: NAARS first, triage, acceptance, seven people, a worker."""
	page = visit("intake")
	today = site_today(NORTH)
	page.goto("/app/css-inbound-referral/new")
	type_in(page, "source_organization", "Harbour Light Reception Centre")
	type_in(page, "given_names", "Karim Jan")
	type_in(page, "family_name", "Noorzai")
	type_in(page, "phone", "416 555 0187")
	save(page)
	expect(page.locator(".css-panel:visible")).to_contain_text("A NAARS comes first")
	type_date(page, page, "naars_date", add_days(today, -20))
	field(page, "naars_provider_type").select_option("RAP")
	save(page)
	click(page, "Start Triage")
	field(dialog(page), "urgency").select_option("Soon")
	press(page, "Start Triage")
	click(page, "Accept")
	press(page, "Accept")
	expect(page.locator(".css-panel:visible")).to_contain_text("The family's case shows what comes next")
	screenshot(page, "referral")
	page.locator(".css-panel:visible").get_by_role("link", name="Case", exact=True).click()

	expect(page.locator(".css-card", has_text="Karim Jan Noorzai")).to_contain_text("Head of Family")
	add_member(page, "Zahra", "Spouse or Partner", 38, family_name="Noorzai")
	add_member(page, "Yusuf", "Child", 20, family_name="Noorzai")
	add_member(page, "Bibi Gul", "Parent", 71)
	expect(add_member(page, "Baby", "Child", None)).to_contain_text("Age not known")
	add_member(page, "Laila", "Child", 8)
	add_member(page, "Omid", "Child", 5)
	intake = page.locator(".css-intake:visible")
	expect(intake.locator("[data-intake-of]")).to_have_count(5)
	expect(intake).to_contain_text("Documented with a parent or guardian: Laila (8 years), Omid (5 years)")
	assert fits_the_screen(page)
	screenshot(page, "intake")
	css_case = page.url.rsplit("/", 1)[-1]

	manager = visit("manager")
	open_record(manager, "CSS Case", css_case)
	click(manager, "Assign Caseworker")
	chosen = field(dialog(manager), "user")
	chosen.fill(people["caseworker"])
	manager.locator(".awesomplete li:visible").first.click()
	press(manager, "Assign")
	expect(manager.locator("[data-step=Caseworker].css-step-done")).to_be_visible()
	# Whoever took the call reads the file no more (D-19).
	page.goto(f"/app/css-case/{css_case}")
	expect(page.locator(".modal.show, .page-card:visible, .no-permission:visible").first).to_be_visible()


@pytest.fixture
def family(people):
	"""A referred family whose worker has been assigned."""
	from css_case_mgmt.tests.factories import acting_as, make_family

	with acting_as(people["caseworker"]):
		css_case, client = make_family(given_names="Zarghona", family_name="Stanekzai")
	frappe.db.commit()
	return frappe._dict(css_case=css_case.name, client=client.name)


@BOTH_SCREENS
def test_from_eligibility_to_the_first_assessment(visit, screenshot, family, screen):
	"""R-091, R-096, R-107, R-110 to R-118, R-123, R-129, R-452, D-07, D-16, T-07: decided, enrolled, agreed,
	started; and not started a step earlier."""
	page = visit("caseworker", screen)
	open_record(page, "CSS Case", family.css_case)
	step_of(page, "Zarghona", "Eligibility").get_by_role("button", name="Record").click()
	expect(page.locator(".css-column:visible")).to_have_count(3)
	# Frappe puts the cursor into the first field of a new form, some time after showing it.
	expect(field(page, "client")).to_be_focused()
	choose(page, "legal_status", "Permanent Resident")
	for column in ("1", "2"):
		page.locator(f".css-column[data-column='{column}']:visible .css-criterion label").first.click()
	bar = page.locator(".css-decision-bar:visible")
	expect(bar).to_contain_text("Column 3")
	screenshot(page, "two-columns")
	page.locator(".css-column[data-column='3']:visible .css-criterion label").first.click()
	expect(bar).to_contain_text("Eligible")
	expect(page.locator("[data-outcome=Eligible]:visible")).to_contain_text("think of safety first")
	field(page, "needs_level").select_option("High")
	save(page)
	click(page, "Enrol")
	expect(field(dialog(page), "needs_level")).to_have_value("High")
	assert fits_the_screen(page)
	press(page, "Enrol")
	expect(page.locator(".modal.show")).to_have_count(0)

	open_record(page, "CSS Case", family.css_case)
	expect(step_of(page, "Zarghona", "First Assessment")).to_contain_text("Waits for the steps before it")
	page.locator(".css-card", has_text="Zarghona").get_by_role("button", name="Start NAM A1").click()
	expect(dialog(page)).to_contain_text("There is no consent yet")
	screenshot(page, "gate")
	press(page, "Record Consent")

	expect(dialog(page)).to_contain_text("Zarghona Stanekzai")
	for fieldname in (
		"limits_explained",
		"rights_explained",
		"risks_explained",
		"understood",
		"charter_rights_explained",
		"voluntary_explained",
		"complaints_explained",
		"graduation_discussed",
		"copy_given",
	):
		dialog(page).locator(f"input[data-fieldname={fieldname}]").check()
	press(page, "Record")
	expect(refusal(page)).to_contain_text("The client or guardian signs the consent")
	close_refusal(page)
	sign(page)
	assert fits_the_screen(page)
	screenshot(page, "signed")
	press(page, "Record")
	expect(page.locator(".css-recording.show")).to_have_count(0)

	open_record(page, "CSS Case", family.css_case)
	for step in ("Eligibility", "Enrolment", "Consent", "Charter", "Graduation", "Copies"):
		expect(step_of(page, "Zarghona", step)).to_have_class(r"css-step css-step-done")
	assert "Zarghona" not in page.title() + page.url
	screenshot(page, "agreed")
	step_of(page, "Zarghona", "First Assessment").get_by_role("button", name="Start NAM A1").click()
	press(page, "Start")
	expect(page.locator(".css-factor:visible")).to_have_count(8)
