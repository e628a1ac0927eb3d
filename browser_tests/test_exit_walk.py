"""Leaving the programme, in a browser: a caseworker works through what is missing, the manager returns it, then approves."""

import frappe
import pytest
from desk_forms import (
	choose,
	click,
	dialog,
	field,
	fits_the_screen,
	open_record,
	press,
	type_date,
	type_in,
	wait_until_saved,
)
from frappe.utils import add_days, add_months
from people import make_people
from playwright.sync_api import Page, expect

from conftest import BOTH_SCREENS, WIDE
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	complete_assessment,
	make_consent,
	make_enrolment,
	make_family,
)
from css_case_mgmt.tests.outgoing_referral.records import explain_everything, make_outgoing, make_provider
from css_case_mgmt.tests.plan.records import agree, make_goal, make_plan

PROUD = "My daughter walks to school alone, and I called the clinic myself."
STILL_OPEN = "The dentist has not written back."
STRENGTHS = ("Speaks three languages", "Asks when something is unclear", "Cooks for forty people")
TOLD = {"purpose": "Transition to Settlement Services", "information": "Areas of concern"}
RETURNED = "Say who follows up with the dentist."


@pytest.fixture(scope="module")
def people(site):
	return make_people(
		worker=("exit.caseworker@test.example", "CSS Caseworker"),
		manager=("exit.manager@test.example", "CSS Manager"),
	)


@pytest.fixture(scope="module")
def provider(people):
	document = make_provider(provider_name="Valley Settlement House")
	frappe.db.commit()
	return document


def ready_family(people: dict, given_names: str, provider):
	"""Somebody thirteen months in the programme: needs have declined, a goal is reached, a final referral was sent."""
	today = site_today(NORTH)
	with acting_as(people["worker"]):
		css_case, client = make_family(given_names=given_names, family_name="Haidari")
		enrolment = make_enrolment(css_case.name, client.name, add_months(today, -13))
		make_consent(
			css_case.name,
			client.name,
			purposes=[{"purpose": "Case management"}, {"recipient": provider.provider_name, **TOLD}],
		)
		complete_assessment(enrolment, answers=2.6)
		complete_assessment(enrolment, assessment_date=add_days(today, -7), answers=1.2)
		plan = make_plan(
			enrolment, strengths=[{"category": "Time", "strength": strength} for strength in STRENGTHS]
		)
		make_goal(plan, goal="A flat of our own", status="Achieved", outcome_on=today)
		agree(plan)
	with acting_as("Administrator"):
		frappe.get_doc(
			doctype="CSS Case Access", css_case=css_case.name, user=people["worker"], kind="Assigned"
		).insert()
	with acting_as(people["worker"]):
		send_final_referral(client, css_case, provider)
	frappe.db.commit()
	return css_case, client, enrolment


def send_final_referral(client, css_case, provider) -> None:
	referral = make_outgoing(css_case.name, client.name, provider, is_final=1, **TOLD)
	explain_everything(referral)
	for status in ("Consented", "Sent"):
		referral.reload()
		referral.take_step(status)


def missing(page: Page, check: str):
	return page.locator(f".css-exit-checks:visible [data-check='{check}'].css-step-next")


def answer_interview(page: Page) -> None:
	"""Own words to each question; the question about the caseworker by a tap, one is declined."""
	questions = page.locator(".css-interview-question:visible")
	expect(questions.first).to_contain_text("proud of")
	for question in questions.all():
		code = question.get_attribute("data-question")
		if question.locator(".css-satisfaction").count():
			question.locator("label.css-option").first.click()
		elif code == "FUTURE-CONTACT":
			question.get_by_text("Prefers not to say").click()
		else:
			words = {"PROUD-OF": PROUD, "PENDING-ISSUES": STILL_OPEN}.get(code, "The library")
			question.locator("textarea").fill(words)
	wait_until_saved(page)


