"""The main job over REST, as a caseworker with a password: a family from enrolment to a scored NAM."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count

import pytest
from dateutil.relativedelta import relativedelta
from people import make_people
from rest_visitor import Visitor, agree

SITE = "Rest Walk Site"
NUMBER = count(1)


@pytest.fixture(scope="module")
def people(site):
	return make_people(
		SITE,
		worker=("rest.caseworker@test.example", "CSS Caseworker"),
		colleague=("rest.colleague@test.example", "CSS Caseworker"),
	)


@pytest.fixture
def enrolment(worker) -> dict:
	return enrol_family(worker)


def enrol_family(worker: Visitor, enrolment_date: str | None = None) -> dict:
	"""A family whose head is enrolled and has agreed to be assessed."""
	day = enrolment_date or (date.today() - relativedelta(months=5)).isoformat()
	case = worker.make("CSS Case", site=SITE)
	head = worker.make("CSS Client", given_names=f"Walker{next(NUMBER)}", date_of_birth="1988-03-04")
	worker.make(
		"CSS Case Member", css_case=case["name"], client=head["name"], is_head=1, member_from="2020-01-01"
	)
	enrolment = worker.make(
		"CSS Enrolment", css_case=case["name"], client=head["name"], enrolment_date=day, needs_level="High"
	)
	agree(worker, case["name"], head["name"], day)
	return enrolment


def draft_of(enrolment: dict, /, **values) -> dict:
	return {key: enrolment[key] for key in ("client", "css_case")} | {
		"enrolment": enrolment["name"],
		"assessment_date": enrolment["enrolment_date"],
		**values,
	}


def answers(worker: Visitor, bank: str, option_code: str = "A") -> list[dict]:
	questions = worker.call("GET", f"resource/CSS NAM Bank/{bank}").json()["data"]["questions"]
	return [{"question_code": row["question_code"], "option_code": option_code} for row in questions]


def test_family_from_enrolment_to_scored_nam(worker):
	"""R-110, R-140 to R-151: enrol, answer over two meetings, complete, see scores and what is due next."""
	enrolment = enrol_family(worker, "2026-01-31")
	draft = worker.make("CSS NAM Assessment", **draft_of(enrolment))
	all_answers = answers(worker, draft["bank"])
	path = f"resource/CSS NAM Assessment/{draft['name']}"
	assert worker.call("PUT", path, answers=all_answers[:15]).ok
	second_meeting = worker.call("PUT", path, answers=all_answers).json()["data"]
	assert second_meeting["overall_status"] == "Scored"
	assert "CaseNoteMissing" in worker.refused("PUT", path, docstatus=1)
	note = "Went through the questions in two meetings."
	done = worker.call("PUT", path, docstatus=1, case_note=note).json()["data"]
	assert (done["draft_status"], done["overall_score"], len(done["factor_scores"])) == ("Completed", 1, 8)
	progress = worker.call("GET", "method/css_case_mgmt.api.nam.get_progress", enrolment=enrolment["name"])
	assert progress.json()["message"]["next_due"] == "2026-05-31"  # T-05
	report = worker.call(
		"GET", "method/frappe.desk.query_report.run", report_name="My Caseload Currently", filters="{}"
	).json()["message"]
	assert enrolment["name"] in {row["enrolment"] for row in report["result"] if isinstance(row, dict)}


def test_refusals_are_messages(worker, enrolment):
	"""R-041, R-143, R-508: each refusal is a message for the worker, never a server error."""
	second_head = worker.make("CSS Client", given_names="Second")
	assert "SecondHead" in worker.refused(
		"POST",
		"resource/CSS Case Member",
		css_case=enrolment["css_case"],
		client=second_head["name"],
		is_head=1,
	)
	tomorrow_next_week = (date.today() + relativedelta(days=8)).isoformat()
	assert "DateRefused" in worker.refused(
		"POST", "resource/CSS NAM Assessment", **draft_of(enrolment, assessment_date=tomorrow_next_week)
	)
	assert "DateRefused" in worker.refused(
		"POST", "resource/CSS NAM Assessment", **draft_of(enrolment, assessment_date="2020-01-01")
	)
	assert "MarkupRefused" in worker.refused(
		"POST", "resource/CSS Client", given_names="<svg onload=alert(1)>"
	)
	wrong = [{"question_code": "PM1", "option_code": "HS1-A"}]
	assert "AnswerRefused" in worker.refused(
		"POST", "resource/CSS NAM Assessment", **draft_of(enrolment, answers=wrong)
	)


def test_nonsense_is_refused_without_a_traceback(worker, enrolment):
	"""R-508: what no form would send is refused as well, not a server error."""
	for values in (
		{"answers": [{"question_code": None}]},
		{"answers": [{"question_code": "PM1", "option_code": "😀" * 50}]},
		{"assessment_date": "not a date"},
		{"enrolment": "no-such-enrolment"},
		{"mode": "Telepathy"},
	):
		worker.refused("POST", "resource/CSS NAM Assessment", **draft_of(enrolment, **values))


def test_two_drafts_saved_at_once(visitor, worker, enrolment):
	"""D-21: of two that save at the same moment one is stored, and the other is told of it."""
	workers = [visitor("worker") for _ in range(4)]
	with ThreadPoolExecutor(len(workers)) as pool:
		saved = list(
			pool.map(
				lambda each: each.call("POST", "resource/CSS NAM Assessment", **draft_of(enrolment)), workers
			)
		)
	assert [answer.status_code for answer in saved].count(200) == 1
	for answer in saved:
		if answer.status_code != 200:
			assert "OpenDraftExists" in answer.text, answer.text


def test_colleague_finds_nothing(visitor, worker, enrolment):
	"""R-005, D-19: another caseworker of the site reads neither the family nor its assessment."""
	draft = worker.make("CSS NAM Assessment", **draft_of(enrolment))
	colleague = visitor("colleague")
	assert colleague.call("GET", f"resource/CSS NAM Assessment/{draft['name']}").status_code == 403
	listed = colleague.call("GET", "resource/CSS NAM Assessment").json()["data"]
	assert draft["name"] not in {row["name"] for row in listed}
