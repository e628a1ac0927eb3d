"""The reports of exits and of what a site does, beside the SQL that answers the same (R-356, R-361, R-379)."""

from frappe.utils import add_months

from css_case_mgmt.rules.today import INTERVALS_BEFORE_NOTICE

from .measuring import Surface
from .reports import Asked, intervals, of_report, one_after_the_other


def exit_report_surfaces(people) -> list[Surface]:
	asked = Asked(people.site, people.manager)
	year = {"from_date": add_months(asked.first_of_month, -11), "to_date": asked.last_of_month}
	months = intervals(asked.site)
	site = {"site": asked.site}
	return [
		of_report(
			"Site Outputs of a site, twelve months",
			asked.manager,
			"Site Outputs Clients and Cases",
			year | site | {"breakdown": "Month"},
			asked.by_hand("site_outputs", **year),
		),
		of_report(
			"Exit Readiness of a site",
			asked.manager,
			"Exit Readiness",
			site,
			asked.by_hand("exit_readiness", months=INTERVALS_BEFORE_NOTICE * months["nam_interval"]),
		),
		of_report(
			"NAM Change Over Time of those who left, twelve months",
			asked.manager,
			"NAM Change Over Time",
			year | site | {"of_those_who_left": 1},
			one_after_the_other(
				asked.by_hand("outcomes_at_exit", **year, **months),
				asked.by_hand("outcomes_at_exit_factors", **year, **months),
			),
		),
	]
