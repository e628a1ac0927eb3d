"""The funder's reviewer sees a few files for a limited time (R-504)."""

import frappe
from frappe.utils import add_days

from css_case_mgmt.demo.acting import acting_as
from css_case_mgmt.demo.cast import Cast
from css_case_mgmt.demo.ledger import enter_in_ledger
from css_case_mgmt.demo.records import SOURCE_SYSTEM
from css_case_mgmt.settings import site_today

FILES = 3
DAYS = 60


def give_sample_to_monitor(cast: Cast) -> None:
	if frappe.db.exists("CSS Case Access", {"user": cast.monitor}):
		return
	cases = frappe.get_all(
		"CSS Case",
		filters={"source_system": SOURCE_SYSTEM},
		fields=["name", "site"],
		order_by="source_id asc",
		limit=FILES,
	)
	for case in cases:
		today = site_today(case.site)
		with acting_as(cast.managers[case.site]):
			access = frappe.get_doc(
				doctype="CSS Case Access",
				css_case=case.name,
				user=cast.monitor,
				kind="Monitor",
				access_from=today,
				access_until=add_days(today, DAYS),
				reason="Sampled for the funder's review",
			).insert()
		enter_in_ledger([("CSS Case Access", access.name)])
