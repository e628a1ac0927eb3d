"""Activities that were written down before say for whom they were (R-229)."""

import frappe

from css_case_mgmt.rules.participation import Audience

ACTIVITY, PARTICIPANT, RECIPIENT = "CSS Activity", "CSS Activity Participant", "CSS Group Message Recipient"


def execute() -> None:
	activity = frappe.qb.DocType(ACTIVITY)
	row, recipient = frappe.qb.DocType(PARTICIPANT), frappe.qb.DocType(RECIPIENT)
	correction = frappe.qb.DocType("CSS Wrong File Correction")
	unsaid = activity.audience.isnull() | (activity.audience == "")
	sent = frappe.qb.update(activity).join(recipient).on(recipient.activity == activity.name)
	copied = (
		frappe.qb.update(activity)
		.join(correction)
		.on(correction.moved_to_name == activity.name)
		.join(recipient)
		.on(recipient.activity == correction.reference_name)
	)
	of_several = (
		frappe.qb.update(activity)
		.join(row)
		.on((row.parent == activity.name) & (row.parenttype == ACTIVITY) & (row.idx == 2))
	)
	for query, audience in (
		(sent, Audience.GROUP),
		(copied, Audience.GROUP),
		(of_several, Audience.FAMILY),
		(frappe.qb.update(activity), Audience.INDIVIDUAL),
	):
		query.set(activity.audience, audience.value).where(unsaid).run()
