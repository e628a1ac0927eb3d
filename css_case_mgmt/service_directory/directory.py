"""The directory of this site out and in: what an import would change, and the import, all or nothing (R-305)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields, replace

import frappe
import pycountry
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_time, strip_html

from css_case_mgmt.family_changes import all_or_nothing
from css_case_mgmt.service_directory.csv_tables import read_tables, write_archive
from css_case_mgmt.service_directory.hsds import (
	SOURCES,
	Location,
	Note,
	Organisation,
	Problem,
	ProblemCode,
	Schedule,
	Service,
)
from css_case_mgmt.service_directory.problems import DirectoryRefused, tell_problems
from css_case_mgmt.service_directory.reading import read_organisations
from css_case_mgmt.service_directory.writing import tables_of

PROVIDER = "CSS Service Provider"
OTHER_SERVICE = "Other Service"
SOURCE = "HSDS"
CHILDREN = {
	"services": "CSS Service Provider Service",
	"locations": "CSS Service Provider Location",
	"schedules": "CSS Service Provider Schedule",
	"languages": "CSS Service Provider Language",
}
FLAGS = ("enabled", "ircc_funded", "francophone")


@dataclass
class Plan:
	"""What an import would do.

	Args:
		new: organisations that are not here.
		changed: those that are, with the name of the provider and the fields that would change.
		unchanged: how many are here already, just so.
	"""

	new: list[Organisation] = field(default_factory=list)
	changed: list[tuple[str, Organisation, tuple[str, ...]]] = field(default_factory=list)
	unchanged: int = 0
	problems: list[Problem] = field(default_factory=list)
	notes: list[Note] = field(default_factory=list)


def export_directory() -> bytes:
	"""All providers as a zip archive of the tables of HSDS 3; whoever calls has checked the permission."""
	names = dict(frappe.get_all("CSS Language", fields=["name", "language_name"], as_list=True))
	organisations = sorted(stored().values(), key=lambda each: (each.provider_name, each.id))
	return write_archive(tables_of(organisations, names))


def stored(providers: Iterable[str] | None = None) -> dict[str, Organisation]:
	"""Providers as organisations, by their name here; one query for each table."""
	filters = {"name": ("in", list(providers))} if providers is not None else {}
	scalars = [each.name for each in fields(Organisation) if each.name not in (*CHILDREN, "id")]
	rows = frappe.get_all(PROVIDER, filters=filters, fields=["name", "source_id", *scalars])
	children = {table: child_rows(doctype, rows) for table, doctype in CHILDREN.items()}
	return {row.name: as_organisation(row, children) for row in rows}


def child_rows(doctype: str, providers: list) -> dict[str, list]:
	found = defaultdict(list)
	wanted = [row.name for row in providers] or [""]
	filters = {"parenttype": PROVIDER, "parent": ("in", wanted)}
	for row in frappe.get_all(doctype, filters=filters, fields=["*"], order_by="parent asc, idx asc"):
		found[row.parent].append(row)
	return found


def as_organisation(row, children: dict[str, dict[str, list]]) -> Organisation:
	values = {each.name: row.get(each.name) or "" for each in fields(Organisation) if each.name != "id"}
	values.update({flag: bool(row.get(flag)) for flag in FLAGS})
	values["services"] = tuple(as_part(Service, each) for each in children["services"][row.name])
	values["locations"] = tuple(as_part(Location, each) for each in children["locations"][row.name])
	values["languages"] = tuple(each.language for each in children["languages"][row.name])
	values["schedules"] = tuple(
		Schedule(
			each.hsds_id or each.name,
			each.weekday,
			short_time(each.opens_at),
			short_time(each.closes_at),
			each.remark or "",
			each.location_hsds_id or "",
		)
		for each in children["schedules"][row.name]
	)
	return Organisation(id=row.source_id or row.name, **values)


def as_part(part: type, row):
	values = {each.name: row.get(each.name) or "" for each in fields(part) if each.name != "id"}
	if part is Service:
		values["waiting_list"] = bool(row.waiting_list)
	return part(id=row.hsds_id or row.name, **values)


def short_time(value) -> str:
	return get_time(str(value)).strftime("%H:%M") if value is not None and value != "" else ""


def plan_import(files: Iterable[tuple[str, bytes]], source: str = SOURCE) -> Plan:
	"""What an import of some files would do; nothing is changed.

	Args:
		files: name and content of each: a zip archive, or CSV files.
		source: what the ids belong to; the same file again finds what it brought before.

	Raises:
		FileRefused: a file cannot be read at all.
	"""
	service_types = frappe.get_all("CSS Service Type", pluck="name")
	reading = read_organisations(read_tables(files), service_types, OTHER_SERVICE)
	plan = Plan(problems=reading.problems, notes=reading.notes)
	languages = frappe.get_all("CSS Language", fields=["name", "language_name"], as_list=True)
	known_languages = {word: code for code, name in languages for word in (code, name)}
	incoming = [with_known_languages(each, known_languages, plan) for each in reading.organisations]
	if plan.problems:
		return plan
	here = providers_here(incoming, source)
	known = stored(here.values())
	for organisation in incoming:
		provider = here.get(organisation.id)
		if not provider:
			plan.new.append(organisation)
			continue
		merged = kept_where_absent(organisation, known[provider], reading.tables)
		changes = differences(known[provider], merged)
		if changes:
			plan.changed.append((provider, merged, changes))
		else:
			plan.unchanged += 1
	return plan


def with_known_languages(organisation: Organisation, known: dict[str, str], plan: Plan) -> Organisation:
	"""Languages by the codes of this app's list; HSDS has them by two letters as well, or by name."""
	found = []
	for language in organisation.languages:
		code = known.get(language) or known.get(three_letters(language))
		if code:
			found.append(code)
		else:
			plan.problems.append(
				Problem(
					ProblemCode.UNKNOWN_LANGUAGE,
					"languages",
					None,
					"code",
					(language, organisation.provider_name),
				)
			)
	return replace(organisation, languages=tuple(dict.fromkeys(found)))


