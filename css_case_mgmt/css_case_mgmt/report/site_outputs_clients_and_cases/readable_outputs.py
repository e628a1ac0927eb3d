"""The outputs of a manager's sites: by site, month, quarter or caseworker (R-356, R-391, R-412)."""

from bisect import bisect_right
from collections import defaultdict
from datetime import date

import frappe
from frappe import _

from css_case_mgmt.css_case_mgmt.report.site_outputs_clients_and_cases.episodes import episodes_within
from css_case_mgmt.css_case_mgmt.report.site_outputs_clients_and_cases.output_columns import (
	columns,
	numbers_of,
)
from css_case_mgmt.css_case_mgmt.report.site_outputs_clients_and_cases.work_done import (
	DAY,
	FAMILY,
	SITE,
	Question,
	Work,
	in_all,
	work_done,
)
from css_case_mgmt.permissions.case_names import NONE, readable_cases
from css_case_mgmt.permissions.registry import CASE
from css_case_mgmt.permissions.scope import Scope
from css_case_mgmt.report_columns import column
from css_case_mgmt.report_exits import AssignedWorkers
from css_case_mgmt.report_filters import refuse, text
from css_case_mgmt.rules.enrolment_level import NeedsLevel
from css_case_mgmt.rules.programme_flow import Episode, Flow, flows, of_level, parts

BREAKDOWNS = ("Site", "Month", "Quarter", "Caseworker")
MONTHS_OF = {"Month": 1, "Quarter": 3}
NOBODY = ""


def report(first: date, last: date, filters: frappe._dict, reader: Scope):
	breakdown = text(filters, "breakdown") or BREAKDOWNS[0]
	if breakdown not in BREAKDOWNS:
		refuse(_("Choose one of the breakdowns."))
	asked = Asked(first, last, filters, reader)
	if breakdown == "Caseworker":
		rows = by_caseworker(asked)
	elif breakdown == "Site":
		rows = by_site(asked)
	else:
		rows = by_period(asked, MONTHS_OF[breakdown])
	return columns(first_columns(breakdown)), rows, message(), chart(rows, breakdown), summary(asked)


class Asked:
	"""The cases of the manager's sites, who was in the programme, and what was done by which key.

	Args:
		first, last: both included.
		filters: `site`, `caseworker`, `needs_level`.
		reader: who asks.
	"""

	def __init__(self, first: date, last: date, filters: frappe._dict, reader: Scope) -> None:
		self.first, self.last = first, last
		level, self.worker = text(filters, "needs_level"), text(filters, "caseworker")
		self.site_of = cases_of_managed_sites(reader, text(filters, "site"))
		self.sites = sorted(set(self.site_of.values()))
		of_sites = tuple(self.site_of) or NONE
		self.episodes: list[Episode] = episodes_within(first, last, of_sites)
		if level:
			if level not in (each.value for each in NeedsLevel):
				refuse(_("Choose High or Low."))
			self.episodes = of_level(self.episodes, NeedsLevel(level), last)
		clients = tuple({episode.client for episode in self.episodes}) if level else None
		if self.worker:
			workers = AssignedWorkers(of_sites)
			self.site_of = {
				case: site for case, site in self.site_of.items() if workers.on(case, last) == self.worker
			}
		self.question = Question(first, last, self.sites, tuple(self.site_of) or NONE, clients)

	def flows(self, first: date, last: date) -> dict[str, Flow]:
		"""By site."""
		return flows(self.episodes, first, last, self.site_of.get)


def cases_of_managed_sites(reader: Scope, site: str | None) -> dict[str, str]:
	"""The cases that the reader may read at sites where the reader is manager, with their site."""
	case = frappe.qb.DocType(CASE)
	query = frappe.qb.from_(case).select(case.name, case.site).where(case.name.isin(readable_cases(reader)))
	if reader.user != "Administrator":
		query = query.where(case.site.isin(reader.managed_sites or NONE))
	if site:
		query = query.where(case.site == site)
	return dict(query.run())


