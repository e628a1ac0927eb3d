"""Which limits were kept, on the terminal and in docs/benchmarks.md."""

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import frappe

from . import daily_job, labelled
from .measuring import REPEATS, WARM_UP, Figures

FAST_ENOUGH = 50
"""Milliseconds below which no ratio matters."""

HEADINGS = (
	"Surface",
	"Clients",
	"Rows",
	"App ms",
	"Queries",
	"Baseline ms",
	"Its queries",
	"Ratio",
	"Limit",
	"",
)


def verdict(figures: Figures) -> str:
	"""Kept, broken, or nothing where no limit is set."""
	most = figures.surface.query_limit
	if most and figures.queries > most:
		return "BROKEN"
	if not figures.surface.limit:
		return f"kept: at most {most} queries" if most else ""
	return kept(figures.ratio, figures.surface.limit, figures.app)


def kept(ratio: float, limit: float, milliseconds: float) -> str:
	if ratio <= limit:
		return "kept"
	return f"kept: below {FAST_ENOUGH} ms" if milliseconds < FAST_ENOUGH else "BROKEN"


def growth(measured: Sequence[Figures]) -> list[tuple[Figures, Figures, str]]:
	"""(smallest, largest, verdict) of each surface, where more than one size was measured."""
	by_name: dict[str, list[Figures]] = {}
	for figures in measured:
		by_name.setdefault(figures.surface.name, []).append(figures)
	found = []
	for sizes in by_name.values():
		first, last = sizes[0], sizes[-1]
		if first is last:
			continue
		limit = first.surface.growth_limit
		found.append((first, last, kept(last.app / first.app, limit, last.app) if limit else ""))
	return found


def is_broken(measured: Sequence[Figures], others: Iterable[Sequence[str]] = ()) -> bool:
	"""Args:
	others: lines of other tables, which end with their verdict.
	"""
	verdicts = [verdict(figures) for figures in measured] + [each[2] for each in growth(measured)]
	verdicts += [line[-1] for line in others]
	return "BROKEN" in verdicts


def cells(figures: Figures) -> tuple[str, ...]:
	limit = figures.surface.limit
	return (
		figures.surface.name,
		f"{figures.clients:,}",
		"" if figures.rows is None else f"{figures.rows:,}",
		f"{figures.app:.1f}",
		str(figures.queries),
		f"{figures.baseline:.1f}",
		str(figures.baseline_queries),
		f"{figures.ratio:.2f}",
		f"{limit}" if limit else "",
		verdict(figures),
	)


def growth_cells(first: Figures, last: Figures, outcome: str) -> tuple[str, ...]:
	limit = first.surface.growth_limit
	return (
		first.surface.name,
		f"{first.app:.1f}",
		f"{last.app:.1f}",
		f"{last.app / first.app:.2f}",
		f"{last.baseline / first.baseline:.2f}",
		f"{limit}" if limit else "",
		outcome,
	)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
	"""A table that reads well both as text and as Markdown: the first and the last column to the left."""
	lines = [tuple(headings), *rows]
	widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
	last = len(widths) - 1
	marks = tuple(
		"-" * width if index in (0, last) else "-" * (width - 1) + ":" for index, width in enumerate(widths)
	)
	return "\n".join(
		"| "
		+ " | ".join(
			cell.ljust(width) if index in (0, last) else cell.rjust(width)
			for index, (cell, width) in enumerate(zip(line, widths, strict=True))
		)
		+ " |"
		for line in (lines[0], marks, *lines[1:])
	)


def tables(measured: Sequence[Figures]) -> str:
	text = table(HEADINGS, map(cells, measured))
	grown = growth(measured)
	if not grown:
		return text
	first, last, _verdict = grown[0]
	headings = (
		"Growth",
		f"ms at {first.clients:,}",
		f"ms at {last.clients:,}",
		"App",
		"Baseline",
		"Limit",
		"",
	)
	return f"{text}\n\n{table(headings, (growth_cells(*each) for each in grown))}"


def page(measured: Sequence[Figures], command: str, other_tables: Iterable[str]) -> str:
	other = "\n\n".join(other_tables)
	return f"""# Benchmarks

Written by `{command}` on {date.today()}; do not edit.

{tables(measured)}

{other}

{table(labelled.HEADINGS, labelled.lines())}

{table(labelled.HINT_HEADINGS, labelled.hint_lines())}

## How it is measured

- App and baseline take turns in one process on the same site. Each call begins as a request does, with a
  connection of its own and only what Redis remembers; {WARM_UP} calls warm up, the median of {REPEATS} counts.
- Timed is the function that answers (`query_report.run`, `reportview.get`, `search_link`, `submit`), for a
  caseworker or a manager, whom the permission condition concerns; neither HTTP nor commit is part of it.
- The baselines are the SQL files of [`benchmarks/baselines`](../benchmarks/baselines): the same permission
  predicate and indexes, fetched to dicts, and as many rows. Completing an assessment is compared with a submit
  of the same rows in a DocType without a controller, and so is saving an activity: Frappe's own checks, links and versions
  are on both sides, the rules of the app on one.
- The family page is asked for the family with the longest history; the statement beside it says only who belongs to it.
- The duplicate search is made for somebody whose names are among the commonest; its baseline finds the same files.
  A labelled pair counts as shown if the search calls it likely or possible.
- An import is timed whole, from the file to the last commit, beside Frappe's Data Import of the same rows by the same
  user: the median of three, after one that warms up. Contacts are submitted by both.
- The daily job gives the reminders of a day, a site for every 5,000 enrolments; beside it stand the SQL files of
  [`benchmarks/baselines/daily_job`](../benchmarks/baselines/daily_job), one for each clock and for all
  sites at once, and one insert of the rows that the job writes; the median of {daily_job.REPEATS}. Its time may grow at
  most {daily_job.GROWTH_LIMIT} times in proportion to the enrolments, Python's peak of memory stays below
  {daily_job.MEMORY_LIMIT:.0f} MB. The first day of all tells everything that is overdue by then.
- A limit is how many times as long as the baseline the app may take, or as long at the largest size as at
  the smallest. What answers in less than {FAST_ENOUGH} ms keeps it as well. Without a limit the line is for information.

## Machine

{table(("", ""), machine())}
"""


def machine() -> list[tuple[str, str]]:
	memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
	pool = frappe.db.sql("select @@innodb_buffer_pool_size")[0][0] / 2**20
	return [
		("Processor", f"{processor()}, {os.cpu_count()} cores"),
		("Load while it ran", f"{os.getloadavg()[2]:.1f} (15 minutes)"),
		("Memory", f"{memory:.0f} GB"),
		("MariaDB", f"{frappe.db.sql('select version()')[0][0]}, buffer pool {pool:.0f} MB"),
		("Python", platform.python_version()),
		("Frappe", frappe.__version__),
	]


def processor() -> str:
	for line in Path("/proc/cpuinfo").read_text().splitlines():
		if line.startswith("model name"):
			return line.partition(":")[2].strip()
	return platform.machine()
