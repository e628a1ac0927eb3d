"""The settlement plan in a browser: from the needs assessment to strengths, needs and goals, agreed by both, revised;
on a wide screen and at a kitchen table; and two people in one plan."""

import frappe
import pytest
from desk_forms import (
	click,
	close_refusal,
	dialog,
	field,
	fits_the_screen,
	open_record,
	press,
	refusal,
	type_in,
)
from frappe.utils import add_months
from people import make_people
from playwright.sync_api import Locator, Page, expect

from conftest import BOTH_SCREENS
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	complete_assessment,
	make_enrolment,
	make_family,
)
from css_case_mgmt.tests.plan.records import make_agreed_plan, make_goal, make_plan, needs, strengths
from css_case_mgmt.tests.referral.records import accept_as, make_triaged_referral


@pytest.fixture(scope="module")
def people(site):
	return make_people(
		caseworker=("plan.caseworker@test.example", "CSS Caseworker"),
		manager=("plan.manager@test.example", "CSS Manager"),
	)


def enrolled(user: str, given_names: str):
	"""An adult in the programme for nine months, whom the user serves, with consent and a first assessment."""
	with acting_as(user):
		css_case, client = make_family(given_names=given_names, family_name="Haidari")
		enrolment = make_enrolment(css_case.name, client.name)
		complete_assessment(enrolment, answers=2.6)
	frappe.db.commit()
	return enrolment


def sign(pad: Locator, page: Page) -> None:
	pad.scroll_into_view_if_needed()
	box = pad.bounding_box()
	page.mouse.move(box["x"] + 30, box["y"] + 30)
	page.mouse.down()
	page.mouse.move(box["x"] + 90, box["y"] + 60)
	page.mouse.up()


def sign_and_agree(page: Page) -> None:
	click(page, "Agree")
	for pad in dialog(page).locator("canvas.css-pad").all():
		sign(pad, page)
	press(page, "Agree")
	expect(page.locator(".css-plan:visible").first).to_contain_text("Agreed on")


def stored(name: str):
	frappe.db.rollback()
	return frappe.get_doc("CSS Settlement Plan", name)


@BOTH_SCREENS
def test_from_the_assessment_to_an_agreed_plan(visit, screenshot, people, screen):
	"""R-165, R-191 to R-199, R-214: consent is there, A1 is done; the plan, its goals, both signatures, a revision."""
	enrolment = enrolled(people["caseworker"], "Amina")
	page = visit("caseworker", screen)
	open_record(page, "CSS Enrolment", enrolment.name)
	click(page, "Begin the Settlement Plan")
	press(page, "Begin")
	expect(page.locator(".css-plan:visible").first).to_contain_text("Draft")
	name = page.url.rsplit("/", 1)[1]

	click(page, "From the Needs Assessment")
	card = dialog(page).locator(".css-proposal").first
	card.get_by_label("Add a need").check()
	card.get_by_label("What is difficult, in the client's words").fill("I cannot find work")
	card.get_by_label("Said as a need: what would help?").fill("Learn how to look for work here")
	card.get_by_label("Add a goal").check()
	card.get_by_label("A goal, in the client's words").fill("I want to work in a bakery")
	card.get_by_label("To be reached by").fill(str(add_months(site_today(NORTH), 6)))
	screenshot(page, "proposals")
	press(page, "Add What Is Ticked")
	expect(page.locator(".css-goal:visible")).to_contain_text("I want to work in a bakery")
	plan = stored(name)
	assert [row.need for row in plan.needs] == ["Learn how to look for work here"]
	assert len(dialogs_open(page)) == 0

	with acting_as(people["caseworker"]):
		plan.extend("strengths", strengths(1))
		plan.save()
	frappe.db.commit()
	page.reload()
	panel = page.locator(".css-plan:visible").first
	expect(panel).to_contain_text("Find one more strength together")
	expect(panel.locator(".css-plan-questions").first).to_be_visible()
	assert fits_the_screen(page)
	screenshot(page, "draft")
	with acting_as(people["caseworker"]):
		plan.append("strengths", {"category": "Hobbies", "strength": "Bakes bread for the whole street"})
		plan.save()
	frappe.db.commit()
	page.reload()
	expect(page.locator(".css-plan:visible").first).to_contain_text("2 strengths · 1 need")

	click(page, "Agree")
	for pad in dialog(page).locator("canvas.css-pad").all():
		sign(pad, page)
	screenshot(page, "agree")
	press(page, "Agree")
	expect(page.locator(".css-plan:visible").first).to_contain_text("Agreed on")
	expect(page.locator(".css-plan:visible").first).to_contain_text("No copy given yet")
	click(page, "Copy Given")
	expect(page.locator(".css-plan:visible").first).to_contain_text("Copy given on")
	assert fits_the_screen(page)
	screenshot(page, "agreed")
	assert stored(name).status == "Agreed"

	click(page, "Revise")
	type_in(dialog(page), "reason", "A new need since the move")
	press(page, "Revise")
	expect(page.locator(".css-plan:visible").first).to_contain_text("Settlement plan 2")
	expect(page.locator(".css-goal:visible")).to_contain_text("bakery")
	sign_and_agree(page)
	former = stored(name)
	assert former.status == "Superseded"
	assert frappe.get_all("CSS Goal", {"plan": former.superseded_by}, pluck="goal") == [
		"I want to work in a bakery"
	]


