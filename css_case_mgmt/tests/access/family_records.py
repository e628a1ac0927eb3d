"""One record of each client-bearing DocType, with marks where `planted.py` puts secrets."""

import re

import frappe
from frappe.utils import add_days, add_months, getdate

from css_case_mgmt.tests.factories import BANK, CONSENT_FORM, NORTH, SIGNATURE

SECRET = "<a secret>"
SECRET_IN_OWN_SCRIPT = "<a secret in Arabic letters>"
SECRET_UCI = "<a secret UCI>"
SECRET_NUMBER = "<a secret telephone number>"
SECRET_EMAIL = "<a secret e-mail address>"
SECRET_FILE = "<a file with a secret>"
DISCLOSURE_GROUND = "Law or court order"
SECRETS = re.compile(r"Zq\d{5}[0-9a-f]{6}|نجمة[\u0628-\u0631]{5}|77\d{8}|\+14165\d{6}")
TODAY = getdate()


def plain_text(number: int) -> str:
	return f"Zq{number:05d}{frappe.generate_hash(length=6)}"


# A mark in the records below -> a secret of its kind.
MARKS = {
	SECRET: plain_text,
	SECRET_IN_OWN_SCRIPT: lambda number: (
		"نجمة" + "".join(chr(0x0628 + int(digit)) for digit in f"{number:05d}")
	),
	SECRET_UCI: lambda number: f"77{number:08d}",
	SECRET_NUMBER: lambda number: f"+14165{550000 + number}",
	SECRET_EMAIL: plain_text,
	SECRET_FILE: plain_text,
}

IMPORTED = {"source_system": SECRET, "source_id": SECRET}
OF_CLIENT = {"css_case": "{CSS Case}", "client": "{CSS Client}"}
SIGNED_ON = add_months(TODAY, -22)
INTERPRETED = {"interpreter": "{CSS Interpreter}", "unsigned_reason": SECRET}

LAST_MONDAY = add_days(TODAY, -TODAY.weekday())
PERIODIC_TEXTS = (
	"still_required_reason",
	"ready_for_exit_reason",
	"plan_adjustments",
	"wellbeing",
	"progress",
	"referrals_obtained",
)
GOAL_TEXTS = ("goal", "vision", "success_measure", "expected_change", "outcome_note")
ACTIVITY_TEXTS = (
	"purpose",
	"visit_address",
	"living_conditions",
	"cannot_alone_reason",
	"skill_practised",
	"problem",
	"delay_reason",
	"late_reason",
)
EXIT_TEXTS = (
	"unplanned_reason",
	"needs_explanation",
	"stability_opinion",
	"early_reason",
	"outstanding_reason",
	"settlement_counsellor",
	"handover_summary",
	"achievements",
	"future_plan",
)
REFERRAL_TEXTS = (
	"source_organization",
	"source_contact",
	"reason",
	"given_names",
	"family_name",
	"naars_provider",
	"assets",
	"triage_note",
	"source_system",
	"source_id",
)

