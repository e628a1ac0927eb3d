"""Contacts, periodic assessments and appointments as rows, as the forms would leave them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import frappe
from frappe import _

from css_case_mgmt.assessment_numbering import draft_columns, numbered_title
from css_case_mgmt.assessment_rhythm import PERIODIC
from css_case_mgmt.case_document import dated_title, opaque_name
from css_case_mgmt.css_case_mgmt.doctype.css_appointment.css_appointment import appointment_title
from css_case_mgmt.css_case_mgmt.doctype.css_appointment.outcomes import CANCELLED
from css_case_mgmt.demo.bulk_rows import Row, RowMaker
from css_case_mgmt.demo.meeting_records import activity_values, appointment_values, periodic_values
from css_case_mgmt.demo.plans import ActivityPlan, AppointmentPlan, EnrolmentPlan, PeriodicPlan
from css_case_mgmt.demo.records import Values
from css_case_mgmt.demo.support_records import details_values
from css_case_mgmt.demo.support_rows import SupportOfEnrolment
from css_case_mgmt.demo.support_times import entry_of, entry_of_addendum
from css_case_mgmt.demo.work_plans import NO_DETAILS
from css_case_mgmt.rules.participation import audience_of
from css_case_mgmt.scheduled_assessment import timepoint_columns
from css_case_mgmt.settings import get_setting
from css_case_mgmt.signing_off import initials_of

ACTIVITY, PARTICIPANT = "CSS Activity", "CSS Activity Participant"
ADDENDUM = "CSS Note Addendum"
TABLES = {"topics": "CSS Activity Topic Covered", "support_services": "CSS Activity Support Service"}
APPOINTMENT, APPOINTMENT_CLIENT = "CSS Appointment", "CSS Appointment Client"
PERIODIC_ASSESSMENT = "CSS Periodic Assessment"

Rows = Iterator[tuple[str, list[Row]]]


@dataclass(frozen=True)
class Meeting:
	"""Where the meetings of an enrolment belong.

	Args:
		client: whom the enrolment is about.
		clients: the names of the family's people, by their place in its plan.
		today: at the site of the case.
		support: the plans, goals and referrals of the enrolment.
		cancelled_on: when an exit cancelled what was planned for afterwards.
		activities: the rows of its activities so far, by number.
	"""

	client: str
	client_number: str
	clients: Mapping[int, str]
	css_case: str
	case_number: str
	site: str
	enrolment: str
	worker: str
	today: date
	support: SupportOfEnrolment
	cancelled_on: date | None = None
	activities: dict[int, Row] = field(default_factory=dict)


def cancelled_at_exit(on: date) -> Values:
	"""What was planned for afterwards; nobody is expected to it any more."""
	return {
		"outcome": CANCELLED,
		"outcome_note": _("The programme ended."),
		"cancelled_by": "Other",
		"outcome_on": on,
	}


class MeetingRows:
	"""Makes the rows; what is looked up is looked up once."""

	def __init__(self, maker: RowMaker) -> None:
		self.maker = maker
		types = frappe.get_all("CSS Activity Type", fields=["name", "counts_as_contact"])
		self.contacts = {each.name for each in types if each.counts_as_contact}
		self.settings: dict[tuple[str, str], int] = {}
		self.initials_of_users: dict[str, str] = {}

	def activity(self, plan: ActivityPlan, meeting: Meeting, source: Values) -> Rows:
		values = activity_values(plan, meeting.css_case, meeting.clients) | self.details(plan, meeting)
		participants = values.pop("participants")
		tables = {table: values.pop(table, ()) for table in TABLES}
		row = self.maker.row(
			ACTIVITY,
			opaque_name(),
			values
			| source
			| entry_of(plan, meeting.site, self.setting("late_entry_days", meeting.site))
			| {
				"docstatus": 1,
				"title": dated_title(meeting.case_number, plan.activity_date),
				"caseworker": meeting.worker,
				"site": meeting.site,
				"draft_status": "Open",
				"audience": audience_of(len(participants)).value,
				"author_initials": self.initials(meeting.worker),
			},
			meeting.worker,
		)
		row["problem_status"] = "Open" if plan.details.problem else None
		meeting.activities[plan.number] = row
		if plan.details.resolves is not None:
			found = meeting.activities[plan.details.resolves]
			found.update({"problem_status": "Resolved", "resolved_by": row["name"]})
		yield ACTIVITY, [row]
		contact_on = plan.activity_date if plan.activity_type in self.contacts else None
		marks = {"contact_on": contact_on, "successful": values["successful"]}
		yield (
			PARTICIPANT,
			self.maker.children(
				PARTICIPANT, ACTIVITY, row, "participants", ({**each, **marks} for each in participants)
			),
		)
		for table, rows in tables.items():
			if rows:
				yield TABLES[table], self.maker.children(TABLES[table], ACTIVITY, row, table, rows)
		if plan.details.addendum:
			yield ADDENDUM, [self.addendum(plan, meeting, row["name"])]

	def details(self, plan: ActivityPlan, meeting: Meeting) -> Values:
		if plan.details is NO_DETAILS:
			return {}
		support = meeting.support
		return details_values(
			plan.details,
			plan.activity_date,
			client=meeting.client,
			providers=support.providers,
			referrals=support.referrals,
			goals=support.goals,
			activities={number: row["name"] for number, row in meeting.activities.items()}
			if plan.details.resolves is not None
			else {},
			follow_up_days=self.setting("referral_follow_up_days", meeting.site),
		)

	def addendum(self, plan: ActivityPlan, meeting: Meeting, activity: str) -> Row:
		values = {
			"css_case": meeting.css_case,
			"reference_doctype": ACTIVITY,
			"reference_name": activity,
			"text": plan.details.addendum,
			"written_by": meeting.worker,
			"author_initials": self.initials(meeting.worker),
			**entry_of_addendum(plan, meeting.site, meeting.case_number),
		}
		return self.maker.row(ADDENDUM, opaque_name(), values, meeting.worker)

	def setting(self, fieldname: str, site: str) -> int:
		if (fieldname, site) not in self.settings:
			self.settings[fieldname, site] = get_setting(fieldname, site)
		return self.settings[fieldname, site]

	def initials(self, user: str) -> str:
		if user not in self.initials_of_users:
			self.initials_of_users[user] = initials_of(user)
		return self.initials_of_users[user]

	def periodic(
		self, plan: PeriodicPlan, enrolment: EnrolmentPlan, meeting: Meeting, source: Values
	) -> Rows:
		interval = PERIODIC.interval(meeting.site)
		number = numbered_title(meeting.client_number, plan.sequence, 0, PERIODIC.letter)
		derived = {
			"docstatus": 1,
			"sequence": plan.sequence,
			"title": number,
			"level_before": enrolment.level_on(plan.assessment_date),
			**draft_columns(meeting.enrolment, "Completed"),
			**timepoint_columns(
				enrolment.enrolment_date, plan.assessment_date, interval, PERIODIC.first_month(interval)
			),
		}
		values = periodic_values(plan, meeting.client, meeting.css_case, meeting.enrolment)
		row = self.maker.row(PERIODIC_ASSESSMENT, opaque_name(), values | source | derived, meeting.worker)
		yield PERIODIC_ASSESSMENT, [row]

	def appointment(self, plan: AppointmentPlan, meeting: Meeting, source: Values) -> Rows:
		values = appointment_values(plan, meeting.client, meeting.css_case, meeting.site)
		clients = values.pop("clients")
		derived = {
			"caseworker": meeting.worker,
			"title": appointment_title(meeting.case_number, meeting.site, values["starts_on"], plan.kind),
			"outcome_on": meeting.today if plan.outcome else None,
		}
		row = self.maker.row(APPOINTMENT, opaque_name(), values | source | derived, meeting.worker)
		yield APPOINTMENT, [row]
		if meeting.cancelled_on:
			row.update(cancelled_at_exit(meeting.cancelled_on))
			return
		yield (
			APPOINTMENT_CLIENT,
			self.maker.children(APPOINTMENT_CLIENT, APPOINTMENT, row, "clients", clients),
		)
