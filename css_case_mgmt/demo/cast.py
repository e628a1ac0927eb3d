"""The sites and the people who work there in the demo."""

from dataclasses import dataclass
from math import ceil

import frappe
from frappe.model.document import Document
from frappe.query_builder.functions import Count

from css_case_mgmt.demo.bulk_rows import RowMaker, insert_rows
from css_case_mgmt.demo.directory import make_directory
from css_case_mgmt.demo.interpreting import Registered
from css_case_mgmt.demo.ledger import enter_in_ledger, is_made_already
from css_case_mgmt.demo.logins import Logins
from css_case_mgmt.demo.population import CLIENTS_PER_FAMILY, DEFAULT_FAMILIES_PER_WORKER
from css_case_mgmt.demo.records import SOURCE_SYSTEM
from css_case_mgmt.demo.register import make_register
from css_case_mgmt.permissions.live_reports import MODULE

SITES = {
	"Demo Site Two Rivers": {
		"province": "Ontario",
		"time_zone": "America/Toronto",
		"official_language": "English",
	},
	"Demo Site East Harbour": {
		"province": "New Brunswick",
		"time_zone": "America/Moncton",
		"official_language": "Both",
	},
	"Demo Site Prairie View": {
		"province": "Alberta",
		"time_zone": "America/Edmonton",
		"official_language": "English",
	},
}
NATIONAL_STAFF = {
	"analyst": "CSS National Analyst",
	"coordinator": "CSS National Coordinator",
	"privacy": "CSS Privacy Officer",
	"monitor": "CSS Monitor",
}
SYSTEM_MANAGER = "System Manager"
WORKERS_PER_SITE = 2
WORKERS_WITH_PASSWORD = 6
LARGE_CASELOAD = 26
FAMILIES_WITH_ONE_LARGE_CASELOAD = 30
WORKING_SINCE = "2020-01-06"
# Without a picture Frappe asks a service on the internet for one.
PICTURE = "/assets/frappe/images/default-avatar.png"


@dataclass(frozen=True)
class Cast:
	"""Who works where: names of users.

	Args:
		workers: of each site, in the order in which they get families.
		managers: of each site.
		intake: the intake worker of each site.
		register: the interpreters of each site.
		monitor: the funder's reviewer.
		providers: the names of the service providers, by their places in the directory.
	"""

	workers: dict[str, list[str]]
	managers: dict[str, str]
	intake: dict[str, str]
	register: dict[str, list[Registered]]
	monitor: str
	providers: list[str]


def make_cast(clients: int) -> Cast:
	"""Make the sites and people that so many clients need, those excepted that are there already."""
	workers: dict[str, list[str]] = {site: [] for site in SITES}
	for number in range(workers_per_site(clients) * len(SITES)):
		workers[list(SITES)[number % len(SITES)]].append(address(f"caseworker{number + 1}"))
	managers = {site: address(f"manager{number}") for number, site in enumerate(SITES, start=1)}
	intake = {site: address(f"intake{number}") for number, site in enumerate(SITES, start=1)}
	with Logins() as logins:
		if not has_system_manager():
			make_user(address("admin"), SYSTEM_MANAGER, logins)
		for number in range(workers_per_site(clients)):
			for site, users in workers.items():
				with_password = number * len(SITES) < WORKERS_WITH_PASSWORD
				make_user(users[number], "CSS Caseworker", logins if with_password else None, site)
		for site in SITES:
			make_user(managers[site], "CSS Manager", logins, site)
			make_user(intake[site], "CSS Intake Worker", logins, site)
		for name, role in NATIONAL_STAFF.items():
			make_user(address(name), role, logins)
		for site in SITES:
			make_site(site, managers[site])
			for user in (*workers[site], managers[site], intake[site]):
				make_posting(user, site)
	register = {site: make_register(site, manager) for site, manager in managers.items()}
	providers = make_directory(managers)
	return Cast(workers, managers, intake, register, address("monitor"), providers)


def families_expected(clients: int) -> float:
	return clients / CLIENTS_PER_FAMILY


def workers_per_site(clients: int) -> int:
	needed = families_expected(clients) / DEFAULT_FAMILIES_PER_WORKER / len(SITES)
	return max(WORKERS_PER_SITE, ceil(needed))


