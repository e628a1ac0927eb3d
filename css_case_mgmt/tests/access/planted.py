"""The files of three families, with a different secret in every text that somebody can type."""

from dataclasses import dataclass, field
from itertools import count

import frappe
from frappe.model.naming import set_new_name
from frappe.utils import add_days, add_months, getdate

from css_case_mgmt.api.family_changes import separate
from css_case_mgmt.api.merging import merge
from css_case_mgmt.permissions.registry import CLIENT, REFERENCING
from css_case_mgmt.tests.access.decisions import PROVIDER
from css_case_mgmt.tests.access.decisions_of_doctypes import DOCTYPES
from css_case_mgmt.tests.access.family_records import (
	FAMILY_RECORDS,
	MARKS,
	REFERRAL_TEXTS,
	SECRET,
	SECRET_EMAIL,
	SECRET_FILE,
	SECRET_NUMBER,
	SECRETS,
	TODAY,
)
from css_case_mgmt.tests.access.groups import FAMILIES, STAFF_RECORDS, people
from css_case_mgmt.tests.access.personas import NOBODY, make_personas, user_of
from css_case_mgmt.tests.access.planted_notes import send_a_message, write_notes
from css_case_mgmt.tests.factories import (
	BANK,
	CONSENT_FORM,
	NORTH,
	SIGNATURE,
	WEST,
	acting_as,
	answers_of_weight,
	make_site,
)

TEXTS_OF_STAFF = ("job_title", "work_phone", "work_phone_extension", "work_email")


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

	def secret(self, place: str, audience: frozenset[str]) -> str:
		return self.secret_like(SECRET, place, audience)

	def secret_like(self, mark: str, place: str, audience: frozenset[str]) -> str:
		"""A text of the kind that a field accepts."""
		text = MARKS[mark](next(self.numbers))
		self.secrets.append(Secret(text, place, audience))
		if mark == SECRET_EMAIL:
			return f"{text}@mail.example"
		if mark == SECRET_FILE:
			file = frappe.get_doc(doctype="File", file_name="copy.txt", content=text, is_private=1)
			return file.insert().file_url
		return text

	def named(self, family: str, doctype: str) -> str:
		"""The family's record of a DocType, the site's, or any record of a list."""
		for place in (family, "staff"):
			if doctype in self.records.get(place, {}):
				return self.records[place][doctype]
		return frappe.get_all(doctype, pluck="name", order_by="name", limit=1)[0]

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
	register_interpreter(world)
	enter_provider()
	open_file(world, "assigned", "leaver")
	open_file(world, "unassigned", "intake_worker")
	name_needs(world)
	separate_somebody(world)
	refer_families(world)
	fill_staff_records(world)
	upload_files(world)
	plant_reference_rows(world)
	write_notes(world)
	share_the_work(world)
	send_a_message(world)
	record_what_managers_keep(world)
	note_decisions(world)
	let_time_pass()
	return world


def open_file(world: World, family: str, opener: str) -> None:
	records = world.records[family] = {}
	with acting_as(user_of(opener)):
		for doctype, values in FAMILY_RECORDS:
			if family == "assigned" or frappe.has_permission(doctype, "create"):
				values = filled_in(world, family, doctype, values)
				records[doctype] = frappe.get_doc(doctype=doctype, **values).insert().name


def filled_in(world: World, family: str, doctype: str, values: dict) -> dict:
	"""Values with secrets and names of other records in the place of their marks."""
	readers = audience(family, doctype)

	def fill(value, place: str):
		if isinstance(value, list):
			return [{key: fill(each, f"{place}.{key}") for key, each in row.items()} for row in value]
		if value in MARKS:
			return world.secret_like(value, f"{family}: {place}", readers)
		if isinstance(value, str) and value.startswith("{"):
			return world.named(family, value.strip("{}"))
		return value

	filled = {key: fill(value, f"{doctype}.{key}") for key, value in values.items()}
	if doctype == "CSS NAM Assessment":
		filled["answers"] = answers_of_weight(2)
	return filled


