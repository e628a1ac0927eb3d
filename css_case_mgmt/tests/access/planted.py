"""The files of three families, with a different secret in every text that somebody can type."""

import re
from dataclasses import dataclass, field
from itertools import count

import frappe
from frappe.model.naming import set_new_name
from frappe.utils import add_days, add_months, getdate

from css_case_mgmt.permissions.registry import CLIENT, REFERENCING
from css_case_mgmt.tests.access.decisions import DOCTYPES, FAMILIES, STAFF_RECORDS
from css_case_mgmt.tests.access.personas import NOBODY, make_personas, user_of
from css_case_mgmt.tests.factories import BANK, NORTH, WEST, acting_as, answers_of_weight, make_site

SECRET = "<a secret>"
SECRET_IN_OWN_SCRIPT = "<a secret in Arabic letters>"
SECRETS = re.compile(r"Zq\d{5}[0-9a-f]{6}|نجمة[\u0628-\u0631]{5}")
TODAY = getdate()

# One record of each client-bearing DocType. {} refers to the record of that DocType made before it.
FAMILY_RECORDS = (
	("CSS Case", {"site": NORTH, "source_system": SECRET, "source_id": SECRET}),
	(
		"CSS Client",
		{
			"given_names": SECRET,
			"family_name": SECRET,
			"preferred_name": SECRET,
			"name_in_own_script": SECRET_IN_OWN_SCRIPT,
			"uci": SECRET,
			"date_of_birth": "1990-05-17",
			"primary_language": "prs",
			"languages": [{"language": "prs"}],
			"source_system": SECRET,
			"source_id": SECRET,
		},
	),
	(
		"CSS Case Member",
		{
			"css_case": "{CSS Case}",
			"client": "{CSS Client}",
			"relationship": "Head of Family",
			"is_head": 1,
			"member_from": add_months(TODAY, -30),
			"source_system": SECRET,
			"source_id": SECRET,
		},
	),
	(
		"CSS Enrolment",
		{
			"css_case": "{CSS Case}",
			"client": "{CSS Client}",
			"enrolment_date": add_months(TODAY, -9),
			"direct_intervention_reason": SECRET,
			"levels": [{"needs_level": "High", "level_from": add_months(TODAY, -9), "reason": SECRET}],
			"source_system": SECRET,
			"source_id": SECRET,
		},
	),
	(
		"CSS NAM Assessment",
		{
			"css_case": "{CSS Case}",
			"client": "{CSS Client}",
			"enrolment": "{CSS Enrolment}",
			"bank": BANK,
			"assessment_date": add_months(TODAY, -8),
			"source_system": SECRET,
			"source_id": SECRET,
		},
	),
)


@dataclass(frozen=True)
class Secret:
	"""A text that occurs nowhere else, and who may see it."""

	text: str
	place: str
	audience: frozenset[str]


@dataclass
class World:
	"""What was planted."""

	secrets: list[Secret] = field(default_factory=list)
	records: dict[str, dict[str, str]] = field(default_factory=dict)
	reference_rows: dict[str, str] = field(default_factory=dict)
	file_urls: dict[str, str] = field(default_factory=dict)
	numbers: count = field(default_factory=lambda: count(1))

	def secret(self, place: str, audience: frozenset[str], in_own_script: bool = False) -> str:
		number = next(self.numbers)
		if in_own_script:
			text = "نجمة" + "".join(chr(0x0628 + int(digit)) for digit in f"{number:05d}")
		else:
			text = f"Zq{number:05d}{frappe.generate_hash(length=6)}"
		self.secrets.append(Secret(text, place, audience))
		return text

	def found_in(self, text: str) -> list[Secret]:
		by_text = {secret.text: secret for secret in self.secrets}
		return [by_text[found] for found in set(SECRETS.findall(text)) if found in by_text]

	def leaked_to(self, persona: str, text: str) -> list[str]:
		"""Places of the secrets in a text that are not meant for a persona."""
		return sorted(secret.place for secret in self.found_in(text) if persona not in secret.audience)


