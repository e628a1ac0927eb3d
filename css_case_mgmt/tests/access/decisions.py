"""What was decided, surface by surface: who may. Whatever is not here fails `test_decided.py`."""

from dataclasses import dataclass, field

from css_case_mgmt.tests.access.personas import EVERYBODY, NOBODY
from css_case_mgmt.tests.factories import BANK


def people(names: str) -> frozenset[str]:
	return frozenset(names.split())


# Who reaches the file of each family that is planted.
FAMILIES = {
	# The caseworker is assigned, the monitor's sample is dated; the manager runs the site.
	"assigned": people("caseworker manager monitor"),
	# Nobody is assigned yet.
	"unassigned": people("intake_worker manager"),
	# Served by the colleague.
	"other": people("colleague manager"),
}
STAFF_RECORDS = people("manager coordinator")


@dataclass(frozen=True)
class Decision:
	"""Who may read and write, among those who reach the file."""

	may_read: frozenset[str]
	may_write: frozenset[str] = NOBODY


WORKERS = people("caseworker colleague manager intake_worker")
FILE = Decision(may_read=WORKERS | {"monitor"}, may_write=WORKERS)
ASSESSMENT = Decision(
	may_read=people("caseworker colleague manager monitor"), may_write=people("caseworker colleague manager")
)
SUPERVISION = Decision(may_read=WORKERS, may_write=people("manager"))
POSTINGS = Decision(may_read=STAFF_RECORDS, may_write=STAFF_RECORDS)
NO_CLIENT_DATA = Decision(may_read=EVERYBODY - {"guest"})
LEDGER = Decision(may_read=people("system_manager"))

DOCTYPES = {
	"CSS Case": FILE,
	"CSS Case Access": SUPERVISION,
	"CSS Case Member": FILE,
	"CSS Client": FILE,
	"CSS Client Language": FILE,
	"CSS Conflict of Interest": SUPERVISION,
	"CSS Demo Record": LEDGER,
	"CSS Enrolment": FILE,
	"CSS Enrolment Level": FILE,
	"CSS Exit Reason": NO_CLIENT_DATA,
	"CSS Factor of Settlement": NO_CLIENT_DATA,
	"CSS Factor of Settlement Translation": NO_CLIENT_DATA,
	"CSS Immigration Category": NO_CLIENT_DATA,
	"CSS Language": NO_CLIENT_DATA,
	"CSS NAM Assessment": ASSESSMENT,
	"CSS NAM Assessment Answer": ASSESSMENT,
	"CSS NAM Assessment Factor Score": ASSESSMENT,
	"CSS NAM Bank": NO_CLIENT_DATA,
	"CSS NAM Bank Mapping": NO_CLIENT_DATA,
	"CSS NAM Bank Mapping Line": NO_CLIENT_DATA,
	"CSS NAM Bank Option": NO_CLIENT_DATA,
	"CSS NAM Bank Question": NO_CLIENT_DATA,
	"CSS NAM Bank Translation": NO_CLIENT_DATA,
	"CSS Relationship": NO_CLIENT_DATA,
	"CSS Seed Record": LEDGER,
	"CSS Settings": NO_CLIENT_DATA,
	"CSS Site": NO_CLIENT_DATA,
	"CSS Site Setting": NO_CLIENT_DATA,
	"CSS Staff": POSTINGS,
}


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


LOGGED_IN = EVERYBODY - {"guest"}
READERS = FAMILIES["assigned"]
WRITERS = READERS - {"monitor"}
NATIONAL = people("analyst coordinator")
CASE, CLIENT, ENROLMENT, ASSESSMENT_OF_FILE = (
	"{CSS Case}",
	"{CSS Client}",
	"{CSS Enrolment}",
	"{CSS NAM Assessment}",
)
# Roles that work with files; each sees its own, which may be none.
WITH_FILES = LOGGED_IN - NATIONAL - people("privacy_officer system_manager")

FUNCTIONS = {
	"api.caseload.caseworkers_of_my_sites": call(
		LOGGED_IN, doctype="User", txt="", searchfield="name", start=0, page_len=20, filters={}
	),
	"api.family.add_member": call(
		WRITERS, css_case=CASE, client={"given_names": "Newborn"}, membership={"relationship": "Child"}
	),
	"api.family.assignable_staff": call(people("manager"), css_case=CASE),
	"api.family.change_head_of_family": call(WRITERS, css_case=CASE, new_head=CLIENT, as_of="2026-01-01"),
	"api.family.change_level": call(
		WRITERS, enrolment=ENROLMENT, needs_level="Low", level_from="2026-10-01", reason="Settled"
	),
	"api.family.get_family": call(READERS, css_case=CASE),
	"api.family.own_sites": call(LOGGED_IN),
	"api.lists.search_by_position": call(
		LOGGED_IN, doctype="CSS Language", txt="", searchfield="name", start=0, page_len=20, filters={}
	),
	"api.nam.get_client_overview": call(READERS, client=CLIENT),
	"api.nam.get_progress": call(READERS, enrolment=ENROLMENT),
	"api.nam.get_sheet": call(READERS, assessment=ASSESSMENT_OF_FILE),
	"api.nam.overdue_enrolments": call(WITH_FILES, enrolments=[ENROLMENT]),
	"api.nam.preview_scores": call(READERS, assessment=ASSESSMENT_OF_FILE, answers=[]),
	"api.nam.save_answers": call(WRITERS, assessment=ASSESSMENT_OF_FILE, answers=[]),
	"api.nam.start": call(WRITERS, enrolment=ENROLMENT),
	"api.question_bank.download": call(
		NATIONAL | people("manager other_manager"), bank=BANK, file_format="json"
	),
	"api.question_bank.upload": call(NATIONAL, file_name="bank.json", content="e30="),
}
METHODS = {
	"CSS NAM Assessment.abandon": call(WRITERS, dn=ASSESSMENT_OF_FILE, args={"reason": "Moved away"}),
	"CSS NAM Assessment.correct": call(WRITERS, dn=ASSESSMENT_OF_FILE, args={"reason": "A slip"}),
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
	"My Caseload Currently": Report(CASEWORK, MANAGERS),
	"NAM Report": Report(CASEWORK | NATIONAL, MANAGERS | NATIONAL, {"from_date": "2020-01-01"}),
}
# What else the app brings along, by the DocType it is kept in. None of it holds data of its own.
PLACES = {
	"Client Script": set(),
	"Dashboard": set(),
	"Dashboard Chart": set(),
	"Form Tour": set(),
	"Module Onboarding": set(),
	"Notification": set(),
	"Number Card": {"Active enrolments", "High needs", "NAM drafts open"},
	"Page": set(),
	"Print Format": set(),
	"Report": set(REPORTS),
	"Server Script": set(),
	"Web Form": set(),
	"Workspace": {"CSS Case Management"},
}
# Frappe's tables with a dynamic link that name no client: why.
POINT_AT_NO_CLIENT = {
	"User Permission": "written by administrators: a user and an opaque name",
	"Webhook": "written by administrators: a record for the preview",
	"Workspace Link": "the layout of a workspace",
	"Workspace Shortcut": "the layout of a workspace",
}
