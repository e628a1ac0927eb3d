"""The Case Note Report, against counting_services.md 2."""

from functools import cached_property

from frappe.utils import getdate

from css_case_mgmt.case_notes import notes_of_case
from css_case_mgmt.rules.case_notes import initials
from css_case_mgmt.tests.factories import acting_as
from css_case_mgmt.tests.hand_counted.base import HandCountedTestCase
from css_case_mgmt.tests.hand_counted.reading import USERS, read

ACTIVITY, ADDENDUM = "CSS Activity", "Addendum"


class CaseNotes(HandCountedTestCase):
	def notes(self, each: dict) -> list[dict]:
		user, filters = self.asked_of(each["filters"])
		return self.rows("Case Note Report", user, **filters)

	def test_case_note_report(self):
		"""R-263, R-264, R-265, R-283, R-285, R-396: the notes of a family in order, each with what was added."""
		for each in self.expected_services["case_note_report"]["entries"]:
			with self.subTest(each["filters"]):
				found = [row for row in self.notes(each) if row["reference_doctype"] == ACTIVITY]
				self.assertEqual(each["rows"], self.with_addenda(found))

	def test_printed_notes(self):
		"""R-278: the print of a file has the same notes in the same order."""
		for each in self.expected_services["case_note_report"]["entries"]:
			user, filters = self.asked_of(each["filters"])
			days = {name: getdate(filters[name]) for name in ("from_date", "to_date") if name in filters}
			with self.subTest(each["filters"]), acting_as(USERS[user]):
				found = notes_of_case(filters["css_case"], client=filters.get("client"), **days)
				self.assertEqual(
					[(row[0], row[1], row[3], [addendum[0] for addendum in row[4]]) for row in each["rows"]],
					[
						(
							self.code(note.name),
							as_written(note.date),
							note.is_late,
							[self.addendum_of(addendum.text) for addendum in note.addenda],
						)
						for note in found
						if note.doctype == ACTIVITY
					],
				)

	def addendum_of(self, text: str) -> str:
		return next(each["code"] for each in self.services["addenda"] if each["text"] == text)

	def with_addenda(self, rows: list[dict]) -> list[list]:
		written_by = {initials(name): code for name, code in self.staff.items()}
		notes: list[list] = []
		for row in rows:
			day, author = as_written(row["note_date"]), written_by[row["initials"]]
			if row["kind"] == ADDENDUM:
				notes[-1][-1].append([self.addendum_of(row["note"]), day, author])
			else:
				notes.append([self.code(row["reference_name"]), day, author, bool(row["is_late"]), []])
		return notes

	@cached_property
	def services(self) -> dict:
		return read("services.json")

	def test_notes_of_assessments(self):
		"""R-170, R-396, D-21: each completed assessment has its note in the report, once however often corrected."""
		for each in self.expected_services["case_note_report"]["entries"]:
			with self.subTest(each["filters"]):
				found = [
					(self.people[row["who"]], str(row["note_date"]))
					for row in self.notes(each)
					if row["reference_doctype"] != ACTIVITY
				]
				self.assert_same(assessments_of(each["filters"]), found)

	def test_family_name(self):
		"""R-285: the head of the family stands above."""
		for each in self.expected_services["case_note_report"]["entries"]:
			if "header" in each:
				self.assertEqual({each["header"]}, {row["family"] for row in self.notes(each)})

	def test_what_is_never_there(self):
		"""R-288, R-503, D-24: drafts, what stood in the wrong file and restricted notes."""
		texts = {each["code"]: each["note"] for each in self.services["restricted_notes"]} | {
			code: details.get("note") for code, details in self.services["activities"].items()
		}
		for each in self.expected_services["case_note_report"]["entries"]:
			shown = self.notes(each)
			names = {self.code(row["reference_name"]) for row in shown}
			for code in each.get("never", []):
				with self.subTest(code):
					self.assertNotIn(code, names)
					self.assertNotIn(texts.get(code, code), {row["note"] for row in shown})

	def test_notes_in_all(self):
		"""R-283: 47 notes of activities at both sites, eight of them late."""
		rows = [
			row
			for user in ("NM", "WM")
			for row in self.rows("Case Note Report", user)
			if row["reference_doctype"] == ACTIVITY and row["kind"] != ADDENDUM
		]
		self.assertEqual((47, 8), (len(rows), sum(row["is_late"] for row in rows)))


def as_written(day) -> str:
	return f"{day.month}/{day.day}/{day.year}"


def assessments_of(filters: dict) -> list[tuple[str, str]]:
	"""Person and day of the completed assessments that the files name."""
	files = read("assessments.json")
	days = {
		(nam["person"], nam["on"]) for nam in files["nam"] if "abandoned_on" not in nam and "open" not in nam
	}
	periodic = [(each["person"], day) for each in files["periodic"] for day in each["on"]]
	moved = {each["person"]: each for each in read("families.json")["moves"]}

	def is_asked(person: str, day: str) -> bool:
		move = moved.get(person)
		family = move["to"] if move and move["on"] <= day else person[:3]
		return (
			family == filters["case"]
			and filters.get("person") in (None, person)
			and filters.get("from_date", "") <= day <= filters.get("to_date", "9999")
		)

	return [each for each in (*days, *periodic) if is_asked(*each)]
