"""What staff do when a household splits, when somebody leaves the programme, and when she comes back."""

import json
from datetime import date

from desk_forms import (
	choose,
	click,
	close_refusal,
	dialog,
	field,
	open_record,
	press,
	refusal,
	save,
	type_date,
	type_in,
	wait_until_saved,
)
from family_in_programme import FAMILY_NAME, GOAL, WIFE, Life, consent_is_recorded
from playwright.sync_api import Page, expect
from rest_visitor import Visitor, call

SETTLEMENT, SETTLEMENT_TOLD = (
	"Valley Settlement House",
	("Transition to Settlement Services", "Areas of concern"),
)
NEW_HOME = "Marigold House"
SECOND_GOAL = "A shop window with my name on it"
PROUD = "I went to the bank by myself, and Laila has friends."
STILL_OPEN = "The dentist has not written back."
OPINION = "She keeps her flat, her work and her doctor without help."


def the_household_splits(manager: Page, life: Life, caseworker: str) -> None:
	"""There is violence: mother and daughter move out, to a case and a caseworker of their own (R-502)."""
	open_record(manager, "CSS Case", life.old_case)
	click(manager, "A Change in the Family")
	dialog(manager).locator(".css-choice", has_text="Separation").click()
	page = dialog(manager)
	expect(page.locator(".modal-title")).to_have_text("Separation")
	for fieldname in ("is_protected", f"moves_{life.client}", f"moves_{life.daughter}"):
		page.locator(f"input[data-fieldname='{fieldname}']").check()
	field(page, "new_head").select_option(life.client)
	choose(page, f"joins_{life.daughter}", "Child")
	type_date(manager, page, "as_of", life.day(6))
	field(page, "caseworker").fill(caseworker)
	manager.locator(".awesomplete li:visible").first.click()
	press(manager, "Separate")
	expect(manager.locator(f".css-card[data-client='{life.client}']:visible")).to_contain_text(
		"Head of Family"
	)
	manager.wait_for_function("name => cur_frm.doc.name !== name", arg=life.old_case)
	life.case = manager.url.rsplit("/", 1)[-1]


def a_contact_is_logged(phone: Page, life: Life, on: date, note: str) -> None:
	open_record(phone, "CSS Case", life.case)
	click(phone, "Log a Contact")
	dialog(phone).get_by_label(f"{WIFE} {FAMILY_NAME}").check()
	press(phone, "In Person")
	type_date(phone, dialog(phone), "activity_date", on)
	type_in(dialog(phone), "note", note)
	press(phone, "Save as Final")
	expect(phone.get_by_text("Contact written down.")).to_be_visible()


def a_consent_to_hand_over(phone: Page, life: Life, on: date) -> None:
	open_record(phone, "CSS Client", life.client)
	click(phone, "Record Consent")
	consent_is_recorded(phone, on, told=(SETTLEMENT, *SETTLEMENT_TOLD))


def another_goal(worker: Visitor, life: Life) -> None:
	"""It is still open when she leaves."""
	worker.make(
		"CSS Goal",
		plan=life.plan,
		**life.of_client(),
		goal=SECOND_GOAL,
		horizon="Intermediate",
		start_date=str(life.day(8)),
		target_date=str(life.day(24)),
	)


def a_goal_is_reached(page: Page, life: Life) -> None:
	open_record(page, "CSS Settlement Plan", life.plan)
	page.locator(".css-goal-text:visible", has_text=GOAL).click()
	click(page, "The Goal Ends")
	type_date(page, dialog(page), "outcome_on", life.day(11))
	press(page, "Record")
	open_record(page, "CSS Settlement Plan", life.plan)
	expect(page.locator(".css-goal:visible", has_text=GOAL)).to_contain_text("Achieved")


def the_plan_is_reviewed(page: Page, life: Life) -> None:
	click(page, "Record a Review")
	field(dialog(page), "occasion").select_option("Needs Assessment")
	type_date(page, dialog(page), "reviewed_on", life.day(12, 2))
	type_in(dialog(page), "what_changes", "Nothing: she goes on with it alone.")
	press(page, "Record")
	expect(page.locator(".css-plan:visible").first).to_contain_text("Looked at again on")


def a_final_referral(worker: Visitor, life: Life, provider: str) -> None:
	"""The steps of the first referral again, short."""
	purpose, information = SETTLEMENT_TOLD
	referral = worker.make(
		"CSS Referral",
		**life.of_client(),
		provider=provider,
		service="Employment-related Service",
		is_final=1,
		reason="Goes on with the settlement services",
		support_level="Client Alone",
		purpose=purpose,
		information=information,
	)
	explained = [row["explanation"] for row in referral["explanations"]]
	for status, days in (("Consented", 3), ("Sent", 4)):
		answer = worker.call(
			"POST",
			"method/run_doc_method",
			dt="CSS Referral",
			dn=referral["name"],
			method="take_step",
			args=json.dumps({"status": status, "step_on": str(life.day(12, days)), "explained": explained}),
		)
		assert answer.ok, answer.text


