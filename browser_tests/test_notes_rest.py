"""Notes over REST, as people with passwords: from a draft to the wrong file, and what no form would send (R-260 to
R-288, R-503)."""

from datetime import date, timedelta

import frappe
import pytest
from people import make_people
from rest_visitor import Visitor, call

from css_case_mgmt.settings import site_today

SITE = "Notes Rest Site"
WORKER, MANAGER, HELPER, MONITOR = (
	f"notes.rest.{who}@test.example" for who in ("worker", "manager", "helper", "monitor")
)
ACTIVITY, ADDENDUM, RESTRICTED = "CSS Activity", "CSS Note Addendum", "CSS Restricted Note"
TYPED = "  <script>alert(1)</script>\n{{ 7 * 7 }} {% raw %} مرحبا 👩‍👧 & &amp;  "
FOR_FEW = "Zqforfew"
CONSIDERED = {"breach_considered": "No breach", "breach_reason": "Nobody read it."}


@pytest.fixture(scope="module")
def people(site):
	return make_people(
		SITE,
		worker=(WORKER, "CSS Caseworker"),
		manager=(MANAGER, "CSS Manager"),
		helper=(HELPER, "CSS Caseworker"),
		monitor=(MONITOR, "CSS Monitor"),
	)


@pytest.fixture
def family(worker, manager) -> dict:
	return make_family(worker, manager)


def make_family(worker: Visitor, manager: Visitor) -> dict:
	case = worker.make("CSS Case", site=SITE)["name"]
	manager.make("CSS Case Access", css_case=case, user=WORKER, kind="Assigned")
	client = worker.make("CSS Client", given_names="Nasrin", date_of_birth="1988-03-04")["name"]
	worker.make("CSS Case Member", css_case=case, client=client, is_head=1, member_from="2020-01-01")
	return {"css_case": case, "client": client}


def today() -> date:
	return site_today(SITE)


def draft(worker: Visitor, family: dict, **values) -> str:
	values = {
		"activity_type": "Check-in",
		"activity_date": today().isoformat(),
		"method": "Phone",
		"participants": [{"client": family["client"]}],
		"note": "Spoke about the lease.",
		**values,
	}
	return worker.make(ACTIVITY, css_case=family["css_case"], **values)["name"]


def final(worker: Visitor, family: dict, **values) -> str:
	name = draft(worker, family, **values)
	answer = worker.call("PUT", f"resource/{ACTIVITY}/{name}", docstatus=1)
	assert answer.ok, answer.text
	return name


def stored(worker: Visitor, doctype: str, name: str) -> dict:
	return worker.call("GET", f"resource/{doctype}/{name}").json()["data"]


def mark(worker: Visitor, doctype: str, name: str, **values) -> dict:
	values = {"reason": "Two files were open.", "found_on": today().isoformat(), **CONSIDERED, **values}
	return call(worker, "wrong_file.mark", doctype=doctype, name=name, **values)


def test_from_a_draft_to_the_wrong_file(worker, manager, family):
	"""R-262, R-264, R-265, R-274, R-282, R-503."""
	name = draft(worker, family, note="Before", problem="No heating")
	path = f"resource/{ACTIVITY}/{name}"
	assert worker.call("PUT", path, note=TYPED).ok
	assert worker.call("PUT", path, docstatus=1).ok
	note = stored(worker, ACTIVITY, name)
	assert (note["note"], note["problem_status"], note["docstatus"]) == (TYPED, "Open", 1)
	assert note["entered_on"] == today().isoformat()

	addendum = call(worker, "notes.add_addendum", doctype=ACTIVITY, name=name, text=TYPED)
	(shown,) = call(worker, "notes.get_panel", doctype=ACTIVITY, name=name)["addenda"]
	assert (shown["text"], shown["name"]) == (TYPED, addendum)

	(problem,) = call(worker, "notes.get_open_problems", css_case=family["css_case"])
	assert problem["name"] == name
	resolving = final(worker, family, note="Repaired.", resolves=name)
	assert stored(worker, ACTIVITY, name)["problem_status"] == "Resolved"
	assert stored(worker, ACTIVITY, name)["resolved_by"] == resolving
	assert call(worker, "notes.get_open_problems", css_case=family["css_case"]) == []
	assert "not open any more" in worker.refused(
		"POST",
		f"resource/{ACTIVITY}",
		css_case=family["css_case"],
		activity_type="Check-in",
		activity_date=today().isoformat(),
		participants=[{"client": family["client"]}],
		resolves=name,
	)

	right = make_family(worker, manager)
	moved = mark(worker, ACTIVITY, name, right_case=right["css_case"], clients=[right["client"]])["moved_to"]
	copy = stored(worker, ACTIVITY, moved)
	assert (copy["css_case"], copy["note"]) == (right["css_case"], TYPED)
	assert stored(worker, ACTIVITY, name)["marked_in_error_on"] == today().isoformat()
	assert "marked already" in worker.refused(
		"POST",
		"method/css_case_mgmt.api.wrong_file.mark",
		doctype=ACTIVITY,
		name=name,
		reason="Again",
		found_on=today().isoformat(),
		**CONSIDERED,
	)
	worker.refused(
		"POST", "method/css_case_mgmt.api.notes.add_addendum", doctype=ACTIVITY, name=name, text="More"
	)


