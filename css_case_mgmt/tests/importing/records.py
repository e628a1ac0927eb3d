"""Workbooks for tests, made as a spreadsheet program makes them."""

import tempfile
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import frappe
from frappe.utils import add_months, getdate
from openpyxl import Workbook

from css_case_mgmt.importing.layout import Sheet
from css_case_mgmt.importing.reading import read
from css_case_mgmt.importing.run import Run
from css_case_mgmt.importing.sheets import BY_KEY
from css_case_mgmt.tests.factories import CHARTER_FORM, CONSENT_FORM, NORTH, answers_of_weight, today

SOURCE = "Old System North"
WORKER = "caseworker@test.example"


def silent(stage: str, done: int, total: int) -> None:
	"""A report that nobody reads."""


def months_ago(months: int) -> date:
	return getdate(add_months(today(), -months))


def family(number: int = 1, **more) -> dict[str, list[dict]]:
	"""A parent and a child, enrolled nine months ago, with consent, two assessments and contacts."""
	case, parent, child = f"F{number}", f"P{number}", f"C{number}"
	enrolled = months_ago(9)
	second = months_ago(5)
	return {
		"Cases": [{"ID": case, "Site": NORTH, "Caseworker": WORKER, "Opened on": enrolled}],
		"Clients": [
			{
				"ID": parent,
				"Given names": "Amina",
				"Family name": f"Testova{'abcdefghij'[number % 10]}",
				"Date of birth": date(1990, 5, 17),
				"Gender": "Woman",
				"Preferred language": "ara",
				"Needs an interpreter": "oui",
				"Languages spoken": "Arabic; fra",
				"Telephone": 4165550123,
				"Telephone: safe to call": "Yes",
				"E-mail": f"amina{number}@mail.example",
				"Street and number": "12 Main Street",
				"City": "Toronto",
				"Postal code": "m5v2t6",
				"UCI": f"0{number:07d}",
				"Arrived in Canada on": str(months_ago(10)),
			},
			{"ID": child, "Given names": "Sami", "Date of birth": months_ago(60)},
		],
		"Members": [
			{
				"ID": f"M{parent}",
				"Case ID": case,
				"Client ID": parent,
				"Relationship": "Head of Family",
				"Head of family": "Yes",
				"Member from": months_ago(10),
			},
			{
				"ID": f"M{child}",
				"Case ID": case,
				"Client ID": child,
				"Relationship": "Child",
				"Member from": months_ago(10),
			},
		],
		"Eligibility": [
			{
				"ID": f"L{parent}",
				"Client ID": parent,
				"Case ID": case,
				"Date": enrolled,
				"Legal status": "Permanent Resident",
				"Criteria": "1.1; 2.1; 3.1",
				"Level of need": "High",
			}
		],
		"Enrolments": [
			{
				"ID": f"E{number}",
				"Client ID": parent,
				"Case ID": case,
				"Enrolment date": enrolled,
				"Level of need": "High",
			}
		],
		"Levels": [
			{
				"Enrolment ID": f"E{number}",
				"Level of need": "Low",
				"From": second,
				"Reason": "Has found her feet",
			}
		],
		"Consents": [
			{
				"ID": f"K{number}",
				"Client ID": parent,
				"Case ID": case,
				"Form": CONSENT_FORM,
				"Given by": "Self",
				"Explained on": enrolled,
				"Understood": "Yes",
				"Limits explained": "Yes",
				"Valid from": enrolled,
				"Client or guardian signed on": enrolled,
				"Caseworker signed on": enrolled,
			}
		],
		"Consent Purposes": [{"Consent ID": f"K{number}", "Purpose": "Case management"}],
		"Charters": [
			{
				"ID": f"H{number}",
				"Client ID": parent,
				"Case ID": case,
				"Charter": CHARTER_FORM,
				"Language": "eng",
				"Acknowledged on": enrolled,
			}
		],
		"Assessments": [
			{"ID": f"A{number}.1", "Enrolment ID": f"E{number}", "Date": enrolled, "Number": "A1"},
			{"ID": f"A{number}.2", "Enrolment ID": f"E{number}", "Date": second, "Number": "A2"},
		],
		"Assessment Answers": [
			*answers(f"A{number}.1", 3),
			*answers(f"A{number}.2", 2),
		],
		"Periodic Assessments": [
			{
				"ID": f"Q{number}",
				"Enrolment ID": f"E{number}",
				"Date": months_ago(6),
				"Still required": "Yes",
				"Ready for an exit assessment": "No",
				"Adjustments to the plan": "None",
			}
		],
		"Contacts": [
			{
				"ID": f"T{number}",
				"Case ID": case,
				"Client IDs": parent,
				"Children (client IDs)": child,
				"Kind of activity": "Home Visit",
				"Date": months_ago(4),
				"Method": "In Person",
				"Duration (minutes)": "45",
				"Place": "Client's Home",
				"Caseworker": WORKER,
				"Note": "Looked at the letters together.",
			}
		],
		**more,
	}


def answers(assessment: str, weight: float) -> list[dict]:
	return [
		{"Assessment ID": assessment, "Question": row["question_code"], "Answer": row["option_code"]}
		for row in answers_of_weight(weight)
	]


def together(*books: dict[str, list[dict]]) -> dict[str, list[dict]]:
	"""The rows of several families in one workbook."""
	found: dict[str, list[dict]] = {}
	for book in books:
		for key, rows in book.items():
			found.setdefault(key, []).extend(rows)
	return found


def headings_of(sheet: Sheet, rows: Iterable[dict]) -> list[str]:
	"""In the order of the template, then whatever else the rows have."""
	used = dict.fromkeys(key for row in rows for key in row)
	known = dict.fromkeys(
		heading for column in sheet.columns for heading in (column.en, column.fr) if heading in used
	)
	return [*known, *(heading for heading in used if heading not in known)]


def workbook_of(book: dict[str, list[dict]]) -> Workbook:
	workbook = Workbook()
	workbook.remove(workbook.active)
	titles = {sheet.fr: sheet for sheet in BY_KEY.values()} | BY_KEY
	for title, rows in book.items():
		worksheet = workbook.create_sheet(title)
		headings = headings_of(titles.get(title) or next(iter(BY_KEY.values())), rows)
		worksheet.append(headings)
		for row in rows:
			worksheet.append([row.get(heading) for heading in headings])
	return workbook


def saved(workbook: Workbook) -> Path:
	"""In a folder of its own; whoever made the site throws it away."""
	path = Path(tempfile.mkdtemp()) / "workbook.xlsx"
	workbook.save(path)
	return path


def path_of(book: dict[str, list[dict]]) -> Path:
	return saved(workbook_of(book))


def run_of(book: dict[str, list[dict]] | Path, source: str = SOURCE) -> Run:
	"""Everything saved that can be saved, within the test's transaction."""
	path = book if isinstance(book, Path) else path_of(book)
	run = Run(read(path, silent), source, silent)
	run.prepare()
	run.save_all()
	return run


def problems_of(book: dict[str, list[dict]] | Path, source: str = SOURCE) -> list[tuple]:
	"""(sheet, row, column, reason) of every problem, in order."""
	return [
		(problem.sheet, problem.row, problem.column, problem.reason)
		for problem in sorted(run_of(book, source).content.problems)
	]


def record(doctype: str, source_id: str, source: str = SOURCE):
	"""The document that a row became."""
	name = frappe.db.get_value(doctype, {"source_system": source, "source_id": source_id})
	return frappe.get_doc(doctype, name) if name else None
