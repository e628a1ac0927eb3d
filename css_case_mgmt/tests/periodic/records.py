"""Periodic assessments for tests, made the way the desk makes them."""

import frappe

ANSWERS = {
	"still_required": "Yes",
	"ready_for_exit": "No",
	"plan_adjustments": "None",
	"case_note": "We spoke about the past three months.",
}


def make_periodic(enrolment, assessment_date=None, **values):
	"""A draft in which every question is answered; None leaves one open."""
	return frappe.get_doc(
		doctype="CSS Periodic Assessment",
		client=enrolment.client,
		css_case=enrolment.css_case,
		enrolment=enrolment.name,
		assessment_date=assessment_date or enrolment.enrolment_date,
		**{**ANSWERS, **values},
	).insert()


def complete_periodic(enrolment, assessment_date=None, **values):
	assessment = make_periodic(enrolment, assessment_date, **values)
	assessment.submit()
	return assessment
