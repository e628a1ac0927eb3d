"""Charters and consents as rows, as the forms would leave them (D-16)."""

from dataclasses import dataclass

from css_case_mgmt.case_document import opaque_name
from css_case_mgmt.consent_withdrawal import as_text
from css_case_mgmt.css_case_mgmt.doctype.css_consent.css_consent import RECORDED, REVIEWED
from css_case_mgmt.demo.bulk_rows import Row, RowMaker
from css_case_mgmt.demo.interpreting import Registered, kind_of_interpreter
from css_case_mgmt.demo.plans import CharterPlan, ConsentPlan
from css_case_mgmt.demo.records import Values, charter_values, consent_values, withdrawal_values
from css_case_mgmt.demo.version_rows import version_row
from css_case_mgmt.signed_document import signed_title

CHARTER = "CSS Charter Acknowledgement"
CONSENT = "CSS Consent"
PURPOSE = "CSS Consent Purpose"


@dataclass(frozen=True)
class Signer:
	"""Whose agreement it is, where it is kept now, and who records, withdraws and reviews it."""

	client: str
	client_number: str
	css_case: str
	worker: str
	worker_now: str
	manager_now: str
	register: list[Registered]


def rows_of_charter(
	maker: RowMaker, plan: CharterPlan, signer: Signer, source: Values
) -> dict[str, list[Row]]:
	values = charter_values(plan, signer.client, signer.css_case)
	derived = {"title": signed_title(signer.client_number, values["charter_form"]), "language": plan.language}
	return {CHARTER: [maker.row(CHARTER, opaque_name(), values | source | derived, signer.worker)]}


def rows_of_consent(
	maker: RowMaker, plan: ConsentPlan, signer: Signer, source: Values
) -> dict[str, list[Row]]:
	values = consent_values(plan, signer.client, signer.css_case, signer.register)
	purposes = values.pop("purposes")
	derived = {
		"title": signed_title(signer.client_number, values["consent_form"]),
		"language": plan.language,
		"interpreter_kind": kind_of_interpreter(plan.interpreter, signer.register),
		"workflow_state": RECORDED,
	}
	changed = change_of(plan, signer)
	changed_by = signer.manager_now if plan.is_reviewed and not plan.withdrawn_on else signer.worker_now
	row = maker.row(
		CONSENT,
		opaque_name(),
		values | source | derived | changed,
		signer.worker,
		changed_by if changed else signer.worker,
	)
	rows = {CONSENT: [row], PURPOSE: maker.children(PURPOSE, CONSENT, row, "purposes", purposes)}
	if changed:
		before = {fieldname: RECORDED if fieldname == "workflow_state" else None for fieldname in changed}
		rows["Version"] = [version_row(maker, CONSENT, row["name"], before, changed, changed_by)]
	return rows


def change_of(plan: ConsentPlan, signer: Signer) -> Values:
	"""What was written after the signatures, with what the controller writes along."""
	if plan.withdrawn_on:
		return withdrawal_values(plan) | {
			"withdrawn_recorded_by": signer.worker_now,
			"withdrawal_affects": as_text([]),
		}
	return {"workflow_state": REVIEWED, "reviewed_by": signer.manager_now} if plan.is_reviewed else {}
