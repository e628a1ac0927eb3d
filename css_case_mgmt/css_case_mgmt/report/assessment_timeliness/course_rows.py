"""The enrolments that the report is about, and when their assessments were made."""

from collections import defaultdict
from datetime import date, timedelta

import frappe
from frappe.query_builder.functions import Min
from pypika import Query

from css_case_mgmt.assessment_rhythm import Rhythm
from css_case_mgmt.people import NAME_FIELDS
from css_case_mgmt.permissions.conditions import condition
from css_case_mgmt.permissions.scope import Scope
from css_case_mgmt.rules.assessment_timeliness import Course

ONE_DAY = timedelta(days=1)


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

	def enrolments(self) -> list[frappe._dict]:
		enrolment, client = frappe.qb.DocType("CSS Enrolment"), frappe.qb.DocType("CSS Client")
		case, user = frappe.qb.DocType("CSS Case"), frappe.qb.DocType("User")
		return (
			self.restricted(
				frappe.qb.from_(enrolment).join(case).on(case.name == enrolment.css_case), enrolment, case
			)
			.join(client)
			.on(client.name == enrolment.client)
			.left_join(user)
			.on(user.name == case.caseworker)
			.select(
				case.name.as_("css_case"),
				case.file_number.as_("case_number"),
				case.site,
				case.caseworker.as_("user"),
				user.full_name.as_("caseworker"),
				client.name.as_("client"),
				client.file_number.as_("client_number"),
				*(client[fieldname] for fieldname in NAME_FIELDS),
				client.died_on,
				enrolment.name.as_("enrolment"),
				enrolment.enrolment_date,
				enrolment.exit_date,
			)
			.orderby(case.file_number)
			.orderby(client.file_number)
			.run(as_dict=True)
		)

	def first_done(self, rhythm: Rhythm) -> dict[str, dict[int, date]]:
		"""For each enrolment the slots that were met, and the day of the first assessment of each."""
		assessment = frappe.qb.DocType(rhythm.doctype)
		enrolment, case = frappe.qb.DocType("CSS Enrolment"), frappe.qb.DocType("CSS Case")
		query = (
			frappe.qb.from_(enrolment)
			.join(case)
			.on(case.name == enrolment.css_case)
			.join(assessment)
			.on(assessment.enrolment == enrolment.name)
		)
		rows = (
			self.restricted(query, enrolment, case)
			.select(assessment.enrolment, assessment.timepoint_month, Min(assessment.assessment_date))
			.where(assessment.docstatus == 1)
			.where(assessment.superseded_by.isnull())
			.groupby(assessment.enrolment, assessment.timepoint_month)
			.run()
		)
		done: dict[str, dict[int, date]] = defaultdict(dict)
		for name, month, on in rows:
			done[name][month] = on
		return done

	def restricted(self, query: Query, enrolment, case) -> Query:
		"""To what the reader may read, and to those in the programme within the range."""
		query = (
			query.where(condition("CSS Enrolment", self.reader.user, scope=self.reader))
			.where(enrolment.enrolment_date <= self.last_day)
			# Somebody who left a little earlier may have been assessed before the day on which it was due.
			.where(
				enrolment.exit_date.isnull() | (enrolment.exit_date >= self.first_day - timedelta(days=366))
			)
		)
		if self.site:
			query = query.where(case.site == self.site)
		if self.caseworker:
			query = query.where(case.caseworker == self.caseworker)
		return query


def course_of(
	row: frappe._dict, done: dict[int, date], interval: int, first_month: int, today: date
) -> Course:
	"""The clock of one enrolment; nothing falls due on the day of a death or later."""
	ends = [row.exit_date, row.died_on - ONE_DAY if row.died_on else None]
	last_day = min((end for end in ends if end), default=None)
	is_over = last_day is not None and last_day <= today
	return Course(row.enrolment_date, interval, first_month, done, last_day if is_over else None)
