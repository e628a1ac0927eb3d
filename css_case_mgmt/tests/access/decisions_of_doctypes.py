"""What was decided of each DocType: who may read and write it. Whatever is not here fails `test_decided.py`."""

from dataclasses import dataclass

from css_case_mgmt.tests.access.groups import STAFF_RECORDS, people
from css_case_mgmt.tests.access.personas import EVERYBODY, NOBODY


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
MERGES = Decision(may_read=people("caseworker manager"), may_write=people("manager"))
# The most sensitive records: neither intake nor monitors.
FOR_FEW = Decision(
	may_read=people("caseworker colleague manager"), may_write=people("caseworker colleague manager")
)
REFERRALS = Decision(may_read=WORKERS | {"monitor"}, may_write=people("intake_worker manager"))
# The register of a site, for its staff.
REGISTER = people("caseworker colleague conflicted intake_worker manager")
INTERPRETERS = Decision(may_read=REGISTER, may_write=REGISTER)
AGENCIES = Decision(
	may_read=EVERYBODY - people("guest analyst privacy_officer monitor former_monitor system_manager"),
	may_write=people("manager other_manager coordinator"),
)
# Between whoever raised it and the site's manager.
CONCERNS = Decision(may_read=people("colleague manager"), may_write=people("colleague manager"))
BY_MANAGER = Decision(may_read=people("manager"))
REMINDERS = Decision(may_read=WORKERS)
WRONG_FILE = Decision(may_read=WORKERS - {"intake_worker"}, may_write=WORKERS - {"intake_worker"})
# Whoever sent it.
OWN_MESSAGES = Decision(may_read=people("caseworker"), may_write=people("caseworker"))
OWN = Decision(may_read=people("caseworker"), may_write=people("caseworker"))
DERIVED = Decision(may_read=NOBODY)
POSTINGS = Decision(may_read=STAFF_RECORDS, may_write=STAFF_RECORDS)
NO_CLIENT_DATA = Decision(may_read=EVERYBODY - {"guest"})
LEDGER = Decision(may_read=people("system_manager"))

