"""The main job in a browser: from a new case to a scored assessment and the next due date.

A caseworker on a wide screen and on a phone, an analyst with a question bank, a reader of French.
"""

import re

import frappe
import pytest
from desk_forms import (
	QUESTION,
	answer_factor,
	choose,
	click,
	close_refusal,
	dialog,
	field,
	fits_the_screen,
	open_record,
	press,
	refusal,
	type_date,
	type_in,
	wait_until_saved,
)
from frappe.utils import add_days, add_months, getdate
from people import give_passwords
from playwright.sync_api import expect

from conftest import PASSWORD, PHONE, WIDE
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	answers_of_weight,
	complete_assessment,
	give_consent,
	make_assessment,
	make_caseworker,
	make_client,
	make_enrolment,
	make_family,
	make_manager,
	make_member,
	make_user,
)


@pytest.fixture(scope="module")
def people(site):
	"""Logins made once; what is committed here stays on the throw-away site."""
	frappe.set_user("Administrator")
	users = {
		"caseworker": make_caseworker("walk@test.example"),
		"manager": make_manager("walk-manager@test.example"),
		"analyst": make_user("walk-analyst@test.example", "CSS National Analyst"),
		"french": make_caseworker("marche@test.example"),
	}
	frappe.db.set_value("User", users["french"], "language", "fr")
	give_passwords(users.values())
	return users


@pytest.fixture(scope="module")
def logged_in():
	"""Cookies of a persona who came in through the form, for the tests after the first."""
	return {}


@pytest.fixture
def visit(new_page, login, people, logged_in, watch):
	"""visit(persona, screen): a watched desk page, that of a persona who came in before without the form."""

	def open_desk(persona, screen=WIDE):
		if persona not in logged_in:
			page = login(new_page(**screen), people[persona], PASSWORD)
			logged_in[persona] = page.context.storage_state()
		else:
			page = new_page(**screen, storage_state=logged_in[persona])
		return watch(page)

	return open_desk


@pytest.fixture
def family(people):
	"""A case with a head who was enrolled nine months ago and has a completed A1."""
	with acting_as(people["caseworker"]):
		css_case, client = make_family(given_names="Amina", family_name="Haidari")
		enrolment = make_enrolment(css_case.name, client.name)
		first = complete_assessment(enrolment, answers=2.6)
	frappe.db.commit()
	return frappe._dict(css_case=css_case, client=client, enrolment=enrolment, first=first)


