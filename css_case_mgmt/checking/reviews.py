"""Reviews of consents, and disclosures approved, by the wrong people (D-16, D-24, R-125)."""

from collections.abc import Iterator

import frappe

from css_case_mgmt.checking.finding import Check, Finding
from css_case_mgmt.checking.postings import read_managers

CONSENT, DISCLOSURE, CASE = "CSS Consent", "CSS Disclosure", "CSS Case"
RECORDED, REVIEWED, TO_BE_REDONE = "Recorded", "Reviewed", "To Be Redone"

NO_REVIEWER = Check(
	"consent_reviewed_by_nobody",
	"The consent counts as reviewed, and nobody is named who did.",
	"Set the state back to Recorded in the database, and let a manager review it.",
)
OWN_CONSENT = Check(
	"consent_reviewed_by_recorder",
	"Whoever recorded the consent has reviewed it.",
	"Let another manager of the site look at it.",
)
REVIEWER_ELSEWHERE = Check(
	"consent_reviewed_by_no_manager",
	"Whoever reviewed the consent never worked at its site.",
	"Let a manager of the site look at it.",
)
NO_SUCH_REVIEW = Check(
	"consent_state_unknown",
	"The state of the review is none that there is, or names a reviewer before the review.",
	"Set the state back to Recorded in the database, and let a manager review it.",
)
OWN_DISCLOSURE = Check(
	"disclosure_approved_by_who_asked",
	"Whoever asked for the disclosure, or entered it, has approved it.",
	"Let another manager of the site look at it.",
)
NO_APPROVER = Check(
	"override_without_approval",
	"It has the day, or the days, of an approval, and nobody is named who approved it.",
	"Take them out in the database, and let a manager approve it.",
)
APPROVER_ELSEWHERE = Check(
	"disclosure_approved_by_no_manager",
	"Somebody approved the disclosure who was no manager of the site on that day.",
	"Let a manager of the site look at it; see who could write to the database.",
)


def reviews_of_consents() -> Iterator[Finding]:
	postings = read_managers().postings
	for row in of_case(CONSENT, "owner", "workflow_state", "reviewed_by"):
		if check := wrong_review(row, postings):
			yield from check.found(CONSENT, [row.name])


def wrong_review(row: frappe._dict, postings: dict) -> Check | None:
	state = row.workflow_state or RECORDED
	if state not in (REVIEWED, TO_BE_REDONE):
		return NO_SUCH_REVIEW if state != RECORDED or row.reviewed_by else None
	if not row.reviewed_by:
		return NO_REVIEWER
	if row.reviewed_by == row.owner:
		return OWN_CONSENT
	if row.reviewed_by != "Administrator" and (row.reviewed_by, row.site) not in postings:
		return REVIEWER_ELSEWHERE
	return None


def approvals_of_disclosures() -> Iterator[Finding]:
	managers = read_managers()
	columns = ("owner", "requested_by", "approved_by", "approved_on", "override_until")
	for row in of_case(DISCLOSURE, *columns):
		if not row.approved_by:
			if row.approved_on or row.override_until:
				yield from NO_APPROVER.found(DISCLOSURE, [row.name])
		elif row.approved_by in (row.owner, row.requested_by):
			yield from OWN_DISCLOSURE.found(DISCLOSURE, [row.name])
		elif not row.approved_on or not (
			row.approved_by == "Administrator"
			or managers.may_have_decided(row.approved_by, row.site, row.approved_on)
		):
			yield from APPROVER_ELSEWHERE.found(DISCLOSURE, [row.name])


def of_case(doctype: str, *columns: str) -> list[frappe._dict]:
	"""All records of a kind, with the site of their case."""
	table, case = frappe.qb.DocType(doctype), frappe.qb.DocType(CASE)
	return (
		frappe.qb.from_(table)
		.left_join(case)
		.on(case.name == table.css_case)
		.select(table.name, *(table[column] for column in columns), case.site)
		.orderby(table.name)
		.run(as_dict=True)
	)


CHECKS = (reviews_of_consents, approvals_of_disclosures)
