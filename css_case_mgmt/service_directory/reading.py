"""Organisations out of the tables of HSDS 3, with all that is wrong with them. Pure: no frappe."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from css_case_mgmt.rules.telephone import NotATelephoneNumber, normal_number
from css_case_mgmt.service_directory.csv_tables import Row, Table
from css_case_mgmt.service_directory.hsds import (
	INTERVENTIONS,
	REFERENCES,
	REQUIRED,
	STATUSES,
	WEEKDAYS,
	Location,
	Note,
	NoteCode,
	Organisation,
	Problem,
	ProblemCode,
	Schedule,
	Service,
	Term,
)

ORGANIZATIONS = "organizations"
LONGEST = 140
LONG_COLUMNS = frozenset(
	("description", "application_process", "eligibility_description", "document", "details", "value")
)
TIME = re.compile(r"^([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?:Z|[+-]\d\d:?\d\d)?$")
WEEKLY = ("", "WEEKLY")
NOT_FOR_VOICES = frozenset(("fax", "sms", "textphone", "tty", "pager"))


@dataclass
class Reading:
	"""What was read: organisations where nothing is wrong, or the problems."""

	organisations: list[Organisation] = field(default_factory=list)
	problems: list[Problem] = field(default_factory=list)
	notes: list[Note] = field(default_factory=list)
	tables: frozenset[str] = frozenset()


def read_organisations(
	tables: Mapping[str, Table], service_types: Iterable[str] = (), other_service: str = ""
) -> Reading:
	"""Return the organisations of a directory.

	Args:
		tables: by name.
		service_types: the words of the agency's list, by which services are recognised.
		other_service: the word for those that are not.
	"""
	return _Reader(tables, {word.casefold(): word for word in service_types}, other_service).read()


class _Reader:
	def __init__(self, tables: Mapping[str, Table], service_types: Mapping[str, str], other: str) -> None:
		self.tables, self.service_types, self.other_service = tables, service_types, other
		self.reading = Reading(tables=frozenset(tables))
		self.organisation_of: dict[str, dict[str, str]] = {}
		self.lines: dict[str, dict[str, int]] = {}

	def read(self) -> Reading:
		self.check_tables()
		if self.reading.problems:
			return self.reading
		self.index()
		self.check_rows()
		if self.reading.problems:
			return self.reading
		organisations = self.organisations()
		if not self.reading.problems:
			self.reading.organisations = organisations
		return self.reading

	def rows(self, table: str) -> tuple[Row, ...]:
		return self.tables[table].rows if table in self.tables else ()

	def problem(self, code: ProblemCode, table: str, row: Row | None = None, column: str = "", *args: str):
		number = row.number if row else None
		self.reading.problems.append(Problem(code, table, number, column, args))

	def note(self, code: NoteCode, table: str, row: Row, *args: str) -> None:
		self.reading.notes.append(Note(code, table, row.number, args))

	def check_tables(self) -> None:
		if ORGANIZATIONS not in self.tables:
			self.problem(ProblemCode.TABLE_MISSING, ORGANIZATIONS)
		for name, table in self.tables.items():
			for column in REQUIRED.get(name, ()):
				if column not in table.columns:
					self.problem(ProblemCode.COLUMN_MISSING, name, None, column)

	def index(self) -> None:
		"""Which organisation a service and a place belong to."""
		for table in ("organizations", "services", "locations"):
			self.lines[table] = {row.get("id"): row.number for row in self.rows(table)}
		services = {row.get("id"): row.get("organization_id") for row in self.rows("services")}
		places = {row.get("id"): row.get("organization_id") for row in self.rows("locations")}
		for row in self.rows("service_at_location"):
			place = row.get("location_id")
			if place in places and not places[place]:
				places[place] = services.get(row.get("service_id"), "")
		self.organisation_of = {
			"organization_id": {name: name for name in self.lines["organizations"]},
			"service_id": services,
			"location_id": places,
		}

	def check_rows(self) -> None:
		for name, table in self.tables.items():
			seen: set[str] = set()
			for row in table.rows:
				self.check_row(name, row, seen)

	def check_row(self, table: str, row: Row, seen: set[str]) -> None:
		if row.has_more_cells:
			self.problem(ProblemCode.TOO_MANY_CELLS, table, row)
		for column in REQUIRED.get(table, ()):
			if not row.get(column):
				self.problem(ProblemCode.VALUE_MISSING, table, row, column)
		if row.get("id") and row.get("id") in seen:
			self.problem(ProblemCode.ID_TWICE, table, row, "id", row.get("id"))
		seen.add(row.get("id"))
		for column, target in REFERENCES.items():
			value = row.get(column)
			if value and target in self.tables and value not in self.lines[target]:
				self.problem(ProblemCode.UNKNOWN_ID, table, row, column, value, target)
		for column, value in row.cells.items():
			if len(value) > LONGEST and column not in LONG_COLUMNS:
				self.problem(ProblemCode.TOO_LONG, table, row, column, str(LONGEST))
		if table == "services" and row.get("status") and row.get("status").lower() not in STATUSES:
			self.problem(ProblemCode.NOT_ONE_OF, table, row, "status", row.get("status"), ", ".join(STATUSES))

	def owner(self, table: str, row: Row) -> str:
		"""The organisation that a row belongs to, directly or through its service or place."""
		if table == "locations":
			return self.organisation_of["location_id"].get(row.get("id"), "")
		for column in ("organization_id", "service_id", "location_id"):
			owner = self.organisation_of[column].get(row.get(column))
			if owner:
				return owner
		return ""

	def by_owner(self, table: str) -> dict[str, list[Row]]:
		found = defaultdict(list)
		for row in self.rows(table):
			owner = self.owner(table, row)
			if owner:
				found[owner].append(row)
			elif table == "locations":
				self.problem(ProblemCode.BELONGS_TO_NOBODY, table, row)
		return found

	def organisations(self) -> list[Organisation]:
		attributes, named = self.attributes()
		phones_of = self.phones()
		services, places = self.by_owner("services"), self.by_owner("locations")
		languages, schedules = self.by_owner("languages"), self.by_owner("schedules")
		contacts = self.by_owner("contacts")
		addresses = first_by(self.rows("addresses"), "location_id")
		access = self.accessibility()
		documents = texts_by(self.rows("required_documents"), "service_id", "document")
		found = []
		for row in self.rows(ORGANIZATIONS):
			name = row.get("id")
			told = attributes[name]
			number, extension = phones_of.get(("organization_id", name), ("", ""))
			found.append(
				Organisation(
					id=name,
					provider_name=" ".join(row.get("name").split()),
					enabled=Term.NOT_IN_USE not in told,
					ircc_funded=Term.IRCC_FUNDED in told,
					francophone=Term.FRANCOPHONE in told,
					description=row.get("description"),
					website=row.get("website") or row.get("url"),
					email=row.get("email"),
					contact_person=next(
						(each.get("name") for each in contacts[name] if each.get("name")), ""
					),
					phone=number,
					phone_extension=extension,
					address=told.get(Term.ADDRESS, ""),
					services=tuple(
						self.service(each, attributes[each.get("id")], named[each.get("id")], documents)
						for each in services[name]
					),
					locations=tuple(
						self.location(each, addresses, access, phones_of) for each in places[name]
					),
					languages=tuple(
						dict.fromkeys(each.get("code") or each.get("name") for each in languages[name])
					),
					schedules=tuple(
						schedule for each in schedules[name] for schedule in self.schedules(each)
					),
				)
			)
		return found

	def attributes(self) -> tuple[dict[str, dict[Term, str]], dict[str, list[str]]]:
		"""Our own attributes by what they are about, and the names of everybody else's terms."""
		known = {term.value: term for term in Term}
		names = {row.get("id"): row.get("name") for row in self.rows("taxonomy_terms")}
		own: dict[str, dict[Term, str]] = defaultdict(dict)
		others: dict[str, list[str]] = defaultdict(list)
		for row in self.rows("attributes"):
			term = row.get("taxonomy_term_id")
			if term in known:
				own[row.get("link_id")][known[term]] = row.get("value")
			else:
				others[row.get("link_id")].append(names.get(term) or row.get("value"))
		return own, others

	def service(
		self,
		row: Row,
		told: Mapping[Term, str],
		terms: Iterable[str],
		documents: Mapping[str, str],
	) -> Service:
		name = row.get("name")
		service_type = self.service_type((told.get(Term.SERVICE_TYPE, ""), name, *terms))
		if not service_type:
			service_type = self.other_service
			self.note(NoteCode.SERVICE_NOT_KNOWN, "services", row, name)
		intervention = told.get(Term.INTERVENTION, "")
		return Service(
			id=row.get("id"),
			service_type=service_type,
			service_name="" if name == service_type else name,
			intervention=intervention if intervention in INTERVENTIONS else "",
			eligibility=row.get("eligibility_description"),
			special_process=row.get("application_process"),
			waiting_list=Term.WAITING_LIST in told or bool(row.get("wait_time")),
			waiting_time=row.get("wait_time"),
			waiting_contact=told.get(Term.WAITING_CONTACT, ""),
			what_to_bring=documents.get(row.get("id"), ""),
		)

	def service_type(self, words: Iterable[str]) -> str:
		return next((known for word in words if (known := self.service_types.get(word.casefold()))), "")

	def location(
		self,
		row: Row,
		addresses: Mapping[str, Row],
		access: Mapping[str, str],
		phones_of: Mapping[tuple[str, str], tuple[str, str]],
	) -> Location:
		name = row.get("id")
		address = addresses.get(name)
		number, extension = phones_of.get(("location_id", name), ("", ""))
		cell = address.get if address else lambda _column: ""
		return Location(
			id=name,
			location_name=row.get("name"),
			address_line=", ".join(filter(None, (cell("address_1"), cell("address_2")))),
			city=cell("city"),
			province=cell("state_province"),
			postal_code=cell("postal_code"),
			phone=number,
			phone_extension=extension,
			accessibility=access.get(name, ""),
		)

	def accessibility(self) -> dict[str, str]:
		texts: dict[str, list[str]] = defaultdict(list)
		for row in self.rows("accessibility"):
			texts[row.get("location_id")] += filter(None, (row.get("description"), row.get("details")))
		return {place: "\n".join(lines) for place, lines in texts.items()}

	def phones(self) -> dict[tuple[str, str], tuple[str, str]]:
		"""The first number for voices of each organisation and place; what is a contact's or a service's is the
		organisation's where it has none."""
		found: dict[tuple[str, str], tuple[str, str]] = {}
		rest = []
		for row in self.rows("phones"):
			if row.get("type").lower() in NOT_FOR_VOICES:
				continue
			number = self.number(row)
			for column in ("location_id", "organization_id"):
				if row.get(column):
					found.setdefault((column, row.get(column)), (number, row.get("extension")))
					break
			else:
				rest.append((self.owner("phones", row), number, row.get("extension")))
		for owner, number, extension in rest:
			found.setdefault(("organization_id", owner), (number, extension))
		return found

	def number(self, row: Row) -> str:
		try:
			return normal_number(row.get("number").strip('"'))
		except NotATelephoneNumber:
			self.problem(ProblemCode.NOT_A_PHONE, "phones", row, "number", row.get("number"))
			return ""

	def schedules(self, row: Row) -> Iterator[Schedule]:
		days = [day.strip().upper() for day in row.get("byday").split(",") if day.strip()]
		if row.get("freq").upper() not in WEEKLY or not days or not set(days) <= set(WEEKDAYS):
			self.note(NoteCode.SCHEDULE_LEFT_OUT, "schedules", row)
			return
		opens, closes = self.time(row, "opens_at"), self.time(row, "closes_at")
		if opens and closes and opens >= closes:
			self.problem(ProblemCode.CLOSES_BEFORE_IT_OPENS, "schedules", row, "closes_at")
		for day in dict.fromkeys(days):
			identifier = row.get("id") if len(days) == 1 else f"{row.get('id')}-{day}"
			yield Schedule(
				identifier, WEEKDAYS[day], opens, closes, row.get("description"), row.get("location_id")
			)

	def time(self, row: Row, column: str) -> str:
		value = row.get(column)
		if not value:
			return ""
		match = TIME.match(value)
		if not match:
			self.problem(ProblemCode.NOT_A_TIME, "schedules", row, column, value)
			return ""
		return f"{int(match[1]):02d}:{match[2]}"


def first_by(rows: Iterable[Row], column: str) -> dict[str, Row]:
	found: dict[str, Row] = {}
	for row in rows:
		found.setdefault(row.get(column), row)
	return found


def texts_by(rows: Iterable[Row], column: str, text: str) -> dict[str, str]:
	found: dict[str, list[str]] = defaultdict(list)
	for row in rows:
		if row.get(text):
			found[row.get(column)].append(row.get(text))
	return {key: "\n".join(lines) for key, lines in found.items()}
