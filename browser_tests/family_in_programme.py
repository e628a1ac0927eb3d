"""What staff do with a family from the referral to the first plan, each step given the day on which it was (R-453)."""

import json
from dataclasses import dataclass
from datetime import date

from desk_forms import (
	answer_factor,
	choose,
	click,
	dialog,
	field,
	open_record,
	press,
	save,
	sign,
	step_of,
	type_date,
	type_in,
	wait_until_saved,
)
from frappe.utils import add_days, add_months, add_years
from playwright.sync_api import Locator, Page, expect
from rest_visitor import Visitor, agree, call

from css_case_mgmt.tests.factories import answers_of_weight

WIFE, HUSBAND, DAUGHTER = "Nasrin", "Karim", "Laila"
FAMILY_NAME = "Wardak"
GOAL = "I want to sew for customers of my own"
COURSE, COURSE_TOLD = "Needle & Thread", ("Learn to sew for a living", "Name, Telephone")


@dataclass
class Life:
	"""The family's records as they come about, and the days of its life.

	Args:
		today: the day at the site.
		enrolled_on: of the first enrolment; every other day counts from there.
	"""

	today: date
	enrolled_on: date
	old_case: str = ""
	case: str = ""
	husband: str = ""
	client: str = ""
	daughter: str = ""
	enrolment: str = ""
	plan: str = ""
	css_exit: str = ""
	file_number: str = ""
	enrolment_again: str = ""

	def day(self, months: int = 0, days: int = 0) -> date:
		return add_days(add_months(self.enrolled_on, months), days)

	def of_client(self) -> dict[str, str]:
		return {"css_case": self.case, "client": self.client}


def find(visitor: Visitor, doctype: str, **filters) -> list[str]:
	rows = visitor.call("GET", f"resource/{doctype}", filters=json.dumps(filters), limit_page_length=0).json()
	return [row["name"] for row in rows.get("data", [])]


def card_of(page: Page, given_names: str) -> Locator:
	return page.locator(".css-card:visible", has_text=given_names)


def a_referral_comes_in(intake: Page, life: Life) -> None:
	intake.goto("/app/css-inbound-referral/new")
	type_in(intake, "source_organization", "Harbour Light Reception Centre")
	type_date(intake, intake, "received_on", life.day(days=-21))
	type_in(intake, "given_names", HUSBAND)
	type_in(intake, "family_name", FAMILY_NAME)
	type_in(intake, "phone", "416 555 0187")
	type_date(intake, intake, "naars_date", life.day(days=-30))
	field(intake, "naars_provider_type").select_option("RAP")
	save(intake)
	click(intake, "Start Triage")
	field(dialog(intake), "urgency").select_option("Soon")
	press(intake, "Start Triage")


def it_is_accepted(intake: Page, life: Life) -> None:
	click(intake, "Accept")
	type_date(intake, dialog(intake), "accepted_on", life.day(days=-14))
	press(intake, "Accept")
	panel = intake.locator(".css-panel:visible")
	expect(panel).to_contain_text("The family's case shows what comes next")
	panel.get_by_role("link", name="Case", exact=True).click()
	expect(card_of(intake, HUSBAND)).to_contain_text("Head of Family")
	life.old_case = life.case = intake.url.rsplit("/", 1)[-1]
	life.husband = card_of(intake, HUSBAND).get_attribute("data-client")


def the_family_is_added(intake: Page, life: Life) -> None:
	life.client = add_member(intake, life, WIFE, "Spouse or Partner", 29)
	life.daughter = add_member(intake, life, DAUGHTER, "Child", 5)
	expect(card_of(intake, DAUGHTER)).to_contain_text("parent or guardian")


def add_member(page: Page, life: Life, given_names: str, relationship: str, years: int) -> str:
	click(page, "Add Family Member")
	type_in(dialog(page), "given_names", given_names)
	type_in(dialog(page), "family_name", FAMILY_NAME)
	choose(dialog(page), "relationship", relationship)
	type_date(page, dialog(page), "member_from", life.day(days=-14))
	type_date(page, dialog(page), "date_of_birth", add_years(life.enrolled_on, -years))
	press(page, "Add")
	card = card_of(page, given_names)
	expect(card).to_contain_text(relationship)
	return card.get_attribute("data-client")


def a_caseworker_is_assigned(manager: Page, life: Life, user: str) -> None:
	open_record(manager, "CSS Case", life.case)
	click(manager, "Assign Caseworker")
	field(dialog(manager), "user").fill(user)
	manager.locator(".awesomplete li:visible").first.click()
	type_date(manager, dialog(manager), "access_from", life.day(days=-13))
	press(manager, "Assign")
	expect(manager.locator("[data-step=Caseworker].css-step-done")).to_be_visible()