def test_a_final_note_stays(worker, manager, family):
	"""R-265, R-282: neither changed nor cancelled, amended or deleted; an addendum neither; by nobody."""
	name = final(worker, family)
	addendum = call(worker, "notes.add_addendum", doctype=ACTIVITY, name=name, text="The lease was signed.")
	before = (stored(worker, ACTIVITY, name), stored(worker, ADDENDUM, addendum))
	note, added = f"resource/{ACTIVITY}/{name}", f"resource/{ADDENDUM}/{addendum}"
	for visitor in (worker, manager):
		for values in (
			{"note": "Another"},
			{"docstatus": 2},
			{"docstatus": 0},
			{"activity_date": (today() - timedelta(days=1)).isoformat()},
			{"participants": []},
			{"problem": "Later"},
		):
			visitor.refused("PUT", note, **values)
		visitor.refused("PUT", added, text="Another")
		visitor.refused("PUT", added, written_by=MANAGER)
		for doctype, of in ((ACTIVITY, name), (ADDENDUM, addendum)):
			visitor.refused("DELETE", f"resource/{doctype}/{of}")
			visitor.refused("POST", "method/frappe.client.delete", doctype=doctype, name=of)
			visitor.refused("POST", "method/frappe.client.cancel", doctype=doctype, name=of)
			visitor.refused(
				"POST",
				"method/frappe.client.set_value",
				doctype=doctype,
				name=of,
				fieldname="note" if doctype == ACTIVITY else "text",
				value="Another",
			)
		visitor.refused("POST", "method/frappe.desk.form.save.cancel", doctype=ACTIVITY, name=name)
	assert (stored(worker, ACTIVITY, name), stored(worker, ADDENDUM, addendum)) == before
	unfinished = draft(worker, family)
	worker.refused("DELETE", f"resource/{ACTIVITY}/{unfinished}")
	worker.refused(
		"POST", "method/css_case_mgmt.api.notes.add_addendum", doctype=ACTIVITY, name=unfinished, text="More"
	)


def test_what_the_app_writes_no_request_writes(worker, manager, family):
	"""R-264, R-274, R-283, R-503: neither at first nor later, nor when the note is completed."""
	claims = {
		"marked_in_error_on": today().isoformat(),
		"problem_status": "Resolved",
		"is_late": 1,
		"final_on": "2020-01-01 00:00:00",
		"entered_on": "2020-01-01",
		"author_initials": "XX",
		"caseworker": MANAGER,
	}
	early = (today() - timedelta(days=30)).isoformat()
	for on, is_late in ((today().isoformat(), 0), (early, 1)):
		claimed = {**claims, "is_late": 1 - is_late}
		name = draft(worker, family, activity_date=on, **claimed)
		path = f"resource/{ACTIVITY}/{name}"
		assert worker.call("PUT", path, **claimed).ok
		unfinished = stored(worker, ACTIVITY, name)
		assert not any(unfinished.get(each) for each in ("marked_in_error_on", "problem_status", "final_on"))
		assert worker.call("PUT", path, **claimed, docstatus=1).ok
		note = stored(worker, ACTIVITY, name)
		assert (note["is_late"], note["caseworker"]) == (is_late, WORKER)
		assert note["entered_on"] == today().isoformat() and not note["final_on"].startswith("2020")
		assert not note.get("marked_in_error_on") and not note.get("problem_status")
		for fieldname, value in claims.items():
			for visitor in (worker, manager):
				visitor.refused("PUT", path, **{fieldname: "2021-01-01" if "_on" in fieldname else value})
		assert stored(worker, ACTIVITY, name) == note


def test_nobody_of_another_family_takes_part(worker, manager, family):
	"""R-223, D-19: nor does a note resolve the problem of another, or stand in another case."""
	other = make_family(worker, manager)
	theirs = final(worker, other, problem="No heating")
	values = {
		"css_case": family["css_case"],
		"activity_type": "Check-in",
		"activity_date": today().isoformat(),
		"method": "Phone",
		"participants": [{"client": family["client"]}],
	}
	for wrong in (
		{"participants": [{"client": other["client"]}]},
		{"participants": [{"client": family["client"]}, {"client": other["client"]}]},
		{"participants": [{"client": family["client"], "documented_under": other["client"]}]},
		{"resolves": theirs},
	):
		worker.refused("POST", f"resource/{ACTIVITY}", **{**values, **wrong})
	worker.refused(
		"POST",
		f"resource/{ADDENDUM}",
		css_case=family["css_case"],
		reference_doctype=ACTIVITY,
		reference_name=theirs,
		text="More",
	)
	worker.refused(
		"POST",
		f"resource/{RESTRICTED}",
		css_case=family["css_case"],
		client=other["client"],
		**of_restricted(),
	)
	own = draft(worker, family)
	worker.call("PUT", f"resource/{ACTIVITY}/{own}", css_case=other["css_case"])
	assert stored(worker, ACTIVITY, own)["css_case"] == family["css_case"]


