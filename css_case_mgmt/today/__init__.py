"""Today: one list of what is due, overdue or waiting, for a worker and for a site (R-458, R-187)."""

from css_case_mgmt.permissions.scope import scope_of
from css_case_mgmt.rules.today import Item, State, counts
from css_case_mgmt.today.collecting import collect
from css_case_mgmt.today.whose import Whose


def items_for(user: str) -> list[Item]:
	"""What a user has on the list, in the order of the page; nobody is named, file numbers are.

	For the daily digest: whose list it is does not depend on who is logged in.
	"""
	return collect(Whose(scope_of(user))).items


def counts_for(user: str) -> dict[State, int]:
	"""How many of these are overdue, due today, coming soon and waiting."""
	return counts(items_for(user))


__all__ = ["counts_for", "items_for"]
