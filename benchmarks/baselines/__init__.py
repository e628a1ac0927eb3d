"""SQL written by hand for the answers that the app gives: the same permission predicate, the same indexes."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import frappe

FOLDER = Path(__file__).parent


def baseline(name: str, role: str, **values) -> Callable[[], Callable[[], list]]:
	"""Prepares the statement of a file.

	Args:
		name: the file, without its suffix and without `_of_` role.
		role: worker or manager: whose cases `{reachable_cases}` stands for.
		values: what `%(name)s` stands for.
	"""
	statement = text(name, role)
	return lambda: lambda: frappe.db.sql(statement, values, as_dict=True)


@cache
def text(name: str, role: str) -> str:
	file = FOLDER / f"{name}_of_{role}.sql"
	statement = (file if file.exists() else FOLDER / f"{name}.sql").read_text()
	for placeholder, file in (
		("reachable_clients", "reachable_clients"),
		("reachable_cases", f"reachable_cases_of_{role}"),
	):
		statement = statement.replace("{" + placeholder + "}", (FOLDER / f"{file}.sql").read_text())
	return statement
