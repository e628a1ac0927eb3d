"""What each role finds when it opens its workspace, and what somebody finds who has just begun (R-454, R-456, R-458)."""

import frappe
import pytest
from desk_forms import fits_the_screen, open_record
from frappe.utils import add_days, add_months
from people import give_passwords, make_people
from playwright.sync_api import Page, expect

from conftest import BOTH_SCREENS, PHONE, WIDE
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	complete_assessment,
	make_enrolment,
	make_family,
	make_site,
	make_user,
)

WORKSPACES = {
	"worker": "CSS Case Management",
	"manager": "CSS Site Management",
	"intake": "CSS Intake",
	"analyst": "CSS Network",
	"coordinator": "CSS Network",
	"monitor": "CSS File Review",
	"privacy": "CSS File Review",
}
LISTS = (
	"CSS Case",
	"CSS Client",
	"CSS Appointment",
	"CSS Activity",
	"CSS Settlement Plan",
	"CSS Goal",
	"CSS Referral",
	"CSS Exit",
	"CSS Exit Interview",
)


@pytest.fixture(scope="module")
def people(site):
	# Whoever is first on a site would become its System Manager.
	make_user("desk.admin@test.example", "System Manager")
	users = make_people(
		worker=("desk.worker@test.example", "CSS Caseworker"),
		manager=("desk.manager@test.example", "CSS Manager"),
		intake=("desk.intake@test.example", "CSS Intake Worker"),
		privacy=("desk.privacy@test.example", "CSS Privacy Officer"),
	)
	users |= make_people(
		make_site("Test Site Beginning", province="Manitoba"),
		fresh=("desk.fresh@test.example", "CSS Caseworker"),
		fresh_manager=("desk.fresh.manager@test.example", "CSS Manager"),
	)
	for person, role in (
		("analyst", "CSS National Analyst"),
		("coordinator", "CSS National Coordinator"),
		("monitor", "CSS Monitor"),
	):
		users[person] = make_user(f"desk.{person}@test.example", role)
	give_passwords(users.values())
	make_families(users)
	return users


def make_families(users: dict[str, str]) -> None:
	today = site_today(NORTH)
	for number, (months, level) in enumerate(((19, "Low"), (9, "High"), (2, "High"), (0, "Low"))):
		with acting_as(users["worker"]):
			names = {"given_names": f"Noor {number}", "family_name": "Example"}
			case, client = make_family(member_from=add_months(today, -24), **names)
			enrolment = make_enrolment(case.name, client.name, add_months(today, -months), needs_level=level)
			if months > 8:
				complete_assessment(enrolment, answers=2)
			for week in range(number + 2):
				make_activity(case.name, client.name, on=add_days(today, -7 * week))
		frappe.get_doc(
			doctype="CSS Case Access", css_case=case.name, user=users["worker"], kind="Assigned"
		).insert()
	frappe.db.commit()


def open_workspace(page: Page, name: str) -> None:
	page.goto(f"/app/{name.lower().replace(' ', '-')}")
	is_open(page)


def is_open(page: Page) -> None:
	expect(page.locator(".codex-editor .ce-block").first).to_be_visible()
	expect(page.locator(".number-card-loading:visible, .list-loading-state:visible")).to_have_count(0)
	expect(page.locator(".chart-loading-state:visible", has_text="Loading")).to_have_count(0)
	no_refusal(page)


def no_refusal(page: Page) -> None:
	is_at_rest(page)
	expect(page.locator(".msgprint:visible")).to_have_text([])
	expect(page.locator(".page-card:visible", has_text="permi")).to_have_count(0)


def is_at_rest(page: Page) -> None:
	"""Half a second without a request. Frappe has one page for all reports, and asks some of them twice: whoever
	opens the next before that asks it with the filters of the one before."""
	page.evaluate("window.last_request = Date.now()")
	page.wait_for_function(
		"""() => {
			if (!window.$ || $.active) window.last_request = Date.now();
			return Date.now() - window.last_request > 500;
		}"""
	)


def in_sidebar(page: Page) -> list[str]:
	"""The workspaces of this app that are listed."""
	items = page.locator(".desk-sidebar .sidebar-item-container:visible")
	names = items.evaluate_all("items => items.map(item => item.getAttribute('item-name'))")
	return [name for name in names if name.startswith("CSS ")]


@pytest.mark.parametrize("person", WORKSPACES)
def test_each_role_opens_its_workspace(visit, screenshot, person):
	"""R-454, D-19: without an error, the sidebar lists no other, and no shortcut is refused."""
	page = visit(person)
	open_workspace(page, WORKSPACES[person])
	assert in_sidebar(page) == [WORKSPACES[person]]
	screenshot(page)
	for label in page.locator(".shortcut-widget-box .widget-title:visible").all_inner_texts():
		page.locator(".shortcut-widget-box:visible", has_text=label).first.click()
		page.wait_for_function("frappe.get_route()[0] !== 'Workspaces'")
		no_refusal(page)
		page.evaluate("name => frappe.set_route('Workspaces', name)", WORKSPACES[person])
		is_open(page)


