"""Connects pytest to the throw-away site that `make test` made, each of its processes to one of its own."""

import json
import os

import pytest

if process := os.environ.get("PYTEST_XDIST_WORKER"):
	os.environ.update(json.loads(os.environ["LOCAL_BENCH_SITES"])[int(process.removeprefix("gw"))])
SITE = os.environ.get("LOCAL_BENCH_SITE")


def pytest_configure(config):
	config.addinivalue_line(
		"markers", "long: takes minutes; left out by `make test`, run by `make test-long`"
	)


def pytest_sessionstart(session):
	if not SITE or gives_tests_to_others(session.config):
		return  # The rules and the platform are tested without a site.

	# Frappe takes the current folder for its sites folder, also where it is told otherwise.
	os.chdir(os.path.join(os.environ["LOCAL_BENCH_FOLDER"], "sites"))
	import frappe

	frappe.init(site=SITE, sites_path=".")
	frappe.connect()
	frappe.flags.in_test = True
	frappe.flags.print_messages = False
	frappe.local.conf.allow_tests = 1


def gives_tests_to_others(config) -> bool:
	"""Whether this is the process that shares the tests out."""
	return bool(getattr(config.option, "numprocesses", None)) and not hasattr(config, "workerinput")


def pytest_sessionfinish(session):
	if SITE and not gives_tests_to_others(session.config):
		import frappe

		frappe.destroy()


@pytest.fixture(scope="session")
def site():
	if not SITE:
		pytest.skip("needs a site: run `make test`")
	return SITE
