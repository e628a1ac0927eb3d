"""The reports between assessments, beside the SQL that answers the same (R-168, R-188, R-224, R-226, R-233, R-351)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import frappe
from frappe.desk import query_report
from frappe.query_builder.functions import Count
from frappe.utils import add_months
from pypika import Order

from css_case_mgmt.contact_counts import targets_of as contact_targets_of
from css_case_mgmt.rules.contact_targets import WEEKDAYS
from css_case_mgmt.settings import get_setting, site_today
from css_case_mgmt.staff_load import targets_of as caseload_targets_of

from .baselines import baseline
from .measuring import Surface

LIMIT = 1.5
Prepare = Callable[[], Callable[[], Any]]


def report_surfaces(people) -> list[Surface]:
	asked = Asked(people.site, people.manager)
	return [
		participants_without_assessment(asked),
		participants_without_contact(asked),
		assessment_timeliness(asked),
		contact_frequency(asked),
		caseload_against_targets(asked),
		service_outputs("manager", people.manager, asked),
		service_outputs("worker", busiest_worker(asked), asked),
		nam_change_over_time(asked),
		*reports_of_services(asked),
	]


class Asked:
	"""What the manager of a site asks about: today, the last whole month, and the quarter that it ends."""

	def __init__(self, site: str, manager: str) -> None:
		self.site = site
		self.manager = manager
		self.today = site_today(site)
		self.last_of_month = self.today.replace(day=1) - timedelta(days=1)
		self.first_of_month = self.last_of_month.replace(day=1)

	@property
	def month(self) -> dict[str, date]:
		return {"from_date": self.first_of_month, "to_date": self.last_of_month}

	@property
	def quarter(self) -> dict[str, date]:
		return {"from_date": add_months(self.first_of_month, -2), "to_date": self.last_of_month}

	def by_hand(self, name: str, **values) -> Prepare:
		return baseline(name, "manager", user=self.manager, site=self.site, today=self.today, **values)


def of_report(
	title: str,
	user: str,
	name: str,
	filters: dict,
	by_hand: Prepare,
	baseline_rows: Callable[[list], int] = len,
) -> Surface:
	return Surface(
		title,
		user,
		app=lambda: lambda: query_report.run(name, filters=dict(filters)),
		baseline=by_hand,
		rows=lambda answer: len(answer["result"]),
		baseline_rows=baseline_rows,
		limit=LIMIT,
	)


def one_after_the_other(*statements: Prepare) -> Prepare:
	"""Several statements answer together; their rows are one list."""

	def prepare():
		calls = [statement() for statement in statements]
		return lambda: [row for call in calls for row in call()]

	return prepare


def participants_without_assessment(asked: Asked) -> Surface:
	return of_report(
		"Participants Without Assessment",
		asked.manager,
		"Participants Without Assessment",
		{},
		asked.by_hand(
			"participants_without_assessment",
			since=asked.today - timedelta(days=get_setting("without_assessment_days", asked.site)),
			**intervals(asked.site),
		),
	)


def participants_without_contact(asked: Asked) -> Surface:
	since = asked.today - timedelta(days=get_setting("without_contact_days", asked.site))
	return of_report(
		"Participants Without Contact",
		asked.manager,
		"Participants Without Contact",
		{},
		asked.by_hand("participants_without_contact", since=since),
	)


def assessment_timeliness(asked: Asked) -> Surface:
	return of_report(
		"Assessment Timeliness of a site, a quarter",
		asked.manager,
		"Assessment Timeliness",
		asked.quarter,
		asked.by_hand("assessment_timeliness", **asked.quarter, **intervals(asked.site)),
	)


def intervals(site: str) -> dict[str, int]:
	return {
		"nam_interval": get_setting("nam_interval_months", site),
		"periodic_interval": get_setting("periodic_interval_months", site),
	}


def contact_frequency(asked: Asked) -> Surface:
	targets = contact_targets_of(asked.site)
	since_week_began = (asked.first_of_month.weekday() - WEEKDAYS.index(targets.week_starts_on)) % 7
	return of_report(
		"Contact Frequency Against Targets of a site, a month",
		asked.manager,
		"Contact Frequency Against Targets",
		asked.month,
		asked.by_hand(
			"contact_frequency",
			**asked.month,
			week_start=asked.first_of_month - timedelta(days=since_week_began),
			high_min=targets.high_min,
			high_max=targets.high_max,
			low_min=targets.low_min,
			low_max=targets.low_max,
		),
	)


def caseload_against_targets(asked: Asked) -> Surface:
	targets = caseload_targets_of(asked.site)
	return of_report(
		"Caseload Against Targets of a site",
		asked.manager,
		"Caseload Against Targets",
		{},
		asked.by_hand(
			"caseload_against_targets", high_min=targets.high_min, high_max=targets.high_max, low=targets.low
		),
	)


def service_outputs(role: str, user: str, asked: Asked) -> Surface:
	"""The baseline's last row is the summary."""
	values = {"user": user, "site": asked.site, "today": asked.today, **asked.month}
	return of_report(
		f"My Service Outputs, a month ({role})",
		user,
		"My Service Outputs",
		asked.month,
		baseline("service_outputs", role, **values),
		baseline_rows=lambda rows: len(rows) - 1,
	)


def busiest_worker(asked: Asked) -> str:
	activity = frappe.qb.DocType("CSS Activity")
	query = (
		frappe.qb.from_(activity)
		.select(activity.caseworker)
		.where(activity.site == asked.site)
		.where(activity.activity_date[asked.first_of_month : asked.last_of_month])
		.groupby(activity.caseworker)
		.orderby(Count(activity.name), order=Order.desc)
		.orderby(activity.caseworker)
	)
	return query.limit(1).run()[0][0]


def nam_change_over_time(asked: Asked) -> Surface:
	year = {"from_date": add_months(asked.today, -12), "to_date": asked.today}
	return of_report(
		"NAM Change Over Time of a site, twelve months",
		asked.manager,
		"NAM Change Over Time",
		year,
		one_after_the_other(
			asked.by_hand("nam_change_over_time", **year),
			asked.by_hand("nam_change_over_time_factors", **year),
		),
	)


def reports_of_services(asked: Asked) -> list[Surface]:
	"""Those over notes, referrals, services and whole files (R-284, R-394, R-396, R-398, R-399)."""
	site = {"site": asked.site}
	return [
		of_report(
			"Case Note Report of a site, a month",
			asked.manager,
			"Case Note Report",
			asked.month | site,
			one_after_the_other(
				asked.by_hand("case_note_report", **asked.month),
				asked.by_hand("case_note_addenda", **asked.month),
			),
		),
		of_report(
			"Referrals Report of a site, a quarter",
			asked.manager,
			"Referrals Report",
			asked.quarter | site,
			asked.by_hand("referrals_report", **asked.quarter),
		),
		of_report(
			"Complete Services Report of a site, a month",
			asked.manager,
			"Complete Services Report",
			asked.month | site,
			asked.by_hand("complete_services_report", **asked.month),
		),
		of_report(
			"IRCC-funded Support Services of a site, a quarter",
			asked.manager,
			"IRCC-funded Support Services Case Management Activities",
			asked.quarter | site,
			one_after_the_other(
				asked.by_hand("support_services", **asked.quarter),
				asked.by_hand("interpretation_by_language", **asked.quarter),
			),
		),
		of_report(
			"File Completeness of a site",
			asked.manager,
			"File Completeness",
			site,
			asked.by_hand("file_completeness"),
		),
	]
