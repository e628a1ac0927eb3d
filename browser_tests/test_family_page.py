"""The page of a family, read before a visit: on a wide screen and at a kitchen table, by the caseworker and by a
colleague to whom the file was shared."""

import frappe
import pytest
from desk_forms import click, fits_the_screen, open_record
from frappe.utils import add_days, add_months
from people import make_people
from playwright.sync_api import Page, expect

from conftest import BOTH_SCREENS
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests.appointments.records import make_appointment
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	complete_assessment,
	make_client,
	make_enrolment,
	make_family,
	make_member,
)
from css_case_mgmt.tests.family_page.records import make_goal, make_plan, make_referral

READERS = pytest.mark.parametrize("reader", ["worker", "colleague"])
CHART_IS_DRAWN = 1_500
SHORT_NOTE = "Went through the mail. The client will call the school herself."
NOTE = "Hello <img src=x onerror=\"document.title='run'\"> مرحبا 🙂\nThe letter from the school came."


@pytest.fixture(scope="module")
def people(site):
	return make_people(
		worker=("page.worker@test.example", "CSS Caseworker"),
		colleague=("page.colleague@test.example", "CSS Caseworker"),
	)


@pytest.fixture(scope="module")
def family(people) -> str:
	"""A family with something of everything; its case."""
	today, worker = site_today(NORTH), people["worker"]
	with acting_as(worker):
		case, head = make_family(
			given_names="Amina",
			family_name="Haidari",
			name_in_own_script="امینه حیدری",
			primary_language="prs",
			needs_interpreter=1,
			phones=[
				{
					"phone": "+16135550101",
					"kind": "Mobile",
					"safe_to_call": "Yes",
					"safe_for_voicemail": "No",
				},
				{
					"phone": "+16135550102",
					"kind": "Home",
					"safe_to_call": "No",
					"remark": "The brother answers.",
				},
			],
		)
		enrolment = make_enrolment(case.name, head.name)
		spouse = make_client(
			given_names="Jawad", family_name="Haidari", date_of_birth="1986-01-01", birth_date_is_estimated=1
		)
		make_member(
			case.name, spouse.name, relationship="Spouse or Partner", member_from=add_months(today, -30)
		)
		child = make_client(
			given_names="Laila", family_name="Haidari", date_of_birth=add_months(today, -12 * 7)
		)
		make_member(case.name, child.name, member_from=add_months(today, -30))
		for number, weight in enumerate((2.6, 1.9)):
			complete_assessment(
				enrolment,
				add_months(enrolment.enrolment_date, 4 * number),
				weight,
				case_note="Went through it.",
			)
		for days in (60, 75, 90, 120, 150, 170):
			make_activity(case.name, head.name, on=add_days(today, -days), note=SHORT_NOTE)
		make_activity(case.name, head.name, on=add_days(today, -3), successful=0, attempt_result="No Answer")
		frappe.db.set_value(
			"CSS Activity",
			{"css_case": case.name, "activity_date": add_days(today, -75)},
			{"problem": "The heating does not work.", "problem_status": "Open", "note": NOTE * 12},
		)
		make_appointment(case.name, head.name, on=add_days(today, 2))
		frappe.get_doc(
			doctype="CSS Safety Note",
			client=head.name,
			css_case=case.name,
			noted_on=today,
			review_on=add_months(today, 3),
			active=1,
			behaviour="The dog bites.",
			precautions="Come by two, and call before.",
		).insert()
	make_plan(case.name, head.name, "Speaks three languages", "Knows every shop on her street")
	make_goal(
		case.name,
		head.name,
		goal="Speak with my daughter's teacher by myself",
		actions=[
			{
				"action": "Practise three questions",
				"responsible": "Client",
				"status": "Open",
				"due_date": add_days(today, -2),
			},
			{
				"action": "Book the meeting",
				"responsible": "Together",
				"status": "Open",
				"due_date": add_days(today, 9),
			},
		],
	)
	make_goal(
		case.name,
		head.name,
		goal="Work in a kitchen",
		horizon="Intermediate",
		target_date=add_months(today, 8),
	)
	make_referral(case.name, head.name)
	make_referral(
		case.name,
		head.name,
		internal_to="Language class",
		status="Waitlisted",
		follow_up_due=add_days(today, 12),
	)
	for user, kind, until in (
		(worker, "Assigned", None),
		(people["colleague"], "Shared", add_days(today, 5)),
	):
		frappe.get_doc(
			doctype="CSS Case Access",
			css_case=case.name,
			user=user,
			kind=kind,
			access_from=add_days(today, -1) if until else None,
			access_until=until,
			reason="A home visit together",
		).insert()
	frappe.db.commit()
	return case.name


