"""A settlement plan over REST, as people with passwords: nothing that the desk refuses goes through here."""

import json
from datetime import timedelta

import pytest
from people import make_people
from rest_visitor import Visitor, agree, call

from css_case_mgmt.settings import site_today
from css_case_mgmt.tests.factories import BANK, CASE_NOTE, SIGNATURE, answers_of_weight

SITE = "Plan Rest Site"
WORKER, MANAGER = "plan.rest@test.example", "plan.rest.manager@test.example"
PLAN, GOAL, REFERRAL = "CSS Settlement Plan", "CSS Goal", "CSS Inbound Referral"
TAKE = "method/css_case_mgmt.api.plan.take_strength"
SIGNED = {
	"signature_method": "Signed on Screen",
	"client_signature": SIGNATURE,
	"caseworker_signature": SIGNATURE,
}


@pytest.fixture(scope="module")
def people(site):
	return make_people(SITE, worker=(WORKER, "CSS Caseworker"), manager=(MANAGER, "CSS Manager"))


@pytest.fixture
def of_client(worker, manager) -> dict:
	"""Somebody in the programme for a hundred days, with consent and the first assessment."""
	day = (site_today(SITE) - timedelta(days=100)).isoformat()
	case = worker.make("CSS Case", site=SITE)["name"]
	manager.make("CSS Case Access", css_case=case, user=WORKER, kind="Assigned")
	client = worker.make("CSS Client", given_names="Nasrin", date_of_birth="1988-03-04")["name"]
	worker.make("CSS Case Member", css_case=case, client=client, is_head=1, member_from="2020-01-01")
	of_client = {"css_case": case, "client": client}
	enrolment = worker.make("CSS Enrolment", **of_client, enrolment_date=day, needs_level="Low")["name"]
	agree(worker, case, client, day)
	assessment = worker.make(
		"CSS NAM Assessment",
		**of_client,
		enrolment=enrolment,
		bank=BANK,
		assessment_date=day,
		case_note=CASE_NOTE,
		answers=answers_of_weight(2.6),
	)
	call(worker, "nam.complete", assessment=assessment["name"])
	return {**of_client, "enrolment": enrolment}


def read(visitor: Visitor, doctype: str, name: str) -> dict:
	answer = visitor.call("GET", f"resource/{doctype}/{name}")
	assert answer.ok, answer.text
	return answer.json()["data"]


def in_bulk(visitor: Visitor, doctype: str, name: str, **values) -> None:
	"""As the list's bulk edit asks; it reports refusals and raises none."""
	visitor.call(
		"POST",
		"method/frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
		doctype=doctype,
		docnames=json.dumps([name]),
		action="update",
		data=json.dumps(values),
	)


def test_from_consent_to_a_revision(worker, of_client):
	"""R-165, R-191 to R-214: begun, filled, its goals, agreed, revised."""
	plan = call(worker, "plan.start", enrolment=of_client["enrolment"])
	assert "already open" in worker.refused(
		"POST", f"resource/{PLAN}", **of_client, plan_date=str(site_today(SITE))
	)
	proposed = call(worker, "plan.propose", plan=plan)["factors"]
	added = call(
		worker,
		"plan.add_proposed",
		plan=plan,
		needs=[{"factor": proposed[0]["factor"], "challenge": "No work", "need": "Learn how to look for it"}],
		goals=[
			{
				"factor": proposed[0]["factor"],
				"goal": "Work in a bakery",
				"horizon": "Immediate",
				"target_date": str(site_today(SITE) + timedelta(days=200)),
			}
		],
	)
	goal = added["goals"][0]
	for status in ("Agreed", "Superseded", "Closed"):
		worker.refused("PUT", f"resource/{PLAN}/{plan}", status=status)
		in_bulk(worker, PLAN, plan, status=status)
		assert read(worker, PLAN, plan)["status"] == "Draft"
	strengths = [{"category": "Time", "strength": text} for text in ("Gets up early", "Bakes well")]
	assert worker.call("PUT", f"resource/{PLAN}/{plan}", strengths=strengths).ok
	assert call(worker, "plan.agree", plan=plan, **SIGNED)["status"] == "Agreed"
	worker.refused("PUT", f"resource/{PLAN}/{plan}", strengths=[])
	worker.refused("PUT", f"resource/{PLAN}/{plan}", status="Draft")
	worker.refused("DELETE", f"resource/{PLAN}/{plan}")

	for wrong in (
		{"status": "Achieved"},
		{"status": "Carried Over", "outcome_on": str(site_today(SITE))},
		{"target_date": str(site_today(SITE) + timedelta(days=800))},
		{"serves_goal": goal},
	):
		worker.refused("PUT", f"resource/{GOAL}/{goal}", **wrong)
		in_bulk(worker, GOAL, goal, **wrong)
	assert read(worker, GOAL, goal)["status"] == "Open"

	answer = worker.call(
		"POST", "method/run_doc_method", dt=PLAN, dn=plan, method="revise", args={"reason": "A new need"}
	)
	revision = answer.json()["message"]
	assert [row["need_code"] for row in read(worker, PLAN, revision)["needs"]] == added["needs"]
	call(worker, "plan.agree", plan=revision, **SIGNED)
	assert read(worker, PLAN, plan)["status"] == "Superseded"
	assert read(worker, GOAL, goal)["plan"] == revision


