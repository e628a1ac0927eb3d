"""From a service provider to a completed referral, in a browser on a wide screen and on a phone."""

import frappe
import pytest
from desk_forms import (
	choose,
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
from people import make_people
from playwright.sync_api import Page, expect

from conftest import BOTH_SCREENS
from css_case_mgmt.tests.factories import acting_as, make_family
from css_case_mgmt.tests.outgoing_referral.records import (
	INFORMATION,
	PURPOSE,
	SERVICE,
	consent_to,
	make_provider,
)


@pytest.fixture(scope="module")
def people(site):
	return make_people(
		caseworker=("referring.caseworker@test.example", "CSS Caseworker"),
		manager=("referring.manager@test.example", "CSS Manager"),
	)


def panel(page: Page):
	return page.locator("section.css-panel[aria-label='Referral to a service']:visible")


def fill_in(page: Page, provider) -> None:
	expect(panel(page)).to_contain_text("what to tell the client shows here")
	choose(page, "service", SERVICE)
	expect(field(page, "target_class")).to_have_value("IRCC Settlement Service")
	choose(page, "provider", provider.provider_name)
	expect(panel(page)).to_contain_text("Six weeks")
	type_in(page, "reason", "Wants to work as a cook again")
	field(page, "support_level").select_option("Worker Books")
	type_in(page, "purpose", PURPOSE)
	type_in(page, "information", INFORMATION)


@BOTH_SCREENS
def test_a_referral(visit, screenshot, people, screen):
	"""R-300, R-301, R-306 to R-310, D-16: refused without the consent, then sent; the provider reports a missed
	appointment, the worker follows up, and in the end it is said whether it was obtained and whether it helped."""
	provider = make_provider(
		francophone=1,
		languages=[{"language": "fra"}, {"language": "ara"}],
		services=[
			{
				"service_type": SERVICE,
				"eligibility": "Permanent residents",
				"waiting_list": 1,
				"waiting_time": "Six weeks",
				"waiting_contact": "by telephone",
				"what_to_bring": "Résumé",
			}
		],
	)
	with acting_as(people["caseworker"]):
		css_case, client = make_family(given_names="Samira", family_name="Noori")
	frappe.db.commit()
	page = visit("caseworker", screen)
	open_record(page, "CSS Client", client.name)
	click(page, "Refer to a Service")
	fill_in(page, provider)
	screenshot(page, "draft")
	assert fits_the_screen(page)
	click(page, "Save")
	expect(panel(page)).to_contain_text("Before anything goes out")
	frappe.db.rollback()
	referral = frappe.get_last_doc("CSS Referral", {"client": client.name})
	assert referral.what_to_bring == "Résumé"
	screenshot(page, "consent-missing")
	click(page, "Client Consents")
	press(page, "Client Consents")
	expect(refusal(page)).to_contain_text("There is no consent yet")
	close_refusal(page)
	dialog(page).locator(".btn-modal-close").first.click()

	with acting_as(people["caseworker"]):
		consent_to(css_case.name, client.name, provider)
	frappe.db.commit()
	open_record(page, "CSS Referral", referral.name)
	step(page, "Client Consents")
	expect(panel(page)).to_contain_text("Consented")
	click(page, "Send")
	press(page, "Send")
	expect(refusal(page)).to_contain_text("Explain first")
	close_refusal(page)
	for check in dialog(page).locator("input[type=checkbox]:visible").all():
		check.check()
	screenshot(page, "explaining")
	press(page, "Send")
	expect(panel(page)).to_contain_text("Follow up by")
	screenshot(page, "sent")
	step(page, "Appointment Missed", remark="Nobody came")
	expect(panel(page)).to_contain_text("without blame")
	step(page, "Record Follow-up", remark="Had no bus fare")
	step(page, "Accepted")
	page.locator("summary:visible", has_text="What happened so far").click()
	expect(panel(page)).to_contain_text("told by the provider: Nobody came")
	screenshot(page, "followed-up")
	assert fits_the_screen(page)
	click(page, "Complete")
	field(dialog(page), "obtained").select_option("Yes")
	field(dialog(page), "benefitted").select_option("No")
	screenshot(page, "completing")
	press(page, "Complete")
	expect(panel(page).get_by_role("button", name="Record Follow-up")).to_have_count(0)
	assert fits_the_screen(page)
	frappe.db.rollback()
	referral.reload()
	assert (referral.status, referral.obtained, referral.benefitted) == ("Completed", "Yes", "No")
	assert [row.told_by for row in referral.steps if row.status == "Missed"] == ["Provider"]

	page.goto("/app/css-referral/view/list")
	expect(page.locator(".list-row:visible", has_text=client.file_number).first).to_be_visible()
	screenshot(page, "list")
	# A page of its own: Frappe's own script fails on prints of one page.
	sheet = page.context.new_page()
	sheet.goto(f"/printview?doctype=CSS Referral&name={referral.name}&format=Referral Instruction Sheet")
	expect(sheet.locator(".css-printed")).to_contain_text("12 Dock Street")
	screenshot(sheet, "sheet")


def step(page: Page, label: str, **values) -> None:
	click(page, label)
	for fieldname, text in values.items():
		type_in(dialog(page), fieldname, text)
	press(page, label)
	page.wait_for_function("!window.cur_dialog || !cur_dialog.display")
	page.wait_for_function("!cur_frm.is_dirty() && !frappe.dom.freeze_count")


def test_a_card_that_is_dragged(visit, people):
	"""R-300: what a Kanban board and the bulk edit send is refused."""
	with acting_as(people["caseworker"]):
		css_case, client = make_family()
		referral = frappe.get_doc(
			doctype="CSS Referral",
			client=client.name,
			css_case=css_case.name,
			is_internal=1,
			internal_to="Youth programme",
			service=SERVICE,
			reason="Wishes company",
			support_level="Client Alone",
		).insert()
	frappe.db.commit()
	page = visit("caseworker")
	page.goto("/app/css-referral/view/list")
	page.wait_for_function("Boolean(window.frappe && frappe.call)")
	page.evaluate(
		"""(name) => frappe.call({method: "frappe.client.set_value", args:
			{doctype: "CSS Referral", name, fieldname: "status", value: "Completed"}}).then(() => null, () => null)""",
		referral.name,
	)
	expect(refusal(page)).to_contain_text("A referral does not go from Draft to Completed")
	frappe.db.rollback()
	assert frappe.db.get_value("CSS Referral", referral.name, "status") == "Draft"


def test_a_directory_in_the_desk(visit, screenshot, people):
	"""R-305: looked at first, then imported; what is wrong is named with its row."""
	page = visit("manager")
	page.goto("/app/css-service-provider/view/list")
	click(page, "Import Directory")
	choice = dialog(page).locator("input[type=file]")
	choice.set_input_files(
		[{"name": "organizations.csv", "mimeType": "text/csv", "buffer": b"id,name\nw-1,Walk House\nw-2,\n"}]
	)
	press(page, "Look First")
	expect(dialog(page)).to_contain_text("organizations.csv, row 3, column name: a value is missing.")
	screenshot(page, "wrong")
	choice.set_input_files(
		[{"name": "organizations.csv", "mimeType": "text/csv", "buffer": b"id,name\nw-1,Walk House\n"}]
	)
	press(page, "Look First")
	expect(dialog(page)).to_contain_text("1 new, 0 changed")
	screenshot(page, "looked-at")
	press(page, "Import")
	expect(page.get_by_text("Imported: 1 new, 0 changed.")).to_be_visible()
	expect(page.locator(".list-row:visible", has_text="Walk House")).to_be_visible()
	screenshot(page, "providers")
