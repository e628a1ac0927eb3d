"""A referral to a service over REST: from the provider to the end, and what is refused on the way."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import frappe
import pytest
from people import make_people
from rest_visitor import Visitor, call

SITE = "Referral Rest Site"
WORKER, MANAGER = "referral.rest@test.example", "referral.rest.manager@test.example"
SERVICE = "Language Training"


@pytest.fixture(scope="module")
def people(site):
	return make_people(SITE, worker=(WORKER, "CSS Caseworker"), manager=(MANAGER, "CSS Manager"))


def today() -> date:
	from css_case_mgmt.settings import site_today

	return site_today(SITE)


def step(visitor: Visitor, referral: str, status: str, **values):
	return visitor.call(
		"POST",
		"method/run_doc_method",
		dt="CSS Referral",
		dn=referral,
		method="take_step",
		args=frappe.as_json({"status": status, **values}, indent=None),
	)


def test_provider_to_completed(worker, manager):
	"""R-300 to R-309, D-16: every step as a request; the illegal ones and those without consent are refused."""
	from css_case_mgmt.tests.factories import acting_as
	from css_case_mgmt.tests.outgoing_referral.records import consent_to

	provider = worker.make(
		"CSS Service Provider",
		provider_name="Rest Harbour",
		phone="416 555 0134",
		services=[{"service_type": SERVICE}],
	)
	manager.make("CSS Trusted Provider", site=SITE, provider=provider["name"])
	worker.refused("POST", "resource/CSS Trusted Provider", site=SITE, provider=provider["name"])
	case = worker.make("CSS Case", site=SITE)
	manager.make("CSS Case Access", css_case=case["name"], user=WORKER, kind="Assigned")
	client = worker.make("CSS Client", given_names="Nasrin", date_of_birth="1988-03-04")
	worker.make(
		"CSS Case Member", css_case=case["name"], client=client["name"], is_head=1, member_from="2020-01-01"
	)
	values = {
		"css_case": case["name"],
		"client": client["name"],
		"provider": provider["name"],
		"service": SERVICE,
		"reason": "Wants to read the school's letters",
		"support_level": "Worker Accompanies",
		"purpose": "Language Training",
		"information": "Name, Telephone",
	}
	worker.refused("POST", "resource/CSS Referral", **values, status="Sent")
	referral = worker.make("CSS Referral", **values)
	name, address = referral["name"], f"resource/CSS Referral/{referral['name']}"
	worker.refused("PUT", address, status="Completed", obtained="Yes")
	assert "no consent yet" in worker.refused("PUT", address, status="Consented")
	assert call(worker, "outgoing_referral.get_standing", referral=name)["missing"]
	with acting_as(WORKER):
		consent_to(
			case["name"],
			client["name"],
			frappe.get_doc("CSS Service Provider", provider["name"]),
			purposes=[
				{
					"purpose": "Language Training",
					"recipient": "rest harbour",
					"information": "name; telephone; language",
				}
			],
		)
	frappe.db.commit()
	assert step(worker, name, "Consented").ok
	assert not step(worker, name, "Sent").ok
	rows = worker.call("GET", address).json()["data"]["explanations"]
	changed = worker.call("PUT", address, explanations=[{**row, "explained": 1} for row in rows])
	assert changed.ok, changed.text
	assert step(worker, name, "Sent").ok
	worker.refused("PUT", address, information="Everything")
	assert step(worker, name, "Missed", told_by="Provider", remark="Nobody came").ok
	followed = worker.call(
		"POST", "method/run_doc_method", dt="CSS Referral", dn=name, method="record_follow_up", args="{}"
	)
	assert followed.ok, followed.text
	assert step(worker, name, "Accepted", told_by="Client").ok
	assert not step(worker, name, "Completed").ok
	assert step(worker, name, "Completed", obtained="Yes", benefitted="Yes").ok
	stored = worker.call("GET", address).json()["data"]
	assert [row["status"] for row in stored["steps"]] == [
		"Consented",
		"Sent",
		"Missed",
		"Followed Up",
		"Accepted",
		"Completed",
	]
	assert stored["outcome_on"] == today().isoformat()
	worker.refused("PUT", address, status="Draft")
	worker.refused("DELETE", address)


def directory_command(*arguments: str) -> subprocess.CompletedProcess:
	"""`bench --site SITE css-directory ...`, as an administrator types it."""
	command = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", "--site", frappe.local.site]
	return subprocess.run(
		[*command, "css-directory", *arguments],
		cwd=Path(os.environ.get("LOCAL_BENCH_FOLDER", "."), "sites"),
		capture_output=True,
		text=True,
	)


def test_the_command(worker, tmp_path):
	"""R-305: out, and in again without a change; what is wrong is named, and nothing is imported."""
	worker.make("CSS Service Provider", provider_name="Command House")
	archive = tmp_path / "directory.zip"
	written = directory_command("export", str(archive))
	assert written.returncode == 0, written.stderr
	again = directory_command("import", str(archive), "--dry-run")
	assert "New: 0, changed: 0" in again.stdout, again.stdout + again.stderr
	table = tmp_path / "organizations.csv"
	table.write_text("id,name\nc-1,\n")
	wrong = directory_command("import", str(table))
	assert wrong.returncode != 0
	assert "organizations.csv, row 2, column name" in wrong.stderr
	table.write_text("id,name\nc-1,Quay House\n")
	done = directory_command("import", str(table))
	assert "New: 1, changed: 0" in done.stdout, done.stdout + done.stderr
	frappe.db.rollback()
	assert frappe.db.exists("CSS Service Provider", {"source_system": "HSDS", "source_id": "c-1"})
