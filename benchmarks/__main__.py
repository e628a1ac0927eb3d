"""python -m benchmarks: measures the app on the throw-away site that `make bench` made."""

import argparse
import os
import shlex
import sys
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


def measure_size(clients: int, seed: int) -> list[Figures]:
	population.load(clients, seed)
	frappe.set_user("Administrator")
	measured = []
	for surface in surfaces(make_people()):
		measured.append(measure(surface, clients))
		print("  ".join(filter(None, cells(measured[-1]))), flush=True)
	return measured


def main(words: list[str]) -> int:
	options = parse(words)
	output = options.output.resolve()
	os.chdir(Path(os.environ["LOCAL_BENCH_FOLDER"]) / "sites")
	connect()
	measured = [figures for clients in options.sizes for figures in measure_size(clients, options.seed)]
	command = "make bench" + (f" ARGS={shlex.quote(' '.join(words))}" if words else "")
	print(f"\n{tables(measured)}\n")
	output.parent.mkdir(exist_ok=True)
	output.write_text(page(measured, command))
	print(f"Written to {output}")
	frappe.destroy()
	return int(is_broken(measured))


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
