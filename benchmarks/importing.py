"""Importing a workbook, beside Frappe's Data Import of the same rows by the same user.

Both commit what they import, as they do in use, so that the commit is part of the time. The rows stay on the throw-away
site: this is measured last.
"""

import csv
import gc
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import StringIO
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter, time

import frappe
from frappe.core.doctype.data_import.importer import Importer
from frappe.utils import add_months
from openpyxl import Workbook

from css_case_mgmt.importing.whole import import_workbook
from css_case_mgmt.settings import site_today

from .measuring import new_request
from .results import kept

ROWS = 500
REPEATS = 3
LIMIT = 0.5
SOURCE = "Benchmark"
HEADINGS = ("Import", "Rows", "App ms a row", "Data Import ms a row", "Ratio", "Limit", "")
# Another run on the same site brings other rows.
NUMBER = count(int(time()))
GIVEN = ("Amina", "Yusuf", "Leila", "Omar", "Sara", "Tarek", "Hana", "Bilal")
FAMILY = ("Haddad", "Nasser", "Okafor", "Rahimi", "Tesfaye", "Mukasa", "Karimi", "Warsame")
CLIENT_COLUMNS = {
	"ID": "Source ID",
	"Given names": "Given names",
	"Family name": "Family name",
	"Date of birth": "Date of birth",
	"Gender": "Gender",
	"Preferred language": "Preferred language",
	"UCI": "UCI",
	"Telephone": "Number (Telephone numbers)",
}
CONTACT_COLUMNS = {
	"ID": "Source ID",
	"Case ID": "Case",
	"Client IDs": "Client (Participants)",
	"Kind of activity": "Kind of activity",
	"Date": "Date",
	"Method": "Method",
	"Duration (minutes)": "Duration (minutes)",
	"Place": "Place",
	"Note": "Note",
}


@dataclass(frozen=True)
class Family:
	"""A family that is here already, by its IDs in a workbook and by its names."""

	case_id: str
	client_id: str
	case: str
	client: str


@dataclass(frozen=True)
class Kind:
	"""One sheet that is measured.

	Args:
		sheet: its name in the workbook.
		doctype: what its rows become.
		columns: heading in the workbook -> heading for Data Import.
		rows: makes so many rows, for the workbook and for Data Import.
	"""

	sheet: str
	doctype: str
	columns: dict[str, str]
	rows: Callable[[list[Family], int], tuple[list[dict], list[dict]]]


def lines(site: str, manager: str) -> list[tuple[str, ...]]:
	"""The results, one line for each kind of row, at a site with its manager. Commits."""
	families = make_families(site, manager)
	return [line(kind, families, manager) for kind in KINDS]


def line(kind: Kind, families: list[Family], manager: str) -> tuple[str, ...]:
	app, frappes = [], []
	for _turn in range(REPEATS + 1):
		rows, same_rows = kind.rows(families, ROWS)
		app.append(timed(manager, partial(workbook_import, kind, rows)))
		frappes.append(timed(manager, partial(data_import, kind, same_rows)))
	# The first turn warms up.
	figures = median(app[1:]) / ROWS, median(frappes[1:]) / ROWS
	ratio = figures[0] / figures[1]
	verdict = kept(ratio, LIMIT, median(app[1:]))
	return (
		kind.sheet,
		str(ROWS),
		f"{figures[0]:.1f}",
		f"{figures[1]:.1f}",
		f"{ratio:.2f}",
		f"{LIMIT}",
		verdict,
	)


def timed(user: str, prepare: Callable[[], Callable[[], int]]) -> float:
	"""Milliseconds of an import of all rows; the upload of the file is not part of it."""
	new_request(user)
	call = prepare()
	gc.collect()
	start = perf_counter()
	done = call()
	milliseconds = (perf_counter() - start) * 1000
	if done != ROWS:
		raise SystemExit(f"{done} of {ROWS} rows were imported")
	return milliseconds


def workbook_import(kind: Kind, rows: list[dict]) -> Callable[[], int]:
	path = Path(tempfile.mkdtemp()) / "workbook.xlsx"
	write_workbook(path, {kind.sheet: (kind.columns, rows)})
	return lambda: import_rows(path)


def import_rows(path: Path) -> int:
	result = import_workbook(path, SOURCE, lambda *_progress: None, keep=True)
	if result.problems:
		raise SystemExit("\n".join(problem.as_line() for problem in result.problems[:10]))
	return result.outcome.new


