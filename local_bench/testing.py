"""make test, make test-long and make bench."""

from .debian import install_missing_packages
from .parts import setup_log
from .throwaway import command_on_throwaway_site


def run_tests(arguments: list[str]) -> int:
	install_missing_packages(setup_log(), for_tests=True)
	return command_on_throwaway_site(["-m", "pytest", *arguments])


def run_module(arguments: list[str]) -> int:
	install_missing_packages(setup_log())
	return command_on_throwaway_site(["-m", *arguments])