def separate_somebody(world: World) -> None:
	"""A grown-up of the assigned family has left it because of violence, ten months ago: everything since, her
	new address and number included, is for those who work with her new household (D-20, R-502)."""
	here = world.records["assigned"]["CSS Case"]
	records = world.records["other"] = {}
	with acting_as(user_of("leaver")):
		values = filled_in(world, "other", CLIENT, dict(FAMILY_RECORDS)[CLIENT])
		client = records[CLIENT] = frappe.get_doc(doctype=CLIENT, **values).insert().name
		frappe.get_doc(
			doctype="CSS Case Member",
			css_case=here,
			client=client,
			relationship="Spouse or Partner",
			member_from=add_months(TODAY, -30),
		).insert()
	with acting_as(user_of("manager")):
		records["CSS Case"] = separate(
			here,
			{client: "Head of Family"},
			client,
			str(add_months(TODAY, -23)),
			is_protected=1,
			caseworker=user_of("colleague"),
		)
	records["CSS Case Member"] = frappe.db.get_value(
		"CSS Case Member", {"css_case": records["CSS Case"], "client": client}
	)
	with acting_as(user_of("colleague")):
		for doctype, values in FAMILY_RECORDS:
			if doctype not in ("CSS Case", CLIENT, "CSS Case Member"):
				values = filled_in(world, "other", doctype, values)
				records[doctype] = frappe.get_doc(doctype=doctype, **values).insert().name
		file = frappe.get_doc(CLIENT, client)
		text, number = (
			world.secret_like(mark, "other: a new home", audience("other", CLIENT))
			for mark in (SECRET, SECRET_NUMBER)
		)
		file.append("addresses", {"address_line": text, "kind": "Shelter"})
		file.append("phones", {"phone": number, "remark": text})
		file.save()


def register_interpreter(world: World) -> None:
	readers = DOCTYPES["CSS Interpreter"].may_read
	with acting_as(user_of("manager")):
		interpreter = frappe.get_doc(
			doctype="CSS Interpreter",
			site=NORTH,
			kind="Informal",
			adult_confirmed=1,
			confidentiality_signed_on=add_months(TODAY, -20),
			languages=[{"language": "prs", "dialect": world.secret("CSS Interpreter.dialect", readers)}],
			# Whoever reads a file sees in it who interpreted.
			full_name=world.secret("CSS Interpreter.full_name", readers | FAMILIES["assigned"]),
			community=world.secret("CSS Interpreter.community", readers),
			phone=world.secret_like(SECRET_NUMBER, "CSS Interpreter.phone", readers),
		).insert()
	world.records["staff"] = {"CSS Interpreter": interpreter.name}


def name_needs(world: World) -> None:
	"""The form asks for a need of the person's plan."""
	for family in ("assigned", "unassigned"):
		referral = world.records[family].get("CSS Referral")
		if referral:
			code = world.secret(f"{family}: CSS Referral.need_code", audience(family, "CSS Referral"))
			frappe.db.set_value("CSS Referral", referral, "need_code", code)


def enter_provider() -> None:
	"""The directory of services holds nothing about clients."""
	with acting_as(user_of("coordinator")):
		provider = frappe.get_doc(doctype="CSS Service Provider", provider_name="Harbour Services")
		provider.insert(set_name=PROVIDER)


def refer_families(world: World) -> None:
	"""One referral that waits at the site, one that became the assigned family."""
	for family in ("waiting", "assigned"):
		readers = FAMILIES["assigned"] if family == "assigned" else people("intake_worker manager")
		with acting_as(user_of("intake_worker")):
			referral = frappe.get_doc(
				doctype="CSS Inbound Referral",
				site=NORTH,
				received_on=add_months(TODAY, -31),
				phone=world.secret_like(SECRET_NUMBER, f"{family}: CSS Inbound Referral.phone", readers),
				**{
					field: world.secret(f"{family}: CSS Inbound Referral.{field}", readers)
					for field in REFERRAL_TEXTS
				},
			).insert()
		if family == "assigned":
			frappe.db.set_value(
				"CSS Inbound Referral",
				referral.name,
				{"css_case": world.records[family]["CSS Case"], "client": world.records[family][CLIENT]},
			)
		world.records.setdefault(family, {})["CSS Inbound Referral"] = referral.name


