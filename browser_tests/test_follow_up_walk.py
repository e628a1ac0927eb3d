"""Between assessments, in a browser: a caseworker's morning on a wide screen and at a kitchen table, and the manager
who gives a colleague's families to another, and takes it back."""

import frappe
import pytest
from desk_forms import (
	QUESTION,
	click,
	dialog,
	field,
	fits_the_screen,
	open_record,
	press,
	type_in,
	wait_until_saved,
)
from frappe.utils import add_days, add_months, now_datetime
from people import make_people
from playwright.sync_api import Page, expect

from conftest import BOTH_SCREENS
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	complete_assessment,
	make_assessment,
	make_client,
	make_enrolment,
	make_family,
	make_member,
)


@pytest.fixture(scope="module")
def people(site):
	return make_people(
		caseworker=("followup.caseworker@test.example", "CSS Caseworker"),
		second=("followup.second@test.example", "CSS Caseworker"),
		manager=("followup.manager@test.example", "CSS Manager"),
	)


def open_today(page: Page, part: str = "") -> None:
	page.goto(f"/app/css-today{part}")
	expect(page.locator(".css-today:visible")).not_to_have_attribute("aria-busy", "true")


def enrolled_family(user: str, given_names: str):
	"""A family of one adult in the programme for nine months, whom the user serves."""
	with acting_as(user):
		css_case, client = make_family(given_names=given_names, family_name="Haidari")
		enrolment = make_enrolment(css_case.name, client.name)
	with acting_as("Administrator"):
		frappe.get_doc(doctype="CSS Case Access", css_case=css_case.name, user=user, kind="Assigned").insert()
	frappe.db.commit()
	return css_case, client, enrolment


@BOTH_SCREENS
def test_a_follow_up(visit, screenshot, people, screen):
	"""R-458, R-159, R-163 to R-165, R-170, R-508: from the morning's list to the second assessment, its note and the
	contact; the children are the parent's to answer for; a note survives a closed dialog."""
	css_case, client, enrolment = enrolled_family(people["caseworker"], "Amina")
	with acting_as(people["caseworker"]):
		child = make_client(given_names="Laila", date_of_birth=add_months(site_today(NORTH), -12 * 7))
		make_member(css_case.name, child.name, member_from=add_months(site_today(NORTH), -20))
		complete_assessment(enrolment, answers=2.6, case_note="Spoke about the move to the new flat.")
		draft = make_assessment(enrolment, site_today(NORTH), case_note=None)
	frappe.db.commit()
	page = visit("caseworker", screen)
	open_today(page)
	line = page.locator(".css-today-row", has_text=client.file_number).filter(has_text="NAM")
	expect(line).to_contain_text("A2")
	assert fits_the_screen(page)
	screenshot(page, "today")

	open_record(page, "CSS Enrolment", enrolment.name)
	page.locator("summary:visible", has_text="Prepare the next meeting").click()
	expect(page.locator("[data-section=strengths]:visible")).to_be_visible()
	expect(page.locator(".css-next-steps:visible")).to_contain_text("settlement plan")
	assert fits_the_screen(page)
	screenshot(page, "enrolment")

	open_record(page, "CSS NAM Assessment", draft.name)
	first = page.locator(QUESTION).first
	expect(first.locator(".css-before")).to_be_visible()
	assert first.locator("input:checked").count() == 0
	first.get_by_role("button", name="As before").click()
	expect(first.locator(".css-before-marker")).to_have_text("As last time")
	second = page.locator(QUESTION).nth(1)
	second.locator("label.css-option").first.click()
	expect(second.locator(".css-before-marker")).to_have_text("Less support needed than last time")
	wait_until_saved(page)
	screenshot(page, "sheet")
	page.get_by_label("Only what changed since A1").check()
	expect(page.locator(f"{QUESTION}:visible")).to_have_count(1)
	page.get_by_label("Only what changed since A1").uncheck()
	for factor in page.locator(".css-factor").all():
		if factor.locator(".css-factor-head").get_attribute("aria-expanded") == "false":
			factor.locator(".css-factor-head").click()
		if factor.get_attribute("data-factor") == "children":
			expect(factor).to_contain_text("The parent answers for: Laila")
	for question in page.locator(QUESTION).all()[2:]:
		question.get_by_role("button", name="As before").click()
	wait_until_saved(page)
	click(page, "Complete")
	type_in(dialog(page), "case_note", "Went through it together.")
	screenshot(page, "completion")
	dialog(page).locator(".btn-modal-close").first.click()
	expect(field(page, "case_note")).to_have_value("Went through it together.")
	page.wait_for_timeout(800)
	click(page, "Save")
	wait_until_saved(page)
	click(page, "Complete")
	expect(field(dialog(page), "case_note")).to_have_value("Went through it together.")
	press(page, "Complete")
	panel = page.locator(".css-scores:visible")
	expect(panel).to_contain_text("Completed")
	expect(panel.locator(".css-next-steps")).to_be_visible()
	assert fits_the_screen(page)
	frappe.db.rollback()
	assert frappe.db.exists("CSS Activity", {"nam_assessment": draft.name, "docstatus": 1})
	open_today(page)
	expect(line).to_have_count(0)


