"""How long a call takes: warm, the median of thirty, each in what Frappe takes for a new request."""

import gc
import os
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

import frappe

WARM_UP = 3
REPEATS = 30


@dataclass(frozen=True)
class Surface:
	"""Something the app answers, and the same answer by other means.

	Args:
		name: what is measured, as the results say it.
		user: who asks; never Administrator, whom no permission condition concerns.
		app: prepares a request of the app; what it returns is called and timed.
		baseline: the same for what the app is compared with.
		rows: how many rows an answer of the app holds, or the number that it is; None to not ask.
		baseline_rows: the same of the baseline's: both must answer the same.
		limit: how many times as long as the baseline the app may take; None where no limit is set.
		growth_limit: how many times as long it may take at the largest size as at the smallest.
		query_limit: how often the app may ask the database.
	"""

	name: str
	user: str
	app: Callable[[], Callable[[], Any]]
	baseline: Callable[[], Callable[[], Any]]
	rows: Callable[[Any], int] | None = None
	baseline_rows: Callable[[Any], int] = len
	limit: float | None = None
	growth_limit: float | None = None
	query_limit: int | None = None


@dataclass(frozen=True)
class Figures:
	"""What was measured; times in milliseconds."""

	surface: Surface
	clients: int
	rows: int | None
	app: float
	queries: int
	baseline: float
	baseline_queries: int

	@property
	def ratio(self) -> float:
		return self.app / self.baseline


class DifferentAnswers(Exception):
	"""The app and the baseline do not answer the same, so that their times cannot be compared."""


def measure(surface: Surface, clients: int) -> Figures:
	"""App and baseline take turns, so that whatever else the machine does falls on both."""
	times: dict[str, list[float]] = {"app": [], "baseline": []}
	queries: dict[str, int] = {}
	answers: dict[str, Any] = {}
	for turn in range(WARM_UP + REPEATS):
		for side in times:
			milliseconds, queries[side], answers[side] = timed(surface.user, getattr(surface, side))
			if turn >= WARM_UP:
				times[side].append(milliseconds)
	return Figures(
		surface,
		clients,
		number_of_rows(surface, answers["app"], answers["baseline"]),
		median(times["app"]),
		queries["app"],
		median(times["baseline"]),
		queries["baseline"],
	)


def timed(user: str, prepare: Callable[[], Callable[[], Any]]) -> tuple[float, int, Any]:
	"""Milliseconds, number of queries and answer of one call; what it wrote is taken back."""
	new_request(user)
	call = prepare()
	gc.collect()
	with counted_queries() as queries:
		start = perf_counter()
		answer = call()
		milliseconds = (perf_counter() - start) * 1000
	frappe.db.rollback()
	return milliseconds, len(queries), answer


def new_request(user: str) -> None:
	"""Begin as a request does: a connection of its own, nothing remembered but what Redis holds."""
	frappe.destroy()
	connect()
	frappe.set_user(user)


def connect() -> None:
	frappe.init(site=os.environ["LOCAL_BENCH_SITE"], sites_path=".")
	frappe.connect()
	frappe.flags.print_messages = False


@contextmanager
def counted_queries():
	"""The statements that are sent to the database meanwhile."""
	statements: list[str] = []
	send = frappe.db.sql

	def counting(query, *args, **kwargs):
		statements.append(str(query))
		return send(query, *args, **kwargs)

	frappe.db.sql = counting
	try:
		yield statements
	finally:
		frappe.db.sql = send


def number_of_rows(surface: Surface, answer: Any, baseline_answer: Any) -> int | None:
	if not surface.rows:
		return None
	rows, baseline_rows = surface.rows(answer), surface.baseline_rows(baseline_answer)
	if rows != baseline_rows:
		raise DifferentAnswers(f"{surface.name}: {rows} rows by the app, {baseline_rows} by SQL")
	return rows
