"""The hand-counted families on a site, and reports as rows to compare."""

import frappe
from frappe.desk.query_report import run
from freezegun import freeze_time

from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.hand_counted.loading import Loading
from css_case_mgmt.tests.hand_counted.reading import AS_OF, NOON, SITES, USERS, read, together

MANAGER_OF = {"N": "NM", "W": "WM", "E": "EM"}
SITE_OF = {"N": SITES["North"], "W": SITES["West"], "E": SITES["East"]}


class HandCountedTestCase(SiteTestCase):
	"""Everything is loaded once for the class; the clock then stands on the as-of day."""

	maxDiff = None

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.expected = read("expected.json")
		cls.expected_services = read("expected_services.json")
		cls.expected_exits = read("expected_exits.json")
		add_earlier(cls.expected, cls.expected_exits["earlier"])
		# How long tests take is measured by the clock on the wall.
		freezer = freeze_time("2023-01-01", real_asyncio=True, ignore=["_pytest."])
		clock = freezer.start()
		cls.addClassCleanup(freezer.stop)
		cls.made = Loading(clock).run()
		cls.codes = {name: code for made in cls.made.by_code() for code, name in made.items()} | {
			user: code for code, user in USERS.items()
		}
		families = together("families.json")
		cls.people = {
			member["name"]: member["code"] for family in families["families"] for member in family["members"]
		}
		cls.staff = {each["name"]: each["code"] for each in families["staff"]}
		clock.move_to(f"{AS_OF} {NOON}")

	@classmethod
	def tearDownClass(cls):
		super().tearDownClass()
		for site in SITES.values():
			frappe.clear_document_cache("CSS Site", site)

	def rows(self, report: str, user: str, **filters) -> list[dict]:
		return self.shown(report, user, **filters)["result"]

	def shown(self, report: str, user: str, **filters) -> dict:
		with acting_as(USERS[user]):
			return run(report, filters=filters)

	def code(self, name: str | None) -> str | None:
		return self.codes.get(name) if name else None

	def dates(self, filters: dict) -> dict:
		"""The dates among the filters, and the site."""
		given = {name: filters[name] for name in ("from_date", "to_date", "as_of") if name in filters}
		return {**given, "site": SITE_OF[filters["site"]]}

	def asked_of(self, filters: dict) -> tuple[str, dict]:
		"""Who asks, the manager, and the filters of the report for those of the files."""
		given = {name: filters[name] for name in ("from_date", "to_date") if name in filters}
		site = filters.get("site")
		if "caseworker" in filters:
			given["caseworker"] = USERS[filters["caseworker"]]
			site = site or filters["caseworker"][0]
		if "case" in filters:
			given["css_case"] = self.made.cases[filters["case"]]
			site = site or ("N" if filters["case"] < "F09" else "W")
		if "person" in filters:
			given["client"] = self.made.clients[filters["person"]]
		if "site" in filters:
			given["site"] = SITE_OF[site]
		return MANAGER_OF[site], given

	def summary(self, shown: dict) -> dict:
		return {number["label"]: number["value"] for number in shown["report_summary"]}

	def assert_same(self, expected: list, found: list) -> None:
		"""The same rows, in whatever order."""
		self.assertEqual(sorted(map(plain, expected)), sorted(map(plain, found)))

	def cases_of_workers(self) -> dict[str, set[str]]:
		cases: dict[str, set[str]] = {}
		for case, user, *_ in self.expected["my_caseload_currently"]["rows"]:
			cases.setdefault(user, set()).add(case)
		return cases

	def case_of(self, person: str) -> str:
		"""On the as-of day: F11-2 has moved."""
		return "F12" if person == "F11-2" else person[:3]


def add_earlier(expected: dict, added: dict) -> None:
	"""What the third site adds to reports that were counted before it."""
	for key, entries in added.items():
		if isinstance(entries, dict):
			for name, rows in entries.items():
				expected[key][name].extend(rows)
		else:
			expected[key].extend(entries)


def plain(row: object) -> str:
	"""A row as text that compares: dates as they are written, numbers alike."""
	if not isinstance(row, list | tuple):
		return str(row)
	return repr([float(cell) if type(cell) in (int, float) else str(cell) for cell in row])
