"""Connects pytest to the throw-away site that `make test` made."""

import os

import pytest

SITE = os.environ.get("LOCAL_BENCH_SITE")


def pytest_configure(config):
	config.addinivalue_line(
		"markers", "long: takes minutes; left out by `make test`, run by `make test-long`"
	)


def pytest_sessionstart(session):
	if not SITE:
		return  # The rules and the platform are tested without a site.

	# Frappe takes the current folder for its sites folder, also where it is told otherwise.
	os.chdir(os.path.join(os.environ["LOCAL_BENCH_FOLDER"], "sites"))
	import frappe

	frappe.init(site=SITE, sites_path=".")
	frappe.connect()
	frappe.flags.in_test = True
	frappe.flags.print_messages = False
	frappe.local.conf.allow_tests = 1


def pytest_sessionfinish(session):
	if SITE:
		import frappe

		frappe.destroy()


@pytest.fixture(scope="session")
def site():
	if not SITE:
		pytest.skip("needs a site: run `make test`")
	return SITE
