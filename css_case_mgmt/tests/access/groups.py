"""Those who try, in groups: what each may is decided in `decisions.py` and `decisions_of_doctypes.py`."""

from css_case_mgmt.tests.access.personas import EVERYBODY


def people(names: str) -> frozenset[str]:
	return frozenset(names.split())


# Who reaches the file of each family that is planted.
FAMILIES = {
	# The caseworker is assigned, the monitor's sample is dated; the manager runs the site.
	"assigned": people("caseworker manager monitor"),
	# Nobody is assigned yet.
	"unassigned": people("intake_worker manager"),
	# Left the assigned family because of violence; served by the colleague.
	"other": people("colleague manager"),
}
STAFF_RECORDS = people("manager coordinator")
LOGGED_IN = EVERYBODY - {"guest"}
READERS = FAMILIES["assigned"]
WRITERS = READERS - {"monitor"}
NATIONAL = people("analyst coordinator")
# Roles that work with files; each sees its own, which may be none.
WITH_FILES = LOGGED_IN - NATIONAL - people("privacy_officer system_manager")
RECORDERS = people("caseworker manager")
SITE_MANAGERS = people("manager other_manager")
STAFF_OF_FILES = LOGGED_IN - NATIONAL - people("privacy_officer system_manager monitor former_monitor")
AT_WORK = STAFF_OF_FILES - {"leaver"}
# Whoever records more than the intake.
OWN_FILES = STAFF_OF_FILES - {"intake_worker"}
