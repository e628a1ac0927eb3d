"""A whole life of one family: from the telephone call of somebody else to the day when she comes back.

An intake worker, two caseworkers and a manager, at their desks and at a kitchen table, enter forty months of paper: each
step with the day on which it was (R-453). In the sixth month the household splits because of violence.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import frappe
import pytest
from desk_forms import click, fits_the_screen, open_record
from family_in_programme import (
	COURSE,
	FAMILY_NAME,
	HUSBAND,
	WIFE,
	Life,
	a_caseworker_is_assigned,
	a_nam_is_answered,
	a_nam_is_started,
	a_plan_is_begun,
	a_referral_comes_in,
	another_nam,
	card_of,
	consent_and_charter,
	consent_is_recorded,
	eligibility_is_assessed,
	find,
	forty_questions_are_tapped,
	her_husband_is_enrolled,
	it_is_accepted,
	need_and_goal_from_the_assessment,
	referred_to_a_course,
	she_is_enrolled,
	strengths_are_written,
	the_family_is_added,
	the_plan_is_agreed,
	the_referral_is_followed_up,
	what_the_course_is_told_is_agreed,
)
from family_parts import (
	NEW_HOME,
	PROUD,
	SECOND_GOAL,
	SETTLEMENT,
	a_consent_to_hand_over,
	a_contact_is_logged,
	a_final_referral,
	a_goal_is_reached,
	an_exit_is_begun,
	an_updated_plan_is_asked_for,
	another_goal,
	review_is_asked_for,
	she_comes_back,
	the_household_splits,
	the_interview_is_held,
	the_manager_approves,
	the_manager_looks_at_it,
	the_plan_is_reviewed,
	what_it_takes_is_filled_in,
	what_she_still_wants,
)
from frappe.utils import add_days, add_months
from people import make_people
from playwright.sync_api import Page, expect

from conftest import MILLISECONDS_TO_WAIT, PHONE
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests.factories import make_user

SITE = "Life of a Family"
# Frappe's grid, when the cursor has left the row before it is open.
OF_THE_GRID = "document.activeElement.select is not a function"


@pytest.fixture(scope="module")
def people(site):
	# Whoever is first on a site would become its System Manager.
	make_user("life.admin@test.example", "System Manager")
	return make_people(
		SITE,
		intake=("life.intake@test.example", "CSS Intake Worker"),
		first=("life.first@test.example", "CSS Caseworker"),
		second=("life.second@test.example", "CSS Caseworker"),
		manager=("life.manager@test.example", "CSS Manager"),
	)


@pytest.fixture(scope="module", autouse=True)
def patience():
	"""As long as anything may take on a loaded machine."""
	expect.set_options(timeout=MILLISECONDS_TO_WAIT)
	yield
	expect.set_options(timeout=MILLISECONDS_TO_WAIT / 2)


def test_the_life_of_a_family(visit, visitor, people, screenshot):
	"""R-040 to R-045, R-080 to R-126, R-140 to R-172, R-190 to R-214, R-300 to R-309, R-360 to R-380, R-453, R-502, D-20,
	D-24, T-14, T-15."""
	today = site_today(SITE)
	life = Life(today, add_months(today, -40))
	intake, manager = visit("intake"), visit("manager")

	a_referral_comes_in(intake, life)
	it_is_accepted(intake, life)
	the_family_is_added(intake, life)
	a_caseworker_is_assigned(manager, life, people["first"])

	first, at_the_table = visit("first", excused=OF_THE_GRID), visit("first", PHONE)
	eligibility_is_assessed(first, life, life.day(days=-7))
	she_is_enrolled(first, life.enrolled_on)
	her_husband_is_enrolled(visitor("first"), life)
	consent_and_charter(at_the_table, life)
	[life.enrolment] = find(visitor("first"), "CSS Enrolment", client=life.client)
	a_nam_is_started(at_the_table, life, 1, life.day(days=3))
	forty_questions_are_tapped(at_the_table)
	life.plan = a_plan_is_begun(first, life.enrolment, life.day(days=10))
	need_and_goal_from_the_assessment(first, life)
	strengths_are_written(first, "Sews whatever she sees", "Speaks three languages")
	the_plan_is_agreed(first, life.day(days=12))

	providers = the_providers(visitor("first"))
	referred_to_a_course(first, life)
	what_the_course_is_told_is_agreed(first, life)
	the_referral_is_followed_up(first, life)
	another_nam(visitor("first"), life, 4, 2.4)

	the_household_splits(manager, life, people["second"])
	second, at_her_table = visit("second", excused=OF_THE_GRID), visit("second", PHONE)
	life.file_number = file_number_of(visitor("second"), life)
	a_contact_is_logged(
		at_her_table, life, life.day(6, 9), f"She and her daughter have a room at {NEW_HOME}."
	)
	another_nam(visitor("second"), life, 8, 1.9)
	another_goal(visitor("second"), life)
	a_consent_to_hand_over(at_her_table, life, life.day(11))
	a_goal_is_reached(second, life)
	another_nam(visitor("second"), life, 12, 1.2)
	second.reload()
	the_plan_is_reviewed(second, life)
	nothing_leaks_to_the_old_household(first, visitor("first"), life)
	the_new_worker_sees_nothing_of_the_old_household(second, life)

	a_final_referral(visitor("second"), life, providers[SETTLEMENT])
	an_exit_is_begun(second, life)
	what_it_takes_is_filled_in(second, life)
	second.evaluate("frappe.utils.scroll_to(0, false)")
	screenshot(second, "exit-readiness")
	second.locator(".css-indicators:visible").evaluate("sheet => sheet.scrollIntoView({ block: 'center' })")
	screenshot(second, "exit-indicators")
	the_interview_is_held(at_her_table, life)
	assert fits_the_screen(at_her_table)
	at_her_table.get_by_text("proud of").first.evaluate("text => text.scrollIntoView({ block: 'center' })")
	screenshot(at_her_table, "exit-interview")
	review_is_asked_for(second, life)
	the_manager_looks_at_it(manager, life)
	screenshot(manager, "exit-approval")
	the_manager_approves(manager)
	the_file_is_closed(second, visitor("second"), life)
	nobody_is_reminded_of_her(second, manager, life)

	she_comes_back(manager, life, people["second"])
	eligibility_is_assessed(second, life, add_days(today, -12))
	an_updated_plan_is_asked_for(second)
	she_is_enrolled(second, add_days(today, -10))
	open_record(at_her_table, "CSS Client", life.client)
	click(at_her_table, "Record Consent")
	consent_is_recorded(at_her_table, add_days(today, -10))
	[life.enrolment_again] = find(visitor("second"), "CSS Enrolment", client=life.client, status="Active")
	started = a_nam_is_started(at_her_table, life, 1, add_days(today, -8))
	a_nam_is_answered(visitor("second"), started, 2.1)
	a_plan_is_begun(second, life.enrolment_again, add_days(today, -7))
	what_she_still_wants(second, add_months(today, 9))
	strengths_are_written(second, "Has begun a business before")
	the_plan_is_agreed(second, add_days(today, -6))

	episodes_stay_apart(manager, life)
	what_each_sees_in_the_end(first, second, manager, life)
	nothing_leaks_to_the_old_household(first, visitor("first"), life)
	for page, workspace in ((second, "CSS Case Management"), (manager, "CSS Site Management")):
		open_workspace(page, workspace)
		screenshot(page, f"workspace-{'worker' if page is second else 'manager'}")
	nothing_is_found_by_css_check(visitor("manager"), life)


def the_providers(worker) -> dict[str, str]:
	return {
		name: worker.make(
			"CSS Service Provider",
			provider_name=name,
			phone="416 555 0134",
			services=[{"service_type": "Employment-related Service"}],
		)["name"]
		for name in (COURSE, SETTLEMENT)
	}


def file_number_of(visitor, life: Life) -> str:
	return visitor.call("GET", f"resource/CSS Client/{life.client}").json()["data"]["file_number"]


def nothing_leaks_to_the_old_household(page: Page, worker, life: Life) -> None:
	"""R-502: who works with the husband reads neither her file nor anything that came since."""
	hidden = [("CSS Client", life.client), ("CSS Case", life.case), ("CSS Enrolment", life.enrolment)]
	hidden += [("CSS Settlement Plan", life.plan), ("CSS Exit", life.css_exit)] if life.css_exit else []
	for doctype, name in hidden:
		answer = worker.call("GET", f"resource/{doctype}/{name}")
		assert answer.status_code in (403, 404), (doctype, answer.text)
		assert WIFE not in answer.text
	for doctype in (
		"CSS Activity",
		"CSS NAM Assessment",
		"CSS Consent",
		"CSS Goal",
		"CSS Referral",
		"CSS Exit",
	):
		assert not find(worker, doctype, css_case=life.case), doctype
	page.goto(f"/app/css-case/{life.old_case}")
	expect(card_of(page, HUSBAND)).to_be_visible()
	expect(page.locator(".css-card:visible")).to_have_count(1)
	says_nothing_of_her(page)
	open_family_page(page, life.old_case)
	says_nothing_of_her(page)
	open_today(page)
	expect(page.locator(".css-today:visible")).not_to_contain_text(life.file_number)
	says_nothing_of_her(page)


def says_nothing_of_her(page: Page) -> None:
	for words in (NEW_HOME, SETTLEMENT, SECOND_GOAL, PROUD):
		expect(page.locator("body")).not_to_contain_text(words)


def the_new_worker_sees_nothing_of_the_old_household(page: Page, life: Life) -> None:
	page.goto(f"/app/css-case/{life.old_case}")
	expect(page.locator(".modal.show, .page-card:visible, .no-permission:visible").first).to_be_visible()
	open_record(page, "CSS Case", life.case)
	expect(page.locator("body")).not_to_contain_text(f"{HUSBAND} {FAMILY_NAME}")


def the_file_is_closed(page: Page, worker, life: Life) -> None:
	"""R-378: read for the hand-over, and not written."""
	for doctype, name in (("CSS Enrolment", life.enrolment), ("CSS Case", life.case)):
		open_record(page, doctype, name)
		expect(page.locator(".css-closed-file:visible")).to_be_visible()
		expect(page.get_by_role("button", name="Save", exact=True).locator("visible=true")).to_have_count(0)
	worker.refused("PUT", f"resource/CSS Client/{life.client}", email="new@mail.example")


def nobody_is_reminded_of_her(second: Page, manager: Page, life: Life) -> None:
	"""T-14."""
	for page, part in ((second, ""), (manager, "/site")):
		open_today(page, part)
		expect(page.locator(".css-today-row", has_text=life.file_number)).to_have_count(0)


def episodes_stay_apart(page: Page, life: Life) -> None:
	"""T-15: A1 begins anew; the four scores of before stay with the first enrolment."""
	open_record(page, "CSS Enrolment", life.enrolment)
	expect(page.locator(".css-exit-standing:visible")).to_contain_text("Exited")
	expect(page.locator(".css-table:visible").first).to_contain_text("A4")
	open_record(page, "CSS Enrolment", life.enrolment_again)
	table = page.locator(".css-table:visible").first
	expect(table).to_contain_text("A1")
	expect(table).not_to_contain_text("A2")
	expect(page.locator(".css-plan-standing:visible")).to_contain_text("agreed on")


def what_each_sees_in_the_end(first: Page, second: Page, manager: Page, life: Life) -> None:
	open_today(second)
	for name in (life.enrolment, life.css_exit, life.plan):
		expect(second.locator(f".css-today a[href*='{name}']")).to_have_count(0)
	open_family_page(second, life.case)
	family = second.locator(".css-family:visible")
	expect(family).to_contain_text(WIFE)
	expect(family).to_contain_text(SECOND_GOAL)
	open_report(second, "My Caseload Currently")
	expect(report_of(second)).to_contain_text(life.file_number)
	open_report(first, "My Caseload Currently")
	expect(report_of(first)).to_contain_text(HUSBAND)
	expect(report_of(first)).not_to_contain_text(life.file_number)
	second.goto("/app/query-report/Exit Readiness")
	expect(second.get_by_text("Nothing to show for these filters")).to_be_visible()
	left = {"of_those_who_left": 1, "from_date": life.day(12), "to_date": life.day(14)}
	open_report(manager, "NAM Change Over Time", **left)
	rows_of_episode = manager.locator(".dt-row", has_text=f"{life.file_number} / 1")
	expect(rows_of_episode.first).to_contain_text("Improved")
	expect(manager.locator(".dt-row", has_text=f"{life.file_number} / 2")).to_have_count(0)


def open_today(page: Page, part: str = "") -> None:
	page.goto(f"/app/css-today{part}")
	expect(page.locator(".css-today:visible")).not_to_have_attribute("aria-busy", "true")


def open_family_page(page: Page, css_case: str) -> None:
	page.goto(f"/app/css-family/{css_case}")
	expect(page.locator(".css-family:visible")).not_to_have_attribute("aria-busy", "true")


def open_report(page: Page, name: str, **filters) -> None:
	query = "&".join(f"{fieldname}={value}" for fieldname, value in filters.items())
	page.goto(f"/app/query-report/{name}?{query}")
	expect(report_of(page)).to_be_visible()


def report_of(page: Page):
	return page.locator(".report-wrapper .datatable:visible")


def open_workspace(page: Page, name: str) -> None:
	page.goto(f"/app/{name.lower().replace(' ', '-')}")
	expect(page.locator(".codex-editor .ce-block").first).to_be_visible()
	expect(page.locator(".number-card-loading:visible, .list-loading-state:visible")).to_have_count(0)
	expect(page.locator(".chart-loading-state:visible", has_text="Loading")).to_have_count(0)


def nothing_is_found_by_css_check(manager, life: Life) -> None:
	"""D-24: among all that a run of other tests may have left, nothing of this family."""
	command = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", "--site", frappe.local.site]
	sites = Path(os.environ.get("LOCAL_BENCH_FOLDER", "."), "sites")
	done = subprocess.run([*command, "css-check"], cwd=sites, capture_output=True, text=True)
	assert done.returncode in (0, 1), done.stderr
	found = set(re.findall(r"^\w+: CSS [\w ]+ (\w+):", done.stdout, re.MULTILINE))
	ours = {
		name
		for doctype in (
			"CSS Enrolment",
			"CSS Exit",
			"CSS NAM Assessment",
			"CSS Settlement Plan",
			"CSS Referral",
		)
		for name in find(manager, doctype, client=life.client)
	}
	assert not found & (ours | {life.case, life.old_case, life.client}), done.stdout
