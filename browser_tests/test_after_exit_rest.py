"""A closed file, a return and a longer stay over REST: nothing that the desk refuses goes through here."""

from datetime import timedelta

import frappe
import pytest
from people import make_people
from rest_visitor import Visitor, agree, call

from css_case_mgmt.settings import site_today

SITE = "After Exit Site"
WORKER, MANAGER = "after.rest@test.example", "after.rest.manager@test.example"
SECOND, INTAKE = "after.rest.second@test.example", "after.rest.intake@test.example"


@pytest.fixture(scope="module")
def people(site):
	return make_people(
		SITE,
		worker=(WORKER, "CSS Caseworker"),
		second=(SECOND, "CSS Manager"),
		manager=(MANAGER, "CSS Manager"),
		intake=(INTAKE, "CSS Intake Worker"),
	)


def day(days_ago: int) -> str:
	return (site_today(SITE) - timedelta(days=days_ago)).isoformat()


def enrolled(worker: Visitor, manager: Visitor, days_ago: int) -> dict:
	case = worker.make("CSS Case", site=SITE)["name"]
	client = worker.make("CSS Client", given_names="Samira", date_of_birth="1988-03-04")["name"]
	worker.make("CSS Case Member", css_case=case, client=client, is_head=1, member_from="2020-01-01")
	of_client = {"css_case": case, "client": client}
	enrolment = worker.make("CSS Enrolment", **of_client, enrolment_date=day(days_ago), needs_level="Low")
	agree(worker, case, client, day(days_ago))
	return {**of_client, "enrolment": enrolment["name"]}


def leave(worker: Visitor, manager: Visitor, enrolment: str) -> None:
	"""As it is done: the worker asks, a manager approves."""
	css_exit = worker.make(
		"CSS Exit",
		enrolment=enrolment,
		exit_reason="Withdrew",
		planned=0,
		unplanned_reason="Found work elsewhere",
		outstanding_reason="Nothing is open",
		exit_date=day(0),
	)["name"]
	call(worker, "exits.take_step", css_exit=css_exit, step="Ready for Review")
	assert call(manager, "exits.take_step", css_exit=css_exit, step="Approved") == "Exited"


def test_a_closed_file(visitor, worker):
	"""R-378: neither a new record nor a change, a bulk edit, a value set, a comment nor a file."""
	manager = visitor("manager")
	of_client = enrolled(worker, manager, 100)
	leave(worker, manager, of_client["enrolment"])
	case, client = of_client["css_case"], of_client["client"]
	for method, path, values in (
		("PUT", f"resource/CSS Client/{client}", {"email": "new@mail.example"}),
		("PUT", f"resource/CSS Case/{case}", {"preferred_worker_gender": "Woman"}),
		("PUT", f"resource/CSS Enrolment/{of_client['enrolment']}", {"needs_level": "High"}),
		(
			"POST",
			"resource/CSS Activity",
			{
				"css_case": case,
				"activity_type": "Check-in",
				"activity_date": day(0),
				"method": "Phone",
				"participants": [{"client": client}],
			},
		),
		(
			"POST",
			"method/frappe.client.set_value",
			{"doctype": "CSS Client", "name": client, "fieldname": "email", "value": "new@mail.example"},
		),
		(
			"POST",
			"method/frappe.desk.form.utils.add_comment",
			{
				"reference_doctype": "CSS Client",
				"reference_name": client,
				"content": "Called",
				"comment_email": MANAGER,
				"comment_by": "Manager",
			},
		),
		(
			"POST",
			"method/frappe.desk.form.assign_to.add",
			{"doctype": "CSS Case", "name": case, "assign_to": f'["{MANAGER}"]', "description": "Call"},
		),
	):
		assert "closed" in manager.refused(method, path, **values).lower() or "ended" in manager.refused(
			method, path, **values
		)
	manager.call(
		"POST",
		"method/frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
		doctype="CSS Client",
		docnames=f'["{client}"]',
		action="update",
		data='{"email": "new@mail.example"}',
	)
	stored = manager.call("GET", f"resource/CSS Client/{client}").json()["data"]
	assert not stored.get("email")


def test_a_return(visitor, worker):
	"""R-380, R-103, D-19: by the manager alone; the intake then goes on, and the enrolment asks for the eligibility."""
	manager, intake = visitor("manager"), visitor("intake")
	of_client = enrolled(worker, manager, 200)
	leave(worker, manager, of_client["enrolment"])
	client, case = of_client["client"], of_client["css_case"]
	for other in (worker, intake):
		other.refused("POST", "method/css_case_mgmt.api.coming_back.come_back", client=client)
		other.refused("PUT", f"resource/CSS Case/{case}", status="Open")
	assert call(manager, "coming_back.come_back", client=client)["css_case"] == case
	assert intake.call("GET", f"resource/CSS Case/{case}").ok
	assert not worker.call("GET", f"resource/CSS Case/{case}").ok
	enrolment = {"css_case": case, "client": client, "enrolment_date": day(0), "needs_level": "Low"}
	assert "eligib" in manager.refused("POST", "resource/CSS Enrolment", **enrolment).lower()
	assessment = intake.make(
		"CSS Eligibility Assessment",
		css_case=case,
		client=client,
		assessment_date=day(0),
		legal_status="Permanent Resident",
		criteria=[{"criterion": criterion} for criterion in ("1.1", "2.1", "3.1")],
		needs_level="Low",
	)
	assert assessment["earlier_enrolment"] == of_client["enrolment"]
	assert manager.make("CSS Enrolment", **enrolment)["episode"] == 2


def test_a_longer_stay(visitor, worker):
	"""D-02, D-24: no request approves what it has asked for, nor changes what is approved."""
	manager = visitor("manager")
	of_client = enrolled(worker, manager, 700)
	extension = worker.make(
		"CSS Programme Extension",
		enrolment=of_client["enrolment"],
		extended_until=day(-200),
		reason="A court date",
		support="Housing",
		workflow_state="Draft",
	)["name"]
	path = f"resource/CSS Programme Extension/{extension}"
	for state in ("Approved", "Exited", "Unknown"):
		worker.refused("PUT", path, workflow_state=state)
	assert worker.call("PUT", path, workflow_state="Ready for Review").ok
	worker.refused("PUT", path, extended_until=day(-300))
	worker.refused("PUT", path, workflow_state="Approved")
	assert manager.call("PUT", path, workflow_state="Approved").ok
	manager.refused("PUT", path, extended_until=day(-300))
	stored = manager.call("GET", path).json()["data"]
	assert (stored["workflow_state"], stored["approved_by"]) == ("Approved", MANAGER)
	frappe.db.rollback()
