"""Saving an activity of six people, beside an insert of the same document by Frappe alone (R-234, R-274)."""

from collections.abc import Callable

import frappe
from frappe.query_builder.functions import Count

from css_case_mgmt.settings import case_today
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.writing_down import participants

from .bare import bare_values, make_bare_doctypes
from .measuring import Surface
from .people import People

ACTIVITY, APPOINTMENT = "CSS Activity", "CSS Appointment"
BARE = {
	ACTIVITY: "Benchmark Bare Activity",
	"CSS Activity Participant": "Benchmark Bare Participant",
	"CSS Activity Topic Covered": "Benchmark Bare Topic",
	"CSS Activity Support Service": "Benchmark Bare Service",
}
PARTICIPANTS = 6
NOTE = "Went through the letters of the month together; two need an answer this week."


def activity_surfaces(people: People) -> list[Surface]:
	"""As a draft, and final at once, which is how most of them are saved."""
	with acting_as("Administrator"):
		make_bare_doctypes(BARE)
	with acting_as(people.worker):
		values = activity_of_six(people.worker)
	frappe.db.commit()
	return [
		surface("Save a draft of an activity of six people (beside a bare insert)", people, values, "insert"),
		surface("Save a final activity of six people (beside a bare submit)", people, values, "submit"),
	]


def surface(name: str, people: People, values: dict, method: str) -> Surface:
	bare = bare_values(frappe.get_doc(values), BARE)
	return Surface(name, people.worker, app=saving(values, method), baseline=saving(bare, method), limit=1.3)


def saving(values: dict, method: str) -> Callable[[], Callable]:
	return lambda: getattr(frappe.get_doc(values), method)


def activity_of_six(worker: str) -> dict:
	"""A visit to a family of the worker's, with children who are documented under a parent."""
	css_case, clients = family_of_six(worker)
	day = case_today(css_case)
	visit = frappe.get_doc(
		{
			"doctype": APPOINTMENT,
			"css_case": css_case,
			"clients": [{"client": client} for client in clients],
		}
	)
	return {
		"doctype": ACTIVITY,
		"css_case": css_case,
		"activity_type": "Home Visit",
		"activity_date": day,
		"method": "In Person",
		"successful": 1,
		"location_kind": "Client's Home",
		"duration_minutes": 60,
		"note": NOTE,
		"topics": [{"topic": "Housing"}],
		"participants": participants(visit, day),
	}


def family_of_six(worker: str) -> tuple[str, list[str]]:
	access, member = frappe.qb.DocType("CSS Case Access"), frappe.qb.DocType("CSS Case Member")
	rows = (
		frappe.qb.from_(access)
		.join(member)
		.on(member.css_case == access.css_case)
		.select(access.css_case)
		.where(access.user == worker)
		.where(member.member_to.isnull())
		.groupby(access.css_case)
		.having(Count(member.name) >= PARTICIPANTS)
		.orderby(access.css_case)
		.limit(1)
		.run()
	)
	if not rows:
		raise SystemExit(f"{worker} serves no family of {PARTICIPANTS}: load more clients")
	css_case = rows[0][0]
	clients = frappe.get_all(
		"CSS Case Member",
		{"css_case": css_case, "member_to": ("is", "not set")},
		pluck="client",
		order_by="is_head desc, name asc",
	)
	return css_case, clients[:PARTICIPANTS]