def test_strengths_from_the_naars(worker, manager, of_client):
	"""R-196, R-205: once the referral is accepted, shown with the plan and taken over as worded; an agreed plan stays."""
	day = str(site_today(SITE) - timedelta(days=120))
	referral = manager.make(
		REFERRAL,
		site=SITE,
		source_organization="Harbour",
		given_names="Nasrin",
		naars_date=day,
		naars_provider_type="Settlement",
		assets="Sews\nSpeaks Dari and Farsi",
	)["name"]
	plan = call(worker, "plan.start", enrolment=of_client["enrolment"])
	assert call(worker, "plan.get_panel", plan=plan)["naars"] is None
	for method, args in (("start_triage", {"urgency": "Soon"}), ("accept", {"client": of_client["client"]})):
		answer = manager.call(
			"POST", "method/run_doc_method", dt=REFERRAL, dn=referral, method=method, args=args
		)
		assert answer.ok, answer.text
	lines = call(worker, "plan.get_panel", plan=plan)["naars"]["lines"]
	assert lines == [
		{"text": "Sews", "is_taken": False},
		{"text": "Speaks Dari and Farsi", "is_taken": False},
	]
	taken = {"plan": plan, "category": "Hobbies", "strength": "I sew for my sisters"}
	assert call(worker, "plan.take_strength", **taken) == "S1"
	row = read(worker, PLAN, plan)["strengths"][0]
	assert (row["strength"], row["said_by"]) == ("I sew for my sisters", "NAARS")
	worker.refused("POST", TAKE, **{**taken, "category": ""})
	call(worker, "plan.agree", plan=plan, **SIGNED)
	worker.refused("POST", TAKE, **taken)
	assert len(read(worker, PLAN, plan)["strengths"]) == 1


def test_two_sessions_in_one_plan(worker, manager, of_client):
	"""R-205, R-508: the second of two is told, and what both have typed is put together."""
	plan = call(worker, "plan.start", enrolment=of_client["enrolment"])
	base = read(worker, PLAN, plan)
	theirs = {**read(manager, PLAN, plan), "strengths": [{"category": "Time", "strength": "Sings"}]}
	assert manager.call("PUT", f"resource/{PLAN}/{plan}", **theirs).ok
	mine = {**base, "strengths": [{"__islocal": 1, "category": "Hobbies", "strength": "Bakes"}]}
	assert "modified" in worker.refused("PUT", f"resource/{PLAN}/{plan}", **mine)
	found = call(worker, "keep_both.put_together", doctype=PLAN, name=plan, base=base, mine=mine)
	assert [row["strength"] for row in found["rows"]["strengths"]] == ["Sings", "Bakes"]
	latest = read(worker, PLAN, plan)
	latest["strengths"].append({"category": "Hobbies", "strength": "Bakes"})
	assert worker.call("PUT", f"resource/{PLAN}/{plan}", **latest).ok
	assert [row["strength"] for row in read(manager, PLAN, plan)["strengths"]] == ["Sings", "Bakes"]


def test_two_sessions_in_one_goal(worker, manager, of_client):
	"""R-205: a check-in and a step, recorded at the same time by two people, stand beside each other."""
	plan = call(worker, "plan.start", enrolment=of_client["enrolment"])
	goal = worker.make(
		GOAL,
		css_case=of_client["css_case"],
		client=of_client["client"],
		plan=plan,
		goal="Work in a bakery",
		horizon="Immediate",
		start_date=str(site_today(SITE)),
		target_date=str(site_today(SITE) + timedelta(days=200)),
		actions=[{"action": "Ask at the library", "responsible": "Client"}],
	)
	call(manager, "goal.check_in", goal=goal["name"], progress="Half of it is done")
	call(worker, "goal.set_action", goal=goal["name"], action=goal["actions"][0]["name"], status="Done")
	assert "modified" in worker.refused(
		"PUT", f"resource/{GOAL}/{goal['name']}", **{**goal, "vision": "A home"}
	)
	found = read(worker, GOAL, goal["name"])
	assert (found["actions"][0]["status"], len(found["check_ins"])) == ("Done", 1)


def test_a_withdrawal_stops_it(worker, of_client):
	"""R-122: over REST as well."""
	plan = call(worker, "plan.start", enrolment=of_client["enrolment"])
	consent = worker.call("GET", "resource/CSS Consent", filters=f'{{"client": "{of_client["client"]}"}}')
	name = consent.json()["data"][0]["name"]
	worker.call("POST", "method/run_doc_method", dt="CSS Consent", dn=name, method="withdraw")
	worker.refused("PUT", f"resource/{PLAN}/{plan}", needs=[{"challenge": "x", "need": "y"}])
	answer = worker.call(
		"POST", "method/run_doc_method", dt=PLAN, dn=plan, method="put_aside", args={"reason": "Withdrawn"}
	)
	assert answer.ok, answer.text
