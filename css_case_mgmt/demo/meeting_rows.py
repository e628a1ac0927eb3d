"""Contacts, periodic assessments and appointments as rows, as the forms would leave them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import frappe

from css_case_mgmt.assessment_numbering import draft_columns, numbered_title
from css_case_mgmt.assessment_rhythm import PERIODIC
from css_case_mgmt.case_document import dated_title, opaque_name
from css_case_mgmt.css_case_mgmt.doctype.css_appointment.css_appointment import appointment_title
from css_case_mgmt.demo.bulk_rows import Row, RowMaker
from css_case_mgmt.demo.meeting_records import activity_values, appointment_values, periodic_values
from css_case_mgmt.demo.plans import ActivityPlan, AppointmentPlan, EnrolmentPlan, PeriodicPlan
from css_case_mgmt.demo.records import Values
from css_case_mgmt.scheduled_assessment import timepoint_columns

ACTIVITY, PARTICIPANT = "CSS Activity", "CSS Activity Participant"
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


class MeetingRows:
	"""Makes the rows; what is looked up is looked up once."""

	def __init__(self, maker: RowMaker) -> None:
		self.maker = maker
		types = frappe.get_all("CSS Activity Type", fields=["name", "counts_as_contact"])
		self.contacts = {each.name for each in types if each.counts_as_contact}

	def activity(self, plan: ActivityPlan, meeting: Meeting, source: Values) -> Rows:
		values = activity_values(plan, meeting.css_case, meeting.clients)
		participants = values.pop("participants")
		row = self.maker.row(
			ACTIVITY,
			opaque_name(),
			values
			| source
			| {
				"docstatus": 1,
				"title": dated_title(meeting.case_number, plan.activity_date),
				"caseworker": meeting.worker,
				"site": meeting.site,
			},
			meeting.worker,
		)
		yield ACTIVITY, [row]
		contact_on = plan.activity_date if plan.activity_type in self.contacts else None
		marks = {"contact_on": contact_on, "successful": values["successful"]}
		yield (
			PARTICIPANT,
			self.maker.children(
				PARTICIPANT, ACTIVITY, row, "participants", ({**each, **marks} for each in participants)
			),
		)

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
		yield (
			APPOINTMENT_CLIENT,
			self.maker.children(APPOINTMENT_CLIENT, APPOINTMENT, row, "clients", clients),
		)
