"""Everything that is on a list, in a number of queries that does not depend on how much that is."""

from dataclasses import dataclass, field
from functools import cached_property

import frappe

from css_case_mgmt.rules.today import Item, in_order
from css_case_mgmt.today.appointments import appointment_items
from css_case_mgmt.today.assessments import assessment_items, latest_and_drafts
from css_case_mgmt.today.consents import consent_items
from css_case_mgmt.today.enrolment_kinds import (
	citizenship_items,
	contact_items,
	intake_items,
	programme_items,
)
from css_case_mgmt.today.exits import exit_items, on_the_way
from css_case_mgmt.today.files import Files, read_files
from css_case_mgmt.today.notes import note_items
from css_case_mgmt.today.outgoing_referrals import outgoing_referral_items
from css_case_mgmt.today.people import own_file_items, people_of
from css_case_mgmt.today.plans import plan_items
from css_case_mgmt.today.referrals import referral_items
from css_case_mgmt.today.reviews import read_workers, review_items, unassigned_items
from css_case_mgmt.today.whose import Whose


@dataclass
class TodayList:
	"""The items in order, and what is shown beside them.

	Args:
		people: by name, those of whom the reader may learn the name; heads of families among them.
		coming: clients of each appointment.
		referred: the name that each referral gives.
		workers: staff, for managers.
		cases: the open cases that the list is about.
	"""

	items: list[Item] = field(default_factory=list)
	people: dict[str, frappe._dict] = field(default_factory=dict)
	coming: dict[str, tuple[str, ...]] = field(default_factory=dict)
	referred: dict[str, str] = field(default_factory=dict)
	workers: dict[str, frappe._dict] = field(default_factory=dict)
	cases: dict[str, frappe._dict] = field(default_factory=dict)

	@cached_property
	def heads(self) -> dict[str, tuple[str, ...]]:
		"""The head of each family."""
		return {
			row.css_case: (row.name,) for row in self.people.values() if row.is_head and not row.member_to
		}


def collect(whose: Whose) -> TodayList:
	"""Read a list; nine queries for a worker, eleven for a manager, whatever its length."""
	if not whose.has_today:
		return TodayList()
	files = read_files(whose)
	begun = latest_and_drafts(files, whose)
	going = on_the_way(begun)
	items = [
		*contact_items(files, whose),
		*programme_items(files, whose, going),
		*citizenship_items(files, whose, going),
		*exit_items(files, whose, going),
		*intake_items(files, whose),
		*assessment_items(files, whose, begun),
		*plan_items(files, whose, begun),
		*consent_items(files, whose),
		*outgoing_referral_items(files, whose),
		*note_items(files, whose),
	]
	referred, coming = {}, {}
	for item, name in referral_items(files, whose):
		items.append(item)
		referred[item.name] = name
	for item, clients in appointment_items(files, whose):
		items.append(item)
		coming[item.name] = clients
	workers: dict[str, frappe._dict] = {}
	if whose.managed_sites:
		items += review_items(whose)
		workers = read_workers(people_at_work(files, items), whose)
		items += unassigned_items(files, whose, workers)
	people = people_of(files, whose, cases_of(files, items), clients_of(items, coming))
	items += own_file_items(files, whose, people)
	return TodayList(in_order(open_ones(items, people)), people, coming, referred, workers, files.cases)


def people_at_work(files: Files, items: list[Item]) -> set[str]:
	users = {case.caseworker for case in files.cases.values()}
	users = users.union(*((item.worker, item.staff) for item in items))
	return {user for user in users if user}


def cases_of(files: Files, items: list[Item]) -> set[str]:
	return {*files.cases, *(item.css_case for item in items if item.css_case)}


def clients_of(items: list[Item], coming: dict[str, tuple[str, ...]]) -> set[str]:
	named = {item.client for item in items if item.client}
	return named.union(*coming.values())


def open_ones(items: list[Item], people: dict[str, frappe._dict]) -> list[Item]:
	"""What is about somebody whose file is not open to the reader is not on the list (D-20)."""
	return [item for item in items if not item.client or item.client in people]
