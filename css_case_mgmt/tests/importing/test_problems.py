"""Every problem of a workbook with its sheet, row, column and reason, in one go."""

from datetime import date, datetime

import frappe

from css_case_mgmt.importing.problems import WorkbookRefused
from css_case_mgmt.tests import SiteTestCase
from css_case_mgmt.tests.factories import NORTH, WEST, acting_as, make_site
from css_case_mgmt.tests.importing.records import (
	family,
	months_ago,
	path_of,
	problems_of,
	run_of,
	saved,
	together,
	workbook_of,
)

MANAGER = "manager@test.example"


def client(**values) -> dict:
	return {"ID": "P1", "Given names": "Amina", **values}


class TestProblems(SiteTestCase):
	def assert_problem(self, book, *expected: tuple[str, int, str, str]) -> None:
		"""Exactly these problems: (sheet, row, column, part of the reason)."""
		found = problems_of(book)
		self.assertEqual([each[:3] for each in found], [each[:3] for each in expected], found)
		for problem, wanted in zip(found, expected, strict=True):
			self.assertIn(wanted[3], problem[3])

	def test_each_kind_of_cell(self):
		"""All problems of a row are told at once, each at its cell."""
		self.assert_problem(
			{
				"Clients": [
					client(),
					{
						"ID": "P2",
						"Given names": "77",
						"Date of birth": "31/05/1990",
						"Needs an interpreter": "perhaps",
						"Gender": "Womn",
						"Languages spoken": "Arabic; Klingon",
						"Telephone": "12345",
						"E-mail": "nobody",
						"Postal code": "12345",
						"UCI": 1234567,
						"Arrived in Canada on": datetime(2024, 5, 1, 14, 30),
						"Accessibility and mobility": "<b>stairs</b>",
					},
				]
			},
			("Clients", 3, "Accessibility and mobility", "HTML"),
			("Clients", 3, "Arrived in Canada on", "time of day"),
			("Clients", 3, "Date of birth", "2026-05-31"),
			("Clients", 3, "E-mail", "e-mail address"),
			("Clients", 3, "Gender", "Did you mean Woman?"),
			("Clients", 3, "Given names", "letters"),
			("Clients", 3, "Languages spoken", "Klingon"),
			("Clients", 3, "Needs an interpreter", "Yes or No"),
			("Clients", 3, "Postal code", "A1A 1A1"),
			("Clients", 3, "Telephone", "telephone number"),
			("Clients", 3, "UCI", "dropped zeros"),
		)

	def test_dates_as_typed_and_as_excel_keeps_them(self):
		book = {
			"Clients": [
				client(**{"Date of birth": "1990-05-17"}),
				client(ID="P2", **{"Date of birth": date(1990, 5, 17)}),
				client(ID="P3", **{"Date of birth": "1990-02-30"}),
				client(ID="P4", **{"Date of birth": 32000}),
			]
		}
		self.assert_problem(
			book,
			("Clients", 4, "Date of birth", "no such day"),
			("Clients", 5, "Date of birth", "not a date"),
		)

	def test_leading_zeros(self):
		"""A UCI written as text keeps its zeros; IDs that are numbers and texts are the same."""
		run = run_of({"Clients": [client(ID="007", UCI="00123456"), client(ID=7, UCI="01234567")]})
		self.assertEqual(run.content.problems, [])
		self.assertEqual(
			[frappe.db.get_value("CSS Client", row.record, "uci") for row in run.content.rows["Clients"]],
			["00123456", "01234567"],
		)

	def test_missing_values_and_columns(self):
		book = {
			"Clients": [{"ID": "P1", "Family name": "Testova"}, {"Family name": "Testova"}],
			"Cases": [{"ID": None, "Site": NORTH}],
		}
		self.assert_problem(
			book,
			("Cases", 2, "ID", "missing"),
			("Clients", 1, "Given names", "column is missing"),
			("Clients", 3, "ID", "missing"),
		)

	def test_unknown_sheets_and_columns(self):
		"""They are named with what they may be meant to be."""
		self.assert_problem(
			{
				"Clients": [client(**{"Famly name": "Testova", "Shoe size": 39})],
				"Enrollments": [{"ID": "E1"}],
				"Pets": [{"ID": "1"}],
			},
			("Clients", 1, "Famly name", "Did you mean Family name?"),
			("Clients", 1, "Shoe size", "Delete the column"),
			("Enrollments", 0, "", "Did you mean Enrolments?"),
			("Pets", 0, "", "No sheet has this name"),
		)

	def test_column_without_heading(self):
		workbook = workbook_of({"Clients": [client()]})
		workbook["Clients"]["D2"] = "lost"
		self.assert_problem(saved(workbook), ("Clients", 2, "", "no heading"))

	def test_repeated_ids(self):
		"""Also when only capitals differ: the database takes them for the same."""
		self.assert_problem(
			{"Clients": [client(ID="a1"), client(ID="b"), client(ID="A1")]},
			("Clients", 4, "ID", "row 2"),
		)

	def test_empty_rows_are_nothing(self):
		workbook = workbook_of({"Clients": [client()]})
		workbook["Clients"]["A9"] = "   "
		workbook["Clients"].append([])
		run = run_of(saved(workbook))
		self.assertEqual((run.content.problems, run.outcome.total), ([], 1))

	def test_formulas_are_refused(self):
		workbook = workbook_of({"Clients": [client()]})
		workbook["Clients"]["B2"] = '=HYPERLINK("http://example.invalid","Amina")'
		self.assert_problem(saved(workbook), ("Clients", 2, "Given names", "formula"))

	def test_hidden_sheets_are_refused(self):
		workbook = workbook_of({"Clients": [client()], "Cases": [{"ID": "F1", "Site": NORTH}]})
		workbook["Cases"].sheet_state = "veryHidden"
		self.assert_problem(saved(workbook), ("Cases", 0, "", "hidden"))

	def test_own_sheets_are_left_out(self):
		workbook = workbook_of({"Clients": [client()]})
		for title in ("Help", "Problèmes"):
			workbook.create_sheet(title).append(["anything", "=1+1"])
		self.assert_problem(saved(workbook))

	def test_references(self):
		"""To rows that are not there, in the workbook or from an earlier import."""
		book = family()
		book["Members"][1]["Client ID"] = "nobody"
		book["Assessment Answers"][0]["Assessment ID"] = "A9"
		book["Contacts"][0]["Client IDs"] = "P1; C7"
		found = problems_of(book)
		self.assertIn(("Assessment Answers", 2, "Assessment ID"), [each[:3] for each in found])
		self.assertIn(("Contacts", 2, "Client IDs"), [each[:3] for each in found])
		self.assertIn(("Members", 3, "Client ID"), [each[:3] for each in found])

	def test_what_rests_on_a_wrong_row_is_told_once(self):
		"""A wrong client does not make a problem of each of her records."""
		book = family()
		book["Clients"][0]["UCI"] = "12"
		self.assert_problem(
			book,
			(
				"Clients",
				2,
				"",
				"Members (1), Consents (1), Charters (1), Eligibility (1), Enrolments (1), Assessments (2), Periodic Assessments (1), Contacts (1)",
			),
			("Clients", 2, "UCI", "8 or 10 digits"),
		)

	def test_wrong_child_row(self):
		"""A wrong answer keeps its assessment back, and the one after it."""
		book = family()
		book["Assessment Answers"][0]["Answer"] = "no such answer"
		self.assert_problem(
			book,
			("Assessment Answers", 2, "", "Assessments (2)"),
			("Assessment Answers", 2, "Answer", "no answer"),
		)

	def test_what_controllers_say(self):
		"""Each of many rows is told what its controller says, at the column that it names."""
		book = together(*(family(number) for number in range(1, 5)))
		book["Clients"][0]["Arrived in Canada on"] = "1980-01-01"
		book["Enrolments"][1]["Enrolment date"] = months_ago(11)
		book["Consents"][2]["Client or guardian signed on"] = None
		book["Members"][7]["Head of family"] = "yes"
		found = problems_of(book)
		self.assertIn(("Clients", 2, "Arrived in Canada on"), [each[:3] for each in found])
		self.assertIn(("Enrolments", 3, "Enrolment date"), [each[:3] for each in found])
		self.assertIn(("Assessments", 6, "Date"), [each[:3] for each in found])
		self.assertIn(("Members", 9, "Head of family"), [each[:3] for each in found])

	def test_what_a_record_does_not_keep(self):
		"""Nothing is dropped without a word."""
		book = family()
		book["Periodic Assessments"][0]["Still required: why"] = "Housing is not settled"
		self.assert_problem(book, ("Periodic Assessments", 2, "Still required: why", "does not keep this"))

	def test_number_of_an_assessment(self):
		"""Numbers follow from the dates (D-21): what the workbook says otherwise is a problem."""
		book = family()
		book["Assessments"][0]["Number"], book["Assessments"][1]["Number"] = "A2", "A3"
		found = problems_of(book)
		self.assertIn(("Assessments", 2, "Number"), [each[:3] for each in found])

	def test_sites_of_others(self):
		"""A manager imports into the sites that she manages, and no sites or staff."""
		make_site(WEST)
		with acting_as(MANAGER):
			self.assert_problem(
				{
					"Cases": [{"ID": "F1", "Site": WEST}, {"ID": "F2", "Site": NORTH}],
					"Sites": [{"Site name": "New", "Province": "Ontario", "Time zone": "America/Toronto"}],
				},
				("Cases", 2, "Site", "You manage no site"),
				("Sites", 0, "", "national coordinator"),
			)

	def test_no_sheet_for_who_may_not_add(self):
		with acting_as("analyst@test.example"):
			self.assert_problem({"Clients": [client()]}, ("Clients", 0, "", "You may not import this sheet"))

	def test_reasons_repeat_nobodys_data(self):
		"""Names, numbers and addresses of people stand in no reason."""
		book = family()
		book["Clients"][0] |= {
			"Other names": "Geheimnis; Geheimnis",
			"UCI": "Secretnumber",
			"E-mail": "secret address",
			"Telephone": "call Secretname",
		}
		book["Clients"][1] |= {"Other names": "Geheimnis; Geheimnis"}
		texts = " ".join(reason for _sheet, _row, _column, reason in problems_of(book))
		self.assertTrue(texts)
		for secret in ("Geheimnis", "ecret", "Amina", "Sami"):
			self.assertNotIn(secret, texts)

	def test_nothing_at_all(self):
		self.assert_problem({"Clients": []}, ("", 0, "", "no rows"))

	def test_not_a_workbook(self):
		for content in (b"", b"ID,Given names\n1,Amina\n", b"PK\x03\x04 broken"):
			path = path_of({"Clients": [client()]})
			path.write_bytes(content)
			with self.subTest(content=content), self.assertRaises(WorkbookRefused):
				run_of(path)