def an_exit_is_begun(page: Page, life: Life) -> None:
	open_record(page, "CSS Enrolment", life.enrolment)
	click(page, "Begin Exit")
	click(page, "Yes")
	page.wait_for_url("**/css-exit/**")
	expect(page.locator(".css-exit:visible")).to_contain_text(GOAL)
	life.css_exit = page.url.rsplit("/", 1)[-1]


def what_it_takes_is_filled_in(page: Page, life: Life) -> None:
	for indicator in page.locator("fieldset.css-indicator:visible").all():
		if indicator.get_attribute("data-indicator") == "LOAN-REPAYMENT":
			indicator.get_by_text("Not applicable", exact=True).click()
			indicator.locator("textarea").fill("There is no loan.")
		else:
			indicator.get_by_text("Met", exact=True).click()
	for fieldname, on in (
		("exit_date", life.day(13)),
		("advance_notice_on", life.day(8)),
		("plan_reviewed_on", life.day(12, 2)),
		("counsellor_met_on", life.day(12, 10)),
		("reaccess_explained_on", life.day(12, 10)),
	):
		type_date(page, page, fieldname, on)
		page.wait_for_function("([name, day]) => cur_frm.doc[name] === day", arg=[fieldname, on.isoformat()])
	type_in(page, "stability_opinion", OPINION)
	type_in(page, "settlement_counsellor", "Ines Roy")
	field(page, "handover").select_option("Hand Over")
	choose(page, "handover_provider", SETTLEMENT)
	type_in(page, "handover_summary", "Ask the dentist for an appointment.")
	type_in(page, "achievements", "Sews for eleven customers.")
	save(page)


def the_interview_is_held(phone: Page, life: Life) -> None:
	"""At her home, in her own words (R-363, R-364)."""
	open_record(phone, "CSS Exit", life.css_exit)
	phone.get_by_role("button", name="Record the Interview").locator("visible=true").click()
	type_date(phone, dialog(phone), "interviewed_on", life.day(12, 20))
	press(phone, "Start")
	questions = phone.locator(".css-interview-question:visible")
	expect(questions.first).to_contain_text("proud of")
	for question in questions.all():
		words = {"PROUD-OF": PROUD, "PENDING-ISSUES": STILL_OPEN}.get(question.get_attribute("data-question"))
		if question.locator(".css-satisfaction").count():
			question.locator("label.css-option").first.click()
		elif words:
			question.locator("textarea").fill(words)
		else:
			question.get_by_text("Prefers not to say").click()
	wait_until_saved(phone)


def review_is_asked_for(page: Page, life: Life) -> None:
	open_record(page, "CSS Exit", life.css_exit)
	expect(page.locator(".css-exit:visible")).to_contain_text("Nothing is missing")
	click(page, "Ask for Review")
	press(page, "Ask for Review")
	expect(state_of_exit(page)).to_contain_text("Ready for Review")


def state_of_exit(page: Page):
	return page.locator(".css-exit:visible .css-panel-head").first


def the_manager_looks_at_it(manager: Page, life: Life) -> None:
	open_record(manager, "CSS Exit", life.css_exit)
	expect(manager.locator(".css-for-manager:visible")).to_contain_text(OPINION)
	expect(manager.locator(".css-exit:visible [data-pending]")).to_contain_text(STILL_OPEN)


def the_manager_approves(manager: Page) -> None:
	click(manager, "Approve")
	press(manager, "Approve")
	expect(state_of_exit(manager)).to_contain_text("Exited")


def she_comes_back(manager: Page, life: Life, caseworker: str) -> None:
	open_record(manager, "CSS Client", life.client)
	click(manager, "Comes Back")
	field(dialog(manager), "caseworker").fill(caseworker)
	manager.locator(".awesomplete li:visible").first.click()
	press(manager, "Open the File Again")
	expect(field(manager, "legal_status")).to_be_visible()


def an_updated_plan_is_asked_for(page: Page) -> None:
	expect(refusal(page)).to_contain_text("needs an updated settlement plan")
	close_refusal(page)


def what_she_still_wants(page: Page, until: date) -> None:
	"""The goal that was left open goes into the new plan, and no other (R-103)."""
	click(page, "Goals of Last Time")
	goals = dialog(page).locator(".css-proposal")
	expect(goals).to_have_count(1)
	expect(goals).to_contain_text(SECOND_GOAL)
	goals.locator("input[type=checkbox]").check()
	goals.locator("input[type=date]").fill(until.isoformat())
	press(page, "Add What Is Ticked")
	expect(page.locator(".css-goal:visible")).to_contain_text(SECOND_GOAL)