@pytest.mark.parametrize(
	("screen", "given_names", "family_name", "others"),
	[
		(WIDE, "Zarghona Bibi", "Stanekzai", ("Farid", "Laila")),
		(PHONE, "Hosai Mahjan", "Popalzai", ("Idris", "Nilab")),
	],
	ids=["wide", "phone"],
)
def test_from_a_new_case_to_the_next_due_date(
	visit, people, screenshot, screen, given_names, family_name, others
):
	"""R-040, R-041, R-144, R-145, R-150, R-162, R-452: the whole main job, over two sittings."""
	page = visit("caseworker", screen)
	husband, daughter = others
	today = site_today(NORTH)
	page.goto("/app/css-case/new")
	expect(field(page, "site")).to_have_value(NORTH)
	click(page, "Save")

	click(page, "Add Head of Family")
	type_in(dialog(page), "given_names", given_names)
	type_in(dialog(page), "family_name", family_name)
	type_date(page, dialog(page), "date_of_birth", add_months(today, -12 * 34))
	choose(dialog(page), "primary_language", "Dari")
	assert fits_the_screen(page)
	screenshot(page, "add-member")
	press(page, "Add")
	head = page.locator(".css-card", has_text=f"{given_names} {family_name}")
	expect(head).to_contain_text("Head of Family")
	for names, relationship, years in ((husband, "Spouse or Partner", 36), (daughter, "Child", 7)):
		click(page, "Add Family Member")
		type_in(dialog(page), "given_names", names)
		choose(dialog(page), "relationship", relationship)
		type_date(page, dialog(page), "date_of_birth", add_months(today, -12 * years))
		press(page, "Add")
		expect(page.locator(".css-card", has_text=names)).to_contain_text(relationship)
	expect(page.locator(".css-card", has_text=daughter)).to_contain_text("parent or guardian")
	assert given_names not in page.title() + page.url

	head.get_by_role("button", name="Enrol").click()
	field(dialog(page), "needs_level").select_option("High")
	press(page, "Enrol")
	expect(head).to_contain_text("High needs")
	assert fits_the_screen(page)
	screenshot(page, "family")
	frappe.db.rollback()
	with acting_as(people["caseworker"]):
		give_consent(page.url.rsplit("/", 1)[-1], head.get_attribute("data-client"))
	frappe.db.commit()

	head.get_by_role("button", name="Start NAM A1").click()
	press(page, "Start")
	factors = page.locator(".css-factor:visible")
	expect(factors).to_have_count(8)
	answer_factor(page, factors.first, choice=0)
	expect(factors.first.locator(".css-factor-score")).to_have_text("1.00")
	wait_until_saved(page)
	screenshot(page, "first-sitting")

	page.reload()
	expect(page.locator(".css-bar-count:visible")).to_have_text("5 of 40 answered")
	assert page.locator(".css-factor-head[aria-expanded=true]").count() == 1
	for number in range(1, 7):
		if factors.nth(number).locator(".css-factor-head").get_attribute("aria-expanded") == "false":
			factors.nth(number).locator(".css-factor-head").click()
		answer_factor(page, factors.nth(number), choice=number % 3)
	factors.last.locator(".css-factor-head").click()
	factors.last.get_by_role("button", name="This whole factor does not apply").click()
	expect(factors.last.locator(".css-factor-score")).to_have_text("Out of Scope")
	wait_until_saved(page)
	assert fits_the_screen(page)
	screenshot(page, "second-sitting")

	click(page, "Complete")
	type_in(dialog(page), "case_note", "Went through the questions together.")
	press(page, "Complete")
	panel = page.locator(".css-scores:visible")
	expect(panel).to_contain_text("Completed")
	frappe.db.rollback()
	stored = frappe.get_last_doc("CSS NAM Assessment")
	expect(panel.locator(".css-tile-value strong").first).to_have_text(f"{stored.overall_score:.2f}")
	expect(panel).to_contain_text("lower is better")
	due = page.evaluate("day => frappe.datetime.str_to_user(day)", add_months(today, 4).isoformat())
	expect(panel.locator("[data-tile=next]")).to_contain_text(f"due {due}")
	expect(page.locator("input[type=radio]:visible")).to_have_count(0)
	assert fits_the_screen(page)
	screenshot(page, "scores")


def test_refused_members_stay_typed(visit, family, screenshot):
	"""R-041, R-043, R-508: HTML in a name, a birth to come, a second head: a clear message, nothing lost."""
	page = visit("caseworker")
	open_record(page, "CSS Case", family.css_case.name)
	click(page, "Add Family Member")
	choose(dialog(page), "relationship", "Spouse or Partner")
	type_in(dialog(page), "given_names", "<b>Karim</b>")
	type_date(page, dialog(page), "date_of_birth", add_days(site_today(NORTH), 40))
	press(page, "Add")
	expect(refusal(page)).to_contain_text("HTML is not kept")
	screenshot(page)
	close_refusal(page)
	expect(field(dialog(page), "given_names")).to_have_value("<b>Karim</b>")

	type_in(dialog(page), "given_names", "Karim")
	press(page, "Add")
	expect(refusal(page)).to_contain_text("lies in the future")
	close_refusal(page)
	expect(field(dialog(page), "given_names")).to_have_value("Karim")
	type_date(page, dialog(page), "date_of_birth", add_months(site_today(NORTH), -500))
	press(page, "Add")
	expect(page.locator(".css-card", has_text="Karim")).to_be_visible()

	frappe.db.rollback()
	row = frappe.db.get_value("CSS Case Member", {"css_case": family.css_case.name, "is_head": 0})
	page.goto(f"/app/css-case-member/{row}")
	page.locator("[data-fieldname=is_head] input:visible").check()
	click(page, "Save")
	expect(refusal(page)).to_contain_text("has a head of family since")
	expect(refusal(page)).to_contain_text("Change Head of Family")
	close_refusal(page)
	expect(page.locator("[data-fieldname=is_head] input:visible")).to_be_checked()


