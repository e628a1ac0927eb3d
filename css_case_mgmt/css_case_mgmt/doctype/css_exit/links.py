"""What an exit names belongs to the person and the enrolment that it is about."""

import frappe
from frappe import _
from frappe.model.document import Document

from css_case_mgmt.assessments_in_force import COUNTING


class LinkRefused(frappe.ValidationError):
	"""An assessment or a referral of somebody else, or of another enrolment."""


def check_links_of(css_exit: Document) -> None:
	check_final_assessment(css_exit)
	check_final_referral(css_exit)
	check_site(css_exit)


def check_final_assessment(css_exit: Document) -> None:
	name = css_exit.final_assessment
	if not name or not css_exit.has_value_changed("final_assessment"):
		return
	if not frappe.db.exists(
		"CSS NAM Assessment", {"name": name, "enrolment": css_exit.enrolment, **COUNTING}
	):
		refuse(_("Choose a completed assessment of this enrolment, in its latest revision."))


def check_final_referral(css_exit: Document) -> None:
	name = css_exit.final_referral
	if not name or not css_exit.has_value_changed("final_referral"):
		return
	client, is_final = frappe.db.get_value("CSS Referral", name, ["client", "is_final"])
	if client != css_exit.client or not is_final:
		refuse(_("Choose the referral of this person that is marked as the final one."))


def check_site(css_exit: Document) -> None:
	if css_exit.moves_to_site and css_exit.moves_to_site == css_exit.site_of_case():
		refuse(_("Choose the other site; this one has the case already."))


def refuse(text: str) -> None:
	frappe.throw(text, LinkRefused, title=_("Exit"))
