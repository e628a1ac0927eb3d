"""Staff with passwords, made once for the tests of a module; they stay on the throw-away site."""

from collections.abc import Iterable

import frappe
from frappe.utils.password import update_password

from conftest import PASSWORD
from css_case_mgmt.tests.factories import NORTH, make_staff


def make_people(site: str = NORTH, /, **people: tuple[str, str]) -> dict[str, str]:
	"""make_people(site, worker=(email, role)): the user of each person, who may log in."""
	frappe.set_user("Administrator")
	users = {person: make_staff(email, role, site=site) for person, (email, role) in people.items()}
	give_passwords(users.values())
	return users


def give_passwords(users: Iterable[str]) -> None:
	for user in users:
		update_password(user, PASSWORD)
	frappe.db.commit()
