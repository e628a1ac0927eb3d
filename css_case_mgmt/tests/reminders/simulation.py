"""The life of a world on a real database: facts are written down at their moments, the job runs or is kept from it."""

import os
import re
import signal
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from random import Random

import frappe
from freezegun import freeze_time

from css_case_mgmt.local_time import stored_zone
from css_case_mgmt.reminders.ledger import insert_statement
from css_case_mgmt.reminders.run import remind_all_sites
from css_case_mgmt.tests.factories import make_site, make_staff
from css_case_mgmt.tests.reminders.world import AT_TWO_SITES, PLACES, PREFIX, Fact, Place, World

TABLES = (
	"CSS Case",
	"CSS Client",
	"CSS Case Member",
	"CSS Case Access",
	"CSS Enrolment",
	"CSS NAM Assessment",
	"CSS Periodic Assessment",
	"CSS Activity",
	"CSS Activity Participant",
	"CSS Consent",
	"CSS Charter Acknowledgement",
	"CSS Inbound Referral",
)
SITES = tuple(place.site for place in PLACES)
LEDGER = (
	"clock",
	"stage",
	"audience",
	"due_on",
	"remind_on",
	"site",
	"css_case",
	"subject_doctype",
	"subject",
	"reminder_key",
)
NEVER_AGAIN = "9999-12-31"


def make_places() -> None:
	for place in PLACES:
		make_site(place.site, province=place.province, time_zone=place.time_zone)
		for position, worker in enumerate(place.workers):
			make_staff(worker, "CSS Caseworker", site=place.site)
			frappe.db.set_value("User", worker, "language", "fr" if position else "en")
		make_staff(place.manager, "CSS Manager", site=place.site)
		if place in PLACES[1:3]:
			make_staff(AT_TWO_SITES, "CSS Caseworker", site=place.site)
	# Other sites of the bench have no part in it.
	frappe.db.set_value("CSS Site", {"name": ("not in", SITES)}, "reminded_until", NEVER_AGAIN)
	frappe.db.set_value("CSS Site", {"name": ("not in", SITES)}, "holidays_filled_until", 9999)
	leave(PLACES[0], PLACES[0].workers[1])
	frappe.db.commit()


def leave(place: Place, worker: str) -> None:
	"""Somebody's last day, known beforehand, lies in the middle of the two years (R-507)."""
	frappe.db.set_value("CSS Staff", {"user": worker, "site": place.site}, "active_to", "2028-04-15")


def take_out_places() -> None:
	clear_world()
	users = [*(user for place in PLACES for user in (*place.workers, place.manager)), AT_TWO_SITES]
	frappe.db.delete("CSS Staff", {"user": ("in", users)})
	for doctype, column in (("Has Role", "parent"), ("Notification Settings", "name"), ("User", "name")):
		frappe.db.delete(doctype, {column: ("in", users)})
	frappe.db.delete("CSS Site Holiday", {"parent": ("in", SITES)})
	frappe.db.delete("CSS Site", {"name": ("in", SITES)})
	frappe.db.set_value("CSS Site", {"reminded_until": NEVER_AGAIN}, "reminded_until", None)
	frappe.db.set_value("CSS Site", {"holidays_filled_until": 9999}, "holidays_filled_until", 0)
	frappe.db.commit()
	frappe.clear_cache()


def clear_world() -> None:
	for doctype in TABLES:
		frappe.db.delete(doctype, {"name": ("like", f"{PREFIX}%")})
	frappe.db.delete("CSS Reminder", {"site": ("in", SITES)})
	frappe.db.delete("Notification Log", {"for_user": ("like", "%@simulated.example")})
	frappe.db.commit()


