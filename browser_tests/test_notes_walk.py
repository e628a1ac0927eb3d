"""Notes in a browser: from a draft with headings to an addendum, a problem that is resolved, a note for few and one in
the wrong file; on a wide screen and on a phone."""

import frappe
import pytest
from desk_forms import choose, click, dialog, field, fits_the_screen, press, type_in
from frappe.utils import add_days
from people import make_people
from playwright.sync_api import Page, expect

from conftest import BOTH_SCREENS, PASSWORD, PHONE
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import acting_as, make_enrolment, make_family, today

WORKER = "notes.worker@test.example"
CANNOT_RUN = "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'> {{ 7 * 7 }} <b>fat</b>\nمرحبا 👩‍👧  & end"


@pytest.fixture(scope="module")
def people(site):
	return make_people(
		worker=(WORKER, "CSS Caseworker"),
		helper=("notes.helper@test.example", "CSS Caseworker"),
	)


def family(given_names: str):
	with acting_as(WORKER):
		css_case, client = make_family(given_names=given_names, family_name="Haidari")
	frappe.db.commit()
	return css_case, client


def open_activity(page: Page, name: str) -> None:
	page.goto(f"/app/css-activity/{name}")
	expect(page.locator(".css-note-panel:visible")).to_be_visible()


def complete(page: Page) -> None:
	click(page, "Submit")
	press(page, "Yes")
	expect(page.get_by_role("button", name="Add Addendum")).to_be_visible()


@BOTH_SCREENS
def test_a_note_from_draft_to_wrong_file(visit, screenshot, screen):
	"""R-262, R-264, R-265, R-274, R-281, R-288, R-503."""
	css_case, client = family("Zarina")
	right_case, right_client = family("Parwin")
	with acting_as(WORKER):
		draft = make_activity(css_case.name, client.name, is_final=False)
	frappe.db.commit()
	page = visit("worker", screen)
	open_activity(page, draft.name)
	type_in(page, "note", "Heating is broken.")
	click(page, "Put In the Headings")
	expect(field(page, "note")).to_have_value(
		"Heating is broken.\n\nServed:\n\n\nNeed:\n\n\nActivity or accomplishment:\n\n\nPlan or progress:\n"
	)
	type_in(page, "problem", "No heating in the bedroom")
	field(page, "note").scroll_into_view_if_needed()
	screenshot(page, "draft")
	assert fits_the_screen(page)
	click(page, "Save")
	expect(page.get_by_role("button", name="Submit", exact=True)).to_be_visible()
	complete(page)

	click(page, "Add Addendum")
	type_in(dialog(page), "text", CANNOT_RUN)
	press(page, "Add")
	expect(page.locator(".css-addendum")).to_contain_text("<script>window.ran = 1</script>")
	click(page, "Informal Notes Destroyed")
	press(page, "Informal Notes Destroyed")
	expect(page.get_by_role("button", name="Informal Notes Destroyed")).to_have_count(0)
	screenshot(page, "final")
	assert fits_the_screen(page)

	page.goto(f"/app/css-case/{css_case.name}")
	expect(page.locator(".css-problems")).to_contain_text("No heating in the bedroom")
	screenshot(page, "problems")
	click(page, "Write the Follow-up")
	expect(page.locator(".css-note-panel:visible")).to_be_visible()
	type_in(page, "note", "The landlord has repaired it.")
	choose(page, "method", "Phone")
	click(page, "Save")
	expect(page.get_by_role("button", name="Submit", exact=True)).to_be_visible()
	complete(page)
	frappe.db.rollback()
	assert frappe.db.get_value("CSS Activity", draft.name, "problem_status") == "Resolved"

	open_activity(page, draft.name)
	click(page, "Write a Restricted Note")
	page.wait_for_url("**/css-restricted-note/new-*")
	expect(page.locator(".css-note-tools:visible")).to_be_visible()
	choose(page, "topic", "Safety at Home")
	type_in(page, "note", "Only for few.")
	screenshot(page, "restricted")
	click(page, "Save")
	expect(page.get_by_role("button", name="Submit", exact=True)).to_be_visible()
	complete(page)
	open_activity(page, draft.name)
	expect(page.get_by_role("link", name="Restricted note of")).to_be_visible()

	click(page, "Entered in the Wrong File")
	type_in(dialog(page), "reason", "Two files were open.")
	choose(dialog(page), "right_case", right_case.file_number)
	expect(dialog(page)).to_contain_text("Parwin Haidari")
	field(dialog(page), "breach_considered").select_option("No breach")
	type_in(dialog(page), "breach_reason", "Nobody else read it.")
	screenshot(page, "wrong_file")
	press(page, "Mark It")
	expect(page.locator(".css-notice")).to_contain_text("Entered in the wrong file")
	screenshot(page, "marked")
	page.get_by_role("link", name="Open the copy in the right file").click()
	expect(page.get_by_role("link", name="Open the original")).to_be_visible()
	frappe.db.rollback()
	copy = frappe.get_last_doc("CSS Activity", {"css_case": right_case.name})
	assert [row.client for row in copy.participants] == [right_client.name]


