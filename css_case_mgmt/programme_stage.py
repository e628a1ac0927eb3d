"""The stage of a person in the programme, written where it changes (R-009)."""

from collections.abc import Iterable

import frappe

from css_case_mgmt.rules.programme_stage import Standing, stage_of

CLIENT, ENROLMENT, REFERRAL, REASON = (
	"CSS Client",
	"CSS Enrolment",
	"CSS Inbound Referral",
	"CSS Exit Reason",
)


def write_stage(client: str) -> None:
	"""After a referral was accepted, at the enrolment, the exit and a merge. No version: the records themselves say it."""
	stage = stages_of([client]).get(client)
	frappe.db.set_value(CLIENT, client, "programme_stage", stage, update_modified=False)


def stages_of(clients: Iterable[str]) -> dict[str, str | None]:
	"""The stage of each of some people, in two queries."""
	clients = list(clients)
	latest, referred = latest_enrolments(clients), accepted_referrals(clients)
	found = {}
	for client in clients:
		enrolment = latest.get(client, {})
		stage = stage_of(
			Standing(
				is_enrolled=enrolment.get("status") == "Active",
				has_exited=enrolment.get("status") == "Exited",
				exit_asks_for=enrolment.get("asks_for"),
				naars_provider=referred.get(client),
			)
		)
		found[client] = stage.value if stage else None
	return found


def latest_enrolments(clients: list[str]) -> dict[str, frappe._dict]:
	enrolment, reason = frappe.qb.DocType(ENROLMENT), frappe.qb.DocType(REASON)
	rows = (
		frappe.qb.from_(enrolment)
		.left_join(reason)
		.on(reason.name == enrolment.exit_reason)
		.select(enrolment.client, enrolment.status, reason.asks_for)
		.where(enrolment.client.isin(clients or [""]))
		.orderby(enrolment.episode)
		.run(as_dict=True)
	)
	return {row.client: row for row in rows}


def accepted_referrals(clients: list[str]) -> dict[str, str]:
	referral = frappe.qb.DocType(REFERRAL)
	query = (
		frappe.qb.from_(referral)
		.select(referral.client, referral.naars_provider_type)
		.where(referral.client.isin(clients or [""]))
		.where(referral.status == "Accepted")
		.orderby(referral.decided_on)
	)
	return dict(query.run())