class Simulation:
	"""One life of a world.

	Args:
		world: what is written down.
		hours: how many hours lie between two times at which the job is due.
		disturbance: draws what happens to the job; None: it always runs through.
	"""

	def __init__(self, world: World, hours: int, disturbance: Random | None = None) -> None:
		self.world, self.hours, self.disturbance = world, hours, disturbance
		self.position, self.asleep_until = 0, None
		self.happened: dict[str, int] = defaultdict(int)

	def run(self) -> None:
		clear_world()
		first, last = self.world.first, self.world.last
		frappe.db.set_value("CSS Site", {"name": ("in", SITES)}, "reminded_until", first - timedelta(days=2))
		frappe.db.commit()
		moment = datetime(first.year, first.month, first.day, 3, 30, tzinfo=timezone.utc)
		end = datetime(last.year, last.month, last.day, 23, 59, tzinfo=timezone.utc)
		with freeze_time(moment, real_asyncio=True) as clock:
			while moment <= end:
				clock.move_to(moment)
				self.write_down(moment)
				self.let_job_happen(moment)
				moment += timedelta(hours=self.hours)
			remind_all_sites()
			frappe.db.commit()

	def write_down(self, moment: datetime) -> None:
		facts = list(self.world.until(moment, self.position))
		self.position += len(facts)
		insert_facts([fact for fact in facts if fact.is_new])
		for fact in facts:
			if not fact.is_new:
				change_row(fact)
		frappe.db.commit()

	def let_job_happen(self, moment: datetime) -> None:
		if not self.disturbance:
			remind_all_sites()
			frappe.db.commit()
			return
		if self.asleep_until and moment < self.asleep_until:
			return
		what = self.disturbance.choices(
			("run", "late", "killed", "doubled"), weights=(90, 3, 4, 3 if self.hours > 1 else 1)
		)[0]
		self.happened[what] += 1
		if what == "late":
			self.asleep_until = moment + timedelta(hours=self.disturbance.randint(2, 12 * 24))
		elif what == "killed":
			end_processes([start_job()], after=self.disturbance.uniform(0.005, 0.25))
		elif what == "doubled":
			end_processes([start_job(), start_job()])
		else:
			remind_all_sites()
		frappe.db.commit()


def insert_facts(facts: list[Fact]) -> None:
	by_columns: dict[tuple, list[list]] = defaultdict(list)
	zone = stored_zone()
	for fact in facts:
		at = fact.at.astimezone(zone).replace(tzinfo=None)
		row = {"name": fact.name, "creation": at, "modified": at, "owner": "Administrator", **fact.values}
		by_columns[fact.doctype, tuple(row)].append(list(row.values()))
	for (doctype, columns), rows in by_columns.items():
		for start in range(0, len(rows), 500):
			chunk = rows[start : start + 500]
			statement = insert_statement(doctype, columns, len(chunk))
			frappe.db.sql(statement, [value for row in chunk for value in row])


def change_row(fact: Fact) -> None:
	table = frappe.qb.DocType(fact.doctype)
	query = frappe.qb.update(table).where(table.name == fact.name)
	for column, value in fact.values.items():
		query = query.set(column, value)
	query.run()


def start_job() -> int:
	"""The job in a process of its own, with a connection of its own."""
	child = os.fork()
	if child:
		return child
	code = 1
	try:
		# Closing the connection of the test would end it for the test as well.
		kept = frappe.local.db
		frappe.init(frappe.local.site, sites_path=".", force=True)
		frappe.connect()
		frappe.flags.in_test = True
		remind_all_sites()
		frappe.db.commit()
		code = 0 if kept else 1
	finally:
		sys.stdout.flush()
		os._exit(code)


def end_processes(processes: list[int], after: float | None = None) -> None:
	"""Wait for processes, or kill them after some seconds of the real clock."""
	if after is not None:
		# The kernel's clock is the only one that is not frozen.
		signal.sigtimedwait([], after)
		for process in processes:
			os.kill(process, signal.SIGKILL)
	for process in processes:
		_process, status = os.waitpid(process, 0)
		if after is None and status:
			raise RuntimeError(f"the job ended with status {status}")


def ledger() -> set[tuple]:
	return set(frappe.get_all("CSS Reminder", {"site": ("in", SITES)}, list(LEDGER), as_list=True))


def notices() -> list[tuple[str, str]]:
	"""(user, text): the text names the day."""
	simulated = {"for_user": ("like", "%@simulated.example")}
	return sorted(frappe.get_all("Notification Log", simulated, ["for_user", "subject"], as_list=True))


def days_noticed() -> list[tuple[str, str]]:
	"""(user, day) of each notice."""
	return [(user, re.search(r"\d+-\d+-\d+", subject)[0]) for user, subject in notices()]