def test_the_head_of_family_changes(visit, family, people):
	"""R-041: another head from today; the family has exactly one before and after."""
	with acting_as(people["caseworker"]):
		spouse = make_client(given_names="Karim", family_name="Haidari", date_of_birth="1985-01-01")
		make_member(
			family.css_case.name,
			spouse.name,
			relationship="Spouse or Partner",
			member_from=add_months(getdate(), -20),
		)
	frappe.db.commit()
	page = visit("caseworker")
	open_record(page, "CSS Case", family.css_case.name)
	click(page, "Change Head of Family")
	field(dialog(page), "new_head").select_option(spouse.name)
	choose(dialog(page), f"relationship_{family.client.name}", "Spouse or Partner")
	press(page, "Change Head of Family")
	expect(page.locator(".css-card", has_text="Karim Haidari")).to_contain_text("Head of Family")
	expect(page.locator(".css-card", has_text="Amina Haidari")).to_contain_text("Spouse or Partner")
	frappe.db.rollback()
	rows = frappe.get_all(
		"CSS Case Member", {"css_case": family.css_case.name, "is_head": 1}, ["client", "member_to"]
	)
	assert {(row.client, row.member_to) for row in rows} == {
		(family.client.name, site_today(NORTH)),
		(spouse.name, None),
	}


def test_gaps_are_listed_and_the_keyboard_answers(visit, family, people, screenshot):
	"""D-03, R-147, R-455: completing tells every gap; arrow keys choose; a reason is an answer too."""
	with acting_as(people["caseworker"]):
		draft = make_assessment(family.enrolment, getdate(), answers=answers_of_weight(1)[:-2])
	frappe.db.commit()
	page = visit("caseworker", PHONE)
	open_record(page, "CSS NAM Assessment", draft.name)
	click(page, "Complete")
	expect(dialog(page)).to_contain_text("2 questions have neither an answer nor a reason")
	screenshot(page)
	press(page, "Go to the First")
	focused = page.locator("input[type=radio]:focus")
	expect(focused).to_have_count(1)
	page.keyboard.press("ArrowDown")
	page.keyboard.press("ArrowUp")
	last = page.locator(QUESTION).last
	last.locator("summary", has_text="No answer because").click()
	last.get_by_text("Declined", exact=True).click()
	wait_until_saved(page)
	expect(page.locator(".css-bar-count:visible")).to_have_text("40 of 40 answered")
	frappe.db.rollback()
	draft.reload()
	assert [row.unanswered_reason for row in draft.answers[-2:]] == [None, "Declined"]
	assert draft.answers[-2].option_code


def test_a_lost_connection_loses_no_answer(visit, family, people, screenshot):
	"""R-508: answers without a connection stay on the device and are offered again after a crash."""
	with acting_as(people["caseworker"]):
		draft = make_assessment(family.enrolment, getdate())
	frappe.db.commit()
	page = visit("caseworker")
	open_record(page, "CSS NAM Assessment", draft.name)
	page.route(re.compile("nam.save_answers|nam.preview_scores"), lambda route: route.abort())
	page.locator(QUESTION).first.locator("label.css-option").nth(2).click()
	expect(page.locator(".css-bar-state:visible")).to_contain_text("kept on this device", timeout=10_000)
	screenshot(page, "offline")
	backup = page.evaluate("JSON.stringify(localStorage)")
	assert "Amina" not in backup and "Haidari" not in backup

	# Another window, as after a crash: leaving the first one would have sent the answers after all.
	page = page.context.new_page()
	open_record(page, "CSS NAM Assessment", draft.name)
	expect(page.locator(".css-notice", has_text="was not saved")).to_be_visible()
	screenshot(page, "restore")
	click(page, "Restore")
	wait_until_saved(page)
	frappe.db.rollback()
	draft.reload()
	assert draft.answers[0].option_code
	assert "css_nam_backup" not in page.evaluate("JSON.stringify(localStorage)")


def test_a_completed_assessment_is_corrected(visit, family, screenshot):
	"""D-21, R-172: the original stays, the correction starts with its answers and takes its place."""
	page = visit("caseworker")
	open_record(page, "CSS NAM Assessment", family.first.name)
	click(page, "Correct")
	type_in(dialog(page), "reason", "An answer was misheard.")
	press(page, "Correct")
	expect(page.locator(".css-scores:visible h3")).to_contain_text("A1, correction 1")
	expect(page.locator(".css-bar-count:visible")).to_have_text("40 of 40 answered")
	page.locator(".css-factor-head:visible").first.click()
	page.locator(f"{QUESTION}:visible").first.locator("label.css-option").first.click()
	wait_until_saved(page)
	click(page, "Complete")
	press(page, "Complete")
	expect(page.locator(".css-scores:visible h3")).to_contain_text("Completed")
	frappe.db.rollback()
	correction = frappe.get_doc("CSS NAM Assessment", {"revises": family.first.name})
	assert frappe.db.get_value("CSS NAM Assessment", family.first.name, "superseded_by") == correction.name
	open_record(page, "CSS NAM Assessment", family.first.name)
	expect(page.locator(".css-scores:visible")).to_contain_text("Corrected since")
	screenshot(page)