@BOTH_SCREENS
@pytest.mark.parametrize("person", ["worker", "manager"])
def test_numbers_lead_to_today(visit, screenshot, person, screen):
	"""R-458: numbers, charts and lists stand side by side, fit the screen, and lead on."""
	page = visit(person, screen)
	open_workspace(page, WORKSPACES[person])
	assert fits_the_screen(page)
	expect(page.locator(".frappe-chart").first).to_be_visible()
	page.set_viewport_size({**screen["viewport"], "height": 2600})
	page.wait_for_timeout(1000)
	screenshot(page, "whole")
	name = {"worker": "Overdue on my list", "manager": "Overdue at my sites"}[person]
	page.locator(f"[number_card_name='{name}'] .number").click()
	page.wait_for_function("frappe.get_route()[0] === 'css-today'")
	expect(page.locator(".css-today:visible")).not_to_have_attribute("aria-busy", "true")


@BOTH_SCREENS
def test_first_steps_of_somebody_who_begins(visit, screenshot, screen):
	"""R-456: Today leads to the first steps, and these to the first case."""
	page = visit("fresh", screen)
	page.goto("/app/css-today")
	page.locator(".css-empty:visible a", has_text="All first steps").click()
	expect(page.locator(".css-first-steps li[data-step=case] a")).to_be_visible()
	assert fits_the_screen(page)
	screenshot(page, "steps")
	page.locator("[data-step=case] a").click()
	expect(page.locator(".css-empty-list:visible")).to_contain_text("No family is open to you yet")
	screenshot(page, "cases")
	if screen is WIDE:
		page.locator("#navbar-breadcrumbs a", has_text="CSS Case Management").click()
		is_open(page)


@pytest.mark.parametrize("person", ["fresh", "fresh_manager"])
def test_empty_lists_say_what_begins_them(visit, screenshot, person):
	"""R-454, R-456: of each list of the daily work; a report says why it is empty."""
	page = visit(person)
	for doctype in LISTS:
		page.goto(f"/app/{doctype.lower().replace(' ', '-')}/view/list")
		expect(page.locator(".css-empty-list:visible")).to_be_visible()
		screenshot(page, doctype.split(" ", 1)[1])
	page.goto("/app/query-report/Participants Without Contact")
	expect(page.locator(".css-empty-list:visible")).to_contain_text("Nothing to show for these filters")
	screenshot(page, "report")
	open_workspace(page, WORKSPACES["worker" if person == "fresh" else "manager"])
	screenshot(page, "workspace")


@BOTH_SCREENS
def test_good_practice_is_hidden_and_found_again(visit, screenshot, screen):
	"""R-456: one line until it is opened; hidden, it stays so; the menu brings it back."""
	page = visit("fresh", screen)
	open_new_note(page)
	help_line = page.locator(".css-form-help:visible")
	help_line.locator("summary").click()
	expect(help_line).to_contain_text("Write the note on the same day")
	expect(help_line).to_contain_text("Objectivity")
	assert fits_the_screen(page)
	screenshot(page, "open")
	help_line.get_by_role("button", name="Hide on This Form").click()
	expect(help_line).to_have_count(0)
	page.reload()
	open_new_note(page)
	expect(help_line).to_have_count(0)
	page.locator(".menu-btn-group:visible button").first.click()
	page.locator(".menu-btn-group .dropdown-item:visible", has_text="Good Practice").click()
	expect(help_line).to_contain_text("Write the note on the same day")


def open_new_note(page: Page) -> None:
	page.goto("/app/css-activity/new")
	page.wait_for_function("window.cur_frm && cur_frm.doctype === 'CSS Activity'")


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_glossary(visit, screenshot, screen):
	"""R-010, R-011: a word is found by its beginning, with or without its acronym."""
	page = visit("monitor", screen)
	page.goto("/app/css-glossary")
	expect(page.locator(".css-glossary dt")).to_have_count(40)
	assert fits_the_screen(page)
	screenshot(page)
	page.locator(".css-glossary-search").fill("needs ass")
	expect(page.locator(".css-glossary dt")).to_have_text(["Needs Assessment Matrix", "NAM"])


def test_the_form_of_a_manager_knows_its_help(visit, people):
	"""R-456: a saved record has the line as well."""
	name = frappe.db.get_value("CSS NAM Assessment", {"owner": people["worker"]})
	page = visit("worker")
	open_record(page, "CSS NAM Assessment", name)
	expect(page.locator(".css-form-help:visible summary")).to_have_text("Good practice: Needs Assessment")
