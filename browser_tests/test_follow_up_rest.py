"""Between assessments over REST, as people with passwords: planned, done, counted, reminded of, and fed to a calendar."""

from datetime import date, timedelta

import frappe
import pytest
import requests
from people import make_people
from rest_visitor import Visitor, agree, call

SITE = "Follow-up Rest Site"
WORKER, MANAGER = "followup.rest@test.example", "followup.rest.manager@test.example"


@pytest.fixture(scope="module")
def people(site):
	return make_people(SITE, worker=(WORKER, "CSS Caseworker"), manager=(MANAGER, "CSS Manager"))


@pytest.fixture
def enrolment(worker, manager) -> dict:
	"""Somebody who came into the programme a hundred days ago, and has not been contacted since."""
	day = (today() - timedelta(days=100)).isoformat()
	case = worker.make("CSS Case", site=SITE)
	manager.make("CSS Case Access", css_case=case["name"], user=WORKER, kind="Assigned")
	client = worker.make(
		"CSS Client", given_names="Nasrin", family_name="Unspoken", date_of_birth="1988-03-04"
	)
	worker.make(
		"CSS Case Member", css_case=case["name"], client=client["name"], is_head=1, member_from="2020-01-01"
	)
	enrolment = worker.make(
		"CSS Enrolment", css_case=case["name"], client=client["name"], enrolment_date=day, needs_level="Low"
	)
	agree(worker, case["name"], client["name"], day)
	return enrolment


def today() -> date:
	from css_case_mgmt.settings import site_today

	return site_today(SITE)


def rows(visitor: Visitor, report: str, **filters) -> list[dict]:
	answer = visitor.call(
		"GET",
		"method/frappe.desk.query_report.run",
		report_name=report,
		filters=frappe.as_json(filters, indent=None),
	)
	assert answer.ok, answer.text
	return [row for row in answer.json()["message"]["result"] if isinstance(row, dict)]


def listed(visitor: Visitor, report: str, enrolment: dict, **filters) -> list[dict]:
	return [row for row in rows(visitor, report, **filters) if row.get("client") == enrolment["client"]]


def test_nobody_slips_through(worker, manager, enrolment):
	"""T-13, R-180, R-226, R-400, R-458: never contacted, so on both lists; after one contact on neither."""
	assert listed(worker, "Participants Without Contact", enrolment)
	kinds = {
		item["kind"]
		for item in call(worker, "today.get_today")["items"]
		if item.get("client") == enrolment["client"]
	}
	assert {"NAM", "Periodic Assessment", "Contact"} <= kinds
	call(
		worker,
		"activity.log_contact",
		css_case=enrolment["css_case"],
		participants=[enrolment["client"]],
		activity_type="Check-in",
		method="Phone",
	)
	assert not listed(worker, "Participants Without Contact", enrolment)
	assert listed(manager, "Participants Without Assessment", enrolment, days=90)


def test_a_quarter(worker, enrolment):
	"""R-180 to R-186: the questions are asked, the level changes from that day, and the next is due."""
	name = call(worker, "periodic.start", enrolment=enrolment["name"])
	path = f"resource/CSS Periodic Assessment/{name}"
	assert "Still to be answered" in worker.refused("PUT", path, docstatus=1)
	done = worker.call(
		"PUT",
		path,
		docstatus=1,
		still_required="Yes",
		ready_for_exit="No",
		plan_adjustments="None",
		needs_level="High",
		level_reason="The flat was lost",
		case_note="Met at the office.",
	)
	assert done.ok, done.text
	stored = worker.call("GET", f"resource/CSS Enrolment/{enrolment['name']}").json()["data"]
	assert [row["needs_level"] for row in stored["levels"]] == ["Low", "High"]
	assert "AssessmentLocked" in worker.refused("PUT", path, wellbeing="Better")


def test_what_is_planned_becomes_what_was_done(worker, enrolment):
	"""R-505: planned, reschedulable, kept, and final; then nothing of it changes."""
	tomorrow = (today() + timedelta(days=1)).isoformat()
	name = call(
		worker,
		"appointment.plan",
		css_case=enrolment["css_case"],
		kind="Follow-up",
		on=tomorrow,
		at="10:00",
		minutes=30,
		clients=[enrolment["client"]],
	)
	appointment = f"resource/CSS Appointment/{name}"
	assert "OutcomeRefused" in worker.refused("PUT", appointment, outcome="Kept")
	assert "AppointmentRefused" in worker.refused("PUT", appointment, ends_on="2020-01-01 10:00:00")
	later = call(
		worker, "appointment.reschedule", appointment=name, on=tomorrow, at="15:00", minutes=30, reason="Snow"
	)
	assert worker.call("GET", appointment).json()["data"]["rescheduled_to"] == later
	for values in ({"starts_on": "soon"}, {"kind": "No Such Kind"}, {"clients": [{"client": "nobody"}]}):
		worker.refused("PUT", f"resource/CSS Appointment/{later}", **values)


def test_a_calendar_without_names(worker, enrolment, site_url):
	"""R-458, R-505, R-507: the feed has times and file numbers; a key that was revoked opens nothing."""
	tomorrow = (today() + timedelta(days=1)).isoformat()
	call(
		worker,
		"appointment.plan",
		css_case=enrolment["css_case"],
		kind="Home Visit",
		on=tomorrow,
		at="10:00",
		minutes=30,
		clients=[enrolment["client"]],
		place="12 Secret Street",
	)
	address = call(worker, "calendar_feed.make_feed")["url"]
	key = address.partition("key=")[2]
	feed = requests.get(address.replace(address.partition("/api/")[0], site_url), timeout=30)
	assert feed.headers["Content-Type"].startswith("text/calendar")
	assert "BEGIN:VEVENT" in feed.text
	assert not any(secret in feed.text for secret in ("Nasrin", "Unspoken", "Secret Street"))
	call(worker, "calendar_feed.revoke_feed")
	answers = {
		requests.get(
			f"{site_url}/api/method/css_case_mgmt.api.calendar_feed.get_feed",
			params={"key": each},
			timeout=30,
		).status_code
		for each in (key, "unknown", "")
	}
	assert answers == {404}


def test_nonsense_is_refused_without_a_traceback(worker, enrolment):
	"""R-508: what no form would send is refused as well, not a server error."""
	activity = {
		"css_case": enrolment["css_case"],
		"activity_type": "Check-in",
		"activity_date": today().isoformat(),
		"participants": [{"client": enrolment["client"]}],
	}
	for values in (
		{"activity_date": "yesterday"},
		{"activity_date": "2100-01-01"},
		{"participants": []},
		{"participants": [{"client": "nobody"}]},
		{"participants": [{"client": enrolment["client"]}] * 2},
		{"method": "Telepathy"},
		{"duration_minutes": -5},
		{"purpose": "<script>alert(1)</script>"},
	):
		worker.refused("POST", "resource/CSS Activity", **{**activity, **values})
	for function, values in (
		("today.get_today", {"scope": "everybody"}),
		("periodic.start", {"enrolment": "nothing"}),
		(
			"activity.log_contact",
			{"css_case": "nothing", "participants": "x", "activity_type": "", "method": ""},
		),
	):
		worker.refused("POST", f"method/css_case_mgmt.api.{function}", **values)
