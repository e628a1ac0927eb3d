"""What an exit takes from the file by itself: the assessment and the referral that end the programme (R-365, R-370)."""

from frappe.model.document import Document

from css_case_mgmt.exit_facts import final_assessments_of, final_referrals_of


def fill_in(css_exit: Document) -> None:
	"""The latest assessment after A1 with the tool of the intake, and the referral to settlement services that was sent;
	whoever has chosen another keeps it."""
	if not css_exit.final_assessment:
		found = final_assessments_of([css_exit.enrolment]).get(css_exit.enrolment, [])
		css_exit.final_assessment = found[0].name if found else None
	if not css_exit.final_referral:
		sent = final_referrals_of([css_exit.client]).get(css_exit.client, [])
		css_exit.final_referral = sent[0].name if sent else None