def section(page: Page, key: str):
	return page.locator(f".css-family:visible [data-section={key}]")


def wait_for_page(page: Page) -> None:
	expect(page.locator(".css-family:visible")).not_to_have_attribute("aria-busy", "true")


@BOTH_SCREENS
@READERS
def test_a_family_in_one_minute(visit, screenshot, family, reader, screen):
	"""R-459, R-454, R-500, R-065: from the case to everything that is to be known; a note comes out as typed."""
	page = visit(reader, screen)
	open_record(page, "CSS Case", family)
	page.evaluate("css_case => frappe.set_route('css-family', css_case)", family)
	wait_for_page(page)
	expect(section(page, "people")).to_contain_text("Amina Haidari")
	expect(section(page, "people").locator(".css-own-script")).to_have_attribute("dir", "rtl")
	expect(section(page, "people")).to_contain_text("Do not leave a voicemail")
	expect(section(page, "people")).not_to_contain_text("555-0102")
	expect(section(page, "safety")).to_contain_text("The dog bites.")
	expect(section(page, "strengths")).to_contain_text("Speaks three languages")
	expect(section(page, "needs")).to_contain_text("Improved by")
	expect(section(page, "needs").locator(".css-family-chart svg")).to_have_count(1)
	expect(section(page, "referrals")).to_contain_text("follow-up overdue")
	expect(section(page, "problems")).to_contain_text("The heating does not work.")
	expect(section(page, "contacts").locator("li")).to_have_count(5)
	expect(section(page, "contacts")).to_contain_text("<img src=x")
	assert page.title() != "run"
	assert comes_before(page, "strengths", "needs")
	assert fits_the_screen(page)
	whole_page(page, screenshot)


def test_on_paper(visit, screenshot, family):
	"""R-286: marked as confidential; nothing of the desk around it."""
	page = visit("worker")
	page.goto(f"/app/css-family/{family}")
	wait_for_page(page)
	page.emulate_media(media="print")
	expect(page.locator(".css-family-confidential")).to_be_visible()
	expect(section(page, "contacts")).to_be_visible()
	expect(page.locator(".navbar")).to_be_hidden()
	expect(section(page, "safety")).to_be_hidden()
	whole_page(page, screenshot)


def test_ways_to_the_page(visit, screenshot, family):
	"""R-459: from the case, from Today and from the caseload."""
	page = visit("worker")
	open_record(page, "CSS Case", family)
	click(page, "Family Page")
	wait_for_page(page)
	page.goto("/app/css-today")
	link = page.locator(f".css-today-family[href*='{family}']:visible").first
	expect(link).to_be_visible()
	screenshot(page, "today")
	link.click()
	wait_for_page(page)
	page.goto("/app/query-report/My Caseload Currently")
	page.locator(f"a[href*='css-family/{family}']").first.click()
	wait_for_page(page)
	expect(section(page, "people")).to_contain_text("Amina Haidari")


def test_from_the_report(visit, screenshot, people, family):
	"""R-286, R-397: each family and its people, and from there the page; nobody else's."""
	page = visit("worker")
	page.goto("/app/query-report/Review Individual and Family Services")
	expect(page.locator(".title-text:visible").first).to_have_text("Review Individual & Family Services")
	row = page.locator(".dt-row", has_text="Family of Amina Haidari")
	expect(row).to_be_visible()
	screenshot(page)
	row.locator("a").first.click()
	wait_for_page(page)
	expect(section(page, "people")).to_contain_text("Amina Haidari")


def comes_before(page: Page, first: str, second: str) -> bool:
	top = [section(page, key).bounding_box()["y"] for key in (first, second)]
	return top[0] < top[1]


def whole_page(page: Page, screenshot) -> None:
	height = page.evaluate("document.documentElement.scrollHeight")
	page.set_viewport_size({"width": page.viewport_size["width"], "height": min(height, 5000)})
	page.wait_for_timeout(CHART_IS_DRAWN)
	screenshot(page)
