"""python -m benchmarks: measures the app on the throw-away site that `make bench` made."""

import argparse
import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import frappe

from . import daily_job, importing, population
from .measuring import Figures, connect, measure
from .people import MANAGER, largest_site, make_people
from .results import cells, is_broken, page, table, tables
from .surfaces import surfaces

CHECKOUT = Path(__file__).resolve().parent.parent


def sizes(text: str) -> list[int]:
	return sorted(int(size) for size in text.split(","))


def parse(words: list[str]) -> argparse.Namespace:
	parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
	parser.add_argument("--sizes", type=sizes, default=[2000, 20000], help="numbers of clients: 2000,20000")
	parser.add_argument(
		"--enrolments", type=sizes, default=[1000, 10_000, 100_000], help="for the daily job: 1000,10000"
	)
	parser.add_argument("--seed", type=int, default=1)
	parser.add_argument(
		"--only", default="", help="surfaces with one of these words; printed, not written: page,report"
	)
	parser.add_argument("--output", type=Path, default=CHECKOUT / "docs/benchmarks.md")
	return parser.parse_args(words)


def measure_sizes(sizes: list[int], seed: int, only: list[str]) -> Iterator[Figures]:
	"""A larger population begins with the smaller one: the same people ask at every size.

	Args:
		only: words, one of which a surface has in its name; none for all surfaces.
	"""
	people = None
	for clients in sizes:
		population.load(clients, seed)
		people = people or make_people()
		for surface in surfaces(people):
			if only and not any(word.casefold() in surface.name.casefold() for word in only):
				continue
			figures = measure(surface, clients)
			print("  ".join(filter(None, cells(figures))), flush=True)
			yield figures


def main(words: list[str]) -> int:
	options = parse(words)
	output = options.output.resolve()
	os.chdir(Path(os.environ["LOCAL_BENCH_FOLDER"]) / "sites")
	connect()
	only = [word for word in options.only.split(",") if word]
	measured = list(measure_sizes(options.sizes, options.seed, only))
	if only:
		print(f"\n{tables(measured)}\n")
		return int(is_broken(measured))
	imported = importing.lines(largest_site(), MANAGER)
	daily = daily_job.lines(list(daily_job.measure_daily_job(options.enrolments)))
	other_tables = [table(importing.HEADINGS, imported), table(daily_job.HEADINGS, daily)]
	command = "make bench" + (f" ARGS={shlex.quote(' '.join(words))}" if words else "")
	print("\n" + "\n\n".join([tables(measured), *other_tables]) + "\n")
	output.parent.mkdir(exist_ok=True)
	output.write_text(page(measured, command, other_tables))
	print(f"Written to {output}")
	frappe.destroy()
	return int(is_broken(measured, [*imported, *daily]))


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
