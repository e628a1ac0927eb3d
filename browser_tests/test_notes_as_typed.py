"""A note with HTML, templates, Arabic and emoji on every surface where it shows: as typed, and nothing of it runs (R-262)."""

import frappe
import pytest
from frappe.utils import add_days, add_months
from people import make_people
from playwright.sync_api import Locator, Page, expect

from conftest import PASSWORD
from css_case_mgmt.tests.contacts.records import make_activity
from css_case_mgmt.tests.factories import (
	acting_as,
	complete_assessment,
	make_assessment,
	make_enrolment,
	make_family,
	today,
)
from css_case_mgmt.tests.notes.records import make_addendum, make_restricted_note
from css_case_mgmt.tests.periodic.records import complete_periodic, make_periodic

WORKER = "typed.worker@test.example"
RUNS = "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'>"
TYPED = (
	f"{RUNS}{{{{ 7 * 7 }}}} {{% for a in [1] %}}<b>fat</b> <svg onload='window.ran = 3'>\nمرحبا 👩‍👧  & &amp; end"
	+ "\nClient stated that all is well." * 620
)
LONG_ENOUGH_TO_RUN = 800


@pytest.fixture(scope="module")
def people(site):
	return make_people(worker=(WORKER, "CSS Caseworker"))


@pytest.fixture(scope="module")
def family(people):
	"""A family in whose file everything that takes a note has this one."""
	with acting_as(WORKER):
		css_case, client = make_family(given_names="Roya", family_name="Sadat")
		enrolment = make_enrolment(css_case.name, client.name, add_months(today(), -9))
		draft = make_activity(css_case.name, client.name, is_final=False, note="Before")
		for note in (f"{TYPED} more", TYPED):
			draft.note = note
			draft.save(ignore_version=False)
		final = make_activity(css_case.name, client.name, note=TYPED, on=add_days(today(), -1))
		found = frappe._dict(
			css_case=css_case.name,
			enrolment=enrolment.name,
			draft=draft.name,
			final=final.name,
			addendum=make_addendum(final, TYPED).name,
			restricted=make_restricted_note(css_case.name, client.name, note=TYPED).name,
			restricted_draft=make_restricted_note(
				css_case.name, client.name, note=TYPED, is_final=False
			).name,
			nam=complete_assessment(enrolment, answers=3, case_note=TYPED).name,
			nam_draft=make_assessment(enrolment, add_months(today(), -3), case_note=TYPED).name,
			periodic=complete_periodic(enrolment, add_months(today(), -6), case_note=TYPED).name,
			periodic_draft=make_periodic(enrolment, add_months(today(), -3), case_note=TYPED).name,
		)
	frappe.get_doc(doctype="CSS Case Access", css_case=css_case.name, user=WORKER, kind="Assigned").insert()
	frappe.db.commit()
	return found


@pytest.fixture(scope="module")
def note_columns(family):
	"""What an administrator may do with Customize Form: the note becomes a column of the list."""
	columns = (
		("CSS Activity", "note"),
		("CSS Note Addendum", "text"),
		("CSS Restricted Note", "note"),
		("CSS NAM Assessment", "case_note"),
		("CSS Periodic Assessment", "case_note"),
	)
	made = []
	for doctype, fieldname in columns:
		for values in (
			{
				"doctype_or_field": "DocField",
				"field_name": fieldname,
				"property": "in_list_view",
				"value": "1",
			},
			{"doctype_or_field": "DocField", "field_name": fieldname, "property": "columns", "value": "2"},
		):
			made.append(
				frappe.get_doc(
					doctype="Property Setter", doc_type=doctype, property_type="Check", **values
				).insert()
			)
		made.append(frappe.get_doc(doctype="List View Settings", name=doctype, total_fields="10").insert())
	frappe.db.commit()
	frappe.clear_cache()
	yield columns
	for document in made:
		document.delete()
	frappe.db.commit()
	frappe.clear_cache()


@pytest.fixture
def page(desk, people, family) -> Page:
	return desk(people["worker"], PASSWORD)


def assert_nothing_ran(page: Page) -> None:
	page.wait_for_timeout(LONG_ENOUGH_TO_RUN)
	assert page.evaluate("window.ran") is None, page.url
	assert page.locator("svg[onload], img[src='x']").count() == 0, page.url


def assert_as_typed(page: Page, place: Locator) -> None:
	expect(place.first).to_be_attached()
	assert_nothing_ran(page)
	assert place.first.evaluate("each => each.value || each.textContent").strip() == TYPED


def note_of(page: Page, fieldname: str) -> Locator:
	return page.locator(f".frappe-control[data-fieldname='{fieldname}']")