# One record of each client-bearing DocType. {} refers to the record of that DocType made before it.
FAMILY_RECORDS = (
	("CSS Case", {"site": NORTH, **IMPORTED}),
	(
		"CSS Client",
		{
			"given_names": SECRET,
			"family_name": SECRET,
			"patronymic": SECRET,
			"preferred_name": SECRET,
			"name_in_own_script": SECRET_IN_OWN_SCRIPT,
			"other_names": [{"written_name": SECRET, "kind": "Former name"}],
			"uci": SECRET_UCI,
			"date_of_birth": "1990-05-17",
			"primary_language": "prs",
			"languages": [{"language": "prs"}],
			"phones": [{"phone": SECRET_NUMBER, "safe_times": SECRET, "remark": SECRET}],
			"email": SECRET_EMAIL,
			"addresses": [
				{
					"address_line": SECRET,
					"unit": SECRET,
					"city": SECRET,
					"safe_times": SECRET,
					"remark": SECRET,
				}
			],
			"rap_provider": SECRET,
			"rap_needs": [{"need": SECRET, "addressed_by": "Case Management"}],
			"health_screening_connected": "Yes",
			"health_screening_on": add_months(TODAY, -9),
			"health_screening_agency": SECRET,
			"accessibility_needs": SECRET,
			**IMPORTED,
		},
	),
	(
		"CSS Case Member",
		{
			**OF_CLIENT,
			"relationship": "Head of Family",
			"is_head": 1,
			"member_from": add_months(TODAY, -30),
			**IMPORTED,
		},
	),
	(
		"CSS Eligibility Assessment",
		{
			**OF_CLIENT,
			"assessment_date": add_months(TODAY, -9),
			"mode": "Phone",
			"remote_reason": SECRET,
			"legal_status": "Permanent Resident",
			"status_evidence": SECRET,
			"criteria": [{"criterion": "1.1", "remark": SECRET}, {"criterion": "2.1"}],
			"other_factor": SECRET,
			"other_factor_column": "3",
			"other_factor_reason": SECRET,
			"needs_level": "High",
			"services_offered": [
				{"service": "{CSS Offered Service}", "provider": SECRET, "offered_on": add_months(TODAY, -9)}
			],
			**IMPORTED,
		},
	),
	(
		"CSS Enrolment",
		{
			**OF_CLIENT,
			"enrolment_date": add_months(TODAY, -22),
			"direct_intervention_reason": SECRET,
			"levels": [{"needs_level": "High", "level_from": add_months(TODAY, -22), "reason": SECRET}],
			**IMPORTED,
		},
	),
	(
		"CSS Consent",
		{
			**OF_CLIENT,
			"consent_form": CONSENT_FORM,
			"given_by": "Self",
			"guardian_name": SECRET,
			"explained_on": SIGNED_ON,
			"understood": 1,
			"limits_explained": 1,
			"rights_explained": 1,
			"purposes": [{"purpose": SECRET, "recipient": SECRET, "information": SECRET}],
			"valid_from": SIGNED_ON,
			"signature_method": "Signed on Screen",
			"client_signature": SIGNATURE,
			"caseworker_signature": SIGNATURE,
			"client_signed_on": SIGNED_ON,
			"caseworker_signed_on": SIGNED_ON,
			"review_note": SECRET,
			**INTERPRETED,
			**IMPORTED,
		},
	),
	(
		"CSS Charter Acknowledgement",
		{**OF_CLIENT, "language": "eng", "acknowledged_on": SIGNED_ON, **INTERPRETED, **IMPORTED},
	),
	(
		"CSS NAM Assessment",
		{
			**OF_CLIENT,
			"enrolment": "{CSS Enrolment}",
			"bank": BANK,
			"assessment_date": add_months(TODAY, -8),
			"case_note": SECRET,
			**INTERPRETED,
			**IMPORTED,
		},
	),
	(
		"CSS Periodic Assessment",
		{
			**OF_CLIENT,
			"enrolment": "{CSS Enrolment}",
			"assessment_date": add_months(TODAY, -6),
			"still_required": "Yes",
			"ready_for_exit": "No",
			"case_note": SECRET,
			**{field: SECRET for field in PERIODIC_TEXTS},
			**INTERPRETED,
			**IMPORTED,
		},
	),
	(
		"CSS Settlement Plan",
		{
			**OF_CLIENT,
			"enrolment": "{CSS Enrolment}",
			"plan_date": add_months(TODAY, -6),
			"strengths": [{"category": "{CSS Strength Category}", "strength": SECRET}],
			"needs": [{"challenge": SECRET, "need": SECRET, "need_code": "N1"}],
			"reviews": [{"reviewed_on": TODAY, "occasion": "Check-in", "what_changes": SECRET}],
			"change_reason": SECRET,
			**IMPORTED,
		},
	),
	(
		"CSS Goal",
		{
			**OF_CLIENT,
			"plan": "{CSS Settlement Plan}",
			"horizon": "Immediate",
			"start_date": add_months(TODAY, -6),
			"target_date": add_months(TODAY, 3),
			"need_code": "N1",
			"actions": [{"action": SECRET, "responsible": "Client", "due_date": TODAY, "remark": SECRET}],
			"check_ins": [{"checked_on": TODAY, "progress": SECRET}],
			"setbacks": [
				{
					"happened_on": TODAY,
					"setback": SECRET,
					"strategy": "{CSS Setback Strategy}",
					"response": SECRET,
				}
			],
			"status": "Partly Achieved",
			"outcome_on": TODAY,
			**{field: SECRET for field in GOAL_TEXTS},
			**IMPORTED,
		},
	),
	(
		"CSS Activity",
		{
			"css_case": "{CSS Case}",
			"activity_type": "Follow-up",
			"activity_date": add_months(TODAY, -5),
			"method": "Phone",
			"participants": [{"client": "{CSS Client}"}],
			"note": SECRET,
			**{field: SECRET for field in ACTIVITY_TEXTS},
			**INTERPRETED,
			**IMPORTED,
		},
	),
	(
		"CSS Restricted Note",
		{
			**OF_CLIENT,
			"noted_on": add_months(TODAY, -5),
			"topic": "{CSS Restricted Topic}",
			"activity": "{CSS Activity}",
			"note": SECRET,
			**IMPORTED,
		},
	),
	(
		"CSS Appointment",
		{
			"css_case": "{CSS Case}",
			"kind": "Home Visit",
			"starts_on": f"{add_days(TODAY, 3)} 10:00:00",
			"ends_on": f"{add_days(TODAY, 3)} 11:00:00",
			"place": SECRET,
			"purpose": SECRET,
			"clients": [{"client": "{CSS Client}"}],
			**INTERPRETED,
			**IMPORTED,
		},
	),
	(
		"CSS Contact Deviation",
		{
			**OF_CLIENT,
			"enrolment": "{CSS Enrolment}",
			"period_from": add_days(LAST_MONDAY, -7),
			"period_to": add_days(LAST_MONDAY, -1),
			"reason": SECRET,
			"program_officer": SECRET,
			**IMPORTED,
		},
	),
	(
		"CSS Caseload Concern",
		{
			"site": NORTH,
			"kind": "Emotionally Demanding",
			"css_case": "{CSS Case}",
			"concern": SECRET,
		},
	),
	(
		"CSS Client Interpreter",
		{
			**OF_CLIENT,
			"interpreter": "{CSS Interpreter}",
			"preference": "Preferred",
			"relationship": SECRET,
			"reason": SECRET,
		},
	),
	(
		"CSS Disclosure",
		{
			**OF_CLIENT,
			"recipient": SECRET,
			"ground": DISCLOSURE_GROUND,
			"disclosed_on": add_months(TODAY, -1),
			"information": SECRET,
			"reason": SECRET,
			**IMPORTED,
		},
	),
	(
		"CSS Referral",
		{
			**OF_CLIENT,
			"is_internal": 1,
			"internal_to": SECRET,
			"service": "Language Training",
			"reason": SECRET,
			"support_level": "Worker Books",
			"support_reason": SECRET,
			"purpose": SECRET,
			"information": SECRET,
			"explanations": [{"explanation": "What the service is", "remark": SECRET}],
			"what_to_bring": SECRET,
			"instructions": SECRET,
			"delay_reason": SECRET,
			"outcome_note": SECRET,
			**IMPORTED,
		},
	),
	(
		"CSS Programme Extension",
		{
			**OF_CLIENT,
			"enrolment": "{CSS Enrolment}",
			"extended_until": add_months(TODAY, 12),
			"reason": SECRET,
			"support": SECRET,
			**IMPORTED,
		},
	),
	(
		"CSS Exit",
		{
			**OF_CLIENT,
			"enrolment": "{CSS Enrolment}",
			"exit_reason": "Graduated",
			"planned": 1,
			"readiness": [{"indicator": "{CSS Readiness Indicator}", "answer": "Not Met", "remark": SECRET}],
			**{field: SECRET for field in EXIT_TEXTS},
			**IMPORTED,
		},
	),
	(
		"CSS Exit Interview",
		{
			**OF_CLIENT,
			"css_exit": "{CSS Exit}",
			"interviewed_on": TODAY,
			"not_at_home_reason": SECRET,
			"answers": [{"question": "{CSS Exit Interview Question}", "answer": SECRET}],
			**INTERPRETED,
			**IMPORTED,
		},
	),
	(
		"CSS Client Document",
		{
			**OF_CLIENT,
			"document_kind": "{CSS Document Kind}",
			"received_on": TODAY,
			"attachment": SECRET_FILE,
			"is_copy": 1,
			"original_is": "Sent Elsewhere",
			"sent_to": SECRET,
			"sent_reason": SECRET,
			"remark": SECRET,
		},
	),
	(
		"CSS GBA Plus Profile",
		{**OF_CLIENT, "declared_on": TODAY, "groups": [{"group_name": "{CSS GBA Plus Group}"}]},
	),
	(
		"CSS Safety Note",
		{
			**OF_CLIENT,
			"noted_on": TODAY,
			"review_on": add_months(TODAY, 3),
			"behaviour": SECRET,
			"precautions": SECRET,
		},
	),
)
