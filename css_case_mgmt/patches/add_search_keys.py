"""Clients entered before the duplicate search get their keys (R-073)."""

from css_case_mgmt.search_keys import write_missing_keys


def execute() -> None:
	write_missing_keys()
