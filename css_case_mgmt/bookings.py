"""Whose time an appointment takes that is taken already (R-505): shown before saving, never refused.

Of files that the reader may not see only the time is told. Nobody is asked about whom the reader may not know:
otherwise anybody could find out when somebody of another household is expected (R-502).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import frappe
from frappe.query_builder import Criterion

from css_case_mgmt.appointments import APPOINTMENT, CLIENT_ROW, clients_of, is_open
from css_case_mgmt.permissions.conditions import condition, reachable_among
from css_case_mgmt.rules.overlaps import Booking, clashes

# No appointment is longer, so that a search begins no earlier.
LONGEST = timedelta(hours=24)
WORKER, INTERPRETER, CLIENT = "Caseworker", "Interpreter", "Client"


@dataclass(frozen=True)
class Wanted:
	"""An appointment that is being planned.

	Args:
		name: of the appointment, once it is stored.
		site: of its case.
		starts_on: as stored, as `ends_on`.
	"""

	starts_on: datetime
	ends_on: datetime
	site: str
	caseworker: str | None = None
	interpreter: str | None = None
	clients: tuple[str, ...] = ()
	name: str = ""

	def as_booking(self) -> Booking:
		return Booking(
			self.name, self.starts_on, self.ends_on, people(self.caseworker, self.interpreter, self.clients)
		)


def people(caseworker: str | None, interpreter: str | None, clients: Iterable[str]) -> frozenset[str]:
	"""Whose time is taken; of each kind with a mark, for names of different DocTypes may be alike."""
	named = [(WORKER, caseworker), (INTERPRETER, interpreter), *((CLIENT, client) for client in clients)]
	return frozenset(f"{kind}:{name}" for kind, name in named if name)


def overlaps_of(wanted: Wanted, reader: str) -> list[dict]:
	"""What else takes the time of the worker, the interpreter or the clients of an appointment, in order.

	Returns:
		For each: `who` (Caseworker, Interpreter, Client), starts_on, ends_on, and name and title, which are
		None for files that the reader may not see.
	"""
	known = known_to(wanted, reader)
	rows = taken_between(wanted.starts_on, wanted.ends_on, known)
	rows = [row for row in rows if row.name != wanted.name]
	if not rows:
		return []
	titles, clients = (
		readable_titles([row.name for row in rows], reader),
		clients_of(row.name for row in rows),
	)
	booking, found = known.as_booking(), []
	for row in rows:
		other = Booking(
			row.name, row.starts_on, row.ends_on, people(row.caseworker, row.interpreter, clients[row.name])
		)
		if taken := booking.clashes_with(other):
			kinds = {each.partition(":")[0] for each in taken}
			found.append(
				{
					"who": [kind for kind in (WORKER, INTERPRETER, CLIENT) if kind in kinds],
					"starts_on": row.starts_on,
					"ends_on": row.ends_on,
					"name": row.name if row.name in titles else None,
					"title": titles.get(row.name),
				}
			)
	return found


def known_to(wanted: Wanted, reader: str) -> Wanted:
	"""Without whom the reader may not know: staff of other sites, and files and interpreters out of reach."""
	is_colleague = wanted.caseworker and frappe.db.exists(
		"CSS Staff", {"user": wanted.caseworker, "site": wanted.site}
	)
	interpreters = reachable_among("CSS Interpreter", filter(None, [wanted.interpreter]), reader)
	clients = reachable_among("CSS Client", wanted.clients, reader)
	return Wanted(
		wanted.starts_on,
		wanted.ends_on,
		wanted.site,
		wanted.caseworker if is_colleague else None,
		wanted.interpreter if wanted.interpreter in interpreters else None,
		tuple(client for client in wanted.clients if client in clients),
		wanted.name,
	)


def taken_between(starts: datetime, ends: datetime, wanted: Wanted) -> list[frappe._dict]:
	"""Appointments that are, or were, to take place in a time, of anybody who is wanted then."""
	table, row = frappe.qb.DocType(APPOINTMENT), frappe.qb.DocType(CLIENT_ROW)
	ways = []
	if wanted.caseworker:
		ways.append(table.caseworker == wanted.caseworker)
	if wanted.interpreter:
		ways.append(table.interpreter == wanted.interpreter)
	if wanted.clients:
		named = frappe.qb.from_(row).select(row.parent).where(row.client.isin(wanted.clients))
		ways.append(table.name.isin(named))
	return bookings_between(starts, ends, Criterion.any(ways)) if ways else []


def bookings_between(starts: datetime, ends: datetime, criterion: Criterion) -> list[frappe._dict]:
	table = frappe.qb.DocType(APPOINTMENT)
	return (
		frappe.qb.from_(table)
		.select(table.name, table.starts_on, table.ends_on, table.caseworker, table.interpreter)
		.where(table.starts_on > starts - LONGEST)
		.where(table.starts_on < ends)
		.where(table.ends_on > starts)
		.where(is_open(table) | (table.outcome == "Kept"))
		.where(criterion)
		.orderby(table.starts_on)
		.orderby(table.name)
		.run(as_dict=True)
	)


def readable_titles(names: list[str], reader: str) -> dict[str, str]:
	table = frappe.qb.DocType(APPOINTMENT)
	query = frappe.qb.from_(table).select(table.name, table.title).where(table.name.isin(names))
	return dict(query.where(condition(APPOINTMENT, reader)).run())


def that_clash(rows: list[frappe._dict]) -> set[str]:
	"""Which of the appointments that somebody reads share a person's time with another one, whoever reads that
	(for the calendar), in two queries.

	Args:
		rows: with name, starts_on, ends_on, caseworker, interpreter and outcome.
	"""
	planned = [row for row in rows if not row.outcome or row.outcome == "Kept"]
	if not planned:
		return set()
	table = frappe.qb.DocType(APPOINTMENT)
	workers = sorted({row.caseworker for row in planned if row.caseworker})
	interpreters = sorted({row.interpreter for row in planned if row.interpreter})
	of_same_people = table.caseworker.isin(workers or [""]) | table.interpreter.isin(interpreters or [""])
	starts, ends = min(row.starts_on for row in planned), max(row.ends_on for row in planned)
	others = {row.name: row for row in bookings_between(starts, ends, of_same_people)}
	others.update({row.name: row for row in planned})
	clients = clients_of(row.name for row in planned)
	return set(
		clashes(
			Booking(
				row.name,
				row.starts_on,
				row.ends_on,
				people(row.caseworker, row.interpreter, clients.get(row.name, ())),
			)
			for row in others.values()
		)
	)