def test_a_note_is_shown_as_typed_and_never_runs(desk, people):
	"""R-261, R-262: in the form, the list, the report, the history, the print and the case's own print."""
	css_case, client = family("Laila")
	with acting_as(WORKER):
		draft = make_activity(css_case.name, client.name, is_final=False, note="Before")
		draft.note = CANNOT_RUN
		draft.save()
		draft.submit()
	frappe.db.commit()
	# Not watched: Frappe's report stumbles over its own table when it is left.
	page = desk(people["worker"], PASSWORD)
	columns = frappe.as_json([["note", "CSS Activity"], ["activity_date", "CSS Activity"]])
	for address, shown_in in (
		(f"css-activity/{draft.name}", ".frappe-control[data-fieldname='note'] .css-as-typed"),
		(f"css-activity/view/report?name={draft.name}&fields={columns}", ".report-wrapper, .frappe-list"),
	):
		page.goto(f"/app/{address}")
		expect(page.locator(shown_in).locator("visible=true").first).to_be_visible()
		page.wait_for_timeout(1_500)
		assert page.evaluate("window.ran") is None, address
	shown = page.evaluate(
		"frappe.format(%s, frappe.meta.get_docfield('CSS Activity', 'note'))" % frappe.as_json(CANNOT_RUN)
	)
	assert "<script" not in shown and "<img" not in shown
	open_activity(page, draft.name)
	assert page.locator("[data-fieldname='note'] .css-as-typed").text_content() == CANNOT_RUN
	page.locator(".new-timeline, .form-footer").first.scroll_into_view_if_needed()
	assert page.evaluate("window.ran") is None
	for doctype, name, print_format in (
		("CSS Activity", draft.name, "Standard"),
		("CSS Case", css_case.name, "Case Notes"),
	):
		page.goto(f"/printview?doctype={doctype}&name={name}&format={print_format}&no_letterhead=1")
		expect(page.get_by_text("<script>window.ran = 1</script>")).to_be_visible()
		expect(page.get_by_text("{{ 7 * 7 }}")).to_be_visible()
		assert page.evaluate("window.ran") is None


def test_three_taps_from_today_to_a_saved_contact(visit, screenshot):
	"""R-222: on a phone: the line, how, and saved; a note on top."""
	css_case, client = family("Nilofar")
	with acting_as(WORKER):
		make_enrolment(css_case.name, client.name, add_days(today(), -9))
	frappe.db.commit()
	page = visit("worker", PHONE)
	taps = []
	page.expose_function("count_tap", lambda tap: taps.append(tap))
	page.goto("/app/css-today")
	line = page.locator(".css-today-row", has_text="Nilofar")
	expect(line.first).to_be_visible()
	screenshot(page, "today")
	page.evaluate("document.addEventListener('click', () => window.count_tap(1), true)")
	line.get_by_role("button", name="Log a Contact").first.tap()
	dialog(page)
	screenshot(page, "log")
	dialog(page).get_by_role("button", name="Phone", exact=True).tap()
	dialog(page).get_by_role("button", name="Save as Final", exact=True).tap()
	expect(page.get_by_text("Contact written down.")).to_be_visible()
	assert len(taps) <= 3
	frappe.db.rollback()
	activity = frappe.get_last_doc("CSS Activity", {"css_case": css_case.name})
	assert (activity.docstatus, activity.method) == (1, "Phone")


def test_a_message_to_several_families(visit, screenshot):
	"""R-236: each person is reached alone, and it is written down in each person's own case."""
	families = [family(name) for name in ("Shirin", "Tahmina")]
	for number, (_css_case, client) in enumerate(families):
		client.reload()
		client.append("phones", {"phone": f"+1416555010{number}", "safe_to_text": "Yes"})
		client.save()
	frappe.db.commit()
	page = visit("worker", PHONE)
	page.goto("/app/css-today")
	page.evaluate("frappe.css_case_mgmt.open_group_message()")
	type_in(dialog(page), "subject", "Workshop on Friday")
	type_in(dialog(page), "message", "You are invited to a workshop about tenants' rights.")
	for _css_case, client in families:
		dialog(page).locator(f"[data-client='{client.name}'] input").check()
	screenshot(page, "group_message")
	press(page, "Send")
	expect(page.get_by_role("link", name="Open in Messages")).to_have_count(2)
	screenshot(page, "recipients")
	first = page.locator(f"li[data-client='{families[0][1].name}']")
	assert "sms:+14165550100" in first.get_by_role("link").get_attribute("href")
	first.get_by_role("button", name="Sent").click()
	expect(page.get_by_role("link", name="Open in Messages")).to_have_count(1)
	frappe.db.rollback()
	counts = [frappe.db.count("CSS Activity", {"css_case": css_case.name}) for css_case, _client in families]
	assert counts == [1, 0]
