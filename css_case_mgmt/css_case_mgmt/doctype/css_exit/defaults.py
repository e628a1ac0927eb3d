"""What an exit takes from the file by itself: the assessment and the referral that end the programme (R-365, R-370)."""

from frappe.model.document import Document

from css_case_mgmt.exit_facts import final_assessments_of, final_referrals_of


def fill_in(css_exit: Document) -> None:
	"""The latest assessment after A1 with the tool of the intake, and the referral to settlement services that was sent;
	whoever has chosen another keeps it while it counts."""
	assessments = final_assessments_of([css_exit.enrolment]).get(css_exit.enrolment, [])
	referrals = final_referrals_of([css_exit.enrolment]).get(css_exit.enrolment, [])
	choose(css_exit, "final_assessment", [row.name for row in assessments])
	choose(css_exit, "final_referral", [row.name for row in referrals])


def choose(css_exit: Document, fieldname: str, names: list[str]) -> None:
	chosen = css_exit.get(fieldname)
	if chosen and (chosen in names or css_exit.has_value_changed(fieldname)):
		return
	css_exit.set(fieldname, names[0] if names else None)