def audience(family: str, doctype: str) -> frozenset[str]:
	return FAMILIES[family] & DOCTYPES[doctype].may_read


def plant() -> World:
	"""Make the personas and their files, as they come about in an agency; the caller commits."""
	world = World()
	make_personas()
	open_file(world, "assigned", "leaver")
	open_file(world, "unassigned", "intake_worker")
	open_file(world, "other", "colleague")
	move_somebody(world)
	fill_staff_records(world)
	upload_files(world)
	plant_reference_rows(world)
	share_the_work(world)
	let_time_pass()
	return world


def open_file(world: World, family: str, opener: str) -> None:
	records = world.records[family] = {}
	with acting_as(user_of(opener)):
		for doctype, values in FAMILY_RECORDS:
			if family in ("assigned", "other") or frappe.has_permission(doctype, "create"):
				values = filled_in(world, family, doctype, values)
				records[doctype] = frappe.get_doc(doctype=doctype, **values).insert().name


def filled_in(world: World, family: str, doctype: str, values: dict) -> dict:
	"""Values with secrets and names of other records in the place of their marks."""
	readers = audience(family, doctype)

	def fill(value, place: str):
		if isinstance(value, list):
			return [{key: fill(each, f"{place}.{key}") for key, each in row.items()} for row in value]
		if value in (SECRET, SECRET_IN_OWN_SCRIPT):
			return world.secret(f"{family}: {place}", readers, in_own_script=value == SECRET_IN_OWN_SCRIPT)
		if isinstance(value, str) and value.startswith("{"):
			return world.records[family][value.strip("{}")]
		return value

	filled = {key: fill(value, f"{doctype}.{key}") for key, value in values.items()}
	if doctype == "CSS NAM Assessment":
		filled["answers"] = answers_of_weight(2)
	return filled


def move_somebody(world: World) -> None:
	"""A grown-up of the assigned family has moved to the other family: the old file stays where it was,
	but whoever reads that file learns nothing new about her (D-20, R-502)."""
	here, there = world.records["assigned"]["CSS Case"], world.records["other"]["CSS Case"]
	with acting_as(user_of("leaver")):
		values = filled_in(world, "other", "CSS Client", dict(FAMILY_RECORDS)["CSS Client"])
		client = frappe.get_doc(doctype="CSS Client", **values).insert()
		member = frappe.get_doc(
			doctype="CSS Case Member",
			css_case=here,
			client=client.name,
			relationship="Child",
			member_from=add_months(TODAY, -20),
		).insert()
		frappe.get_doc(
			doctype="CSS Enrolment",
			css_case=here,
			client=client.name,
			enrolment_date=add_months(TODAY, -10),
			needs_level="Low",
		).insert()
	member.member_to = add_days(TODAY, -5)
	member.save(ignore_permissions=True)
	frappe.get_doc(
		doctype="CSS Case Member",
		css_case=there,
		client=client.name,
		relationship="Child",
		member_from=add_days(TODAY, -5),
	).insert(ignore_permissions=True)
	world.records["moved"] = {CLIENT: client.name}


def fill_staff_records(world: World) -> None:
	for name in frappe.get_all("CSS Staff", filters={"site": NORTH}, pluck="name"):
		title = world.secret("CSS Staff.job_title", STAFF_RECORDS)
		frappe.db.set_value("CSS Staff", name, "job_title", title)
		world.records["staff"] = {"CSS Staff": name}


