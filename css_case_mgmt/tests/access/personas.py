"""Who tries. Each persona has one line here; what each may read stands in `decisions_of_doctypes.py`."""

from dataclasses import dataclass

import frappe
from frappe.model.naming import set_new_name
from frappe.utils.password import update_password

from css_case_mgmt.tests.factories import NORTH, WEST, make_site, make_staff

PASSWORD = "Quiet-Harbour-4711"


@dataclass(frozen=True)
class Persona:
	"""Somebody with a role, posted at a site (or at none)."""

	role: str
	site: str | None = NORTH


PERSONAS = {
	"caseworker": Persona("CSS Caseworker"),
	"colleague": Persona("CSS Caseworker"),
	"manager": Persona("CSS Manager"),
	"other_manager": Persona("CSS Manager", WEST),
	"intake_worker": Persona("CSS Intake Worker"),
	"analyst": Persona("CSS National Analyst", None),
	"coordinator": Persona("CSS National Coordinator", None),
	"privacy_officer": Persona("CSS Privacy Officer"),
	"monitor": Persona("CSS Monitor", None),
	"former_monitor": Persona("CSS Monitor", None),
	# Opened the file, owns documents and uploads, still holds an access record and an API key.
	"leaver": Persona("CSS Caseworker"),
	# The same, but works at another site since today.
	"transferred": Persona("CSS Caseworker"),
	# Holds an access record; the manager has declared a conflict of interest since.
	"conflicted": Persona("CSS Caseworker"),
	"system_manager": Persona("System Manager", None),
	"guest": Persona("", None),
}
EVERYBODY = frozenset(PERSONAS)
NOBODY: frozenset[str] = frozenset()


def user_of(persona: str) -> str:
	return "Guest" if persona == "guest" else f"{persona}@access.example"


def make_personas() -> None:
	make_site(NORTH)
	make_site(WEST, province="British Columbia", time_zone="America/Vancouver")
	for name, persona in PERSONAS.items():
		if name == "guest":
			continue
		if persona.site:
			insert_staff(user_of(name), persona.role, site=persona.site)
		else:
			insert_user(user_of(name), persona.role)


def insert_user(email: str, *roles: str) -> str:
	"""Only the rows: Frappe's controller would clear all caches for each user."""
	if frappe.db.exists("User", email):
		return email
	user = frappe.new_doc("User")
	user.update({"email": email, "first_name": email.split("@")[0], "user_type": "System User", "enabled": 1})
	user.name = user.full_name = email
	for role in roles:
		user.append("roles", {"role": role})
	user.db_insert()
	for row in user.roles:
		set_new_name(row)
		row.db_insert()
	return email


def insert_staff(email: str, *roles: str, site: str = NORTH) -> str:
	"""A user and a posting at a site."""
	return make_staff(insert_user(email, *roles), site=site)


def give_passwords(personas: list[str]) -> None:
	for persona in personas:
		update_password(user_of(persona), PASSWORD)


def give_api_key(persona: str) -> str:
	"""An API key for a persona, as the Authorization header sends it."""
	user = frappe.get_doc("User", user_of(persona))
	user.api_key = frappe.generate_hash(length=15)
	user.api_secret = frappe.generate_hash(length=15)
	user.save(ignore_permissions=True)
	return f"token {user.api_key}:{user.get_password('api_secret')}"
