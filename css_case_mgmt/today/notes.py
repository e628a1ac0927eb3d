"""Case notes that are to be printed for the paper file (R-279): no query of its own."""

from collections.abc import Iterator

from css_case_mgmt.rules.dates import add_months
from css_case_mgmt.rules.today import Item, Kind, State, Task, state_of
from css_case_mgmt.today.files import Files
from css_case_mgmt.today.making import about
from css_case_mgmt.today.whose import Whose


def note_items(files: Files, whose: Whose) -> Iterator[Item]:
	"""Families whose notes were not printed for as many months as the site says; 0 months: nobody is reminded."""
	for case in files.cases.values():
		months = whose.setting("case_note_print_months", case.site)
		if not months or not case.opened_on:
			continue
		due = add_months(case.notes_printed_on or case.opened_on, months)
		state = state_of(due, whose.today_at(case.site), 0)
		if state in (State.OVERDUE, State.TODAY):
			yield about(
				case, whose, Kind.NOTES, state, Task.PRINT_NOTES, due=due, record=("CSS Case", case.css_case)
			)