def caseloads(clients: int) -> list[int] | None:
	"""Families of each worker in turn, for a population too small for caseloads of the usual size.

	The first worker has a believable number as soon as there are enough families at all, and before that those that
	are there to show something.
	"""
	families = ceil(families_expected(clients))
	workers = WORKERS_PER_SITE * len(SITES)
	if families > workers * DEFAULT_FAMILIES_PER_WORKER:
		return None
	if families < FAMILIES_WITH_ONE_LARGE_CASELOAD:
		return [1] + [max(1, ceil(families / len(SITES)))] * (workers - 1)
	others = max(2, ceil((families - LARGE_CASELOAD) / (workers - 1)))
	return [max(LARGE_CASELOAD, others)] + [others] * (workers - 1)


def address(name: str) -> str:
	return f"{name}@demo.example"


def make_user(email: str, role: str, logins: Logins | None, site: str | None = None) -> None:
	"""Make a user; one without logins can be seen in lists but has no password."""
	if is_made_already("User", email):
		if logins:
			logins.keep(email, role)
		return
	name = email.partition("@")[0]
	user = frappe.new_doc("User")
	user.update(
		{
			"email": email,
			"first_name": "Demo",
			"last_name": name.capitalize(),
			"user_image": PICTURE,
			"send_welcome_email": 0,
			"time_zone": SITES[site]["time_zone"] if site else None,
			"new_password": logins.new_password(email, role) if logins else None,
			"roles": [{"role": role}],
			"block_modules": [] if role == SYSTEM_MANAGER else modules_of_others(),
		}
	)
	if logins:
		user.insert(ignore_permissions=True)
	else:
		insert_user_row(user)
	enter_in_ledger([("User", email)])


def modules_of_others() -> list[dict[str, str]]:
	"""Those whose workspaces would stand in the sidebar beside the one of the role, as an admin would block them (R-454)."""
	names = frappe.get_all("Module Def", filters={"name": ("!=", MODULE)}, order_by="name", pluck="name")
	return [{"module": name} for name in names]


def has_system_manager() -> bool:
	"""Whether somebody but the Administrator is one: if nobody is, Frappe makes the next user whom it saves one."""
	role, user = frappe.qb.DocType("Has Role"), frappe.qb.DocType("User")
	query = (
		frappe.qb.from_(role)
		.join(user)
		.on(user.name == role.parent)
		.select(user.name)
		.where(role.parenttype == "User")
		.where(role.role == SYSTEM_MANAGER)
		.where(user.enabled == 1)
		.where(user.name != "Administrator")
		.limit(1)
	)
	return bool(query.run())


def insert_user_row(user: Document) -> None:
	"""Large populations need many workers; Frappe takes half a second for a user who could log in."""
	user.set_full_name()
	user.set_system_user()
	maker, roles = RowMaker(), [{"role": row.role} for row in user.roles]
	row = maker.row("User", user.email, dict(user.get_valid_dict()), frappe.session.user)
	insert_rows("User", [row])
	insert_rows("Has Role", maker.children("Has Role", "User", row, "roles", roles))
	for key in ("enabled_users", "users_for_mentions"):
		frappe.cache.delete_key(key)


def worker_nearest(enrolled: int) -> str:
	"""The demo's caseworker whose open files have about so many people enrolled."""
	case, enrolment = frappe.qb.DocType("CSS Case"), frappe.qb.DocType("CSS Enrolment")
	caseloads_now = (
		frappe.qb.from_(case)
		.join(enrolment)
		.on(enrolment.css_case == case.name)
		.select(case.caseworker, Count("*"))
		.where(case.source_system == SOURCE_SYSTEM)
		.where(enrolment.status == "Active")
		.groupby(case.caseworker)
		.run()
	)
	return min(caseloads_now, key=lambda caseload: (abs(caseload[1] - enrolled), caseload[0]))[0]


def make_site(site: str, manager: str) -> None:
	if not is_made_already("CSS Site", site):
		frappe.get_doc(doctype="CSS Site", site_name=site, manager=manager, **SITES[site]).insert(
			ignore_permissions=True
		)
		enter_in_ledger([("CSS Site", site)])


def make_posting(user: str, site: str) -> None:
	if not frappe.db.exists("CSS Staff", {"user": user, "site": site}):
		posting = frappe.get_doc(doctype="CSS Staff", user=user, site=site, active_from=WORKING_SINCE)
		posting.insert(ignore_permissions=True)
		enter_in_ledger([("CSS Staff", posting.name)])
