"""The day's reminders, beside the SQL that finds what is due and one insert of what is written (R-169)."""

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import frappe

from css_case_mgmt.reminders.clocks import CLOCKS
from css_case_mgmt.reminders.ledger import REMINDER, insert_new
from css_case_mgmt.reminders.policy import Policy
from css_case_mgmt.reminders.run import remind_next_day

from .many_enrolments import forget_reminders, load, make_sites, sites_of, take_out
from .measuring import new_request

REPEATS = 5
LIMIT = 3
GROWTH_LIMIT = 1.5
"""How many times as long as in proportion to the number of enrolments."""
MEMORY_LIMIT = 8.0
"""Megabytes at any number of enrolments."""
STATEMENTS = Path(__file__).parent / "baselines" / "daily_job"
HEADINGS = (
	"Daily job: enrolments",
	"Reminders",
	"App ms",
	"SQL ms",
	"Ratio",
	"Limit",
	"Peak MB",
	"First day s",
	"",
)


@dataclass(frozen=True)
class DailyFigures:
	"""What was measured; times in milliseconds, memory in megabytes of Python's."""

	enrolments: int
	reminders: int
	app: float
	baseline: float
	peak: float
	first_day: float

	@property
	def ratio(self) -> float:
		return self.app / self.baseline


def measure_daily_job(sizes: list[int]) -> Iterator[DailyFigures]:
	"""A larger number begins with the smaller one, as with the other figures."""
	new_request("Administrator")
	take_out()
	today, loaded = make_sites(), 0
	for size in sizes:
		load(loaded, size, today)
		loaded = size
		yield measure_size(size, today)


def measure_size(enrolments: int, today: date) -> DailyFigures:
	"""The first day tells all that has ever fallen due; measured is the day after it."""
	yesterday = today - timedelta(days=1)
	new_request("Administrator")
	forget_reminders()
	sites = sites_of(enrolments)
	first_day = timed(lambda: remind(sites, yesterday))
	frappe.db.commit()
	app, baseline, written = [], [], []
	for _repeat in range(REPEATS):
		new_request("Administrator")
		app.append(timed(lambda: remind(sites, today)))
		written = rows_of(sites, today)
		frappe.db.rollback()
		new_request("Administrator")
		baseline.append(timed(by_hand(sites, today, written)))
		frappe.db.rollback()
	return DailyFigures(
		enrolments,
		len(written),
		median(app) * 1000,
		median(baseline) * 1000,
		peak_of(sites, today),
		first_day,
	)


def remind(sites: tuple[str, ...], day: date) -> None:
	for site in sites:
		remind_next_day(site, day)


def rows_of(sites: tuple[str, ...], day: date) -> list[dict]:
	fields = ["clock", "stage", "audience", "due_on", "remind_on", "site", "css_case", "subject_doctype"]
	return frappe.get_all(
		REMINDER, {"remind_on": day, "site": ("in", sites)}, [*fields, "subject", "reminder_key"]
	)


def by_hand(sites: tuple[str, ...], today: date, rows: list[dict]) -> Callable[[], None]:
	"""Everything that falls due at all the sites, each clock in one statement, and one insert."""
	policy = Policy.of(sites[0], today)
	values = {
		"today": today,
		"sites": sites,
		"soon": today + timedelta(days=policy.days_before),
		"consent_soon": today + timedelta(days=policy.setting("consent_renewal_days")),
		"quiet_since": today + timedelta(days=policy.days_before - policy.setting("without_contact_days")),
		"escalated_until": policy.escalated_until,
	}
	statements = [path.read_text() for path in sorted(STATEMENTS.glob("*.sql"))]
	if len(statements) != len(CLOCKS):
		raise SystemExit(f"{len(statements)} statements for {len(CLOCKS)} clocks")

	def find_and_insert() -> None:
		for statement in statements:
			frappe.db.sql(statement, values)
		insert_new(REMINDER, rows)

	return find_and_insert


def timed(call: Callable[[], None]) -> float:
	gc.collect()
	start = perf_counter()
	call()
	return perf_counter() - start


def peak_of(sites: tuple[str, ...], today: date) -> float:
	"""Measured apart, as watching the memory takes time."""
	new_request("Administrator")
	remind(sites, today)
	frappe.db.rollback()
	tracemalloc.start()
	remind(sites, today)
	peak = tracemalloc.get_traced_memory()[1]
	tracemalloc.stop()
	frappe.db.rollback()
	return peak / 2**20


def verdict(figures: DailyFigures, smallest: DailyFigures) -> str:
	in_proportion = figures.app / smallest.app * smallest.enrolments / figures.enrolments
	is_kept = figures.ratio <= LIMIT and in_proportion <= GROWTH_LIMIT and figures.peak <= MEMORY_LIMIT
	return "kept" if is_kept else "BROKEN"


def lines(measured: list[DailyFigures]) -> list[tuple[str, ...]]:
	return [
		(
			f"{figures.enrolments:,}",
			f"{figures.reminders:,}",
			f"{figures.app:.1f}",
			f"{figures.baseline:.1f}",
			f"{figures.ratio:.2f}",
			f"{LIMIT}",
			f"{figures.peak:.1f}",
			f"{figures.first_day:.1f}",
			verdict(figures, measured[0]),
		)
		for figures in measured
	]
