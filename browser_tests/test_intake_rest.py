"""The intake of a family of seven over REST: two households, five grown-ups, an infant and a child.

Everybody acts with a password of their own: the intake worker until a caseworker is assigned, the manager,
and the caseworkers of both households.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import frappe
import pytest
from dateutil.relativedelta import relativedelta
from people import make_people
from rest_visitor import Visitor, agree, call

SITE = "Intake Walk Site"
TODAY = datetime.now(ZoneInfo("America/Toronto")).date()
PEOPLE = {
	"intake": ("walk.intake@test.example", "CSS Intake Worker"),
	"manager": ("walk.site.manager@test.example", "CSS Manager"),
	"first_worker": ("walk.first@test.example", "CSS Caseworker"),
	"second_worker": ("walk.second@test.example", "CSS Caseworker"),
}


@pytest.fixture(scope="module")
def staff(site, site_url) -> dict[str, Visitor]:
	users = make_people(SITE, **PEOPLE)
	return {person: Visitor(site_url, user) for person, user in users.items()}


def years_ago(years: int) -> str:
	return (TODAY - relativedelta(years=years)).isoformat()


def step(visitor: Visitor, referral: str, method: str, **arguments):
	return visitor.call(
		"POST", "method/run_doc_method", dt="CSS Inbound Referral", dn=referral, method=method, args=arguments
	)


def accepted_family(staff: dict[str, Visitor]) -> dict:
	"""A referral by telephone, from the NAARS that it lacks to the case that it opens."""
	intake = staff["intake"]
	referral = intake.make(
		"CSS Inbound Referral",
		site=SITE,
		received_on=TODAY.isoformat(),
		source_organization="Harbour Settlement Services",
		given_names="Karim Jan",
		family_name="Noorzai",
		date_of_birth=years_ago(44),
		phone="416 555 0187",
		safe_to_call="Yes",
		primary_language="prs",
		household_size=7,
	)
	assert referral["status"] == "NAARS Needed"
	refused = step(intake, referral["name"], "start_triage", urgency="Soon")
	assert refused.status_code == 417 and "NAARS" in refused.text
	path = f"resource/CSS Inbound Referral/{referral['name']}"
	naars = {"naars_date": (TODAY - relativedelta(days=12)).isoformat(), "naars_provider_type": "RAP"}
	assert intake.call("PUT", path, **naars).ok
	assert step(intake, referral["name"], "start_triage", urgency="Soon").ok
	opened = step(intake, referral["name"], "accept").json()["message"]
	return {"referral": referral["name"], "case": opened["css_case"], "husband": opened["client"]}


def add(visitor: Visitor, css_case: str, relationship: str, **client) -> str:
	return call(
		visitor,
		"family.add_member",
		css_case=css_case,
		client=client,
		membership={"relationship": relationship},
	)


def assign(manager: Visitor, css_case: str, person: str) -> None:
	manager.make("CSS Case Access", css_case=css_case, user=PEOPLE[person][0], kind="Assigned")


def decide(worker: Visitor, css_case: str, client: str, **values) -> dict:
	return worker.make(
		"CSS Eligibility Assessment",
		css_case=css_case,
		client=client,
		assessment_date=TODAY.isoformat(),
		legal_status="Permanent Resident",
		**values,
	)


def enrol(worker: Visitor, css_case: str, client: str) -> dict:
	return worker.make(
		"CSS Enrolment",
		css_case=css_case,
		client=client,
		enrolment_date=TODAY.isoformat(),
		needs_level="High",
	)


def criteria_of_columns(*columns: str) -> list[dict]:
	return [
		{"criterion": frappe.db.get_value("CSS Eligibility Criterion", {"criterion_column": column})}
		for column in columns
	]


def test_a_family_of_seven(staff):
	"""R-040 to R-045, R-070, R-080 to R-083, R-091, R-099, R-107, R-110, R-112, D-09, D-16, D-19, T-07."""
	intake, manager, worker = staff["intake"], staff["manager"], staff["first_worker"]
	family = accepted_family(staff)
	case = family["case"]
	son = add(intake, case, "Child", given_names="Yusuf", family_name="Noorzai", date_of_birth=years_ago(20))
	wife = add(intake, case, "Spouse or Partner", given_names="Zahra", date_of_birth=years_ago(38))
	infant = add(intake, case, "Child", given_names="Baby")
	grandmother = add(intake, case, "Parent", given_names="Bibi Gul", date_of_birth=years_ago(71))
	assign(manager, case, "first_worker")
	assert intake.call("GET", f"resource/CSS Case/{case}").status_code in (403, 404)

	second = manager.make("CSS Case", site=SITE)["name"]
	second_wife = add(manager, second, "Head of Family", given_names="Maryam", date_of_birth=years_ago(31))
	add(manager, second, "Child", given_names="Laila", date_of_birth=years_ago(8))
	assign(manager, second, "second_worker")
	call(
		manager,
		"family_changes.relate",
		css_case=case,
		client=family["husband"],
		related_client=second_wife,
		relationship="Spouse or Partner",
		relationship_back="Spouse or Partner",
	)
	seen_by_manager = call(manager, "client_file.get_person", client=family["husband"])
	assert second_wife in str(seen_by_manager)
	seen_by_worker = call(worker, "client_file.get_person", client=family["husband"])
	assert "Maryam" not in str(seen_by_worker) and second_wife not in str(seen_by_worker)
	assert worker.call("GET", f"resource/CSS Client/{second_wife}").status_code in (403, 404)

	# Two columns are not enough; with an Other Factor for the third they are.
	ineligible = decide(worker, case, son, criteria=criteria_of_columns("1", "2"), needs_level="Low")
	assert (ineligible["outcome"], ineligible["missing_columns"]) == ("Ineligible", "3")
	assert "not eligible" in worker.refused(
		"POST",
		"resource/CSS Enrolment",
		css_case=case,
		client=son,
		enrolment_date=TODAY.isoformat(),
		needs_level="Low",
	)
	decide(
		worker,
		case,
		son,
		criteria=criteria_of_columns("1", "2"),
		other_factor="Supports a household on two sides of the city",
		other_factor_column="3",
		other_factor_reason="He alone keeps the appointments of four people",
		needs_level="High",
	)
	family_decision = decide(
		worker,
		case,
		family["husband"],
		criteria=criteria_of_columns("1", "2", "3"),
		needs_level="High",
		is_family_level=1,
		members=[{"client": wife}, {"client": grandmother}],
	)
	assert family_decision["outcome"] == "Eligible"

	for client in (family["husband"], wife, grandmother, son):
		enrolment = enrol(worker, case, client)
		draft = {
			"css_case": case,
			"client": client,
			"enrolment": enrolment["name"],
			"assessment_date": TODAY.isoformat(),
		}
		assert "ConsentMissing" in worker.refused("POST", "resource/CSS NAM Assessment", **draft)
		agree(worker, case, client, TODAY.isoformat())
		assert worker.make("CSS NAM Assessment", **draft)["sequence"] == 1
	assert "date of birth" in worker.refused(
		"POST",
		"resource/CSS Enrolment",
		css_case=case,
		client=infant,
		enrolment_date=TODAY.isoformat(),
		needs_level="Low",
	)

	found = call(worker, "intake.get_intake", css_case=case)
	steps = {
		person["client"]: {each["step"]: each["state"] for each in person["steps"]}
		for person in found["people"]
	}
	assert set(steps) == {family["husband"], wife, infant, grandmother, son}
	assert all(
		steps[client][each] == "Done"
		for client in (family["husband"], wife, grandmother, son)
		for each in ("Eligibility", "Enrolment", "Consent", "Charter", "Graduation")
	)
	assert steps[infant]["Identity"] == "Next"
	of_second = call(staff["second_worker"], "intake.get_intake", css_case=second)
	assert [child["full_name"] for child in of_second["children"]] == ["Laila"]


def test_the_gate_holds_for_imports_and_bulk_edits(staff):
	"""R-112, D-16: whatever way an assessment is started, it is the same gate."""
	worker = staff["first_worker"]
	case = worker.make("CSS Case", site=SITE)["name"]
	client = add(worker, case, "Head of Family", given_names="Samira", date_of_birth=years_ago(33))
	enrolment = enrol(worker, case, client)
	draft = {
		"doctype": "CSS NAM Assessment",
		"css_case": case,
		"client": client,
		"enrolment": enrolment["name"],
		"assessment_date": TODAY.isoformat(),
	}
	for path, values in (
		("method/frappe.client.insert", {"doc": draft}),
		("method/frappe.client.insert_many", {"docs": [draft]}),
		("method/frappe.client.save", {"doc": draft}),
		("method/css_case_mgmt.api.nam.start", {"enrolment": enrolment["name"]}),
	):
		assert "ConsentMissing" in worker.refused("POST", path, **values), path
	agree(worker, case, client, TODAY.isoformat())
	started = call(worker, "nam.start", enrolment=enrolment["name"])
	consents = worker.call("GET", "resource/CSS Consent", filters=f'[["client", "=", "{client}"]]').json()
	consent = consents["data"][0]["name"]
	withdrawal = worker.call(
		"POST", "method/run_doc_method", dt="CSS Consent", dn=consent, method="withdraw", args={}
	)
	assert withdrawal.ok, withdrawal.text
	answer = worker.refused(
		"POST",
		"method/css_case_mgmt.api.nam.save_answers",
		assessment=started,
		answers=[{"question_code": "PM1", "unanswered_reason": "Declined"}],
	)
	assert "withdrawn" in answer