@pytest.mark.parametrize(
	("doctype", "key", "fieldname"),
	[
		("css-activity", "final", "note"),
		("css-note-addendum", "addendum", "text"),
		("css-restricted-note", "restricted", "note"),
		("css-nam-assessment", "nam", "case_note"),
		("css-periodic-assessment", "periodic", "case_note"),
	],
)
def test_a_form_that_is_read(page, family, doctype, key, fieldname) -> None:
	page.goto(f"/app/{doctype}/{family[key]}")
	assert_as_typed(page, note_of(page, fieldname).locator(".control-value .css-as-typed"))


@pytest.mark.parametrize(
	("doctype", "key", "fieldname"),
	[
		("css-activity", "draft", "note"),
		("css-restricted-note", "restricted_draft", "note"),
		("css-nam-assessment", "nam_draft", "case_note"),
		("css-periodic-assessment", "periodic_draft", "case_note"),
	],
)
def test_a_form_in_which_it_is_written(page, family, doctype, key, fieldname) -> None:
	"""Frappe fills the place of the text that is read as well, while it is written. The history has it twice."""
	page.goto(f"/app/{doctype}/{family[key]}")
	place = note_of(page, fieldname)
	assert_as_typed(page, place.locator("textarea"))
	page.evaluate("cur_frm.refresh()")
	page.evaluate("fieldname => cur_frm.fields_dict[fieldname].set_disp_area()", fieldname)
	assert_as_typed(page, place.locator(".control-value .css-as-typed"))
	page.locator(".new-timeline:visible, .form-footer:visible").first.scroll_into_view_if_needed()
	if key == "draft":
		expect(page.locator(".timeline-content", has_text="<script>window.ran").first).to_be_attached()
	assert_nothing_ran(page)


def test_an_addendum_under_its_note(page, family) -> None:
	page.goto(f"/app/css-activity/{family.final}")
	assert_as_typed(page, page.locator(".css-addendum [dir='auto']"))


def test_lists_with_a_column_of_notes(page, note_columns) -> None:
	for doctype, _fieldname in note_columns:
		page.goto(f"/app/{doctype.lower().replace(' ', '-')}/view/list?docstatus=1")
		assert_as_typed(page, page.locator(".list-row .css-as-typed"))


def test_the_report_builder(page, family, note_columns) -> None:
	for doctype, fieldname in note_columns:
		columns = frappe.as_json([[fieldname, doctype], ["creation", doctype]], indent=None)
		page.goto(f"/app/{doctype.lower().replace(' ', '-')}/view/report?docstatus=1&fields={columns}")
		assert_as_typed(page, page.locator(".datatable .dt-cell .css-as-typed"))


def test_prints(page, family) -> None:
	for doctype, key, print_format in (
		("CSS Activity", "final", "Standard"),
		("CSS Activity", "draft", "Standard"),
		("CSS Note Addendum", "addendum", "Standard"),
		("CSS Restricted Note", "restricted", "Standard"),
		("CSS NAM Assessment", "nam", "Needs Assessment"),
		("CSS NAM Assessment", "nam", "Standard"),
		("CSS Periodic Assessment", "periodic", "Standard"),
		("CSS Case", "css_case", "Case Notes"),
	):
		page.goto(f"/printview?doctype={doctype}&name={family[key]}&format={print_format}&no_letterhead=1")
		paper = page.locator(".print-format")
		if page.get_by_text("not allowed").count() and not paper.count():
			continue
		expect(paper.first).to_be_visible()
		assert_nothing_ran(page)
		shown = paper.first.text_content()
		assert RUNS in shown and "{{ 7 * 7 }} {% for a in [1] %}<b>fat</b>" in shown, print_format
		assert "مرحبا 👩‍👧  & &amp; end" in shown, print_format


def test_the_case_note_report_and_its_paper(page, family) -> None:
	page.goto(
		f"/app/query-report/Case Note Report?css_case={family.css_case}&from_date={add_months(today(), -10)}"
	)
	assert_as_typed(page, page.locator(".datatable .dt-cell div[dir='auto']"))
	with page.context.expect_page() as opened:
		page.evaluate("frappe.query_report.print_report({ orientation: 'Portrait', with_letter_head: 0 })")
	paper = opened.value
	assert_as_typed(paper, paper.locator(".css-case-notes .css-note"))


def test_the_page_of_the_family_and_the_preparation_of_a_meeting(page, family) -> None:
	page.goto(f"/app/css-family/{family.css_case}")
	assert_as_typed(page, page.locator(".css-family-note"))
	page.goto(f"/app/css-enrolment/{family.enrolment}")
	click_summary(page)
	notes = page.locator("[data-section='notes']")
	expect(notes).to_be_visible()
	assert_nothing_ran(page)
	assert notes.text_content().count(TYPED) >= 1


def click_summary(page: Page) -> None:
	page.locator("summary", has_text="Prepare the next meeting").first.click()