def three_letters(language: str) -> str:
	short = language.split("-")[0].lower()
	known = pycountry.languages.get(alpha_2=short) or pycountry.languages.get(alpha_3=short)
	return known.alpha_3 if known else ""


def providers_here(organisations: Iterable[Organisation], source: str) -> dict[str, str]:
	"""Which provider an id belongs to: one that was imported with it, or one that was exported from here by its name."""
	ids = [organisation.id for organisation in organisations] or [""]
	table = frappe.qb.DocType(PROVIDER)
	rows = (
		frappe.qb.from_(table)
		.select(table.name, table.source_system, table.source_id)
		.where((table.source_id.isin(ids)) | table.name.isin(ids))
		.run(as_dict=True)
	)
	found = {row.name: row.name for row in rows if row.name in ids}
	found.update({row.source_id: row.name for row in rows if row.source_id and row.source_system == source})
	return found


def kept_where_absent(new: Organisation, old: Organisation, tables: frozenset[str]) -> Organisation:
	"""A table that the file does not hold says nothing about its part."""
	kept = {part: getattr(old, part) for part, table in SOURCES.items() if table not in tables}
	return replace(new, **kept)


def differences(old: Organisation, new: Organisation) -> tuple[str, ...]:
	return tuple(
		each.name
		for each in fields(Organisation)
		if each.name != "id" and getattr(old, each.name) != getattr(new, each.name)
	)


def import_directory(files: Iterable[tuple[str, bytes]], source: str = SOURCE) -> Plan:
	"""Bring a directory in: all of it, or nothing and what is wrong.

	Raises:
		FileRefused: a file cannot be read at all.
		DirectoryRefused: a row cannot be taken; says which.
	"""
	plan = plan_import(files, source)
	if plan.problems:
		refuse(plan.problems)
	with all_or_nothing():
		for organisation in plan.new:
			provider = frappe.new_doc(PROVIDER)
			provider.update({"source_system": source, "source_id": organisation.id})
			put(provider, organisation)
		for name, organisation, _changes in plan.changed:
			put(frappe.get_doc(PROVIDER, name), organisation)
	return plan


def put(provider: Document, organisation: Organisation) -> None:
	"""Store an organisation; what the form would refuse is told with the organisation's name."""
	for each in fields(Organisation):
		if each.name not in (*CHILDREN, "id"):
			provider.set(each.name, getattr(organisation, each.name))
	provider.set("services", [as_row(part) for part in organisation.services])
	provider.set("locations", [as_row(part) for part in organisation.locations])
	provider.set("languages", [{"language": code} for code in organisation.languages])
	provider.set("schedules", [as_schedule(part) for part in organisation.schedules])
	provider.flags.in_directory_import = True
	try:
		provider.save()
	except frappe.PermissionError:
		raise
	except frappe.ValidationError as error:
		frappe.clear_messages()
		text = strip_html(str(error)) or _("it cannot be stored.")
		refuse([Problem(ProblemCode.REFUSED, "organizations", None, "", (organisation.provider_name, text))])


def as_row(part: Service | Location) -> dict:
	values = asdict(part)
	return {"hsds_id": values.pop("id"), **values}


def as_schedule(part: Schedule) -> dict:
	return {
		"hsds_id": part.id,
		"weekday": part.weekday,
		"opens_at": part.opens_at or None,
		"closes_at": part.closes_at or None,
		"remark": part.remark,
		"location_hsds_id": part.location,
	}


def refuse(problems: list[Problem]) -> None:
	frappe.throw(tell_problems(problems), DirectoryRefused, title=_("Directory of services"))