def by_site(asked: Asked) -> list[dict]:
	found, work = asked.flows(asked.first, asked.last), work_done(asked.question, SITE)
	return [{"site": site, **numbers_of(found.get(site, Flow()), work.get((site,)))} for site in asked.sites]


def by_period(asked: Asked, months: int) -> list[dict]:
	"""The months or quarters of each site; the first and the last only as far as they were asked about."""
	periods = list(parts(asked.first, asked.last, months))
	starts = [start for start, _end in periods]
	work: dict[tuple[str, date], list[Work]] = defaultdict(list)
	for (site, day), done in work_done(asked.question, DAY).items():
		work[site, starts[bisect_right(starts, day) - 1]].append(done)
	rows = []
	for start, end in periods:
		found = asked.flows(start, end)
		rows += [
			{
				"period": start.strftime("%Y-%m"),
				"from_date": start,
				"to_date": end,
				"site": site,
				**numbers_of(found.get(site, Flow()), in_all(work[site, start])),
			}
			for site in asked.sites
		]
	return rows


def by_caseworker(asked: Asked) -> list[dict]:
	"""Whoever was assigned to the case last by the end of the period, so that the numbers add up."""
	workers = AssignedWorkers(asked.site_of)
	key_of = {case: (site, workers.on(case, asked.last) or NOBODY) for case, site in asked.site_of.items()}
	found = flows(asked.episodes, asked.first, asked.last, key_of.get)
	work: dict[tuple[str, str], list[Work]] = defaultdict(list)
	for (_site, case), done in work_done(asked.question, FAMILY).items():
		work[key_of[case]].append(done)
	return [
		{"site": site, "caseworker": worker, **numbers_of(found.get((site, worker), Flow()), in_all(done))}
		for site, worker in sorted({*found, *work})
		for done in (work.get((site, worker), []),)
	]


def first_columns(breakdown: str) -> list[dict]:
	site = column("site", _("Site"), "Link", 150, options="CSS Site")
	if breakdown == "Caseworker":
		return [site, column("caseworker", _("Caseworker"), "Link", 180, options="User")]
	if breakdown in MONTHS_OF:
		return [
			column("from_date", _("From Date"), "Date", 105),
			column("to_date", _("To Date"), "Date", 105),
			site,
		]
	return [site]


def message() -> str:
	return _(
		"At the start, plus new enrolments, less exits, is at the end: the exit date is the last day in the programme. Each client and each case counts once. A case counts for whoever was assigned to it last by the end; what was done, for its case, whoever did it."
	)


def chart(rows: list[dict], breakdown: str) -> dict | None:
	if not any(row["served"] for row in rows):
		return None
	labels = {"Site": "site", "Caseworker": "caseworker"}.get(breakdown, "period")
	datasets = (
		(_("New enrolments"), "enrolled"),
		(_("Planned exits"), "planned"),
		(_("Unplanned exits"), "unplanned"),
		(_("Clients at the end"), "clients_end"),
	)
	shown = [row for row in rows if row["served"]]
	return {
		"data": {
			"labels": [row[labels] or _("Nobody") for row in shown],
			"datasets": [
				{"name": name, "values": [row[fieldname] for row in shown]} for name, fieldname in datasets
			],
		},
		"type": "bar",
		"colors": ["#3b6fb6", "#2e7d4f", "#b3541e", "#7c868e"],
		"fieldtype": "Int",
		"height": 200,
	}


def summary(asked: Asked) -> list[dict]:
	"""Of all rows together: who is in several is one person."""
	site_of = asked.site_of
	whole = flows(asked.episodes, asked.first, asked.last, lambda case: "all" if case in site_of else None)
	total = whole.get("all", Flow())
	numbers = (
		(_("Clients at the start"), total.clients_start),
		(_("New enrolments"), total.enrolled),
		(_("Planned exits"), total.planned),
		(_("Unplanned exits"), total.unplanned),
		(_("Clients at the end"), total.clients_end),
		(_("Clients served"), len(total.served)),
		(_("Cases served"), len(total.cases_served)),
	)
	return [{"label": label, "value": number, "datatype": "Int"} for label, number in numbers]
