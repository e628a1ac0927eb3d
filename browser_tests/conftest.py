"""Debian's Chromium on the served throw-away site. Pages log in through the real form."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from playwright.sync_api import Page, expect, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
]
WIDE = {"viewport": {"width": 1366, "height": 900}}
PHONE = {
	"viewport": {"width": 390, "height": 844},
	"device_scale_factor": 2,
	"has_touch": True,
	"is_mobile": True,
}
BOTH_SCREENS = pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
PASSWORD = "Kitchen-table-2026"
# The first desk page of a fresh server compiles templates and fills caches.
MILLISECONDS_TO_WAIT = 30_000
expect.set_options(timeout=15_000)


def pytest_runtest_protocol(item, nextitem) -> bool | None:
	"""A walk that fails is walked once more: a machine that does much else may be slower than any wait. What is wrong
	fails twice."""
	if Path(__file__).parent not in item.path.parents:
		return None
	item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
	reports = runtestprotocol(item, nextitem=nextitem, log=False)
	if any(report.failed for report in reports):
		item._initrequest()
		reports = runtestprotocol(item, nextitem=nextitem, log=False)
	for report in reports:
		item.ihook.pytest_runtest_logreport(report=report)
	item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
	return True


@pytest.fixture(scope="session")
def site_url(site) -> str:
	return os.environ["LOCAL_BENCH_URL"]


@pytest.fixture(scope="session")
def administrator() -> tuple[str, str]:
	return "Administrator", os.environ["LOCAL_BENCH_ADMIN_PASSWORD"]


@pytest.fixture(scope="session")
def browser():
	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
		yield browser
		browser.close()


@pytest.fixture
def new_page(browser, site_url):
	"""new_page(**options of a browser context): a page with cookies of its own."""
	contexts = []

	def open_page(**options) -> Page:
		context = browser.new_context(base_url=site_url, locale="en-CA", **options)
		context.set_default_timeout(MILLISECONDS_TO_WAIT)
		contexts.append(context)
		return context.new_page()

	yield open_page
	for context in contexts:
		context.close()


@pytest.fixture
def wide_page(new_page) -> Page:
	return new_page(**WIDE)


@pytest.fixture
def phone_page(new_page) -> Page:
	return new_page(**PHONE)


@pytest.fixture
def login():
	"""login(page, user, password)"""

	def log_in(page: Page, user: str, password: str) -> Page:
		page.goto("/login")
		page.fill("#login_email", user)
		page.fill("#login_password", password)
		page.click(".form-login .btn-login")
		page.wait_for_url(re.compile("/app"))
		expect(page.locator(".page-head:visible").first).to_be_visible(timeout=MILLISECONDS_TO_WAIT)
		expect(page.locator(".workspace-skeleton:visible")).to_have_count(0, timeout=MILLISECONDS_TO_WAIT)
		return page

	return log_in


@pytest.fixture
def desk(wide_page, login):
	"""desk(user, password): the desk of that person on a wide screen."""
	return lambda user, password: login(wide_page, user, password)


@pytest.fixture
def watch():
	"""watch(page, excused=None): an error on the page fails the test, unless it has the excused text in it."""
	errors = []

	def watch_page(page: Page, excused: str | None = None) -> Page:
		def note(error) -> None:
			if excused is None or excused not in str(error):
				errors.append(str(error))

		page.on("pageerror", note)
		return page

	yield watch_page
	assert not errors


@pytest.fixture
def visit(new_page, login, people, watch):
	"""visit(person, screen): the watched desk of one of the module's `people`."""

	def open_desk(person: str, screen: dict = WIDE, *, excused: str | None = None) -> Page:
		return watch(login(new_page(**screen), people[person], PASSWORD), excused)

	return open_desk


@pytest.fixture
def visitor(people, site_url):
	"""visitor(person): one of the module's `people` over REST."""
	from rest_visitor import Visitor  # Imports Frappe, which is to be connected first.

	return lambda person: Visitor(site_url, people[person])


@pytest.fixture
def worker(visitor):
	return visitor("worker")


@pytest.fixture
def manager(visitor):
	return visitor("manager")


@pytest.fixture
def screenshot(request):
	"""screenshot(page, name): saved outside the checkout; returns where."""
	folder = Path(os.environ["LOCAL_BENCH_SCREENSHOTS"])

	def save(page: Page, name: str = "") -> Path:
		test = re.sub(r"\W+", "-", request.node.name)
		path = folder / f"{test}{'-' if name else ''}{name}.png"
		page.screenshot(path=path, animations="disabled")
		return path

	return save


@pytest.fixture
def run_queued_jobs():
	"""run_queued_jobs(): what a worker would do by now."""
	command = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", "worker", "--burst", "--quiet"]
	sites = Path(os.environ.get("LOCAL_BENCH_FOLDER", "."), "sites")
	return lambda: subprocess.run(command, cwd=sites, check=True)
