"""Around an assessment, in a browser: where to meet, how to ask, what RAP has left, and who does not belong in a note."""

import frappe
import pytest
from desk_forms import click, dialog, field, fits_the_screen, open_record, press, type_in
from people import make_people
from playwright.sync_api import Page, expect

from conftest import BOTH_SCREENS
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	complete_assessment,
	make_enrolment,
	make_family,
)
from css_case_mgmt.tests.plan.records import make_plan

RECOMMENDED = "A home visit is recommended"
NEED = "Winter clothes for the children"


@pytest.fixture(scope="module")
def people(site):
	return make_people(caseworker=("assessing.caseworker@test.example", "CSS Caseworker"))


@pytest.fixture
def family(people):
	"""One adult, enrolled today and seven weeks in Canada, and somebody of another family."""
	today = site_today(NORTH)
	arrived = frappe.utils.add_days(today, -49)
	with acting_as(people["caseworker"]):
		css_case, client = make_family(
			given_names="Amina",
			family_name="Haidari",
			arrival_date=arrived,
			rap_start_date=arrived,
			rap_provider="Harbour House",
			rap_needs=[{"need": NEED, "addressed_by": "Case Management"}],
		)
		make_family(given_names="Shirin", family_name="Qzkarimi")
		enrolment = make_enrolment(css_case.name, client.name, today)
		plan = make_plan(enrolment, today)
	frappe.db.commit()
	return frappe._dict(css_case=css_case, client=client, enrolment=enrolment, plan=plan)


def place_advice(where: Page):
	control = where.locator(".frappe-control[data-fieldname='place']").locator("visible=true").first
	return control.locator(".help-box")


@BOTH_SCREENS
def test_where_to_meet_and_how_to_ask(visit, screenshot, family, screen):
	"""R-158, R-160, R-161: at home is recommended, another place may be chosen; while asking, the guide's dos and
	don'ts and the words of OARSS are a tap away."""
	page = visit("caseworker", screen)
	open_record(page, "CSS Enrolment", family.enrolment.name)
	click(page, "Start NAM")
	expect(field(dialog(page), "place")).to_have_value("Client's Home")
	expect(place_advice(dialog(page))).to_have_text(f"{RECOMMENDED}.")
	field(dialog(page), "place").select_option("Office")
	expect(place_advice(dialog(page))).to_contain_text("Another place is fine if the person prefers it.")
	screenshot(page, "start")
	press(page, "Start")

	how = page.locator("details.css-dos:visible")
	expect(how.locator("li:visible")).to_have_count(0)
	how.locator("summary").click()
	do, do_not = how.locator("ul").all()
	for text in ("strengths", "Take time", "correct you", "decide together", "Note each answer"):
		expect(do).to_contain_text(text)
	for text in ("right or wrong", "rush, or jump to services", "press a topic", "assume"):
		expect(do_not).to_contain_text(text)
	assert fits_the_screen(page)
	screenshot(page, "how-to-ask")
	how.locator("summary").click()

	words = page.locator("details.css-oarss:visible")
	words.locator("summary").click()
	expect(words.locator("h4")).to_have_text(
		["Open questions", "Affirmations", "Reflections", "Summaries", "Services"]
	)
	for column in words.locator(".css-hint-columns > div").all():
		assert column.locator("li").count() >= 1
	expect(words.locator("li strong")).to_have_text(
		["Repeat", "Rephrase", "Paraphrase", "A goal", "A feeling", "A process", "Reframe"]
	)
	assert fits_the_screen(page)
	screenshot(page, "oarss")


@BOTH_SCREENS
def test_what_rap_has_left(visit, screenshot, family, screen):
	"""R-054, R-056: in the file how long RAP lasts and whom to ask for results that are missing; beside the plan what
	is to be addressed here."""
	page = visit("caseworker", screen)
	open_record(page, "CSS Client", family.client.name)
	block = page.locator(".css-rap:visible")
	expect(block).to_contain_text("Services usually until")
	expect(block).to_contain_text("at the latest")
	expect(block).to_contain_text("Exit results missing: ask Harbour House")
	expect(block.locator("li")).to_contain_text([NEED])
	expect(block.locator("li")).to_contain_text(["Case Management"])
	assert fits_the_screen(page)
	screenshot(page, "rap")
	block.get_by_role("button", name="Enter Results").click()
	expect(field(page, "rap_results_received_on")).to_be_visible()

	with acting_as(frappe.db.get_value("CSS Enrolment", family.enrolment.name, "owner")):
		complete_assessment(family.enrolment, answers=2)
	frappe.db.commit()
	open_record(page, "CSS Settlement Plan", family.plan.name)
	click(page, "From the Needs Assessment")
	expect(dialog(page).locator(".css-from-rap li")).to_have_text([NEED])
	screenshot(page, "plan")


@BOTH_SCREENS
def test_another_client_in_a_note(visit, screenshot, family, screen):
	"""R-066: under the note a hint points at somebody of another family; it blocks nothing."""
	page = visit("caseworker", screen)
	open_record(page, "CSS Case", family.css_case.name)
	click(page, "Log a Contact")
	press(page, "Phone")
	type_in(dialog(page), "note", "Amina Haidari came with Shirin Qzkarimi.")
	hint = dialog(page).locator("[data-kind=other_client]")
	expect(hint).to_have_count(1)
	expect(hint.locator("q")).to_have_text("Shirin Qzkarimi")
	screenshot(page, "other-client")
	press(page, "Save as Final")
	expect(page.get_by_text("Contact written down.")).to_be_visible()
