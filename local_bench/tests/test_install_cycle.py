"""Migrate twice, uninstall, install again: with Frappe's own commands, on a site of its own (D-14)."""

import json
import os
import subprocess

import pytest

from local_bench.bench import SITE
from local_bench.parts import build_parts
from local_bench.paths import APP
from local_bench.steps import Stop
from local_bench.templates import copy_of_app_site

pytestmark = pytest.mark.long
ON_A_BENCH_OF_OTHERS = bool(os.environ.get("BENCH"))
TABLES = "select table_name from information_schema.tables where table_schema = database() and table_name like 'tabCSS%'"
ROWS_OF_FRAPPE = {
	"DocType": "select name from tabDocType where module = 'CSS Case Mgmt'",
	"Role": "select name from tabRole where name like 'CSS %'",
	"Report": "select name from tabReport where module = 'CSS Case Mgmt'",
	"Workspace": "select name from tabWorkspace where module = 'CSS Case Mgmt'",
	"Page": "select name from tabPage where module = 'CSS Case Mgmt'",
	"Number Card": "select name from `tabNumber Card` where module = 'CSS Case Mgmt'",
	"Chart": "select name from `tabDashboard Chart` where module = 'CSS Case Mgmt'",
	"Chart Source": "select name from `tabDashboard Chart Source` where module = 'CSS Case Mgmt'",
	"Sidebar": "select name from `tabDesktop Icon` where app = 'css_case_mgmt'",
	"Module": "select name from `tabModule Def` where app_name = 'css_case_mgmt'",
	"Permission": "select name from `tabCustom DocPerm` where role like 'CSS %'",
}
CONTENT = (
	"CSS Settings",
	"CSS NAM Bank",
	"CSS NAM Bank Question",
	"CSS NAM Bank Option",
	"CSS Factor of Settlement",
	"CSS Language",
	"CSS Exit Reason",
	"CSS Seed Record",
)


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
	if ON_A_BENCH_OF_OTHERS:
		pytest.skip("the cycle needs a bench of its own")
	bench = copy_of_app_site(tmp_path_factory.mktemp("cycle"), build_parts())
	with bench.databases():
		yield bench


def sql(bench, query: str) -> list[str]:
	config = bench.config
	command = ["mariadb", "--no-defaults", "-N", "-h127.0.0.1", f"-P{config['db_port']}"]
	site = json.loads((bench.sites / SITE / "site_config.json").read_text())
	command += [f"-u{site['db_name']}", f"-p{site['db_password']}", site["db_name"], "-e", query]
	return sorted(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines())


def contents(bench) -> dict[str, list[str]]:
	"""What is in the seeded tables, times of the last change included."""
	return {
		table: sql(bench, "select * from tabSingles where doctype = 'CSS Settings'")
		if table == "CSS Settings"
		else sql(bench, f"select * from `tab{table}`")
		for table in CONTENT
	}


def frappe_rows(bench) -> dict[str, list[str]]:
	return {what: sql(bench, query) for what, query in ROWS_OF_FRAPPE.items()}


def test_migrate_twice_changes_nothing(bench):
	before = contents(bench), frappe_rows(bench)
	bench.frappe("--site", SITE, "migrate")
	bench.frappe("--site", SITE, "migrate")
	assert (contents(bench), frappe_rows(bench)) == before


def test_dry_run_changes_nothing(bench):
	before = contents(bench), frappe_rows(bench)
	bench.frappe("--site", SITE, "uninstall-app", APP, "--dry-run", "--yes", "--no-backup")
	assert (contents(bench), frappe_rows(bench)) == before


def test_uninstall_refuses_while_a_client_exists(bench):
	sql(bench, "insert into `tabCSS Client` (name, given_names) values ('kept', 'Kept')")
	with pytest.raises(Stop) as refused:
		bench.frappe("--site", SITE, "uninstall-app", APP, "--yes", "--no-backup")
	assert "css_allow_uninstall" in str(refused.value)
	assert sql(bench, "select name from `tabCSS Client`") == ["kept"]
	sql(bench, "delete from `tabCSS Client`")


def test_uninstall_leaves_nothing_and_install_again_brings_all_back(bench):
	before = frappe_rows(bench)
	seeds = {table: len(rows) for table, rows in contents(bench).items()}
	bench.frappe("--site", SITE, "uninstall-app", APP, "--yes", "--no-backup")
	assert sql(bench, TABLES) == []
	assert {what: rows for what, rows in frappe_rows(bench).items() if rows} == {}
	bench.frappe("--site", SITE, "install-app", APP)
	assert {table: len(rows) for table, rows in contents(bench).items()} == seeds
	after = frappe_rows(bench)
	assert {what: len(rows) for what, rows in after.items()} == {
		what: len(rows) for what, rows in before.items()
	}
