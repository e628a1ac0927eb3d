"""make test, make test-long and make bench."""

import os

from . import existing
from .debian import install_missing_packages
from .parts import setup_log
from .throwaway import command_on_throwaway_site


def run_tests(arguments: list[str]) -> int:
	return run_on_throwaway_site(["-m", "pytest", *arguments], for_tests=True)


def run_module(arguments: list[str]) -> int:
	return run_on_throwaway_site(["-m", *arguments])


def run_on_throwaway_site(command: list[str], for_tests: bool = False) -> int:
	if bench := os.environ.get("BENCH"):
		return existing.run_on_throwaway_site(bench, os.environ.get("SITE"), command)
	install_missing_packages(setup_log(), for_tests)
	return command_on_throwaway_site(command)
