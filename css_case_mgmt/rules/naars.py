"""When the settlement plan of a NAARS is followed up (D-30, R-506)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from css_case_mgmt.rules.dates import add_months


class FollowUpState(str, Enum):
	"""Where a follow-up stands on a day."""

	NOT_YET = "Not Yet"
	OPEN = "Open"
	OVERDUE = "Overdue"
	DONE = "Done"


@dataclass(frozen=True, slots=True)
class FollowUp:
	"""The first and the last day on which the follow-up is in time."""

	opens: date
	due: date


def follow_up(naars_date: date, opens_months: int, due_months: int) -> FollowUp:
	"""Return from when until when a NAARS is followed up, both counted from its date (D-30).

	Args:
		naars_date: the day on which the NAARS was completed.
		opens_months: months until the follow-up opens.
		due_months: months until it is due; where this is fewer, it opens and is due on the same day.
	"""
	due = add_months(naars_date, due_months)
	return FollowUp(opens=min(add_months(naars_date, opens_months), due), due=due)


def follow_up_state(planned: FollowUp, followed_up_on: date | None, today: date) -> FollowUpState:
	"""Return where a follow-up stands; on the due day itself it is still in time (D-30)."""
	if followed_up_on:
		return FollowUpState.DONE
	if today < planned.opens:
		return FollowUpState.NOT_YET
	return FollowUpState.OVERDUE if today > planned.due else FollowUpState.OPEN
