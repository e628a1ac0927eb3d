"""The desk of somebody who works in French, and the guide's labels in English (R-450)."""

import frappe
import pytest
from desk_forms import click, dialog, field, open_record, press, refusal, type_date, type_in
from frappe.utils import add_days
from people import give_passwords
from playwright.sync_api import expect

from conftest import PASSWORD
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests.factories import (
	NORTH,
	acting_as,
	complete_assessment,
	make_caseworker,
	make_enrolment,
	make_family,
)


@pytest.fixture(scope="module")
def worker(site):
	"""A caseworker whose language is French; what is committed here stays on the throw-away site."""
	frappe.set_user("Administrator")
	user = make_caseworker("francophone@test.example")
	frappe.db.set_value("User", user, "language", "fr")
	give_passwords([user])
	return user


@pytest.fixture
def family(worker):
	"""A case whose head has high needs and a completed assessment."""
	with acting_as(worker):
		css_case, client = make_family(given_names="Espérance", family_name="Mukamana")
		enrolment = make_enrolment(css_case.name, client.name)
		assessment = complete_assessment(enrolment, answers=2)
	frappe.db.commit()
	return frappe._dict(css_case=css_case, client=client, enrolment=enrolment, assessment=assessment)


def test_forms_are_french(desk, worker, family, screenshot):
	"""R-450: labels, choices, panels and texts with values put into them."""
	page = desk(worker, PASSWORD)
	page.goto("/app/css-case-management")
	expect(page.locator(".shortcut-widget-box", has_text="Ma charge de cas")).to_be_visible()
	open_record(page, "CSS Case", family.css_case.name)
	card = page.locator(".css-card", has_text="Espérance Mukamana")
	expect(card).to_contain_text("Responsable de la famille")
	expect(card).to_contain_text("A1 terminée le")
	expect(field(page, "status").locator("option:checked")).to_have_text("Ouvert")
	screenshot(page, "case")
	open_record(page, "CSS NAM Assessment", family.assessment.name)
	expect(page.locator(".css-scores:visible")).to_contain_text("Score global")
	expect(page.locator(".css-scores:visible")).to_contain_text("plus le score est bas, mieux c’est")
	screenshot(page, "assessment")


def test_refusals_are_french(desk, worker, family, screenshot):
	"""R-450: an error says in French what is wrong, and what was typed stays."""
	page = desk(worker, PASSWORD)
	open_record(page, "CSS Case", family.css_case.name)
	click(page, "Ajouter un membre de la famille")
	type_in(dialog(page), "given_names", "Grâce")
	type_date(page, dialog(page), "date_of_birth", add_days(site_today(NORTH), 2))
	relationship = dialog(page).locator(".frappe-control[data-fieldname='relationship'] input").first
	relationship.click()
	dialog(page).locator(".awesomplete li:visible", has_text="Enfant").first.click()
	press(page, "Ajouter")
	expect(refusal(page)).to_contain_text("cette date est dans l’avenir")
	screenshot(page)


def test_reports_are_french(desk, worker, family, screenshot):
	"""R-450, R-354: stored words such as High are shown in the reader's language."""
	page = desk(worker, PASSWORD)
	page.goto("/app/query-report/My Caseload Currently")
	expect(page.locator(".title-text:visible")).to_have_text("Ma charge de cas (actuelle)")
	row = page.locator(".dt-row", has_text="Espérance Mukamana").first
	expect(row).to_contain_text("Élevé")
	screenshot(page)


def test_reports_have_the_guides_labels_in_english(desk, administrator):
	"""R-450: the stored name has no parentheses, the label has."""
	page = desk(*administrator)
	page.goto("/app/query-report/My Caseload Currently")
	expect(page.locator(".title-text:visible")).to_have_text("My Caseload (Currently)")


def test_seeded_lists_are_french(desk, worker):
	"""R-450: entries of lists are stored in English and shown in the reader's language."""
	page = desk(worker, PASSWORD)
	for route, entry in (
		("css-relationship", "Conjointe ou conjoint"),
		("css-language", "Tigrigna"),
		("css-factor-of-settlement", "Logement et sécurité"),
	):
		page.goto(f"/app/{route}")
		expect(page.locator(".list-row:visible", has_text=entry).first).to_be_visible()