def test_questions_in_french(visit, people, screenshot):
	"""R-450, D-05: a reader of French reads the questions in French."""
	with acting_as(people["french"]):
		css_case, client = make_family(given_names="Espérance")
		enrolment = make_enrolment(css_case.name, client.name)
		draft = make_assessment(enrolment, getdate())
	frappe.db.commit()
	page = visit("french")
	open_record(page, "CSS NAM Assessment", draft.name)
	expect(page.locator(".css-factor-title").first).to_contain_text("Santé physique et mentale")
	question = page.locator(f"{QUESTION}:visible legend .css-first-text").first
	expect(question).to_have_attribute("lang", "fr")
	expect(question).to_contain_text("carte santé")
	screenshot(page)


def test_two_hundred_answers_pasted_with_one_bad_row(visit, screenshot):
	"""R-143, R-149, R-508: the bad row is named by its number, and all the rows stay."""
	page = visit("analyst")
	page.context.grant_permissions(["clipboard-read", "clipboard-write"])
	page.goto("/app/css-nam-bank/new")
	page.wait_for_function("cur_frm && cur_frm.doctype === 'CSS NAM Bank'")
	code = frappe.generate_hash(length=6).upper()
	type_in(page, "bank_code", code)
	questions = [["question_code", "factor", "question"]]
	questions += [[f"Q{number}", "language", f"Question {number}?"] for number in range(1, 101)]
	options = [["question_code", "option_code", "label", "weight"]]
	for number in range(1, 101):
		options += [[f"Q{number}", "A", "Yes", "1"], [f"Q{number}", "B", "No", "3"]]
	options[117][3] = "4"
	paste(page, "questions", questions)
	paste(page, "options", options)
	click(page, "Save")
	expect(refusal(page)).to_contain_text("row 117")
	expect(refusal(page)).to_contain_text("from 1 (no support needed) to 3 (support needed)")
	screenshot(page)
	close_refusal(page)
	assert page.evaluate("cur_frm.doc.options.length") == 200
	page.evaluate(
		"const row = cur_frm.doc.options[116]; frappe.model.set_value(row.doctype, row.name, 'weight', 3)"
	)
	click(page, "Save")
	expect(page.get_by_role("button", name="Publish")).to_be_visible()


def paste(page, table, rows):
	"""From the clipboard of the machine, as out of a spreadsheet."""
	page.evaluate("text => navigator.clipboard.writeText(text)", "\n".join("\t".join(row) for row in rows))
	grid = page.locator(f".frappe-control[data-fieldname='{table}']")
	grid.get_by_role("button", name="Add Row").click()
	grid.locator(".grid-body .grid-row").first.locator(".col[data-fieldname=question_code]").click()
	grid.locator(".grid-body input[data-fieldname=question_code]").first.focus()
	page.keyboard.press("Control+V")
	page.wait_for_function(
		"([table, count]) => cur_frm.doc[table].length === count", arg=[table, len(rows) - 1]
	)


def test_manager_sees_where_the_family_stands(visit, family, screenshot):
	"""R-150, R-169, R-459: the next assessment is overdue, and the manager may assign a caseworker."""
	page = visit("manager")
	open_record(page, "CSS Case", family.css_case.name)
	expect(page.locator(".css-card", has_text="Amina Haidari")).to_contain_text("Overdue")
	click(page, "Assign Caseworker")
	expect(field(dialog(page), "user")).to_be_visible()
	screenshot(page, "assign")
	open_record(page, "CSS Enrolment", family.enrolment.name)
	expect(page.locator(".css-panel:visible")).to_contain_text("Months in the programme")
	expect(page.locator(".css-table:visible")).to_contain_text("A1")
	screenshot(page, "enrolment")
	page.goto("/app/css-site-management")
	expect(page.locator(".number-widget-box").first).to_be_visible()
	screenshot(page, "workspace")
