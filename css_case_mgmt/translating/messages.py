"""Finds every text of the app that a person may read, with Frappe's own extraction."""

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import frappe
from frappe import translate

from css_case_mgmt.permissions.registry import ROLES
from css_case_mgmt.setup.seeding import LISTS, read_seeds, workflow_files
from css_case_mgmt.translating.report_labels import APP, read_english_labels

CODE = (".py", ".js", ".html", ".vue")
FOLDERS_WITHOUT_TEXTS = {"tests", "dist", "node_modules", "__pycache__", "locale", "translations"}
# What is read of a seeded record, where it is not its name alone. Each line is a text of its own.
SEED_TEXTS = {
	"CSS Autonomy Level": ("level_name", "wording"),
	"CSS Checklist Item": ("item",),
	"CSS Eligibility Criterion": ("criterion", "examples"),
	"CSS Exit Interview Question": ("question", "help"),
	"CSS Glossary Term": ("term", "meaning"),
	"CSS Language": ("language_name",),
	"CSS Legal Status": ("legal_status", "rule"),
	"CSS Readiness Indicator": ("indicator", "help"),
	"CSS Setback Strategy": ("strategy", "prompt"),
	"CSS Strength Category": ("category", "prompts"),
}

# Records that come with the app's modules: fields, and table -> fields of its rows.
RECORD_FIELDS = {
	"Page": ("title",),
	"Print Format": ("name",),
	"Number Card": ("label",),
	"Dashboard": ("name",),
	"Dashboard Chart": ("name",),
	"Form Tour": ("title",),
	"Module Onboarding": ("title", "subtitle", "success_message"),
	"Workspace": ("name", "title", "label"),
}
RECORD_TABLES = {
	"Form Tour": {"steps": ("title", "description")},
	"Workspace": {
		"links": ("label", "description"),
		"shortcuts": ("label", "format"),
		"charts": ("label",),
		"number_cards": ("label",),
		"quick_lists": ("label",),
	},
}

# (text, context or None)
Message = tuple[str, str | None]


def collect_messages() -> dict[Message, set[str]]:
	"""Each text with the files it comes from."""
	frappe.flags.scanned_files = set()  # Frappe passes over what it has read once.
	found = defaultdict(set)
	for source in (
		messages_of_code(),
		messages_of_doctypes(),
		messages_of_reports(),
		messages_of_records(),
		messages_of_seeds(),
		messages_of_workflows(),
		messages_of_app(),
	):
		for text, context, location in source:
			if text and is_text(text):
				found[text, context or None].add(location)
	return dict(found)


def is_text(text: str) -> bool:
	"""Whether a person reads it: conditions and icons stand where texts do."""
	return any(character.isalpha() for character in text) and not text.startswith(("eval:", "fa fa-"))


def package_folder() -> Path:
	return Path(frappe.get_app_path(APP)).resolve()


def app_modules() -> list[str]:
	return frappe.get_module_list(APP)


def as_location(path: Path) -> str:
	"""From the checkout on, so that the files are the same on every machine."""
	return path.resolve().relative_to(package_folder().parent).as_posix()


def messages_of_code() -> Iterator[tuple]:
	for folder, subfolders, files in os.walk(package_folder()):
		subfolders[:] = [name for name in subfolders if name not in FOLDERS_WITHOUT_TEXTS]
		for file in files:
			if file.endswith(CODE):
				path = Path(folder, file)
				for message in translate.get_messages_from_file(str(path)):
					yield message[1], message[2], as_location(path)


def messages_of_doctypes() -> Iterator[tuple]:
	for name in names_in_app("DocType", custom=0):
		meta = frappe.get_meta(name)
		location = definition_file(meta.module, "doctype", name)
		# Frappe translates its own roles.
		roles_of_frappe = {row.role for row in meta.permissions} - set(ROLES)
		for message in translate.get_messages_from_doctype(name):
			if message[1] not in roles_of_frappe:
				yield message[1], message[2] if len(message) > 2 else None, location
		for row in (*meta.get("links", []), *meta.get("actions", []), *meta.get("states", [])):
			for field in ("group", "label", "title"):
				yield row.get(field), None, location


def messages_of_reports() -> Iterator[tuple]:
	for name in names_in_app("Report"):
		location = definition_file(frappe.db.get_value("Report", name, "module"), "report", name)
		for message in translate.get_messages_from_report(name):
			yield message[1], message[2] if len(message) > 2 else None, location


def messages_of_records() -> Iterator[tuple]:
	for doctype, fields in RECORD_FIELDS.items():
		for name in names_in_app(doctype):
			record = frappe.get_doc(doctype, name)
			location = definition_file(record.module, frappe.scrub(doctype), name)
			for field in fields:
				yield record.get(field), None, location
			for table, row_fields in RECORD_TABLES.get(doctype, {}).items():
				for row in record.get(table) or []:
					for field in row_fields:
						yield row.get(field), None, location
			for text in texts_of_blocks(record.get("content") if doctype == "Workspace" else None):
				yield text, None, location


def texts_of_blocks(content: str | None) -> Iterator[str]:
	"""Headers and paragraphs of a workspace."""
	for block in json.loads(content or "[]"):
		if block.get("type") in ("header", "paragraph"):
			yield block["data"].get("text")


def messages_of_seeds() -> Iterator[tuple]:
	for doctype, (file, key) in LISTS.items():
		for values in read_seeds(file):
			for field in SEED_TEXTS.get(doctype, (key,)):
				for line in values.get(field, "").splitlines():
					yield line, None, seed_location(file)
	for factor in read_seeds("illustrative_nam_bank.json")["factors"]:
		yield factor["title"], None, seed_location("illustrative_nam_bank.json")


def messages_of_workflows() -> Iterator[tuple]:
	"""States and actions, which Frappe does not collect."""
	for path in workflow_files():
		workflow = json.loads(path.read_text(encoding="utf-8"))
		for text in (
			*(row["state"] for row in workflow["states"]),
			*(row["action"] for row in workflow["transitions"]),
		):
			yield text, None, as_location(path)


def seed_location(file: str) -> str:
	return f"{APP}/setup/seeds/{file}"


def messages_of_app() -> Iterator[tuple]:
	yield frappe.get_hooks("app_title", app_name=APP)[0], None, f"{APP}/hooks.py"
	for module in app_modules():
		yield module, None, f"{APP}/modules.txt"
	for role in ROLES:
		yield role, None, f"{APP}/permissions/registry.py"
	for name, label in read_english_labels().items():
		yield name, None, f"{APP}/translations/en.csv"
		yield label, None, f"{APP}/translations/en.csv"


def names_in_app(doctype: str, **filters) -> list[str]:
	filters["module"] = ["in", app_modules()]
	return frappe.get_all(doctype, filters=filters, pluck="name", order_by="name asc")


def definition_file(module: str, kind: str, name: str) -> str:
	scrubbed = frappe.scrub(name)
	return f"{APP}/{frappe.scrub(module)}/{kind}/{scrubbed}/{scrubbed}.json"
