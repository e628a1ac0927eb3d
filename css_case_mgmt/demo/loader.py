"""Loads the demo population into a site, and again without doing anything twice (D-20, D-21)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

import frappe
from frappe import _

from css_case_mgmt.demo.cast import Cast, caseloads, make_cast
from css_case_mgmt.demo.in_bulk import enter_families
from css_case_mgmt.demo.leaving import Policy
from css_case_mgmt.demo.ledger import enter_in_ledger, refuse_beside_real_clients
from css_case_mgmt.demo.meetings import RECENT_DAYS
from css_case_mgmt.demo.monitor_sample import give_sample_to_monitor
from css_case_mgmt.demo.plans import FamilyPlan
from css_case_mgmt.demo.population import Population, first_families
from css_case_mgmt.demo.records import SOURCE_SYSTEM, Sources
from css_case_mgmt.demo.through_documents import enter_family
from css_case_mgmt.demo.waiting import enter_waiting_referrals
from css_case_mgmt.question_bank.bank_file import bank_content
from css_case_mgmt.rules.today import INTERVALS_BEFORE_NOTICE
from css_case_mgmt.settings import get_setting, site_today

MOST_THROUGH_DOCUMENTS = 500
BATCH = 50


class NoPublishedBank(frappe.ValidationError):
	"""Without a question bank nobody can be assessed."""


@dataclass
class Loaded:
	"""What a load did, in people and families."""

	clients: int = 0
	families: int = 0
	already_here: int = 0

	def count(self, batch: list[FamilyPlan], new: list[FamilyPlan]) -> None:
		self.families += len(new)
		self.clients += people(new)
		self.already_here += people(batch) - people(new)


def load(
	clients: int,
	seed: int,
	*,
	progress: Callable[[int], None] = lambda clients: None,
	commit: Callable[[], None] | None = None,
	in_bulk: bool | None = None,
	contact_days: int | None = RECENT_DAYS,
	today: date | None = None,
) -> Loaded:
	"""Load families of about so many people; families that are here already are left as they are.

	Args:
		clients: how many people, children included; the last family is kept whole.
		seed: another seed gives other families, beside those that are here.
		progress: called with the number of people of each family done.
		commit: called whenever what was entered so far can stand alone.
		in_bulk: write rows instead of saving forms; by default for more than five hundred people.
		contact_days: of how many days there are contacts; None for all, about a hundred for each enrolled person.
		today: nothing happens after this day; by default today's date where it is earliest.

	Raises:
		RealClientsHere: the site holds the files of real people.
		NoPublishedBank: no question bank is published.
	"""
	refuse_beside_real_clients()
	bank = published_bank()
	commit = commit or frappe.db.commit
	cast = make_cast(clients)
	commit()
	sources = Sources(seed)
	if in_bulk is None:
		in_bulk = clients > MOST_THROUGH_DOCUMENTS
	done = Loaded()
	population = population_of(clients, seed, cast, bank, today, contact_days)
	for batch in batches(first_families(population, clients), BATCH if in_bulk else 1):
		new = not_here_yet(batch, sources)
		if in_bulk:
			enter_families(new, cast, sources, bank)
		else:
			enter_in_ledger(record for family in new for record in enter_family(family, cast, sources, bank))
		commit()
		done.count(batch, new)
		progress(people(batch))
	enter_waiting_referrals(population, cast, sources)
	give_sample_to_monitor(cast)
	commit()
	return done


def population_of(
	clients: int, seed: int, cast: Cast, bank: str, today: date | None, contact_days: int | None = RECENT_DAYS
) -> Population:
	return Population(
		seed,
		today or min(site_today(site) for site in cast.workers),
		cast.workers,
		bank_content(frappe.get_cached_doc("CSS NAM Bank", bank)),
		caseloads=caseloads(clients),
		interval_months=get_setting("nam_interval_months"),
		own_file_age=get_setting("own_file_age"),
		contact_days=contact_days,
		leaving=Policy(
			contact_attempts=get_setting("exit_contact_attempts"),
			minimum_months=get_setting("programme_min_months"),
			maximum_months=get_setting("programme_max_months"),
			transition_months=INTERVALS_BEFORE_NOTICE * get_setting("nam_interval_months"),
			minimum_answered_percent=get_setting("minimum_answered_percent"),
		),
	)


def published_bank() -> str:
	bank = frappe.get_cached_doc("CSS Settings").default_nam_bank
	if not bank or frappe.get_cached_value("CSS NAM Bank", bank, "status") != "Published":
		frappe.throw(
			_("No question bank is published. Publish one and choose it in CSS Settings as the default."),
			NoPublishedBank,
			title=_("Question bank"),
		)
	return bank


def batches(families: Iterator[FamilyPlan], size: int) -> Iterator[list[FamilyPlan]]:
	while batch := list(islice(families, size)):
		yield batch


def not_here_yet(families: list[FamilyPlan], sources: Sources) -> list[FamilyPlan]:
	keys = {family.index: sources.key(family.cases[0].key) for family in families}
	here = frappe.get_all(
		"CSS Case",
		filters={"source_system": SOURCE_SYSTEM, "source_id": ("in", list(keys.values()))},
		pluck="source_id",
	)
	return [family for family in families if keys[family.index] not in here]


def people(families: list[FamilyPlan]) -> int:
	return sum(len(family.clients) for family in families)
