"""Directories as CSV files: out and in again, safe in a spreadsheet, and nothing that is too large (R-305)."""

import unittest
import zipfile
from io import BytesIO
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.service_directory import csv_tables
from css_case_mgmt.service_directory.csv_tables import (
	FORMULA_STARTS,
	FileProblem,
	FileRefused,
	quoted,
	read_tables,
	unquoted,
	write_archive,
	write_table,
)
from css_case_mgmt.service_directory.hsds import (
	INTERVENTIONS,
	WEEKDAYS,
	Location,
	NoteCode,
	Organisation,
	ProblemCode,
	Schedule,
	Service,
)
from css_case_mgmt.service_directory.reading import read_organisations
from css_case_mgmt.service_directory.writing import tables_of

TYPES = ("Language Training", "Food Bank", "Other Service")
ANY_TEXT = st.text(
	st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")) | st.sampled_from("=+-@'\",;\n"), max_size=30
).map(str.strip)
TEXT = st.one_of(ANY_TEXT, st.sampled_from(("", "=1+1", "+1", "-x", "@x", "'=x", "''", "a,b", "Ä “é” 🙂 خ")))
NAME = TEXT.filter(bool).map(lambda text: " ".join(text.split())).filter(bool)
PHONE = st.sampled_from(("", "+14165550134", "+442071838750", "+15145550123"))
HOUR = st.tuples(st.integers(0, 11), st.integers(12, 23))


@st.composite
def organisations(draw, number: int):
	here = f"o{number}"
	places = tuple(
		Location(
			f"{here}-l{each}",
			*(draw(TEXT) for _ in range(5)),
			*draw(PHONE.map(lambda phone: (phone, "12" if phone else ""))),
			draw(TEXT),
		)
		for each in range(draw(st.integers(0, 2)))
	)
	services = []
	for each in range(draw(st.integers(0, 2))):
		waits = draw(st.booleans())
		kind = draw(st.sampled_from(TYPES))
		services.append(
			Service(
				f"{here}-s{each}",
				kind,
				draw(TEXT.filter(lambda text: text != kind)),
				draw(st.sampled_from(("", *INTERVENTIONS))),
				draw(TEXT),
				draw(TEXT),
				waits,
				draw(TEXT) if waits else "",
				draw(TEXT),
				draw(TEXT),
			)
		)
	hours = []
	for each in range(draw(st.integers(0, 2))):
		opens, closes = draw(HOUR)
		place = draw(st.sampled_from(("", *(place.id for place in places))))
		weekday = draw(st.sampled_from(tuple(WEEKDAYS.values())))
		hours.append(
			Schedule(f"{here}-h{each}", weekday, f"{opens:02d}:15", f"{closes:02d}:30", draw(TEXT), place)
		)
	phone = draw(PHONE)
	return Organisation(
		here,
		draw(NAME),
		*(draw(st.booleans()) for _ in range(3)),
		*(draw(TEXT) for _ in range(4)),
		phone,
		draw(st.sampled_from(("", "204"))) if phone else "",
		draw(TEXT),
		tuple(services),
		places,
		draw(st.sampled_from(((), ("fra",), ("ara", "eng")))),
		tuple(hours),
	)


DIRECTORY = st.tuples(organisations(1), organisations(2))


def read(**tables: str):
	"""Tables given as CSV texts."""
	return read_organisations(
		read_tables([(f"{name}.csv", text.encode()) for name, text in tables.items()]), TYPES, "Other Service"
	)


class TestRoundTrip(unittest.TestCase):
	@given(DIRECTORY)
	def test_out_and_in(self, directory: tuple[Organisation, ...]) -> None:
		"""R-305: what is written is read again as it was, from an archive."""
		archive = write_archive(tables_of(directory, {}))
		reading = read_organisations(read_tables([("all.zip", archive)]), TYPES, "Other Service")
		self.assertEqual([], reading.problems)
		self.assertEqual(list(directory), reading.organisations)

	@given(TEXT)
	def test_safe_in_a_spreadsheet(self, text: str) -> None:
		"""R-305: no cell begins like a formula, and reading takes the quote away."""
		self.assertFalse(quoted(text).startswith(tuple(start for start in FORMULA_STARTS if start != "'")))
		self.assertEqual(text.strip(" "), unquoted(quoted(text)))

	def test_written_cells(self) -> None:
		"""R-305: in the file itself."""
		table = write_table("organizations", [{"id": "1", "name": '=HYPERLINK("http://x")'}]).decode()
		self.assertIn("\"'=HYPERLINK", table)