def data_import(kind: Kind, rows: list[dict]) -> Callable[[], int]:
	"""As its job does: what is measured is what the worker does after the upload."""
	file = frappe.get_doc(
		doctype="File",
		file_name=f"{frappe.generate_hash(length=10)}.csv",
		is_private=1,
		content=as_csv(list(kind.columns.values()), rows),
	).insert(ignore_permissions=True)
	record = frappe.get_doc(
		doctype="Data Import",
		reference_doctype=kind.doctype,
		import_type="Insert New Records",
		import_file=file.file_url,
		submit_after_import=1,
		mute_emails=1,
	).insert(ignore_permissions=True)
	frappe.db.commit()
	return lambda: imported_by(record)


def imported_by(record) -> int:
	log = Importer(record.reference_doctype, data_import=record).import_data()
	failures = [entry for entry in log or [] if not entry.success]
	if failures or not log:
		reasons = frappe.get_all("Data Import Log", {"success": 0}, ["messages", "exception"], limit=1)
		raise SystemExit(f"Data Import: {len(failures)} failures, {record.template_warnings}, {reasons}")
	return len(log)


def write_workbook(path: Path, sheets: dict[str, tuple[dict, list[dict]]]) -> None:
	workbook = Workbook(write_only=True)
	for title, (columns, rows) in sheets.items():
		worksheet = workbook.create_sheet(title)
		worksheet.append(list(columns))
		for row in rows:
			worksheet.append([row.get(column) for column in columns])
	workbook.save(path)


def as_csv(headings: list[str], rows: list[dict]) -> str:
	stream = StringIO()
	writer = csv.DictWriter(stream, [*headings, "Source system"])
	writer.writeheader()
	writer.writerows({**row, "Source system": f"{SOURCE} by Data Import"} for row in rows)
	return stream.getvalue()


def make_families(site: str, manager: str, number: int = 50) -> list[Family]:
	"""Families for the contacts, made by an import."""
	member_from = add_months(site_today(site), -6)
	run = next(NUMBER)
	cases = [{"ID": f"F{run}.{each}", "Site": site} for each in range(number)]
	clients = [{"ID": f"P{run}.{each}", **person(each)} for each in range(number)]
	members = [
		{
			"ID": f"M{run}.{each}",
			"Case ID": case["ID"],
			"Client ID": client["ID"],
			"Head of family": "Yes",
			"Member from": member_from,
		}
		for each, (case, client) in enumerate(zip(cases, clients, strict=True))
	]
	new_request(manager)
	path = Path(tempfile.mkdtemp()) / "families.xlsx"
	write_workbook(
		path, {"Cases": (cases[0], cases), "Clients": (clients[0], clients), "Members": (members[0], members)}
	)
	import_rows(path)
	return [
		Family(case["ID"], client["ID"], name_of("CSS Case", case["ID"]), name_of("CSS Client", client["ID"]))
		for case, client in zip(cases, clients, strict=True)
	]


def name_of(doctype: str, source_id: str) -> str:
	return frappe.db.get_value(doctype, {"source_system": SOURCE, "source_id": source_id})


def person(number: int) -> dict:
	return {
		"Given names": GIVEN[number % 8],
		"Family name": FAMILY[number // 8 % 8],
		"Date of birth": f"{1950 + number % 50}-0{1 + number % 9}-15",
	}


def client_rows(_families: list[Family], number: int) -> tuple[list[dict], list[dict]]:
	run = next(NUMBER)
	rows = [
		{
			"ID": f"C{run}.{each}",
			**person(each),
			"Gender": "Woman",
			"Preferred language": "ara",
			"UCI": f"{run % 90 + 10:02d}{each:06d}",
			"Telephone": f"+1416555{each:04d}",
		}
		for each in range(number)
	]
	return rows, [{CLIENT_COLUMNS[key]: value for key, value in row.items()} for row in rows]


def contact_rows(families: list[Family], number: int) -> tuple[list[dict], list[dict]]:
	run = next(NUMBER)
	rows, same_rows = [], []
	for each in range(number):
		family = families[each % len(families)]
		row = {
			"ID": f"T{run}.{each}",
			"Case ID": family.case_id,
			"Client IDs": family.client_id,
			"Kind of activity": "Home Visit",
			"Date": add_months(frappe.utils.getdate(), -1 - each % 4),
			"Method": "In Person",
			"Duration (minutes)": 45,
			"Place": "Client's Home",
			"Note": "Looked at the letters together.",
		}
		rows.append(row)
		same = {CONTACT_COLUMNS[key]: value for key, value in row.items()}
		same_rows.append({**same, "Case": family.case, "Client (Participants)": family.client})
	return rows, same_rows


KINDS = (
	Kind("Clients", "CSS Client", CLIENT_COLUMNS, client_rows),
	Kind("Contacts", "CSS Activity", CONTACT_COLUMNS, contact_rows),
)
