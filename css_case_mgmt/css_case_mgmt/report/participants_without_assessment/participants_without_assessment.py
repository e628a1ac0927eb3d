"""Participants Without Assessment: whose last NAM is more than so many days ago (R-168, R-402, R-411, T-06, T-14)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.query_builder import Criterion
from pypika import Query
from pypika.terms import ExistsCriterion

from css_case_mgmt.assessment_rhythm import NAM, PERIODIC, Rhythm
from css_case_mgmt.assessments_in_force import still_counts
from css_case_mgmt.people import NAME_FIELDS
from css_case_mgmt.permissions.case_names import readable_case_names
from css_case_mgmt.permissions.scope import Scope, scope_of
from css_case_mgmt.report_columns import column
from css_case_mgmt.report_filters import day, number_of_days, refuse, text
from css_case_mgmt.report_people import add_names
from css_case_mgmt.rules.nam_schedule import days_since, is_overdue, next_due
from css_case_mgmt.settings import get_setting

OVERDUE, NOT_OVERDUE = "Overdue", "Not overdue"


@dataclass(frozen=True)
class Limits:
	"""What holds at a site.

	Args:
		as_of: the day looked at, as it is at its end.
		days: so many days without an assessment are not yet too many.
		nam_interval, periodic_interval: months.
	"""

	as_of: date
	days: int
	nam_interval: int
	periodic_interval: int

	@property
	def since(self) -> date:
		"""An assessment on this day or later is recent enough."""
		return self.as_of - timedelta(days=self.days)

	def next_due(self, rhythm: Rhythm, anchor: date, months: list[int]) -> date:
		interval = self.nam_interval if rhythm is NAM else self.periodic_interval
		return next_due(anchor, months, interval, rhythm.first_month(interval))


@frappe.read_only()
def execute(filters: dict | None = None):
	"""Columns, rows, message, chart and summary: who was in the programme at the end of a day, and whose last
	completed NAM then lay more than so many days back.

	Whoever was never assessed counts from the enrolment on. Who exited or died by that day is not among them
	(T-14). The due dates stand beside the days elapsed: they are another clock (D-01, T-06).

	Args:
		filters: `as_of` (by default today at each site), `days` (by default the site's setting), `site`,
			`caseworker`.
	"""
	filters = frappe._dict(filters or {})
	reader = scope_of(frappe.session.user)
	limits = limits_by_site(filters, reader)
	rows = rows_without(limits, text(filters, "caseworker"), reader) if limits else []
	for rhythm in (NAM, PERIODIC):
		add_last(rows, rhythm, limits)
	rows.sort(key=lambda row: -row.days_since)
	add_names(rows, reader)
	return columns(), rows, message(day(filters, "as_of")), None, summary(rows)


def limits_by_site(filters: frappe._dict, reader: Scope) -> dict[str, Limits]:
	asked_day, asked_days, asked_site = (
		day(filters, "as_of"),
		number_of_days(filters, "days"),
		text(filters, "site"),
	)
	found = {}
	for site, today in reader.today.items():
		if asked_site and site != asked_site:
			continue
		if asked_day and asked_day > today:
			refuse(_("The day lies in the future."))
		found[site] = Limits(
			asked_day or today,
			asked_days or get_setting("without_assessment_days", site),
			NAM.interval(site),
			PERIODIC.interval(site),
		)
	return found


def rows_without(limits: dict[str, Limits], caseworker: str | None, reader: Scope) -> list[frappe._dict]:
	enrolment, client = frappe.qb.DocType("CSS Enrolment"), frappe.qb.DocType("CSS Client")
	case, user = frappe.qb.DocType("CSS Case"), frappe.qb.DocType("User")
	query = (
		frappe.qb.from_(enrolment)
		.join(case)
		.on(case.name == enrolment.css_case)
		.join(client)
		.on(client.name == enrolment.client)
		.left_join(user)
		.on(user.name == case.caseworker)
		.select(
			case.name.as_("css_case"),
			case.file_number.as_("case_number"),
			case.site,
			user.full_name.as_("caseworker"),
			client.name.as_("client"),
			client.file_number.as_("client_number"),
			*(client[fieldname] for fieldname in NAME_FIELDS),
			enrolment.name.as_("enrolment"),
			enrolment.enrolment_date,
			enrolment.exit_date,
		)
		.where(enrolment.css_case.isin(readable_case_names(reader)))
		.where(Criterion.any(too_long(enrolment, client, case, limits, len(reader.today))))
	)
	if caseworker:
		query = query.where(case.caseworker == caseworker)
	return query.run(as_dict=True)


def too_long(enrolment, client, case, limits: dict[str, Limits], sites_in_all: int) -> list[Criterion]:
	"""One criterion for the sites at which the same holds: nearly always one for all of them."""
	sites_of: dict[tuple[date, date], list[str]] = defaultdict(list)
	for site, limit in limits.items():
		sites_of[(limit.as_of, limit.since)].append(site)
	found = []
	for (as_of, since), sites in sites_of.items():
		criterion = was_in_programme(enrolment, client, as_of) & (enrolment.enrolment_date < since)
		criterion &= ExistsCriterion(assessed_between(enrolment, since, as_of)).negate()
		found.append(criterion if len(sites) == sites_in_all else case.site.isin(sites) & criterion)
	return found


def was_in_programme(enrolment, client, as_of: date) -> Criterion:
	"""At the end of that day; from the day of the exit on nobody is (T-14)."""
	return (
		(enrolment.enrolment_date <= as_of)
		& (enrolment.exit_date.isnull() | (enrolment.exit_date > as_of))
		& (client.died_on.isnull() | (client.died_on > as_of))
	)


def assessed_between(enrolment, first_day: date, last_day: date) -> Query:
	assessment = frappe.qb.DocType(NAM.doctype)
	return (
		frappe.qb.from_(assessment)
		.select(assessment.name)
		.where(assessment.enrolment == enrolment.name)
		.where(still_counts(assessment))
		.where(assessment.assessment_date[first_day:last_day])
	)


def add_last(rows: list[frappe._dict], rhythm: Rhythm, limits: dict[str, Limits]) -> None:
	"""The last completed assessment and the next due date as they were on the day; one query for all rows."""
	completed = completed_by_enrolment(rows, rhythm) if rows else {}
	prefix = "nam" if rhythm is NAM else "periodic"
	for row in rows:
		limit = limits[row.site]
		until_then = [
			each for each in completed.get(row.enrolment, ()) if each.assessment_date <= limit.as_of
		]
		last = max(until_then, key=lambda each: (each.assessment_date, each.sequence), default=None)
		months = [each.timepoint_month for each in until_then]
		due = limit.next_due(rhythm, row.enrolment_date, months)
		row.update(
			{
				f"last_{prefix}": last and f"{rhythm.letter}{last.sequence}",
				f"last_{prefix}_date": last and last.assessment_date,
				f"last_{prefix}_name": last and last.name,
				f"next_{prefix}_due": due,
				f"{prefix}_standing": OVERDUE if is_overdue(due, limit.as_of) else NOT_OVERDUE,
			}
		)
		if rhythm is NAM:
			row.days_since = days_since(row.last_nam_date or row.enrolment_date, limit.as_of)


def completed_by_enrolment(rows: list[frappe._dict], rhythm: Rhythm) -> dict[str, list[frappe._dict]]:
	assessment = frappe.qb.DocType(rhythm.doctype)
	found = (
		frappe.qb.from_(assessment)
		.select(
			assessment.name,
			assessment.enrolment,
			assessment.sequence,
			assessment.assessment_date,
			assessment.timepoint_month,
		)
		.where(assessment.enrolment.isin([row.enrolment for row in rows]))
		.where(still_counts(assessment))
		.run(as_dict=True)
	)
	completed = defaultdict(list)
	for each in found:
		completed[each.enrolment].append(each)
	return completed


def columns() -> list[dict]:
	"""File numbers, not record names, so that an export can be read; the desk makes them links."""
	return [
		column("case_number", _("Case"), "Data", 145),
		column("client_number", _("Client"), "Data", 155),
		column("client_name", _("Name"), "Data", 180),
		column("days_since", _("Days without assessment"), "Int", 165),
		column("last_nam", _("Last NAM"), "Data", 90),
		column("last_nam_date", _("Date of last NAM"), "Date", 130),
		column("next_nam_due", _("Next NAM due"), "Date", 120),
		column("nam_standing", _("NAM by its due date"), "Select", 150),
		column("last_periodic_date", _("Last periodic assessment"), "Date", 170),
		column("next_periodic_due", _("Next periodic assessment due"), "Date", 200),
		column("periodic_standing", _("Periodic by its due date"), "Select", 160),
		column("enrolment_date", _("Enrolled on"), "Date", 110),
		column("caseworker", _("Caseworker"), "Data", 160),
		column("site", _("Site"), "Link", 130, options="CSS Site"),
	]


def standing_labels() -> dict[str, str]:
	"""Rows hold the English words, which the desk shows in the reader's language."""
	return {OVERDUE: _("Overdue"), NOT_OVERDUE: _("Not overdue")}


def message(as_of: date | None) -> str:
	"""Who is among them."""
	if as_of:
		return _(
			"Who was in the programme on {0}. Who was never assessed counts from the enrolment on. The due date is another clock: both stand here."
		).format(frappe.format(as_of, "Date"))
	return _(
		"Who is in the programme today. Who was never assessed counts from the enrolment on. The due date is another clock: both stand here."
	)


def summary(rows: list[frappe._dict]) -> list[dict]:
	return [
		{
			"label": _("Participants without assessment"),
			"value": len(rows),
			"datatype": "Int",
			"indicator": "Red" if rows else "Green",
		},
		{
			"label": _("Never assessed"),
			"value": sum(row.last_nam is None for row in rows),
			"datatype": "Int",
		},
		{
			"label": _("NAM overdue"),
			"value": sum(row.nam_standing == OVERDUE for row in rows),
			"datatype": "Int",
		},
		{"label": _("Cases"), "value": len({row.css_case for row in rows}), "datatype": "Int"},
	]
