"""What was decided, surface by surface, of functions, methods and reports: who may. Of DocTypes it stands in
`decisions_of_doctypes.py`. Whatever is not here fails `test_decided.py`."""

from dataclasses import dataclass, field

from css_case_mgmt.tests.access.groups import (
	AT_WORK,
	LOGGED_IN,
	NATIONAL,
	OWN_FILES,
	READERS,
	RECORDERS,
	SITE_MANAGERS,
	STAFF_OF_FILES,
	WITH_FILES,
	WRITERS,
	people,
)
from css_case_mgmt.tests.access.personas import EVERYBODY, NOBODY
from css_case_mgmt.tests.factories import BANK, CONSENT_FORM, NORTH


@dataclass(frozen=True)
class Call:
	"""A function of the app that a request may call, and who is not refused.

	Args:
		may: the personas whose call goes through, for the records of the assigned family.
		arguments: `{CSS Case}` and so on stand for those records.
	"""

	may: frozenset[str]
	arguments: dict = field(default_factory=dict)


def call(may: frozenset[str], **arguments) -> Call:
	return Call(may, arguments)


CASE, CLIENT, ENROLMENT, ASSESSMENT_OF_FILE = (
	"{CSS Case}",
	"{CSS Client}",
	"{CSS Enrolment}",
	"{CSS NAM Assessment}",
)
OUTGOING = "{CSS Referral}"
# Entered in the directory, which holds nothing about clients.
PROVIDER = "the-only-provider"
APPOINTMENT, PERIODIC = "{CSS Appointment}", "{CSS Periodic Assessment}"
PLAN, GOAL = "{CSS Settlement Plan}", "{CSS Goal}"
TO_CLIENT = {"client": CLIENT, "css_case": CASE, "method": "Text Message"}
FUNCTIONS = {
	"api.activity.get_contacts": call(READERS, css_case=CASE),
	"api.activity.log_contact": call(
		WRITERS, css_case=CASE, participants=[CLIENT], activity_type="Check-in", method="Phone"
	),
	"api.appointment.cancel": call(WRITERS, appointment=APPOINTMENT, reason="Ill"),
	"api.appointment.get_choices": call(WRITERS, css_case=CASE),
	"api.appointment.get_overlaps": call(
		WRITERS, css_case=CASE, clients=[CLIENT], on="2026-12-01", at="10:00", minutes=60
	),
	"api.appointment.get_panel": call(READERS, appointment=APPOINTMENT),
	"api.appointment.get_upcoming": call(READERS, css_case=CASE),
	"api.appointment.keep": call(WRITERS, appointment=APPOINTMENT),
	"api.appointment.miss": call(WRITERS, appointment=APPOINTMENT, reason="Nobody came"),
	"api.appointment.plan": call(
		WRITERS,
		css_case=CASE,
		kind="Home Visit",
		on="2026-12-01",
		at="10:00",
		minutes=60,
		clients=[CLIENT],
	),
	"api.appointment.reschedule": call(
		WRITERS, appointment=APPOINTMENT, on="2026-12-02", at="10:00", minutes=60, reason="Snow"
	),
	"api.appointment_calendar.get_events": call(WITH_FILES, start="2026-11-01", end="2026-12-31"),
	"api.assignment.candidates": call(people("manager"), css_case=CASE),
	"api.assignment.colleagues_of": call(SITE_MANAGERS, user="caseworker@access.example"),
	"api.assignment.cover": call(
		people("manager"),
		user="caseworker@access.example",
		covered_by="colleague@access.example",
		access_from="2026-12-01",
		access_until="2026-12-20",
		reason="Away",
	),
	"api.assignment.history": call(RECORDERS, css_case=CASE),
	"api.calendar_feed.get_feed": call(EVERYBODY, key="unknown"),
	"api.calendar_feed.get_mine": call(STAFF_OF_FILES),
	"api.calendar_feed.make_feed": call(AT_WORK),
	"api.calendar_feed.revoke_feed": call(AT_WORK),
	"api.caseload_transfer.preview": call(people("manager"), destinations={CASE: "colleague@access.example"}),
	"api.caseload_transfer.reassign": call(
		people("manager"), destinations={CASE: "colleague@access.example"}, reason="Away"
	),
	"api.caseload_transfer.start": call(SITE_MANAGERS, cases=[CASE]),
	"api.client_file.get_person": call(READERS, client=CLIENT),
	"api.coming_back.come_back": call(RECORDERS, client=CLIENT),
	"api.coming_back.get_goals": call(READERS, plan=PLAN),
	"api.coming_back.get_return": call(READERS, client=CLIENT),
	"api.coming_back.take_goals": call(WRITERS, plan=PLAN, goals=[]),
	"api.consent.get_approval": call(READERS, disclosure="{CSS Disclosure}"),
	"api.consent.get_gate_of_enrolment": call(READERS, enrolment=ENROLMENT),
	"api.consent.get_agreements": call(READERS, client=CLIENT),
	"api.consent.get_form_text": call(LOGGED_IN, form=CONSENT_FORM),
	"api.consent.get_gate": call(READERS, client=CLIENT, css_case=CASE),
	"api.consent.get_standing": call(READERS, consent="{CSS Consent}"),
	"api.consent.prepare": call(WRITERS, client=CLIENT, css_case=CASE),
	"api.consent.record": call(
		WRITERS, client=CLIENT, css_case=CASE, charter={"language": "eng", "acknowledged_on": "2026-10-01"}
	),
	"api.consent.standings": call(WITH_FILES, consents=["{CSS Consent}"]),
	"api.desk_figures.beyond_typical_length": call(STAFF_OF_FILES),
	"api.desk_figures.caseload_by_worker": call(STAFF_OF_FILES),
	"api.desk_figures.contacts_by_week": call(STAFF_OF_FILES),
	"api.desk_figures.due_today": call(STAFF_OF_FILES),
	"api.desk_figures.enrolments_by_level": call(STAFF_OF_FILES),
	"api.desk_figures.exits_by_month": call(STAFF_OF_FILES),
	"api.desk_figures.overdue": call(STAFF_OF_FILES),
	"api.desk_figures.overdue_at_my_sites": call(STAFF_OF_FILES),
	"api.desk_figures.waiting_for_a_manager": call(STAFF_OF_FILES),
	"api.directory_file.bring_in": call(SITE_MANAGERS | NATIONAL, files=[]),
	"api.directory_file.download": call(SITE_MANAGERS | NATIONAL | {"system_manager"}),
	"api.directory_file.look": call(SITE_MANAGERS | NATIONAL, files=[]),
	"api.duplicates.search": call(STAFF_OF_FILES, values={"given_names": "Nobody", "family_name": "Known"}),
	"api.eligibility.get_lists": call(LOGGED_IN),
	"api.eligibility.get_standing": call(READERS, assessment="{CSS Eligibility Assessment}"),
	"api.eligibility.preview": call(READERS, client=CLIENT, criteria=[]),
	"api.exit_form.get_achievements": call(READERS, css_exit="{CSS Exit}"),
	"api.exit_form.get_standing": call(READERS, enrolment=ENROLMENT),
	"api.exit_interview.get_of_exit": call(READERS, css_exit="{CSS Exit}"),
	"api.exit_interview.get_sheet": call(READERS, interview="{CSS Exit Interview}"),
	"api.exit_interview.save_answers": call(WRITERS, interview="{CSS Exit Interview}", answers=[]),
	"api.exit_interview.start": call(WRITERS, css_exit="{CSS Exit}"),
	"api.exits.begin": call(READERS, enrolment=ENROLMENT),
	"api.exits.get_readiness": call(READERS, css_exit="{CSS Exit}"),
	"api.exits.take_step": call(WRITERS, css_exit="{CSS Exit}", step="Ready for Review"),
	"api.extension.get_panel": call(READERS, extension="{CSS Programme Extension}"),
	"api.extension.get_standing": call(READERS, enrolment=ENROLMENT),
	"api.family_changes.end_tie": call(NOBODY, tie="none", ended_on="2026-10-01"),
	"api.family_changes.household_of": call(READERS, client=CLIENT),
	"api.family_changes.move_in": call(WRITERS, css_case=CASE, members={}, as_of="2026-10-01"),
	"api.family_changes.open_own_household": call(WRITERS, css_case=CASE, client=CLIENT, as_of="2026-10-01"),
	"api.family_changes.protect_household": call(people("manager"), css_case=CASE),
	"api.family_changes.record_death": call(WRITERS, css_case=CASE, client=CLIENT, died_on="2026-10-01"),
	"api.family_changes.relate": call(
		WRITERS, css_case=CASE, client=CLIENT, related_client=CLIENT, relationship="Child"
	),
	"api.family_changes.separate": call(
		WRITERS, css_case=CASE, members={CLIENT: ""}, new_head=CLIENT, as_of="2026-10-01"
	),
	"api.first_steps.get_first_steps": call(EVERYBODY - {"guest"}),
	"api.form_help.get_glossary": call(LOGGED_IN),
	"api.form_help.get_help": call(LOGGED_IN, checklist="Case Notes"),
	"api.goal.add_setback": call(WRITERS, goal=GOAL, setback="The bus does not run"),
	"api.goal.check_in": call(WRITERS, goal=GOAL, progress="Half of it is done"),
	"api.goal.end": call(WRITERS, goal=GOAL, status="Achieved"),
	"api.goal.get_help": call(READERS, plan=PLAN, goal={}),
	"api.goal.reopen": call(WRITERS, goal=GOAL),
	"api.goal.set_action": call(WRITERS, goal=GOAL, action="none", status="Done"),
	"api.importing.look": call(people("manager"), name="{CSS Import}"),
	"api.importing.template": call(SITE_MANAGERS | {"coordinator"}),
	"api.intake.get_intake": call(READERS, css_case=CASE),
	"api.intake.good_practice": call(LOGGED_IN),
	"api.interpreters.get_briefing": call(LOGGED_IN),
	"api.interpreters.get_own_site": call(LOGGED_IN),
	"api.interpreters.suggest": call(WRITERS, client=CLIENT, css_case=CASE),
	"api.keep_both.put_together": call(WRITERS, doctype="CSS Settlement Plan", name=PLAN, base={}, mine={}),
	"api.outgoing_referral.get_advice": call(READERS, client=CLIENT, service="Language Training"),
	"api.outgoing_referral.get_standing": call(READERS, referral=OUTGOING),
	"api.outgoing_referral.told_of_french_services": call(WRITERS, referral=OUTGOING),
	"api.own_file.get_own_file": call(READERS, css_case=CASE, client=CLIENT),
	"api.referral.get_standing": call(READERS, referral="{CSS Inbound Referral}"),
	"api.caseload.caseworkers_of_my_sites": call(
		LOGGED_IN, doctype="User", txt="", searchfield="name", start=0, page_len=20, filters={}
	),
	"api.family.add_member": call(
		WRITERS, css_case=CASE, client={"given_names": "Newborn"}, membership={"relationship": "Child"}
	),
	"api.family.change_head_of_family": call(WRITERS, css_case=CASE, new_head=CLIENT, as_of="2026-01-01"),
	"api.family.change_level": call(
		WRITERS, enrolment=ENROLMENT, needs_level="Low", level_from="2026-10-01", reason="Settled"
	),
	"api.family.get_family": call(READERS, css_case=CASE),
	"api.family_page.get_page": call(READERS, css_case=CASE),
	"api.family.own_sites": call(LOGGED_IN),
	"api.lists.search_by_position": call(
		LOGGED_IN, doctype="CSS Language", txt="", searchfield="name", start=0, page_len=20, filters={}
	),
	"api.merging.merge": call(people("manager"), remaining=CLIENT, merged=CLIENT, reason="The same"),
	"api.merging.preview": call(people("manager"), remaining=CLIENT, merged=CLIENT),
	"api.group_message.get_message": call(people("caseworker"), name="{CSS Group Message}"),
	"api.group_message.get_people": call(OWN_FILES),
	"api.group_message.record_text": call(people("caseworker"), name="{CSS Group Message}", client=CLIENT),
	"api.group_message.send": call(
		RECORDERS, subject="Workshop", message="On Friday", activity_type="Check-in", recipients=[TO_CLIENT]
	),
	"api.nam.complete": call(WRITERS, assessment=ASSESSMENT_OF_FILE),
	"api.nam.get_client_overview": call(READERS, client=CLIENT),
	"api.nam.get_progress": call(READERS, enrolment=ENROLMENT),
	"api.nam.get_sheet": call(READERS, assessment=ASSESSMENT_OF_FILE),
	"api.nam.overdue_enrolments": call(WITH_FILES, enrolments=[ENROLMENT]),
	"api.nam.preview_scores": call(READERS, assessment=ASSESSMENT_OF_FILE, answers=[]),
	"api.nam.save_answers": call(WRITERS, assessment=ASSESSMENT_OF_FILE, answers=[]),
	"api.nam.start": call(WRITERS, enrolment=ENROLMENT),
	"api.nam.who_may_answer": call(READERS, enrolment=ENROLMENT),
	"api.notes.add_addendum": call(WRITERS, doctype="CSS Activity", name="{CSS Activity}", text="More"),
	"api.notes.get_open_problems": call(READERS, css_case=CASE),
	"api.notes.get_panel": call(READERS, doctype="CSS Activity", name="{CSS Activity}"),
	"api.notes.get_writing_help": call(READERS, css_case=CASE),
	"api.notes.record_print": call(WRITERS, css_case=CASE),
	"api.periodic.complete": call(WRITERS, assessment=PERIODIC),
	"api.periodic.get_standing": call(READERS, enrolment=ENROLMENT),
	"api.periodic.overdue_enrolments": call(WITH_FILES, enrolments=[ENROLMENT]),
	"api.periodic.start": call(WRITERS, enrolment=ENROLMENT),
	"api.plan.add_proposed": call(WRITERS, plan=PLAN),
	"api.plan.agree": call(WRITERS, plan=PLAN, signature_method="Signed on Screen"),
	"api.plan.get_panel": call(READERS, plan=PLAN),
	"api.plan.get_plan": call(READERS, enrolment=ENROLMENT),
	"api.plan.propose": call(READERS, plan=PLAN),
	"api.plan.record_review": call(WRITERS, plan=PLAN, what_changes="Nothing"),
	"api.plan.start": call(WRITERS, enrolment=ENROLMENT),
	"api.plan.take_strength": call(WRITERS, plan=PLAN, category="Time", strength="Speaks four languages"),
	"api.preparation.get_preparation": call(READERS, enrolment=ENROLMENT),
	"api.question_bank.download": call(
		NATIONAL | people("manager other_manager"), bank=BANK, file_format="json"
	),
	"api.question_bank.upload": call(NATIONAL, file_name="bank.json", content="e30="),
	"api.reminders.get_daily_digest": call(STAFF_OF_FILES),
	"api.reminders.set_daily_digest": call(AT_WORK, wanted=0),
	"api.service_directory.get_provider": call(LOGGED_IN, provider=PROVIDER),
	"api.service_directory.search_providers": call(
		LOGGED_IN,
		doctype="CSS Service Provider",
		txt="",
		searchfield="name",
		start=0,
		page_len=20,
		filters={},
	),
	"api.today.get_today": call(STAFF_OF_FILES),
	"api.writing_hints.get_hints": call(STAFF_OF_FILES, text="The client was upset."),
	"api.wrong_file.get_members": call(RECORDERS, css_case=CASE),
	"api.wrong_file.mark": call(
		RECORDERS,
		doctype="CSS Activity",
		name="{CSS Activity}",
		reason="Two files were open",
		found_on="2026-10-01",
		breach_considered="No breach",
		breach_reason="Nobody read it",
	),
	"api.wrong_file.move": call(
		RECORDERS, correction="{CSS Wrong File Correction}", right_case=CASE, clients=[CLIENT]
	),
}
# Whoever is not logged in may ask these; each answer depends on a secret of its own.
FOR_GUESTS = {"api.calendar_feed.get_feed"}
REFERRAL = "{CSS Inbound Referral}"
METHODS = {
	"CSS Activity.put_aside": call(WRITERS, dn="{CSS Activity}", args={"reason": "Entered twice"}),
	"CSS Activity.record_destruction": call(WRITERS, dn="{CSS Activity}"),
	"CSS Caseload Transfer.undo": call(people("manager"), dn="{CSS Caseload Transfer}"),
	"CSS Client Merge.undo": call(people("manager"), dn="{CSS Client Merge}", args={"reason": "Two people"}),
	"CSS Charter Acknowledgement.record_copy": call(WRITERS, dn="{CSS Charter Acknowledgement}"),
	"CSS Consent.record_copy": call(WRITERS, dn="{CSS Consent}"),
	"CSS Consent.what_withdrawal_affects": call(READERS, dn="{CSS Consent}"),
	"CSS Consent.withdraw": call(WRITERS, dn="{CSS Consent}"),
	"CSS Consent Form.make_new_version": call(NATIONAL | {"system_manager"}, dn=CONSENT_FORM),
	"CSS Disclosure.approve": call(people("manager"), dn="{CSS Disclosure}"),
	"CSS Exit.take_step": call(WRITERS, dn="{CSS Exit}", args={"state": "Ready for Review"}),
	"CSS Inbound Referral.accept": call(people("manager"), dn=REFERRAL),
	"CSS Inbound Referral.record_follow_up": call(
		RECORDERS, dn=REFERRAL, args={"followed_up_on": "2026-10-01"}
	),
	"CSS Inbound Referral.return_to_sender": call(
		people("manager"), dn=REFERRAL, args={"return_reason": "none"}
	),
	"CSS Inbound Referral.start_triage": call(people("manager"), dn=REFERRAL, args={"urgency": "Soon"}),
	"CSS Inbound Referral.withdraw": call(people("manager"), dn=REFERRAL),
	"CSS Import.check": call(people("manager"), dn="{CSS Import}"),
	"CSS Import.import_rows": call(people("manager"), dn="{CSS Import}"),
	"CSS Import.remove_workbook": call(people("manager"), dn="{CSS Import}"),
	"CSS NAM Assessment.abandon": call(WRITERS, dn=ASSESSMENT_OF_FILE, args={"reason": "Moved away"}),
	"CSS NAM Assessment.correct": call(WRITERS, dn=ASSESSMENT_OF_FILE, args={"reason": "A slip"}),
	"CSS Periodic Assessment.abandon": call(WRITERS, dn=PERIODIC, args={"reason": "Moved away"}),
	"CSS Periodic Assessment.correct": call(WRITERS, dn=PERIODIC, args={"reason": "A slip"}),
	"CSS Programme Extension.take_step": call(
		WRITERS, dn="{CSS Programme Extension}", args={"state": "Ready for Review"}
	),
	"CSS Settlement Plan.put_aside": call(WRITERS, dn=PLAN, args={"reason": "Begun by mistake"}),
	"CSS Settlement Plan.record_copy": call(WRITERS, dn=PLAN),
	"CSS Settlement Plan.revise": call(WRITERS, dn=PLAN, args={"reason": "A new need"}),
	"CSS Referral.record_follow_up": call(WRITERS, dn=OUTGOING),
	"CSS Referral.take_step": call(WRITERS, dn=OUTGOING, args={"status": "Cancelled"}),
	"CSS Site.fill_next_year": call(people("coordinator system_manager"), dn=NORTH),
	"CSS NAM Bank.make_new_version": call(NATIONAL, dn=BANK),
	"CSS NAM Bank.publish": call(NATIONAL, dn=BANK),
	"CSS NAM Bank.retire": call(NATIONAL, dn=BANK),
}


