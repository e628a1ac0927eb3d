"""python -m benchmarks: measures the app on the throw-away site that `make bench` made."""

import argparse
import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import frappe

from . import population
from .measuring import Figures, connect, measure
from .people import make_people
from .results import cells, is_broken, page, tables
from .surfaces import surfaces

CHECKOUT = Path(__file__).resolve().parent.parent


def sizes(text: str) -> list[int]:
	return sorted(int(size) for size in text.split(","))


def parse(words: list[str]) -> argparse.Namespace:
	parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
	parser.add_argument("--sizes", type=sizes, default=[2000, 20000], help="numbers of clients: 2000,20000")
	parser.add_argument("--seed", type=int, default=1)
	parser.add_argument("--output", type=Path, default=CHECKOUT / "docs/benchmarks.md")
	return parser.parse_args(words)


def measure_sizes(sizes: list[int], seed: int) -> Iterator[Figures]:
	"""A larger population begins with the smaller one: the same people ask at every size."""
	people = None
	for clients in sizes:
		population.load(clients, seed)
		people = people or make_people()
		for surface in surfaces(people):
			figures = measure(surface, clients)
			print("  ".join(filter(None, cells(figures))), flush=True)
			yield figures


def main(words: list[str]) -> int:
	options = parse(words)
	output = options.output.resolve()
	os.chdir(Path(os.environ["LOCAL_BENCH_FOLDER"]) / "sites")
	connect()
	measured = list(measure_sizes(options.sizes, options.seed))
	command = "make bench" + (f" ARGS={shlex.quote(' '.join(words))}" if words else "")
	print(f"\n{tables(measured)}\n")
	output.parent.mkdir(exist_ok=True)
	output.write_text(page(measured, command))
	print(f"Written to {output}")
	frappe.destroy()
	return int(is_broken(measured))


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
