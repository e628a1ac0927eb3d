"""People whose files were opened before say in which stage of the programme they are (R-009)."""

import frappe

from css_case_mgmt.programme_stage import CLIENT, stages_of

AT_ONCE = 1000


def execute() -> None:
	after = ""
	while clients := frappe.get_all(
		CLIENT, filters={"name": (">", after)}, order_by="name asc", limit=AT_ONCE, pluck="name"
	):
		by_stage: dict[str, list[str]] = {}
		for client, stage in stages_of(clients).items():
			if stage:
				by_stage.setdefault(stage, []).append(client)
		table = frappe.qb.DocType(CLIENT)
		for stage, names in by_stage.items():
			query = frappe.qb.update(table).set(table.programme_stage, stage)
			query.where(table.name.isin(names)).where(table.programme_stage.isnull()).run()
		after = clients[-1]
