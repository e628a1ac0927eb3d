"""Records that an admin owns, put there once.

The ledger (CSS Seed Record) remembers what was seeded: what an admin changed is not overwritten, and
what an admin deleted stays deleted. Uninstalling removes exactly what the ledger lists.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import frappe

from css_case_mgmt.permissions.registry import ROLES
from css_case_mgmt.question_bank.bank_file import import_bank
from css_case_mgmt.settings import SETTINGS

SEEDS = Path(__file__).parent / "seeds"
MODULES = Path(__file__).parents[1]
LEDGER = "CSS Seed Record"
LISTS = {
	"CSS Language": ("languages.json", "language_code"),
	"CSS Relationship": ("relationships.json", "relationship"),
	"CSS Immigration Category": ("immigration_categories.json", "category"),
	"CSS Exit Reason": ("exit_reasons.json", "exit_reason"),
	"CSS Document Kind": ("document_kinds.json", "document_kind"),
	"CSS GBA Plus Group": ("gba_plus_groups.json", "group_name"),
	"CSS Eligibility Criterion": ("eligibility_criteria.json", "criterion_code"),
	"CSS Legal Status": ("legal_statuses.json", "legal_status"),
	"CSS Offered Service": ("offered_services.json", "service"),
	"CSS Referral Return Reason": ("return_reasons.json", "return_reason"),
	"CSS Disclosure Ground": ("disclosure_grounds.json", "ground"),
	"CSS Contact Method": ("contact_methods.json", "method"),
	"CSS Place": ("places.json", "place"),
	"CSS Framework Group": ("framework_groups.json", "group_name"),
	"CSS Activity Type": ("activity_types.json", "activity_type"),
	"CSS Activity Topic": ("activity_topics.json", "topic"),
	"CSS Restricted Topic": ("restricted_topics.json", "topic"),
	"CSS Autonomy Level": ("autonomy_levels.json", "level_name"),
	"CSS Checklist Item": ("checklist_items.json", "item_code"),
	"CSS Glossary Term": ("glossary_terms.json", "term"),
	"CSS Strength Category": ("strength_categories.json", "category"),
	"CSS Setback Strategy": ("setback_strategies.json", "strategy"),
	"CSS Referral Explanation": ("referral_explanations.json", "explanation"),
	"CSS Service Type": ("service_types.json", "service_type"),
	"CSS Readiness Indicator": ("readiness_indicators.json", "indicator_code"),
	"CSS Exit Interview Question": ("exit_interview_questions.json", "question_code"),
}
# These name factors, which come with a question bank.
OF_FACTORS = ("CSS Service Type",)

# Colours of the states of workflows.
STYLES = {
	"Approved": "Success",
	"Exited": "Primary",
	"Ready for Review": "Warning",
	"Returned": "Danger",
	"Reviewed": "Success",
	"To Be Redone": "Danger",
}


def seed_everything() -> None:
	for role in ROLES:
		seed_role(role)
	for doctype in LISTS:
		if doctype not in OF_FACTORS:
			seed_list(doctype)
	seed_settings()
	seed_illustrative_bank()
	for doctype in OF_FACTORS:
		seed_list(doctype)
	seed_consent_forms()
	seed_workflows()


def seed_list(doctype: str) -> None:
	file, key = LISTS[doctype]
	for values in read_seeds(file):
		seed(doctype, values[key], without_missing_links(doctype, values))


def seed(doctype: str, name: str, values: dict) -> None:
	"""Create a record unless it was seeded before or is there already."""
	if is_seeded(doctype, name):
		return
	if not frappe.db.exists(doctype, name):
		frappe.get_doc(doctype=doctype, **values).insert(ignore_permissions=True)
		enter_in_ledger(doctype, name)


def without_missing_links(doctype: str, values: dict) -> dict:
	"""A list may name a factor of the illustrative bank, which an agency may have replaced by its own."""
	links = {field.fieldname: field.options for field in frappe.get_meta(doctype).get_link_fields()}
	return {
		fieldname: value
		for fieldname, value in values.items()
		if fieldname not in links or frappe.db.exists(links[fieldname], value)
	}


def seed_role(role: str) -> None:
	"""Frappe may have made the role with the DocTypes that grant it something; it is this app's all the same."""
	if is_seeded("Role", role):
		return
	if not frappe.db.exists("Role", role):
		frappe.get_doc(doctype="Role", role_name=role, desk_access=1).insert(ignore_permissions=True)
	enter_in_ledger("Role", role)