def eligibility_is_assessed(worker: Page, life: Life, on: date) -> None:
	open_record(worker, "CSS Case", life.case)
	step_of(worker, WIFE, "Eligibility").get_by_role("button", name="Record").click()
	expect(worker.locator(".css-column:visible")).to_have_count(3)
	# Frappe puts the cursor into the first field of a new form, some time after showing it.
	expect(field(worker, "client")).to_be_focused()
	type_date(worker, worker, "assessment_date", on)
	choose(worker, "legal_status", "Permanent Resident")
	for column in worker.locator(".css-column:visible").all():
		column.locator(".css-criterion label").first.click()
	expect(worker.locator(".css-decision-bar:visible")).to_contain_text("Eligible")
	field(worker, "needs_level").select_option("High")
	save(worker)


def she_is_enrolled(worker: Page, on: date) -> None:
	click(worker, "Enrol")
	type_date(worker, dialog(worker), "enrolment_date", on)
	press(worker, "Enrol")
	expect(worker.locator(".modal.show")).to_have_count(0)


def her_husband_is_enrolled(worker: Visitor, life: Life) -> None:
	of_husband = {"css_case": life.old_case, "client": life.husband}
	worker.call("PUT", f"resource/CSS Client/{life.husband}", date_of_birth="1985-03-01")
	worker.make(
		"CSS Eligibility Assessment",
		**of_husband,
		assessment_date=str(life.day(days=-7)),
		legal_status="Permanent Resident",
		criteria=[{"criterion": criterion} for criterion in ("1.1", "2.1", "3.1")],
		needs_level="Low",
	)
	worker.make("CSS Enrolment", **of_husband, enrolment_date=str(life.enrolled_on), needs_level="Low")
	agree(worker, *of_husband.values(), str(life.enrolled_on))


def consent_is_recorded(phone: Page, on: date, *, told: tuple[str, str, str] | None = None) -> None:
	"""On the page that is open: all explained, and signed by both.

	Args:
		told: organisation, purpose and information of a sharing; such a consent lasts until it is withdrawn.
	"""
	page = dialog(phone)
	type_date(phone, page, "signed_on", on)
	expect(field(page, "valid_from")).to_have_value(field(page, "signed_on").input_value())
	if told:
		click(phone, "Add Sharing With an Organisation")
		for text, place in zip(told, page.locator(".css-release input").all(), strict=True):
			place.fill(text)
		field(page, "valid_until").fill("")
		field(page, "valid_until").press("Tab")
	for check in page.locator("input[type=checkbox]:visible").all():
		check.check()
	sign(phone)
	press(phone, "Record")
	expect(phone.locator(".css-recording.show")).to_have_count(0)


def consent_and_charter(phone: Page, life: Life) -> None:
	open_record(phone, "CSS Case", life.case)
	step_of(phone, WIFE, "Consent").get_by_role("button", name="Record Consent").click()
	expect(dialog(phone)).to_contain_text("Client charter")
	consent_is_recorded(phone, life.enrolled_on)


def a_nam_is_started(page: Page, life: Life, number: int, on: date) -> str:
	open_record(page, "CSS Case", life.case)
	card_of(page, WIFE).get_by_role("button", name=f"Start NAM A{number}", exact=True).click()
	title = dialog(page).locator(".modal-title")
	if "Consent and charter come first" in title.inner_text():
		press(page, "Assess an Earlier Day")
	expect(title).to_have_text("Start NAM")
	type_date(page, dialog(page), "assessment_date", on)
	press(page, "Start")
	expect(page.locator(".css-factor:visible")).to_have_count(8)
	return page.url.rsplit("/", 1)[-1]


def forty_questions_are_tapped(phone: Page) -> None:
	for factor in phone.locator(".css-factor:visible").all():
		head = factor.locator(".css-factor-head")
		if head.get_attribute("aria-expanded") == "false":
			head.click()
		answer_factor(phone, factor, choice=2)
	wait_until_saved(phone)
	click(phone, "Complete")
	type_in(dialog(phone), "case_note", "Went through all questions at the kitchen table.")
	press(phone, "Complete")
	expect(phone.locator(".css-scores:visible")).to_contain_text("Completed")


def a_nam_is_answered(worker: Visitor, assessment: str, weight: float) -> None:
	"""The same forty taps again, short."""
	call(worker, "nam.save_answers", assessment=assessment, answers=answers_of_weight(weight))
	call(worker, "nam.complete", assessment=assessment, case_note="Went through it again together.")


def another_nam(worker: Visitor, life: Life, months: int, weight: float) -> None:
	started = call(worker, "nam.start", enrolment=life.enrolment, assessment_date=str(life.day(months)))
	a_nam_is_answered(worker, started, weight)