@BOTH_SCREENS
def test_leaving_the_programme(visit, screenshot, people, provider, screen):
	"""R-360 to R-377, D-24, R-358: begun, worked through with what was achieved first, asked for, returned with a reason,
	mended, approved by somebody else; the enrolment ends and the file is locked."""
	css_case, client, enrolment = ready_family(people, "Amina", provider)
	page = visit("worker", screen)
	open_record(page, "CSS Enrolment", enrolment.name)
	click(page, "Begin Exit")
	click(page, "Yes")
	page.wait_for_url("**/css-exit/**")
	panel = page.locator(".css-exit:visible")
	expect(panel).to_contain_text("A flat of our own")
	expect(missing(page, "Exit Interview")).to_be_visible()
	screenshot(page, "begun")
	expect(page.locator(".actions-btn-group:visible")).to_have_count(0)
	assert fits_the_screen(page)

	missing(page, "Exit Interview").get_by_role("button", name="Record the Interview").click()
	expect(field(dialog(page), "place")).to_have_value("Client's Home")
	screenshot(page, "interview-start")
	press(page, "Start")
	page.wait_for_url("**/css-exit-interview/**")
	expect(page.locator(".css-interview:visible")).to_be_visible()
	screenshot(page, "interview-begun")
	answer_interview(page)
	about_caseworker = page.locator("[data-question='SATISFIED-CASEWORKER']:visible")
	expect(about_caseworker).to_contain_text("This question is about you")
	about_caseworker.scroll_into_view_if_needed()
	assert fits_the_screen(page)
	screenshot(page, "interview")
	click(page, "Back to the Exit")
	page.wait_for_url("**/css-exit/**")
	expect(panel.locator("[data-pending]")).to_contain_text(STILL_OPEN)
	expect(panel).to_contain_text(PROUD)
	page.evaluate("frappe.utils.scroll_to(0, false)")
	screenshot(page, "interviewed")

	answer_the_rest(page, provider)
	expect(panel).to_contain_text("Nothing is missing")
	screenshot(page, "ready")
	page.locator("fieldset.css-indicator:visible").first.scroll_into_view_if_needed()
	screenshot(page, "indicators")
	click(page, "Ask for Review")
	press(page, "Ask for Review")
	expect(panel.locator(".css-panel-head").first).to_contain_text("Ready for Review")
	expect(page.get_by_role("button", name="Approve", exact=True).locator("visible=true")).to_have_count(0)
	expect(field(page, "stability_opinion")).to_have_count(0)

	css_exit = page.url.rsplit("/", 1)[-1]
	desk = visit("manager", screen)
	open_record(desk, "CSS Exit", css_exit)
	review = desk.locator(".css-exit:visible")
	expect(review.locator(".css-for-manager")).to_contain_text("She keeps her flat and her doctor")
	expect(review.locator("[data-pending]")).to_contain_text(STILL_OPEN)
	assert fits_the_screen(desk)
	screenshot(desk, "review")
	click(desk, "Return")
	type_in(dialog(desk), "note", RETURNED)
	press(desk, "Return")
	expect(review.locator(".css-panel-head").first).to_contain_text("Returned")

	open_record(page, "CSS Exit", css_exit)
	expect(panel).to_contain_text(RETURNED)
	screenshot(page, "returned")
	type_in(page, "future_plan", "Ines Roy calls the dentist in December.")
	click(page, "Ask for Review")
	press(page, "Ask for Review")
	expect(panel.locator(".css-panel-head").first).to_contain_text("Ready for Review")

	if screen is WIDE:
		approve_in_list(desk, css_exit)
	else:
		open_record(desk, "CSS Exit", css_exit)
		click(desk, "Approve")
		press(desk, "Approve")
	expect(review.locator(".css-panel-head").first).to_contain_text("Exited")
	screenshot(desk, "approved")
	frappe.db.rollback()
	enrolment.reload()
	assert (enrolment.status, enrolment.exit_date) == ("Exited", site_today(NORTH))
	open_record(page, "CSS Enrolment", enrolment.name)
	expect(page.locator(".css-exit-standing:visible")).to_contain_text("Exited")
	open_record(page, "CSS Client", client.name)
	expect(page.locator(".css-exit-standing:visible")).to_contain_text("Exited")
	open_record(page, "CSS Case", css_case.name)
	expect(page.locator(f".css-card[data-client='{client.name}']")).to_contain_text("Exited")


def approve_in_list(desk: Page, css_exit: str) -> None:
	"""As for many at once: each is asked what its own form asks."""
	desk.goto("/app/css-exit")
	row = desk.locator(f".list-row-checkbox[data-name='{css_exit}']:visible")
	expect(row).to_be_visible()
	expect(desk.locator(".result:visible")).to_contain_text("Ready for Review")
	row.check()
	click(desk, "Actions")
	desk.locator(".actions-btn-group .dropdown-item:visible", has_text="Approve").click()
	desk.wait_for_function("!$.active")
	open_record(desk, "CSS Exit", css_exit)


def answer_the_rest(page: Page, provider) -> None:
	"""What the form asks for besides: the indicators, dates, opinion, hand-over."""
	today = site_today(NORTH)
	indicators = page.locator("fieldset.css-indicator:visible")
	for indicator in indicators.all():
		if indicator.get_attribute("data-indicator") == "LOAN-REPAYMENT":
			indicator.get_by_text("Not applicable", exact=True).click()
			indicator.locator("textarea").fill("There is no loan.")
		else:
			indicator.get_by_text("Met", exact=True).click()
	type_date(page, page, "exit_date", today)
	type_in(page, "stability_opinion", "She keeps her flat and her doctor without help.")
	for fieldname in ("advance_notice_on", "plan_reviewed_on", "counsellor_met_on", "reaccess_explained_on"):
		type_date(page, page, fieldname, today)
		page.wait_for_function(
			"([name, day]) => cur_frm.doc[name] === day", arg=[fieldname, today.isoformat()]
		)
	type_in(page, "settlement_counsellor", "Ines Roy")
	field(page, "handover").select_option("Hand Over")
	choose(page, "handover_provider", provider.provider_name)
	type_in(page, "handover_summary", "Ask the dentist for an appointment.")
	type_in(page, "achievements", "Found work in a bakery.")
	click(page, "Save")
	expect(page.locator(".css-exit:visible [data-progress]")).to_be_visible()
