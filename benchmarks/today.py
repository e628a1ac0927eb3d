"""The list of today: of a worker with sixty families, and of a site with forty workers (R-458, R-187)."""

import frappe
from frappe.model.naming import make_autoname
from frappe.utils import add_days, now

from css_case_mgmt.api.today import get_today
from css_case_mgmt.settings import site_today
from css_case_mgmt.tests.access.personas import insert_staff

from .baselines import baseline
from .measuring import Surface

FAMILIES, WORKERS = 60, 40
WORKER = "today@benchmark.example"


def today_surfaces(people) -> list[Surface]:
	share_out(people.site)
	today = {"today": site_today(people.site)}
	return [
		Surface(
			f"Today for {FAMILIES} families",
			WORKER,
			app=lambda: get_today,
			baseline=baseline("today", "worker", user=WORKER, site=people.site, **today),
			query_limit=9,
			growth_limit=1.5,
		),
		Surface(
			f"Today of a site of {WORKERS} workers",
			people.manager,
			app=lambda: lambda: get_today(scope="site", site=people.site),
			baseline=baseline("today", "manager", user=people.manager, site=people.site, **today),
			query_limit=19,
		),
	]


def share_out(site: str) -> None:
	"""One worker has sixty families; all others of the site are those of forty workers, in turn."""
	cases = open_cases(site)
	if len(cases) < FAMILIES:
		raise SystemExit(f"{site} has {len(cases)} open cases: load more clients")
	workers = [
		insert_staff(f"today{n}@benchmark.example", "CSS Caseworker", site=site) for n in range(WORKERS)
	]
	insert_staff(WORKER, "CSS Caseworker", site=site)
	frappe.db.delete("CSS Case Access", {"user": WORKER})
	frappe.db.bulk_insert(
		"CSS Case Access",
		["name", "creation", "modified", "css_case", "user", "kind", "access_from", "access_until"],
		[
			(
				make_autoname("hash"),
				now(),
				now(),
				css_case,
				WORKER,
				"Covering",
				add_days(site_today(site), -1),
				add_days(site_today(site), 30),
			)
			for css_case in cases[:FAMILIES]
		],
	)
	case = frappe.qb.DocType("CSS Case")
	for position, worker in enumerate(workers):
		own = cases[position::WORKERS]
		frappe.qb.update(case).set(case.caseworker, worker).where(case.name.isin(own or [""])).run()
	frappe.db.commit()


def open_cases(site: str) -> list[str]:
	return frappe.get_all(
		"CSS Case", filters={"site": site, "status": "Open"}, pluck="name", order_by="name asc"
	)
