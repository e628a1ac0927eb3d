"""What was decided, surface by surface: who may. Whatever is not here fails `test_decided.py`."""

from dataclasses import dataclass

from css_case_mgmt.tests.access.personas import EVERYBODY, NOBODY


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
