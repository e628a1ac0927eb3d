"""What people do in Frappe's forms, in the words of a test."""

import re
from datetime import date

from playwright.sync_api import Locator, Page, TimeoutError, expect

QUESTION = "fieldset.css-question"
HALF_A_SECOND = 500
A_MOMENT = 150
TEN_SECONDS = 10_000


def dialog(page: Page) -> Locator:
	"""The dialog in front, once it has stopped moving the focus about."""
	page.wait_for_function("window.cur_dialog && cur_dialog.display")
	return page.locator(".modal.show .modal-content").last


def click(page: Page, label: str) -> None:
	page.get_by_role("button", name=label, exact=True).locator("visible=true").last.click()


def press(page: Page, label: str) -> None:
	"""A button of the dialog that is open."""
	dialog(page).get_by_role("button", name=label, exact=True).click()


def field(where: Page | Locator, fieldname: str) -> Locator:
	control = where.locator(f".frappe-control[data-fieldname='{fieldname}']")
	return control.locator("input, textarea, select").locator("visible=true").first


def type_in(where: Page | Locator, fieldname: str, text: str) -> None:
	"""Typed again where the form, still being made, has shown itself anew without it."""
	control = field(where, fieldname)
	for _attempt in range(3):
		control.fill(text)
		control.page.wait_for_timeout(A_MOMENT)
		if control.input_value() == text:
			break
	expect(control).to_have_value(text)
	control.dispatch_event("change")


def type_date(page: Page, where: Page | Locator, fieldname: str, day: date) -> None:
	shown = page.evaluate("day => frappe.datetime.str_to_user(day)", day.isoformat())
	control = field(where, fieldname)
	control.fill(shown)
	# Before the calendar closes: it may put back the day that it knows.
	control.dispatch_event("change")
	control.press("Tab")


def choose(where: Page | Locator, fieldname: str, text: str) -> None:
	"""Choose a record in a Link field by typing the beginning of its name; the form has it once the server has
	confirmed that it is there."""
	control = where.locator(f".frappe-control[data-fieldname='{fieldname}']")
	typed = control.locator("input").first
	found = control.locator(".awesomplete li:visible", has_text=text).first
	typed.click()
	typed.fill(text)
	try:
		found.wait_for(timeout=TEN_SECONDS)
	except TimeoutError:
		# A new form has put the cursor elsewhere meanwhile, which closes the list.
		typed.fill("")
		typed.click()
		typed.fill(text)
	found.click()
	control.page.wait_for_function(
		"({ fieldobj }) => (fieldobj.get_model_value() || fieldobj.value) && !$.active",
		arg=control.first.element_handle(),
	)


def refusal(page: Page) -> Locator:
	"""The message that is in front of everything else."""
	return page.locator(".msgprint-dialog.show .modal-body, .modal.show .msgprint").last


def close_refusal(page: Page) -> None:
	page.locator(".modal.show .btn-modal-close").locator("visible=true").last.click()
	# Until it is gone altogether, its shade included, it gives the focus back and takes the next message along.
	page.wait_for_function(
		"[...document.querySelectorAll('.msgprint-dialog')].every((each) => !each.getClientRects().length)"
		" && document.querySelectorAll('.modal-backdrop').length"
		" <= document.querySelectorAll('.modal.show').length"
	)
	page.wait_for_timeout(HALF_A_SECOND)


def open_record(page: Page, doctype: str, name: str) -> None:
	page.goto(f"/app/{doctype.lower().replace(' ', '-')}/{name}")
	expect(page.locator(".css-panel:visible").first).to_be_visible()


def fits_the_screen(page: Page) -> bool:
	return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def answer_factor(page: Page, factor: Locator, choice: int) -> None:
	"""Tap the same choice of every question of an open factor."""
	for question in factor.locator(QUESTION).all():
		question.locator("label.css-option").nth(choice).click()
	expect(factor.locator(".css-count")).to_have_text(re.compile(r"^(\d+) of \1$"))


def wait_until_saved(page: Page) -> None:
	expect(page.locator(".css-bar-state:visible")).to_have_text("All answers saved", timeout=15_000)


def save(page: Page) -> None:
	page.keyboard.press("Escape")
	# What was typed last may still be on its way into the form.
	page.wait_for_function("cur_frm.is_dirty()")
	click(page, "Save")
	page.wait_for_function("!cur_frm.is_dirty()")


def sign(page: Page) -> None:
	"""Draw a line on every pad of the page."""
	for canvas in dialog(page).locator("canvas").all():
		canvas.evaluate("pad => pad.scrollIntoView({ block: 'center' })")
		box = canvas.bounding_box()
		page.mouse.move(box["x"] + 30, box["y"] + 40)
		page.mouse.down()
		for step in range(1, 6):
			page.mouse.move(box["x"] + 30 + step * 22, box["y"] + 40 + (step % 2) * 18)
		page.mouse.up()


def step_of(page: Page, person: str, step: str) -> Locator:
	block = page.locator("[data-intake-of]", has_text=person)
	return block.locator(f"[data-step='{step}']")