def dialogs_open(page: Page) -> list[Locator]:
	page.wait_for_timeout(600)
	return page.locator(".modal.show").all()


@BOTH_SCREENS
def test_a_goal_with_help(visit, screenshot, people, screen):
	"""R-199, R-201 to R-203, R-206, R-208: help that says only what is missing; steps ticked off; a setback; the end."""
	enrolment = enrolled(people["caseworker"], "Basira")
	with acting_as(people["caseworker"]):
		plan = make_agreed_plan(enrolment, strengths=strengths(3), needs=needs(1))
		goal = make_goal(
			plan,
			goal="Work",
			vision="My children see me go to work",
			actions=[
				{"action": "Ask at the library", "responsible": "Client", "due_date": site_today(NORTH)}
			],
		)
	frappe.db.commit()
	page = visit("caseworker", screen)
	open_record(page, "CSS Goal", goal.name)
	hints = page.locator(".css-goal-help:visible")
	expect(hints.locator("[data-hint='How to See Success']")).to_be_visible()
	expect(hints.locator("[data-hint='Why It Matters']")).to_have_count(0)
	assert fits_the_screen(page)
	screenshot(page, "goal")
	type_in(page, "goal", "Client will attend all appointments")
	expect(hints.locator("[data-hint='Own Words']")).to_contain_text("what the client wants")
	screenshot(page, "own-words")
	type_in(page, "goal", "I want to work full-time in a bakery")
	expect(hints.locator("[data-hint='Own Words']")).to_have_count(0)
	type_in(page, "success_measure", "One application each week")
	expect(hints.locator("[data-hint='Say More']")).to_have_count(0)
	page.wait_for_timeout(600)
	click(page, "Save")
	expect(page.locator(".indicator-pill:visible", has_text="Not Saved")).to_have_count(0)

	click(page, "A Setback")
	type_in(dialog(page), "setback", "The course is full")
	field(dialog(page), "strategy").select_option("Reframe")
	expect(dialog(page)).to_contain_text("first step of another goal")
	screenshot(page, "setback")
	press(page, "Record")
	expect(page.locator(".modal.show")).to_have_count(0)

	open_record(page, "CSS Settlement Plan", plan.name)
	page.locator(".css-goal-steps:visible input").first.click()
	expect(page.locator(".css-plan:visible").last).to_contain_text("1 of 1 steps done")
	screenshot(page, "plan")
	page.locator(".css-goal-text:visible").first.click()
	click(page, "The Goal Ends")
	press(page, "Record")
	expect(page.locator(".css-plan:visible").first).to_contain_text("Achieved")
	frappe.db.rollback()
	goal.reload()
	assert (goal.status, goal.actions[0].status, goal.setbacks[0].strategy) == ("Achieved", "Done", "Reframe")


