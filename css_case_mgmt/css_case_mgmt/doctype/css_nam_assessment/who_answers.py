"""Who answers the questions: the person herself, for a child a parent or guardian (R-159, D-09)."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from css_case_mgmt.css_case_mgmt.doctype.css_case_member.css_case_member import memberships
from css_case_mgmt.rules.age import has_own_file
from css_case_mgmt.rules.consent import GUARDIAN_OF_AN_ADULT
from css_case_mgmt.rules.membership import members_on
from css_case_mgmt.settings import get_setting

SELF, GUARDIAN = "Self", "Parent or Guardian"
FIELDS = ("answered_by", "answering_client", "assessment_date")


class WrongPersonAnswers(frappe.ValidationError):
	"""Somebody answers who may not, or nobody is named who may."""


def check_who_answers(assessment: Document, date_of_birth) -> None:
	"""Refuse a child who answers alone, and somebody who answers for a person who can (R-159).

	What has not changed was checked when it was written; a child who answers alone is refused always.

	Args:
		assessment: with its site of the case loaded.
		date_of_birth: of the client; who has none recorded answers like a grown-up.

	Raises:
		WrongPersonAnswers: says whom to choose.
	"""
	assessment.answered_by = assessment.answered_by or SELF
	if assessment.answered_by == SELF:
		assessment.answering_client = None
	age, day = get_setting("own_file_age", assessment.site_of_case()), getdate(assessment.assessment_date)
	is_child = bool(date_of_birth) and not has_own_file(getdate(date_of_birth), day, age)
	if is_child and not assessment.answering_client:
		refuse(
			_(
				"A child under {0} does not answer alone. Choose Parent or Guardian under Answered by, and the parent or guardian who answers."
			).format(age)
		)
	if assessment.answered_by == SELF or not has_changed(assessment):
		return
	if not is_child:
		require_guardian_of_an_adult(assessment.client)
	if assessment.answering_client:
		require_grown_up_of_the_family(assessment, age)


def has_changed(assessment: Document) -> bool:
	before = assessment.get_doc_before_save()
	return not before or any(
		str(before.get(fieldname) or "") != str(assessment.get(fieldname) or "") for fieldname in FIELDS
	)


def require_guardian_of_an_adult(client: str) -> None:
	recorded = frappe.db.exists(
		"CSS Consent",
		{
			"client": client,
			"given_by": "Guardian",
			"guardian_authority": GUARDIAN_OF_AN_ADULT,
			"withdrawn_on": ("is", "not set"),
		},
	)
	if not recorded:
		refuse(
			_(
				"This person answers for herself or himself. Choose Self under Answered by; a legal guardian of an adult answers only where a consent records the guardian."
			)
		)


def require_grown_up_of_the_family(assessment: Document, own_file_age: int) -> None:
	day = getdate(assessment.assessment_date)
	family = {each.client for each in members_on(memberships({"css_case": assessment.css_case}), day)}
	born = frappe.db.get_value("CSS Client", assessment.answering_client, "date_of_birth")
	is_grown_up = not born or has_own_file(born, day, own_file_age)
	if (
		assessment.answering_client == assessment.client
		or assessment.answering_client not in family
		or not is_grown_up
	):
		refuse(
			_("Whoever answers for somebody else is a member of the same family and {0} or older.").format(
				own_file_age
			)
		)


def refuse(message: str) -> None:
	frappe.throw(message, WrongPersonAnswers, title=_("Who answers"))
