"""The enrolments that the report is about, and when their assessments were made."""

from collections import defaultdict
from datetime import date, timedelta

import frappe
from pypika.queries import QueryBuilder

from css_case_mgmt.assessment_rhythm import Rhythm
from css_case_mgmt.assessments_in_force import still_counts
from css_case_mgmt.people import NAME_FIELDS
from css_case_mgmt.permissions.case_names import readable_cases
from css_case_mgmt.permissions.scope import Scope
from css_case_mgmt.reminders.due_tables import months_after
from css_case_mgmt.rules.assessment_timeliness import Course

ONE_DAY = timedelta(days=1)
ONE_YEAR = timedelta(days=366)


class Selection:
	"""Whose slots are asked for.

	Args:
		first_day, last_day: slots due within these days, both included.
		site, caseworker: of the case today; None for all that the reader may read.
		reader: who asks.
	"""

	def __init__(
		self, first_day: date, last_day: date, site: str | None, caseworker: str | None, reader: Scope
	) -> None:
		self.first_day = first_day
		self.last_day = last_day
		self.site = site
		self.caseworker = caseworker
		self.reader = reader

	def enrolments(self, *, with_people: bool) -> list[frappe._dict]:
		"""Those in the programme within the range, in files that the reader may read.

		Args:
			with_people: with what is shown of the person and of the case.
		"""
		enrolment, client, case, user = (
			frappe.qb.DocType(doctype) for doctype in ("CSS Enrolment", "CSS Client", "CSS Case", "User")
		)
		people = (
			case.name.as_("css_case"),
			case.file_number.as_("case_number"),
			client.name.as_("client"),
			client.file_number.as_("client_number"),
			*(client[fieldname] for fieldname in NAME_FIELDS),
		)
		query = (
			self.within()
			.join(client)
			.on(client.name == enrolment.client)
			.left_join(user)
			.on(user.name == case.caseworker)
			.select(
				case.site,
				user.full_name.as_("caseworker"),
				client.died_on,
				enrolment.name.as_("enrolment"),
				enrolment.enrolment_date,
				enrolment.exit_date,
				*(people if with_people else ()),
			)
		)
		return query.run(as_dict=True)

	def within(self) -> QueryBuilder:
		"""The enrolments, to be joined with more. Straight: from the reader's cases, not from all enrolments."""
		readable = readable_cases(self.reader).as_("readable")
		enrolment, case = frappe.qb.DocType("CSS Enrolment"), frappe.qb.DocType("CSS Case")
		query = (
			frappe.qb.from_(readable)
			.modifier("STRAIGHT_JOIN")
			.join(case)
			.on(case.name == readable.name)
			.join(enrolment)
			.on(enrolment.css_case == readable.name)
			.where(enrolment.enrolment_date <= self.last_day)
			# Somebody who left a little earlier may have been assessed before the day on which it was due.
			.where(enrolment.exit_date.isnull() | (enrolment.exit_date >= self.first_day - ONE_YEAR))
		)
		if self.site:
			query = query.where(case.site == self.site)
		if self.caseworker:
			query = query.where(case.caseworker == self.caseworker)
		return query


def done_by_slot(rhythm: Rhythm, selection: Selection) -> dict[str, dict[int, date]]:
	"""For each enrolment the slots due on the first day or later that were met, and the day of the assessment that
	counts for each; one query. Which earlier slots were met decides nothing."""
	assessment, enrolment = frappe.qb.DocType(rhythm.doctype), frappe.qb.DocType("CSS Enrolment")
	due = months_after(enrolment.enrolment_date, assessment.timepoint_month)
	rows = (
		selection.within()
		.join(assessment)
		.on(assessment.enrolment == enrolment.name)
		.select(enrolment.name, assessment.timepoint_month, assessment.assessment_date)
		.where(still_counts(assessment))
		.where(due >= selection.first_day)
		.run()
	)
	done: dict[str, dict[int, date]] = defaultdict(dict)
	for name, month, on in rows:
		slots = done[name]
		slots[month] = max(on, slots.get(month, on))
	return done


def course_of(
	row: frappe._dict, done: dict[int, date], interval: int, first_month: int, today: date
) -> Course:
	"""The clock of one enrolment; nothing falls due on the day of a death or later."""
	ends = [row.exit_date, row.died_on - ONE_DAY if row.died_on else None]
	last_day = min((end for end in ends if end), default=None)
	is_over = last_day is not None and last_day <= today
	return Course(row.enrolment_date, interval, first_month, done, last_day if is_over else None)
