"""The served desk works at all: the other browser tests stand on this."""


def test_administrator_logs_in_through_the_form(desk, administrator, screenshot):
	page = desk(*administrator)
	assert page.locator(".navbar").is_visible()
	screenshot(page)


def test_a_date_and_time_shows_its_seconds(desk, administrator):
	page = desk(*administrator)
	page.goto("/app/event/new")
	page.wait_for_selector("[data-fieldname=starts_on] input:visible")
	page.evaluate("cur_frm.set_value('starts_on', '2024-05-06 20:45:07')")
	page.wait_for_function(
		"document.querySelector('[data-fieldname=starts_on] input').value.endsWith('20:45:07')"
	)


def test_the_desk_fits_a_phone(phone_page, login, administrator, screenshot):
	page = login(phone_page, *administrator)
	assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
	screenshot(page)


def test_an_arabic_desk_runs_from_right_to_left(desk, administrator, screenshot):
	page = desk(*administrator)
	set_language = "language => frappe.db.set_value('User', frappe.session.user, 'language', language)"
	page.evaluate(set_language, "ar")
	try:
		page.reload()
		page.wait_for_selector("html[dir=rtl] .navbar:visible")
		sheets = page.eval_on_selector_all("link[rel=stylesheet]", "links => links.map(link => link.href)")
		assert any("/css-rtl/desk.bundle" in sheet for sheet in sheets)
		screenshot(page)
	finally:
		page.evaluate(set_language, "en")