def is_seeded(doctype: str, name: str) -> bool:
	return bool(frappe.db.exists(LEDGER, {"reference_doctype": doctype, "reference_name": name}))


def enter_in_ledger(doctype: str, name: str) -> None:
	frappe.get_doc(doctype=LEDGER, reference_doctype=doctype, reference_name=name).insert(
		ignore_permissions=True
	)


def seed_settings() -> None:
	"""A single that was never saved has no values at all, and one saved before an update has none for the
	settings that the update brings: their defaults are stored once."""
	if not is_seeded(SETTINGS, SETTINGS):
		frappe.get_doc(SETTINGS).save(ignore_permissions=True)
		enter_in_ledger(SETTINGS, SETTINGS)
	stored = frappe.db.get_singles_dict(SETTINGS)
	for field in frappe.get_meta(SETTINGS).fields:
		if field.default and field.fieldname not in stored:
			frappe.db.set_single_value(SETTINGS, field.fieldname, field.default, update_modified=False)
	frappe.clear_document_cache(SETTINGS, SETTINGS)


def seed_illustrative_bank() -> None:
	"""So that a newcomer can assess at once; marked as not official (D-05)."""
	data = (SEEDS / "illustrative_nam_bank.json").read_bytes()
	content = json.loads(data)
	name = f"{content['bank_code']}-v{content['version']}"
	if is_seeded("CSS NAM Bank", name) or frappe.db.exists("CSS NAM Bank", name):
		return
	before = set(frappe.get_all("CSS Factor of Settlement", pluck="name"))
	bank = import_bank(data, "json")
	bank.publish()
	for factor in set(frappe.get_all("CSS Factor of Settlement", pluck="name")) - before:
		enter_in_ledger("CSS Factor of Settlement", factor)
	enter_in_ledger("CSS NAM Bank", bank.name)


def seed_consent_forms() -> None:
	"""Samples in English and French, marked as such; agencies bring their own texts (D-25)."""
	for values in read_seeds("consent_forms.json"):
		seed("CSS Consent Form", "{form_code}-v{version}-{language}".format(**values), values)


def seed_workflows() -> None:
	"""From the modules' workflow folders, with the states and actions that they name (D-24): Frappe does not
	synchronise these folders, and fixtures would overwrite an admin's changes."""
	for path in workflow_files():
		values = json.loads(path.read_text(encoding="utf-8"))
		if is_seeded("Workflow", values["workflow_name"]):
			continue
		for row in values["states"]:
			name = row["state"]
			seed("Workflow State", name, {"workflow_state_name": name, "style": STYLES.get(name, "")})
		for row in values["transitions"]:
			seed("Workflow Action Master", row["action"], {"workflow_action_name": row["action"]})
		seed("Workflow", values["workflow_name"], values)


def workflow_files() -> list[Path]:
	return sorted(MODULES.glob("*/workflow/*/*.json"))


def read_seeds(file: str) -> list[dict]:
	return json.loads((SEEDS / file).read_text(encoding="utf-8"))


def seeded() -> Iterator[tuple[str, str]]:
	"""Everything in the ledger, latest first."""
	for row in frappe.get_all(
		LEDGER, fields=["reference_doctype", "reference_name"], order_by="creation desc"
	):
		yield row.reference_doctype, row.reference_name