DOCTYPES = {
	"CSS Activity": FILE,
	"CSS Activity Participant": FILE,
	"CSS Activity Support Service": FILE,
	"CSS Activity Topic": NO_CLIENT_DATA,
	"CSS Activity Topic Covered": FILE,
	"CSS Activity Type": NO_CLIENT_DATA,
	"CSS Appointment": FILE,
	"CSS Appointment Client": FILE,
	"CSS Autonomy Level": NO_CLIENT_DATA,
	"CSS Case": FILE,
	"CSS Case Access": SUPERVISION,
	"CSS Case Member": FILE,
	"CSS Caseload Concern": CONCERNS,
	"CSS Caseload Transfer": BY_MANAGER,
	"CSS Caseload Transfer Item": BY_MANAGER,
	"CSS Charter Acknowledgement": FILE,
	"CSS Checklist Item": NO_CLIENT_DATA,
	"CSS Client": FILE,
	"CSS Client Address": FILE,
	"CSS Client Document": FILE,
	"CSS Client Interpreter": FILE,
	"CSS Client Language": FILE,
	"CSS Client Merge": MERGES,
	"CSS Client Merge Item": MERGES,
	"CSS Client Name": FILE,
	"CSS Client Phone": FILE,
	"CSS Client RAP Need": FILE,
	"CSS Client Search Key": DERIVED,
	"CSS Conflict of Interest": SUPERVISION,
	"CSS Consent": FILE,
	"CSS Consent Form": NO_CLIENT_DATA,
	"CSS Consent Purpose": FILE,
	"CSS Contact Deviation": ASSESSMENT,
	"CSS Contact Method": NO_CLIENT_DATA,
	"CSS Demo Record": LEDGER,
	"CSS Disclosure": FILE,
	"CSS Disclosure Ground": NO_CLIENT_DATA,
	"CSS Document Kind": NO_CLIENT_DATA,
	"CSS Eligibility Assessment": FILE,
	"CSS Eligibility Assessment Criterion": FILE,
	"CSS Eligibility Assessment Member": FILE,
	"CSS Eligibility Assessment Service": FILE,
	"CSS Eligibility Criterion": NO_CLIENT_DATA,
	"CSS Enrolment": FILE,
	"CSS Enrolment Level": FILE,
	"CSS Exit": ASSESSMENT,
	"CSS Exit Decision": ASSESSMENT,
	"CSS Exit Interview": ASSESSMENT,
	"CSS Exit Interview Answer": ASSESSMENT,
	"CSS Exit Interview Question": NO_CLIENT_DATA,
	"CSS Exit Readiness": ASSESSMENT,
	"CSS Exit Reason": NO_CLIENT_DATA,
	"CSS Factor of Settlement": NO_CLIENT_DATA,
	"CSS Factor of Settlement Translation": NO_CLIENT_DATA,
	"CSS Family Tie": FILE,
	"CSS Framework Group": NO_CLIENT_DATA,
	"CSS GBA Plus Group": NO_CLIENT_DATA,
	"CSS GBA Plus Profile": FOR_FEW,
	"CSS GBA Plus Profile Group": FOR_FEW,
	"CSS Glossary Term": NO_CLIENT_DATA,
	"CSS Goal": ASSESSMENT,
	"CSS Goal Action": ASSESSMENT,
	"CSS Goal Check In": ASSESSMENT,
	"CSS Goal Setback": ASSESSMENT,
	"CSS Group Message": OWN_MESSAGES,
	"CSS Group Message Recipient": OWN_MESSAGES,
	"CSS Immigration Category": NO_CLIENT_DATA,
	"CSS Import": BY_MANAGER,
	"CSS Inbound Referral": REFERRALS,
	"CSS Interpreter": INTERPRETERS,
	"CSS Interpreter Agency": AGENCIES,
	"CSS Interpreter Language": INTERPRETERS,
	"CSS Language": NO_CLIENT_DATA,
	"CSS Legal Status": NO_CLIENT_DATA,
	"CSS NAM Assessment": ASSESSMENT,
	"CSS NAM Assessment Answer": ASSESSMENT,
	"CSS NAM Assessment Factor Score": ASSESSMENT,
	"CSS NAM Bank": NO_CLIENT_DATA,
	"CSS NAM Bank Mapping": NO_CLIENT_DATA,
	"CSS NAM Bank Mapping Line": NO_CLIENT_DATA,
	"CSS NAM Bank Option": NO_CLIENT_DATA,
	"CSS NAM Bank Question": NO_CLIENT_DATA,
	"CSS NAM Bank Translation": NO_CLIENT_DATA,
	"CSS Note Addendum": FILE,
	"CSS Offered Service": NO_CLIENT_DATA,
	"CSS Periodic Assessment": ASSESSMENT,
	"CSS Place": NO_CLIENT_DATA,
	"CSS Programme Extension": ASSESSMENT,
	"CSS Programme Extension Decision": ASSESSMENT,
	"CSS Readiness Indicator": NO_CLIENT_DATA,
	"CSS Referral": FILE,
	"CSS Referral Explained": FILE,
	"CSS Referral Explanation": NO_CLIENT_DATA,
	"CSS Referral Return Reason": NO_CLIENT_DATA,
	"CSS Referral Step": FILE,
	"CSS Relationship": NO_CLIENT_DATA,
	"CSS Reminder": REMINDERS,
	"CSS Reminder Preference": OWN,
	"CSS Restricted Note": FOR_FEW,
	"CSS Restricted Topic": NO_CLIENT_DATA,
	"CSS Safety Note": FOR_FEW,
	"CSS Seed Record": LEDGER,
	"CSS Service Provider": NO_CLIENT_DATA,
	"CSS Service Provider Language": NO_CLIENT_DATA,
	"CSS Service Provider Location": NO_CLIENT_DATA,
	"CSS Service Provider Schedule": NO_CLIENT_DATA,
	"CSS Service Provider Service": NO_CLIENT_DATA,
	"CSS Service Type": NO_CLIENT_DATA,
	"CSS Setback Strategy": NO_CLIENT_DATA,
	"CSS Settings": NO_CLIENT_DATA,
	"CSS Settlement Plan": ASSESSMENT,
	"CSS Settlement Plan Need": ASSESSMENT,
	"CSS Settlement Plan Review": ASSESSMENT,
	"CSS Settlement Plan Strength": ASSESSMENT,
	"CSS Site": NO_CLIENT_DATA,
	"CSS Site Holiday": NO_CLIENT_DATA,
	"CSS Site Setting": NO_CLIENT_DATA,
	"CSS Staff": POSTINGS,
	"CSS Staff Language": POSTINGS,
	"CSS Strength Category": NO_CLIENT_DATA,
	"CSS Trusted Provider": NO_CLIENT_DATA,
	"CSS Wrong File Correction": WRONG_FILE,
}
