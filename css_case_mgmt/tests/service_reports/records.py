"""Referrals, plans, goals and lists for tests of the reports of services."""

import frappe

from css_case_mgmt.tests.factories import today

SERVICE, OTHER_SERVICE = "Test Language Class", "Test Dental Clinic"
CHILD_CARE, TRANSPORT = "Test Child Care", "Test Transportation"


def make_service(service_type: str = SERVICE, **values) -> str:
	if not frappe.db.exists("CSS Service Type", service_type):
		values = {"target_class": "IRCC Settlement Service", **values}
		frappe.get_doc(doctype="CSS Service Type", service_type=service_type, **values).insert(
			ignore_permissions=True
		)
	return service_type


def make_support_service(service_type: str) -> str:
	return make_service(service_type, is_support_service=1)


def make_topic(topic: str = "Test Topic") -> str:
	if not frappe.db.exists("CSS Activity Topic", topic):
		frappe.get_doc(doctype="CSS Activity Topic", topic=topic).insert(ignore_permissions=True)
	return topic


def make_provider(provider_name: str = "Test Provider", **values) -> str:
	provider = frappe.get_doc(doctype="CSS Service Provider", provider_name=provider_name, **values)
	return provider.insert(ignore_permissions=True).name


def make_referral(
	css_case: str, client: str, on=None, status: str = "Sent", service: str = SERVICE, **values
):
	"""A referral inside the agency, which needs no consent of its own, in a state that the steps of a worker lead
	to: only these make the states through documents."""
	later = {
		fieldname: values.pop(fieldname)
		for fieldname in (
			"provider",
			"follow_up_due",
			"followed_up_on",
			"outcome",
			"outcome_on",
			"obtained",
			"benefitted",
		)
		if fieldname in values
	}
	referral = frappe.get_doc(
		doctype="CSS Referral",
		css_case=css_case,
		client=client,
		is_internal=1,
		internal_to="Language team",
		service=make_service(service),
		**{
			"target_class": "Internal",
			"reason": "Wants to learn",
			"support_level": "Client Alone",
			**values,
		},
	).insert()
	frappe.db.set_value(
		"CSS Referral", referral.name, {"status": status, "referred_on": on or today(), **later}
	)
	referral.reload()
	return referral


def make_plan(enrolment, agreed_on=None, status: str = "Agreed"):
	"""A settlement plan in a state that agreeing on it leads to."""
	plan = frappe.get_doc(
		doctype="CSS Settlement Plan",
		client=enrolment.client,
		css_case=enrolment.css_case,
		enrolment=enrolment.name,
		plan_date=agreed_on or today(),
	).insert()
	frappe.db.set_value(
		"CSS Settlement Plan", plan.name, {"status": status, "client_agreed_on": agreed_on or today()}
	)
	plan.reload()
	return plan


def make_goal(plan, start_date=None, status: str = "Open", outcome_on=None, **values):
	"""A goal of a plan, in a state that its outcome leads to."""
	start = start_date or today()
	goal = frappe.get_doc(
		doctype="CSS Goal",
		plan=plan.name,
		client=plan.client,
		css_case=plan.css_case,
		goal="Speak with the teacher alone",
		horizon="Immediate",
		start_date=start,
		target_date=frappe.utils.add_months(start, 6),
		**values,
	).insert()
	frappe.db.set_value("CSS Goal", goal.name, {"status": status, "outcome_on": outcome_on})
	goal.reload()
	return goal


def make_addendum(activity, text: str, on=None):
	return frappe.get_doc(
		doctype="CSS Note Addendum",
		css_case=activity.css_case,
		reference_doctype=activity.doctype,
		reference_name=activity.name,
		written_by=frappe.session.user,
		written_on=on or today(),
		text=text,
	).insert()
