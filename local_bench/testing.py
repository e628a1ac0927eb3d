"""make test, make test-long and make bench."""

import os

from . import existing
from .debian import install_missing_packages
from .parts import setup_log
from .throwaway import command_on_throwaway_sites

ON_ALL_CORES = "--on-all-cores"
MOST_PROCESSES = 4


def run_tests(arguments: list[str]) -> int:
	"""Run pytest; `--on-all-cores` shares the test classes out to several processes, each with a site of its own."""
	command = ["-m", "pytest", *(each for each in arguments if each != ON_ALL_CORES)]
	if ON_ALL_CORES not in arguments or os.environ.get("BENCH"):
		return run_on_throwaway_sites(command, for_tests=True)
	processes = min(os.cpu_count() or 1, MOST_PROCESSES)
	# In the order of collection: what writes for good comes last.
	shared_out = ["--numprocesses", str(processes), "--dist", "loadscope", "--no-loadscope-reorder"]
	return run_on_throwaway_sites([*command, *shared_out], processes, for_tests=True)


def run_module(arguments: list[str]) -> int:
	return run_on_throwaway_sites(["-m", *arguments])


def run_on_throwaway_sites(command: list[str], count: int = 1, for_tests: bool = False) -> int:
	if bench := os.environ.get("BENCH"):
		return existing.run_on_throwaway_site(bench, os.environ.get("SITE"), command)
	install_missing_packages(setup_log(), for_tests)
	return command_on_throwaway_sites(command, count)