class TestProblems(unittest.TestCase):
	def codes(self, reading) -> list[tuple]:
		return [(each.code, each.table, each.row, each.column) for each in reading.problems]

	def test_each_with_row_and_column(self) -> None:
		"""R-305: all of a file is told at once."""
		found = read(
			organizations="id,name\n1,Harbour\n1,Again\n3,\n",
			services="id,organization_id,name,status\ns1,9,English,active\ns2,1,English,gone\n",
		)
		self.assertEqual(
			[
				(ProblemCode.ID_TWICE, "organizations", 3, "id"),
				(ProblemCode.VALUE_MISSING, "organizations", 4, "name"),
				(ProblemCode.UNKNOWN_ID, "services", 2, "organization_id"),
				(ProblemCode.NOT_ONE_OF, "services", 3, "status"),
			],
			self.codes(found),
		)
		self.assertEqual([], found.organisations)

	def test_missing_file_or_column(self) -> None:
		self.assertEqual(
			[(ProblemCode.TABLE_MISSING, "organizations", None, "")], self.codes(read(phones="number\n"))
		)
		self.assertEqual(
			[(ProblemCode.COLUMN_MISSING, "organizations", None, "name")],
			self.codes(read(organizations="id\n1\n")),
		)

	def test_numbers_times_and_cells(self) -> None:
		"""R-305: telephone numbers by the library, times of a clock, a comma that is not between quotes."""
		found = read(
			organizations="id,name\n1,Harbour\n2,Dock, Street\n",
			phones="number,organization_id\n416-555,1\n",
			schedules="id,organization_id,freq,byday,opens_at,closes_at\n1,1,WEEKLY,MO,25:00,09:00\n",
		)
		self.assertEqual([(ProblemCode.TOO_MANY_CELLS, "organizations", 3, "")], self.codes(found))
		found = read(
			organizations="id,name\n1,Harbour\n",
			phones="number,organization_id\n416-555,1\n",
			schedules=(
				"id,organization_id,freq,byday,opens_at,closes_at\n1,1,WEEKLY,MO,25:00,09:00\n2,1,,TU,10:00,09:00\n"
			),
		)
		self.assertEqual(
			[
				(ProblemCode.NOT_A_PHONE, "phones", 2, "number"),
				(ProblemCode.NOT_A_TIME, "schedules", 2, "opens_at"),
				(ProblemCode.CLOSES_BEFORE_IT_OPENS, "schedules", 3, "closes_at"),
			],
			self.codes(found),
		)

	def test_as_others_write_it(self) -> None:
		"""R-305: places tied by service_at_location, several days in a row, terms of another taxonomy."""
		found = read(
			organizations="id,name,website\n1,Harbour,http://x.example\n",
			services="id,organization_id,name,wait_time\ns1,1,Conversation circle,3 weeks\ns2,1,Tax clinic,\n",
			locations="id,name\nl1,Dock\n",
			service_at_location="id,service_id,location_id\n1,s1,l1\n",
			phones="number,location_id,type\n(416) 555-0199,l1,fax\n416 555 0134,l1,voice\n",
			schedules='id,location_id,freq,byday,opens_at,closes_at\nh,l1,WEEKLY,"MO,TU",09:00:00,17:00:00Z\nm,l1,MONTHLY,1MO,,\n',
			attributes="link_id,taxonomy_term_id\ns1,t1\n",
			taxonomy_terms="id,name\nt1,language training\n",
			languages="service_id,code\ns1,fr\n",
		)
		self.assertEqual([], found.problems)
		(harbour,) = found.organisations
		self.assertEqual(
			[("Language Training", "Conversation circle", True), ("Other Service", "Tax clinic", False)],
			[(each.service_type, each.service_name, each.waiting_list) for each in harbour.services],
		)
		self.assertEqual("+14165550134", harbour.locations[0].phone)
		self.assertEqual(
			[("h-MO", "Monday", "09:00", "17:00"), ("h-TU", "Tuesday", "09:00", "17:00")],
			[(each.id, each.weekday, each.opens_at, each.closes_at) for each in harbour.schedules],
		)
		self.assertEqual(("fr",), harbour.languages)
		self.assertEqual(
			[NoteCode.SERVICE_NOT_KNOWN, NoteCode.SCHEDULE_LEFT_OUT], [note.code for note in found.notes]
		)


class TestFiles(unittest.TestCase):
	def refused(self, *files: tuple[str, bytes]) -> FileProblem:
		with self.assertRaises(FileRefused) as refused:
			read_tables(files)
		return refused.exception.problem

	def archive(self, **files: bytes) -> bytes:
		buffer = BytesIO()
		with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
			for name, content in files.items():
				archive.writestr(f"folder/{name}.csv", content)
		return buffer.getvalue()

	def test_a_zip_that_unpacks_without_end(self) -> None:
		"""R-305: reading stops at the limit, whatever the archive says of itself."""
		bomb = self.archive(organizations=b"0" * (60 * 1024 * 1024))
		self.assertLess(len(bomb), 100_000)
		self.assertIs(FileProblem.TOO_LARGE, self.refused(("bomb.zip", bomb)))
		many = self.archive(**{f"t{number}": b"id\n" for number in range(41)})
		self.assertIs(FileProblem.TOO_MANY_FILES, self.refused(("many.zip", many)))

	def test_what_cannot_be_read(self) -> None:
		"""R-305: said in words by whoever calls, and never half read."""
		self.assertIs(FileProblem.NO_ZIP, self.refused(("a.zip", b"no archive")))
		self.assertIs(FileProblem.NO_TABLE, self.refused(("clients.csv", b"id\n1\n")))
		self.assertIs(FileProblem.NOT_UTF_8, self.refused(("organizations.csv", b"id,name\n1,\xe9\n")))
		self.assertIs(FileProblem.NO_CSV, self.refused(("organizations.csv", b'id,name\n1,"open\n')))
		self.assertIs(
			FileProblem.TWICE, self.refused(("organizations.csv", b"id\n"), ("ORGANIZATIONS.CSV", b"id\n"))
		)
		self.assertIs(
			FileProblem.TOO_LARGE, self.refused(("organizations.csv", b"0" * (csv_tables.LARGEST_FILE + 1)))
		)
		with patch.object(csv_tables, "MOST_ROWS", 1):
			self.assertIs(FileProblem.TOO_MANY_ROWS, self.refused(("organizations.csv", b"id\n1\n2\n")))

	def test_from_a_mac_and_from_excel(self) -> None:
		"""R-305: a byte order mark, other files and folders do not matter."""
		archive = self.archive(organizations="\ufeffid,name\r\n1,Harbour\r\n".encode())
		tables = read_tables([("a.zip", archive)])
		self.assertEqual(("id", "name"), tables["organizations"].columns)
		self.assertEqual("Harbour", tables["organizations"].rows[0].get("name"))