@dataclass(frozen=True)
class Report:
	"""Who may run and export a report. Each finds in it what he or she may read: the national team finds
	figures, some find nothing."""

	may_run: frozenset[str]
	may_export: frozenset[str]
	filters: dict = field(default_factory=dict)


CASEWORK = WITH_FILES - people("intake_worker monitor former_monitor")
MANAGERS = people("manager other_manager")
REPORTS = {
	"Caseload Against Targets": Report(CASEWORK, MANAGERS),
	"Assessment Timeliness": Report(CASEWORK, MANAGERS),
	"Cases to Reassign": Report(MANAGERS, MANAGERS),
	"My Caseload Currently": Report(CASEWORK, MANAGERS),
	"Participants Due for Own File": Report(CASEWORK, MANAGERS),
	"Contact Frequency Against Targets": Report(CASEWORK, MANAGERS),
	"My Service Outputs": Report(CASEWORK, MANAGERS),
	"Participants Without Assessment": Report(CASEWORK, MANAGERS),
	"Participants Without Contact": Report(CASEWORK, MANAGERS),
	"Review Individual and Family Services": Report(CASEWORK, MANAGERS),
	"NAM Change Over Time": Report(CASEWORK | NATIONAL, MANAGERS | NATIONAL),
	"NAM Report": Report(CASEWORK | NATIONAL, MANAGERS | NATIONAL, {"from_date": "2020-01-01"}),
	"Case Note Report": Report(CASEWORK, MANAGERS, {"from_date": "2020-01-01"}),
	"Complete Services Report": Report(CASEWORK, MANAGERS, {"from_date": "2020-01-01", "detail": 1}),
	"Exit Readiness": Report(CASEWORK, MANAGERS, {"months": 0}),
	"File Completeness": Report(CASEWORK, MANAGERS),
	"IRCC-funded Support Services Case Management Activities": Report(
		CASEWORK, MANAGERS, {"from_date": "2020-01-01"}
	),
	"Referrals Report": Report(CASEWORK | NATIONAL, MANAGERS | NATIONAL, {"from_date": "2020-01-01"}),
	"Site Outputs Clients and Cases": Report(
		MANAGERS | NATIONAL, MANAGERS | NATIONAL, {"from_date": "2020-01-01", "breakdown": "Site"}
	),
}