def fill_staff_records(world: World) -> None:
	for name in frappe.get_all("CSS Staff", filters={"site": NORTH}, pluck="name"):
		texts = {field: world.secret(f"CSS Staff.{field}", STAFF_RECORDS) for field in TEXTS_OF_STAFF}
		frappe.db.set_value("CSS Staff", name, texts)
		world.records["staff"]["CSS Staff"] = name


def empty_staff_records() -> None:
	"""The cast of the tests has a posting before anything is planted, and keeps it."""
	frappe.db.set_value("CSS Staff", {"site": NORTH}, dict.fromkeys(TEXTS_OF_STAFF))


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
				**{
					field: world.secret(f"CSS Case Access.{field}", readers)
					for field in ("reason", "handover", "over_target_reason")
				},
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
		merge_a_second_file(world)


def note_decisions(world: World) -> None:
	"""What a manager says with a decision is written by the decision alone; here nobody has decided yet."""
	for family, records in world.records.items():
		for doctype in ("CSS Exit", "CSS Programme Extension"):
			if doctype in records:
				note = world.secret(f"{family}: {doctype}.decision_note", audience(family, doctype))
				frappe.db.set_value(doctype, records[doctype], "decision_note", note)


def record_what_managers_keep(world: World) -> None:
	"""A transfer of cases, a workbook on its way in, a reminder, and a caseworker's own preferences."""
	records = world.records["assigned"]
	with acting_as(user_of("manager")):
		transfer = frappe.get_doc(
			doctype="CSS Caseload Transfer",
			site=NORTH,
			transferred_on=TODAY,
			transferred_by=user_of("manager"),
			reason=world.secret(
				"CSS Caseload Transfer.reason", audience("assigned", "CSS Caseload Transfer")
			),
			items=[
				{
					"css_case": records["CSS Case"],
					"to_user": user_of("caseworker"),
					"new_access": records["CSS Case Access"],
				}
			],
		).insert(ignore_permissions=True)
		readers = audience("assigned", "CSS Import")
		workbook = frappe.get_doc(
			doctype="CSS Import",
			source_system=world.secret("CSS Import.source_system", readers),
			workbook=world.secret_like(SECRET_FILE, "CSS Import.workbook", readers),
		).insert()
	reminder = frappe.get_doc(
		doctype="CSS Reminder",
		clock="NAM",
		stage="Overdue",
		audience="Caseworker",
		due_on=TODAY,
		remind_on=TODAY,
		site=NORTH,
		css_case=records["CSS Case"],
		subject_doctype="CSS Enrolment",
		subject=records["CSS Enrolment"],
		reminder_key=frappe.generate_hash(length=20),
	).insert(ignore_permissions=True)
	with acting_as(user_of("caseworker")):
		preference = frappe.get_doc(doctype="CSS Reminder Preference", user=user_of("caseworker")).insert()
	for document in (transfer, workbook, reminder, preference):
		records[document.doctype] = document.name


def rename_somebody(world: World) -> None:
	"""A change that the history keeps: the name before is a secret as well."""
	client = frappe.get_doc(CLIENT, world.records["assigned"][CLIENT])
	client.preferred_name = world.secret("CSS Client.preferred_name, changed", audience("assigned", CLIENT))
	client.save()


def merge_a_second_file(world: World) -> None:
	"""Somebody was entered twice; both files belong to the assigned family."""
	records = world.records["assigned"]
	values = filled_in(world, "assigned", CLIENT, {"given_names": SECRET, "family_name": SECRET})
	second = frappe.get_doc(doctype=CLIENT, **values).insert()
	frappe.get_doc(
		doctype="CSS Case Member", css_case=records["CSS Case"], client=second.name, relationship="Child"
	).insert()
	reason = world.secret("CSS Client Merge.reason", audience("assigned", "CSS Client Merge"))
	records["CSS Client Merge"] = merge(records[CLIENT], second.name, reason)


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