@BOTH_SCREENS
def test_strengths_from_the_naars(visit, screenshot, people, screen):
	"""R-196, R-502: what the NAARS found, taken over in other words; as text, and in no address."""
	enrolment = enrolled(people["caseworker"], "Dunya")
	with acting_as(people["manager"]):
		referral = make_triaged_referral(naars_provider="Harbour Settlement Services")
	accept_as(people["manager"], referral, client=enrolment.client)
	referral.db_set(
		"assets", "Worked as a tailor <img src=x onerror=alert(1)>\nSpeaks Dari, Farsi and English"
	)
	with acting_as(people["caseworker"]):
		plan = make_plan(enrolment, strengths=[], needs=needs(1))
	frappe.db.commit()
	page = visit("caseworker", screen)
	addresses = []
	page.on("request", lambda request: addresses.append(request.url))
	open_record(page, "CSS Settlement Plan", plan.name)
	naars = page.locator(".css-plan-naars:visible")
	expect(naars.locator("li").first).to_contain_text("Worked as a tailor <img src=x onerror=alert(1)>")
	assert naars.locator("img").count() == 0
	assert fits_the_screen(page)
	screenshot(page, "naars")

	naars.get_by_role("button", name="Take over: Worked as a tailor").click()
	press(page, "Add to the Strengths")
	expect(refusal(page)).to_contain_text("Category")
	close_refusal(page)
	assert stored(plan.name).strengths == []
	field(dialog(page), "category").select_option("Past experiences")
	type_in(dialog(page), "strength", "I was a tailor in Herat")
	screenshot(page, "naars-take-over")
	press(page, "Add to the Strengths")
	expect(page.locator(".css-plan:visible").first).to_contain_text("1 strength · 1 need")
	naars.get_by_role("button", name="Take over: Speaks Dari").click()
	field(dialog(page), "category").select_option("Cultural knowledge")
	press(page, "Add to the Strengths")
	expect(naars.locator("li").last).to_contain_text("In the plan")
	expect(naars.get_by_role("button")).to_have_count(1)
	screenshot(page, "naars-taken")
	assert [(row.strength, row.category, row.said_by) for row in stored(plan.name).strengths] == [
		("I was a tailor in Herat", "Past experiences", "NAARS"),
		("Speaks Dari, Farsi and English", "Cultural knowledge", "NAARS"),
	]
	assert not [address for address in addresses if "tailor" in address or "Dari" in address]


def test_two_people_in_one_plan(visit, people):
	"""R-205, R-508: both type into the same draft; whoever saves second keeps both, and is told of it."""
	enrolment = enrolled(people["caseworker"], "Ceylan")
	with acting_as(people["caseworker"]):
		plan = make_plan(enrolment, change_reason="")
	frappe.db.commit()
	page = visit("caseworker")
	open_record(page, "CSS Settlement Plan", plan.name)
	page.evaluate(
		"""() => {
			const row = cur_frm.add_child("strengths", { category: "Time", strength: "Gets up early" });
			frappe.model.set_value(cur_frm.doc.needs[0].doctype, cur_frm.doc.needs[0].name, "need", "Mine");
			cur_frm.refresh_fields();
			cur_frm.dirty();
		}"""
	)
	with acting_as(people["manager"]):
		theirs = stored(plan.name)
		theirs.append("strengths", {"category": "Hobbies", "strength": "Plays the lute"})
		theirs.needs[1].need = "Theirs"
		theirs.save()
	frappe.db.commit()
	click(page, "Save")
	expect(page.get_by_text("Both are kept")).to_be_visible()
	expect(page.locator(".indicator-pill:visible", has_text="Not Saved")).to_have_count(0)
	found = stored(plan.name)
	assert [row.strength for row in found.strengths][-2:] == ["Plays the lute", "Gets up early"]
	assert [row.need for row in found.needs] == ["Mine", "Theirs"]
	assert [row.need_code for row in found.needs] == ["N1", "N2"]