def a_plan_is_begun(page: Page, enrolment: str, on: date) -> str:
	open_record(page, "CSS Enrolment", enrolment)
	click(page, "Begin the Settlement Plan")
	if "Consent and charter come first" in dialog(page).inner_text():
		press(page, "A Plan of an Earlier Day")
	type_date(page, dialog(page), "plan_date", on)
	press(page, "Begin")
	expect(page.locator(".css-plan:visible").first).to_contain_text("Draft")
	return page.url.rsplit("/", 1)[-1]


def need_and_goal_from_the_assessment(page: Page, life: Life) -> None:
	click(page, "From the Needs Assessment")
	card = dialog(page).locator(".css-proposal").first
	card.get_by_label("Add a need").check()
	card.get_by_label("What is difficult, in the client's words").fill("I have no work")
	card.get_by_label("Said as a need: what would help?").fill("Learn what a small business needs here")
	card.get_by_label("Add a goal").check()
	card.get_by_label("A goal, in the client's words").fill(GOAL)
	card.get_by_label("To be reached by").fill(str(life.day(11)))
	press(page, "Add What Is Ticked")
	expect(page.locator(".css-goal:visible")).to_contain_text(GOAL)


def strengths_are_written(page: Page, *strengths: str) -> None:
	grid = page.locator(".frappe-control[data-fieldname='strengths']:visible")
	for strength in strengths:
		grid.get_by_role("button", name="Add Row").click()
		row = grid.locator(".grid-body .grid-row").last
		row.locator("[data-fieldname=category]").first.click()
		row.locator("input[data-fieldname=category]").fill("Hobbies")
		page.locator(".awesomplete li:visible", has_text="Hobbies").first.click()
		row.locator("textarea[data-fieldname=strength]").fill(strength)
		row.locator("textarea[data-fieldname=strength]").dispatch_event("change")
	save(page)


def the_plan_is_agreed(page: Page, on: date) -> None:
	click(page, "Agree")
	type_date(page, dialog(page), "client_agreed_on", on)
	dialog(page).locator("input[data-fieldname=copy_given]").check()
	sign(page)
	press(page, "Agree")
	expect(page.locator(".css-plan:visible").first).to_contain_text("Copy given on")


def referred_to_a_course(page: Page, life: Life) -> None:
	open_record(page, "CSS Client", life.client)
	click(page, "Refer to a Service")
	expect(referral_panel(page)).to_contain_text("what to tell the client shows here")
	choose(page, "service", "Employment-related Service")
	choose(page, "provider", COURSE)
	type_in(page, "reason", "Wants to sew for a living")
	field(page, "support_level").select_option("Worker Books")
	purpose, information = COURSE_TOLD
	type_in(page, "purpose", purpose)
	type_in(page, "information", information)
	click(page, "Save")
	expect(referral_panel(page)).to_contain_text("Before anything goes out")


def referral_panel(page: Page) -> Locator:
	return page.locator("section.css-panel[aria-label='Referral to a service']:visible")


def what_the_course_is_told_is_agreed(page: Page, life: Life) -> None:
	referral_panel(page).get_by_role("button", name="Record Consent").click()
	expect(dialog(page).locator(".css-release input").first).to_have_value(COURSE)
	consent_is_recorded(page, life.day(1))


def the_referral_is_followed_up(page: Page, life: Life) -> None:
	take_step(page, "Client Consents", life.day(1))
	click(page, "Send")
	type_date(page, dialog(page), "step_on", life.day(1, 1))
	for check in dialog(page).locator("input[type=checkbox]:visible").all():
		check.check()
	press(page, "Send")
	step_is_taken(page)
	click(page, "Record Follow-up")
	type_date(page, dialog(page), "followed_up_on", life.day(1, 12))
	type_date(page, dialog(page), "follow_up_due", life.day(3))
	type_in(dialog(page), "remark", "Has an appointment")
	press(page, "Record Follow-up")
	step_is_taken(page)
	take_step(page, "Accepted", life.day(1, 13))
	click(page, "Complete")
	type_date(page, dialog(page), "step_on", life.day(3))
	field(dialog(page), "obtained").select_option("Yes")
	field(dialog(page), "benefitted").select_option("Yes")
	press(page, "Complete")
	step_is_taken(page)
	expect(referral_panel(page)).to_contain_text("Completed")


def take_step(page: Page, label: str, on: date) -> None:
	click(page, label)
	type_date(page, dialog(page), "step_on", on)
	press(page, label)
	step_is_taken(page)


def step_is_taken(page: Page) -> None:
	page.wait_for_function("!window.cur_dialog || !cur_dialog.display")
	page.wait_for_function("!cur_frm.is_dirty() && !frappe.dom.freeze_count && !$.active")