def share_the_work(world: World) -> None:
	"""The manager assigns the case, lets a monitor in, and declares a conflict of interest."""
	css_case = world.records["assigned"]["CSS Case"]
	readers = audience("assigned", "CSS Case Access")
	grants = (
		("caseworker", "Assigned", TODAY, None),
		("leaver", "Shared", add_days(TODAY, -9), add_days(TODAY, 90)),
		("transferred", "Covering", add_days(TODAY, -9), add_days(TODAY, 90)),
		("conflicted", "Covering", add_days(TODAY, -9), add_days(TODAY, 90)),
		("monitor", "Monitor", add_days(TODAY, -9), add_days(TODAY, 9)),
		("former_monitor", "Monitor", add_days(TODAY, -9), add_days(TODAY, -2)),
	)
	with acting_as(user_of("manager")):
		for persona, kind, access_from, access_until in grants:
			access = frappe.get_doc(
				doctype="CSS Case Access",
				css_case=css_case,
				user=user_of(persona),
				kind=kind,
				access_from=access_from,
				access_until=access_until,
				reason=world.secret("CSS Case Access.reason", readers),
			).insert()
			world.records["assigned"].setdefault("CSS Case Access", access.name)
		conflict = frappe.get_doc(
			doctype="CSS Conflict of Interest",
			user=user_of("conflicted"),
			client=world.records["assigned"][CLIENT],
			reason=world.secret(
				"CSS Conflict of Interest.reason",
				audience("assigned", "CSS Conflict of Interest") | {"conflicted"},
			),
		).insert()
		world.records["assigned"]["CSS Conflict of Interest"] = conflict.name
		rename_somebody(world)


def rename_somebody(world: World) -> None:
	"""A change that the history keeps: the name before is a secret as well."""
	client = frappe.get_doc(CLIENT, world.records["assigned"][CLIENT])
	client.preferred_name = world.secret("CSS Client.preferred_name, changed", audience("assigned", CLIENT))
	client.save()


def upload_files(world: World) -> None:
	"""Uploaded by people who have left since; nobody ever learns the original file name."""
	client = world.records["assigned"][CLIENT]
	for persona in ("leaver", "caseworker"):
		content = world.secret(f"content of the file of {persona}", audience("assigned", CLIENT))
		file_name = world.secret(f"name of the file of {persona}", NOBODY)
		file = frappe.get_doc(
			doctype="File",
			file_name=f"{file_name}.txt",
			attached_to_doctype=CLIENT,
			attached_to_name=client,
			content=content,
		).insert(ignore_permissions=True)
		file.db_set("owner", user_of(persona))
		world.file_urls[persona] = file.file_url


def plant_reference_rows(world: World) -> None:
	"""A row in each of Frappe's own tables that points at the client, owned by people who have left since,
	written past all hooks as an older version, an import or another app may have done."""
	client = world.records["assigned"][CLIENT]
	readers = audience("assigned", CLIENT)
	for doctype, (doctype_column, name_column) in REFERENCING.items():
		if not frappe.db.table_exists(doctype):
			continue
		for owner in ("leaver", "transferred", "conflicted"):
			row = frappe.new_doc(doctype)
			for column in row.meta.fields:
				if column.fieldtype in ("Data", "Small Text", "Text", "Long Text", "Text Editor", "Code"):
					row.set(column.fieldname, world.secret(f"{doctype}.{column.fieldname}", readers))
				elif column.fieldtype == "Link" and column.options == "User":
					row.set(column.fieldname, user_of(owner))
				elif column.fieldtype == "Link" and column.options == "Tag":
					row.set(column.fieldname, world.secret(f"{doctype}.{column.fieldname}", readers))
			row.set(doctype_column, CLIENT)
			row.set(name_column, client)
			row.is_private = 1
			row.owner = user_of(owner)
			set_new_name(row)
			row.db_insert()
			world.reference_rows[doctype] = row.name


def let_time_pass() -> None:
	"""Yesterday was the last day of two people, as a hook that runs on the day itself would see it."""
	yesterday = add_days(TODAY, -1)
	for persona in ("leaver", "transferred"):
		frappe.db.set_value("CSS Staff", {"user": user_of(persona)}, "active_to", yesterday)
	frappe.get_doc(
		doctype="CSS Staff", user=user_of("transferred"), site=make_site(WEST), active_from=TODAY
	).insert(ignore_permissions=True)