def of_restricted() -> dict:
	return {"topic": "Safety at Home", "noted_on": today().isoformat(), "note": FOR_FEW}


def test_a_restricted_note_is_for_few(worker, manager, visitor, family):
	"""R-288: neither a colleague with whom the file is shared nor a monitor learns that it exists, whatever they ask."""
	for user, kind in ((HELPER, "Shared"), (MONITOR, "Monitor")):
		manager.make(
			"CSS Case Access",
			css_case=family["css_case"],
			user=user,
			kind=kind,
			access_from=today().isoformat(),
			access_until=(today() + timedelta(days=9)).isoformat(),
			reason="Helps",
		)
	activity = final(worker, family)
	name = worker.make(RESTRICTED, **family, activity=activity, **of_restricted())["name"]
	path = f"resource/{RESTRICTED}/{name}"
	assert worker.call("PUT", path, docstatus=1).ok
	addendum = call(worker, "notes.add_addendum", doctype=RESTRICTED, name=name, text=f"{FOR_FEW} more")
	for values in ({"note": "Another"}, {"docstatus": 2}, {"marked_in_error_on": "2021-01-01"}):
		worker.refused("PUT", path, **values)
	worker.refused("DELETE", path)
	assert stored(manager, RESTRICTED, name)["note"] == FOR_FEW
	for person in ("helper", "monitor"):
		other = visitor(person)
		assert stored(other, ACTIVITY, activity)["name"] == activity
		for question in asked_for(name, addendum, activity, family):
			answer = other.call(*question[:2], **question[2])
			assert answer.status_code < 500, question
			for secret in (FOR_FEW, *({name, addendum} - named_in(question))):
				assert secret not in answer.text, (person, question)
		for doctype, of in ((RESTRICTED, name), (ADDENDUM, addendum)):
			other.refused("GET", f"resource/{doctype}/{of}")
			counted = other.call("GET", "method/frappe.client.get_count", doctype=doctype)
			assert not counted.ok or not counted.json().get("message"), (person, doctype)


def asked_for(name: str, addendum: str, activity: str, family: dict) -> list[tuple[str, str, dict]]:
	case = family["css_case"]
	of_note = {"doctype": RESTRICTED, "name": name}
	everything = {"fields": '["*"]', "limit_page_length": 0}
	return [
		("GET", f"resource/{RESTRICTED}", everything),
		("GET", f"resource/{ADDENDUM}", everything),
		("GET", f"resource/{RESTRICTED}", {"filters": frappe.as_json({"activity": activity}, indent=None)}),
		("GET", "method/frappe.client.get", of_note),
		("GET", "method/frappe.client.get_value", {**of_note, "filters": name, "fieldname": "note"}),
		("GET", "method/frappe.desk.form.load.getdoc", of_note),
		("GET", "method/frappe.desk.form.load.get_docinfo", of_note),
		(
			"GET",
			"method/frappe.desk.search.search_link",
			{"doctype": RESTRICTED, "txt": "", "page_length": 99},
		),
		("GET", "method/frappe.desk.reportview.get", {"doctype": RESTRICTED, "fields": '["name", "note"]'}),
		("GET", "method/frappe.desk.reportview.get_count", {"doctype": RESTRICTED, "fields": "[]"}),
		("POST", "method/frappe.desk.form.linked_with.get", {"doctype": "CSS Case", "docname": case}),
		("POST", "method/frappe.desk.form.linked_with.get", {"doctype": ACTIVITY, "docname": activity}),
		("GET", "method/frappe.www.printview.get_html_and_style", {"doc": RESTRICTED, "name": name}),
		("GET", "method/frappe.utils.print_format.download_pdf", of_note),
		(
			"GET",
			"resource/Version",
			{"filters": frappe.as_json({"docname": name}, indent=None), **everything},
		),
		("GET", "method/css_case_mgmt.api.notes.get_panel", {"doctype": ACTIVITY, "name": activity}),
		("GET", "method/css_case_mgmt.api.notes.get_panel", of_note),
		(
			"GET",
			"method/frappe.desk.query_report.run",
			{"report_name": "Case Note Report", "filters": frappe.as_json({"css_case": case}, indent=None)},
		),
		("POST", "method/css_case_mgmt.api.notes.add_addendum", {**of_note, "text": "Asked"}),
		(
			"POST",
			"method/css_case_mgmt.api.wrong_file.mark",
			{**of_note, "reason": "Asked", "found_on": today().isoformat(), **CONSIDERED},
		),
		("PUT", f"resource/{ADDENDUM}/{addendum}", {"text": "Asked"}),
	]


def named_in(question: tuple[str, str, dict]) -> set[str]:
	"""What the question says itself may stand in the refusal."""
	asked = f"{question[1]} {question[2]}"
	return {word for word in asked.replace("'", " ").replace('"', " ").replace("/", " ").split()}
