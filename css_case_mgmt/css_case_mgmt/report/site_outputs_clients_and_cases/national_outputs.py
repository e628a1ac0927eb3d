"""The outputs of the network: figures that cannot be narrowed to a person (R-006, R-356, R-509)."""

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import getdate
from frappe.utils.password import get_encryption_key

from css_case_mgmt.css_case_mgmt.report.nam_report.national_figures import WITHHELD, message
from css_case_mgmt.css_case_mgmt.report.site_outputs_clients_and_cases.episodes import episodes_within
from css_case_mgmt.css_case_mgmt.report.site_outputs_clients_and_cases.output_columns import (
	columns,
	numbers_of,
)
from css_case_mgmt.css_case_mgmt.report.site_outputs_clients_and_cases.work_done import (
	CLIENT,
	SITE,
	Question,
	Work,
	in_all,
	work_done,
)
from css_case_mgmt.report_columns import column
from css_case_mgmt.report_filters import refuse, text
from css_case_mgmt.rules.disclosure_control import (
	Period,
	calendar_quarter,
	fixed_periods,
	publishable_count,
)
from css_case_mgmt.rules.enrolment_level import NeedsLevel
from css_case_mgmt.rules.programme_flow import Flow, flows, of_level
from css_case_mgmt.settings import get_setting

BREAKDOWNS = ("Site", "Level of need")
ALL = "all"
START, END = "_start", "_end"


def report(first: date, last: date, filters: frappe._dict):
	breakdown = text(filters, "breakdown") or BREAKDOWNS[0]
	if breakdown not in BREAKDOWNS:
		refuse(_("Choose one of the breakdowns."))
	sites = dict(frappe.get_all("CSS Case", fields=["name", "site"], as_list=True))
	rows = [
		{
			"quarter": _("{0} Q{1}").format(period.start.year, (period.start.month + 2) // 3),
			"category": category,
			**published(flow, work, Cell(period, breakdown, category)),
		}
		for period in fixed_periods(first, last, getdate())
		for category, flow, work in figures(period, breakdown, sites)
	]
	first_columns = [
		column("quarter", _("Quarter"), "Data", 110),
		column("category", _(breakdown), "Select", 220),
	]
	return columns(first_columns, "Data"), rows, message(), None, None


def figures(period: Period, breakdown: str, sites: dict[str, str]) -> list[tuple[str, Flow, Work]]:
	episodes = episodes_within(*period, None)
	question = Question(*period, sorted(set(sites.values())), None)
	if breakdown == "Site":
		found, work = flows(episodes, *period, sites.get), work_done(question, SITE)
		return [(site, found[site], work.get((site,), in_all([]))) for site in sorted(found)]
	work = defaultdict(list)
	level_of = {each.client: each.level_on(each.last_day_within(period.end)) for each in episodes}
	for (_site, client), done in work_done(question, CLIENT).items():
		if level := level_of.get(client):
			work[level].append(done)
	return [
		(
			level.value,
			flows(of_level(episodes, level, period.end), *period, lambda _case: ALL).get(ALL, Flow()),
			in_all(work[level]),
		)
		for level in NeedsLevel
	]


class Cell(NamedTuple):
	"""Where figures stand: in which quarter, breakdown and category of it."""

	period: Period
	breakdown: str
	category: str

	def key_of(self, name: str) -> str:
		"""What a site begins a quarter with is what it ended the one before with: one figure, which is drawn once."""
		period = self.period
		if self.breakdown == "Site" and name.endswith(START):
			period = calendar_quarter(period.start - timedelta(days=1))
			name = name.removesuffix(START) + END
		return f"Site Outputs/{period.start}/{self.breakdown}/{self.category}/{name}"


def published(flow: Flow, work: Work, cell: Cell) -> dict[str, str]:
	"""Each count rounded for itself, so that no two can be subtracted from each other to the person."""
	minimum, secret = get_setting("smallest_published_group"), get_encryption_key().encode()
	counts = {
		name: publishable_count(number, len(flow.served), cell.key_of(name), secret, minimum)
		for name, number in numbers_of(flow, work).items()
	}
	return {name: WITHHELD if count is None else str(count) for name, count in counts.items()}