@BOTH_SCREENS
def test_contacts_and_appointments(visit, screenshot, people, screen):
	"""R-222, R-458, R-505: a contact in one dialog; what was planned is written down without being typed again."""
	css_case, client, _enrolment = enrolled_family(people["caseworker"], "Basira")
	with acting_as(people["caseworker"]):
		appointment = frappe.get_doc(
			doctype="CSS Appointment",
			css_case=css_case.name,
			kind="Home Visit",
			starts_on=add_days(now_datetime(), -1),
			ends_on=frappe.utils.add_to_date(now_datetime(), days=-1, minutes=45),
			location_kind="Client's Home",
			clients=[{"client": client.name}],
		).insert()
	frappe.db.commit()
	page = visit("caseworker", screen)
	open_record(page, "CSS Case", css_case.name)
	click(page, "Log a Contact")
	press(page, "Phone")
	field(dialog(page), "result").select_option("Message Left")
	screenshot(page, "contact")
	press(page, "Save as Final")
	expect(page.get_by_text("Contact written down.")).to_be_visible()
	frappe.db.rollback()
	attempt = frappe.get_last_doc("CSS Activity", {"css_case": css_case.name})
	assert (attempt.docstatus, attempt.successful, attempt.attempt_result) == (1, 0, "Message Left")

	open_today(page)
	page.locator(".css-today-row", has_text=css_case.file_number).filter(has_text="Appointment").locator(
		".css-today-task"
	).click()
	click(page, "It Took Place: Write It Down")
	expect(field(dialog(page), "duration_minutes")).to_have_value("45")
	type_in(dialog(page), "note", "Looked at the mail together; the client will call the school.")
	screenshot(page, "kept")
	press(page, "Finish")
	expect(page.get_by_role("link", name="What was written down")).to_be_visible()
	assert fits_the_screen(page)
	frappe.db.rollback()
	appointment.reload()
	activity = frappe.get_doc("CSS Activity", appointment.activity)
	assert (appointment.outcome, activity.docstatus, activity.activity_type) == ("Kept", 1, "Home Visit")
	assert [row.client for row in activity.participants] == [client.name]
	open_today(page)
	expect(
		page.locator(".css-today-row", has_text=css_case.file_number).filter(has_text="Appointment")
	).to_have_count(0)


def test_a_manager_gives_families_to_another(visit, screenshot, people):
	"""R-070, R-351, R-458: the site's list by worker; who would carry what, before anything is done; and undone."""
	css_case, _client, _enrolment = enrolled_family(people["second"], "Ceylan")
	page = visit("manager")
	open_today(page, "/site")
	expect(page.locator(".css-today:visible")).to_contain_text(frappe.utils.get_fullname(people["second"]))
	screenshot(page, "site")
	posting = frappe.db.get_value("CSS Staff", {"user": people["second"]})
	page.goto(f"/app/css-staff/{posting}")
	click(page, "Reassign Cases")
	choice = dialog(page).locator("li", has_text=css_case.file_number).locator("select")
	choice.select_option(people["caseworker"])
	expect(dialog(page).locator(".css-loads")).to_contain_text("of a full load")
	type_in(dialog(page), "reason", "The colleague is away for long")
	screenshot(page, "reassign")
	press(page, "Reassign")
	expect(dialog(page)).to_contain_text("Cases reassigned: 1")
	assert caseworker_of(css_case.name) == people["caseworker"]
	press(page, "Undo")
	expect(page.locator(".msgprint:visible")).to_contain_text("back with who had them")
	assert caseworker_of(css_case.name) == people["second"]


def caseworker_of(css_case: str) -> str | None:
	frappe.db.rollback()
	return frappe.db.get_value("CSS Case", css_case, "caseworker")
