"""A directory of services as Open Referral HSDS 3 has it in tables: what this app keeps of it (R-305).

https://docs.openreferral.org (HSDS, tabular). Pure data: no frappe, no files.
"""

from dataclasses import dataclass
from enum import Enum

# What is written, in this order. More columns may be there when a table is read: they are left alone. Where HSDS ties a
# language or a schedule to a service or a place alone, a column more ties it to the organisation.
TABLES: dict[str, tuple[str, ...]] = {
	"organizations": ("id", "name", "description", "email", "website"),
	"services": (
		"id",
		"organization_id",
		"name",
		"status",
		"application_process",
		"wait_time",
		"eligibility_description",
	),
	"locations": ("id", "location_type", "organization_id", "name"),
	"service_at_location": ("id", "service_id", "location_id"),
	"addresses": (
		"id",
		"location_id",
		"address_1",
		"address_2",
		"city",
		"state_province",
		"postal_code",
		"country",
		"address_type",
	),
	"phones": (
		"id",
		"location_id",
		"service_id",
		"organization_id",
		"contact_id",
		"number",
		"extension",
		"type",
	),
	"languages": ("id", "service_id", "location_id", "name", "code", "organization_id"),
	"schedules": (
		"id",
		"service_id",
		"location_id",
		"freq",
		"byday",
		"description",
		"opens_at",
		"closes_at",
		"organization_id",
	),
	"accessibility": ("id", "location_id", "description", "details"),
	"contacts": ("id", "organization_id", "service_id", "location_id", "name"),
	"required_documents": ("id", "service_id", "document"),
	"attributes": ("id", "link_id", "taxonomy_term_id", "link_entity", "value"),
	"taxonomy_terms": ("id", "name", "description", "taxonomy"),
}
REQUIRED = {
	"organizations": ("id", "name"),
	"services": ("id", "organization_id", "name"),
	"locations": ("id",),
	"service_at_location": ("service_id", "location_id"),
	"addresses": ("location_id",),
	"phones": ("number",),
	"accessibility": ("location_id",),
	"required_documents": ("service_id",),
	"attributes": ("link_id", "taxonomy_term_id"),
	"taxonomy_terms": ("id", "name"),
}
# Column -> the table whose `id` it names.
REFERENCES = {
	"organization_id": "organizations",
	"service_id": "services",
	"location_id": "locations",
}
STATUSES = ("active", "inactive", "defunct", "temporarily closed")
WEEKDAYS = {
	"MO": "Monday",
	"TU": "Tuesday",
	"WE": "Wednesday",
	"TH": "Thursday",
	"FR": "Friday",
	"SA": "Saturday",
	"SU": "Sunday",
}
TAXONOMY = "CSS Case Management"


class Term(str, Enum):
	"""What HSDS has no column for, as attributes."""

	IRCC_FUNDED = "css-ircc-funded"
	FRANCOPHONE = "css-francophone"
	NOT_IN_USE = "css-not-in-use"
	ADDRESS = "css-address"
	SERVICE_TYPE = "css-service-type"
	INTERVENTION = "css-intervention"
	WAITING_LIST = "css-waiting-list"
	WAITING_CONTACT = "css-waiting-contact"


TERM_NAMES = {
	Term.IRCC_FUNDED: "Funded by IRCC",
	Term.FRANCOPHONE: "Serves in French",
	Term.NOT_IN_USE: "Not in use",
	Term.ADDRESS: "Address",
	Term.SERVICE_TYPE: "Kind of service",
	Term.INTERVENTION: "One-on-one or group",
	Term.WAITING_LIST: "Waiting list",
	Term.WAITING_CONTACT: "How clients are contacted",
}
INTERVENTIONS = ("One on One", "Group", "Both")


@dataclass(frozen=True, slots=True)
class Service:
	"""A service of an organisation; `service_type` is the word of the agency's list, where one is known."""

	id: str
	service_type: str = ""
	service_name: str = ""
	intervention: str = ""
	eligibility: str = ""
	special_process: str = ""
	waiting_list: bool = False
	waiting_time: str = ""
	waiting_contact: str = ""
	what_to_bring: str = ""


@dataclass(frozen=True, slots=True)
class Location:
	"""A place where it is offered; the telephone number as `rules.telephone` keeps it."""

	id: str
	location_name: str = ""
	address_line: str = ""
	city: str = ""
	province: str = ""
	postal_code: str = ""
	phone: str = ""
	phone_extension: str = ""
	accessibility: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
	"""Opening hours of a weekday; times as HH:MM, the location by its id."""

	id: str
	weekday: str
	opens_at: str = ""
	closes_at: str = ""
	remark: str = ""
	location: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
	"""A service provider with everything that belongs to it; languages by their code in ISO 639."""

	id: str
	provider_name: str
	enabled: bool = True
	ircc_funded: bool = False
	francophone: bool = False
	description: str = ""
	website: str = ""
	email: str = ""
	contact_person: str = ""
	phone: str = ""
	phone_extension: str = ""
	address: str = ""
	services: tuple[Service, ...] = ()
	locations: tuple[Location, ...] = ()
	languages: tuple[str, ...] = ()
	schedules: tuple[Schedule, ...] = ()


# Which table a part of an organisation comes from: a table that is not there leaves the part as it was.
SOURCES = {
	"services": "services",
	"locations": "locations",
	"languages": "languages",
	"schedules": "schedules",
	"contact_person": "contacts",
	"phone": "phones",
	"phone_extension": "phones",
	"enabled": "attributes",
	"ircc_funded": "attributes",
	"francophone": "attributes",
	"address": "attributes",
}


class ProblemCode(Enum):
	"""What is wrong with a row."""

	TABLE_MISSING = "TABLE_MISSING"
	COLUMN_MISSING = "COLUMN_MISSING"
	VALUE_MISSING = "VALUE_MISSING"
	ID_TWICE = "ID_TWICE"
	UNKNOWN_ID = "UNKNOWN_ID"
	TOO_MANY_CELLS = "TOO_MANY_CELLS"
	TOO_LONG = "TOO_LONG"
	NOT_ONE_OF = "NOT_ONE_OF"
	NOT_A_TIME = "NOT_A_TIME"
	CLOSES_BEFORE_IT_OPENS = "CLOSES_BEFORE_IT_OPENS"
	NOT_A_PHONE = "NOT_A_PHONE"
	BELONGS_TO_NOBODY = "BELONGS_TO_NOBODY"
	UNKNOWN_LANGUAGE = "UNKNOWN_LANGUAGE"
	REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class Problem:
	"""What is wrong, with its table, row and column; the header is row 1."""

	code: ProblemCode
	table: str
	row: int | None = None
	column: str = ""
	args: tuple[str, ...] = ()


class NoteCode(Enum):
	"""What is left out, or read in another way, though nothing is wrong with it."""

	SCHEDULE_LEFT_OUT = "SCHEDULE_LEFT_OUT"
	SERVICE_NOT_KNOWN = "SERVICE_NOT_KNOWN"


@dataclass(frozen=True, slots=True)
class Note:
	"""Said in the preview."""

	code: NoteCode
	table: str
	row: int | None = None
	args: tuple[str, ...] = ()
