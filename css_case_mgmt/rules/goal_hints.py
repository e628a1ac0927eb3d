"""Help with writing a goal: only what is missing, a few things at a time, and never a condition (R-199, R-202, R-203,
R-215).

Specific, measurable, attainable, relevant, time-sensitive. Nothing here judges what somebody wishes for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from css_case_mgmt.rules.goal_horizon import DateProblem, Horizon, date_problem
from css_case_mgmt.rules.goal_words import is_in_the_workers_words

MOST_HINTS = 3
FEWEST_WORDS = 4
SHORTEST_TIME = timedelta(weeks=1)


class Hint(str, Enum):
	"""What would make a goal clearer; the most helpful first."""

	OWN_WORDS = "Own Words"
	SAY_MORE = "Say More"
	TOO_SOON = "Too Soon"
	ACTION_AFTER_TARGET = "Action After Target"
	ADD_ACTIONS = "Add Actions"
	HOW_TO_SEE_SUCCESS = "How to See Success"
	WHY_IT_MATTERS = "Why It Matters"
	OTHER_HORIZON = "Other Horizon"
	DATE_ACTIONS = "Date Actions"
	USE_A_STRENGTH = "Use a Strength"
	LEADS_TO = "Leads To"


@dataclass(frozen=True, slots=True)
class DraftGoal:
	"""A goal as far as it is written.

	Args:
		goal: in the client's words.
		success_measure: by what the client will see that it is reached.
		vision: the client's why.
		action_dates: of the actions that are not dropped, the day by which each is done, or None.
		uses_strength: whether an action names a strength.
		has_strengths: whether the plan has any.
		serves_goal: whether it leads to an intermediate goal.
		may_serve: whether there is an intermediate goal that it could lead to.
	"""

	goal: str = ""
	horizon: str = Horizon.IMMEDIATE.value
	start: date | None = None
	target: date | None = None
	success_measure: str = ""
	vision: str = ""
	action_dates: tuple[date | None, ...] = ()
	uses_strength: bool = False
	has_strengths: bool = False
	serves_goal: bool = False
	may_serve: bool = False


def hints(goal: DraftGoal) -> tuple[Hint, ...]:
	"""Return what could be added, at most three things; nothing for a goal that says it all."""
	return tuple(_missing(goal))[:MOST_HINTS]


def _missing(goal: DraftGoal) -> Iterator[Hint]:
	if is_in_the_workers_words(goal.goal):
		yield Hint.OWN_WORDS
	if 0 < len(goal.goal.split()) < FEWEST_WORDS:
		yield Hint.SAY_MORE
	if goal.start and goal.target and goal.target < goal.start + SHORTEST_TIME:
		yield Hint.TOO_SOON
	if goal.target and any(day > goal.target for day in goal.action_dates if day):
		yield Hint.ACTION_AFTER_TARGET
	if not goal.action_dates:
		yield Hint.ADD_ACTIONS
	if not goal.success_measure.strip():
		yield Hint.HOW_TO_SEE_SUCCESS
	if not goal.vision.strip():
		yield Hint.WHY_IT_MATTERS
	if goal.start and goal.target and _asks_for_other_horizon(goal.horizon, goal.start, goal.target):
		yield Hint.OTHER_HORIZON
	if goal.action_dates and not any(goal.action_dates):
		yield Hint.DATE_ACTIONS
	if goal.action_dates and goal.has_strengths and not goal.uses_strength:
		yield Hint.USE_A_STRENGTH
	if goal.horizon == Horizon.IMMEDIATE and goal.may_serve and not goal.serves_goal:
		yield Hint.LEADS_TO


def _asks_for_other_horizon(horizon: str, start: date, target: date) -> bool:
	problem = date_problem(horizon, start, target)
	return problem in (DateProblem.TOO_EARLY_FOR_INTERMEDIATE, DateProblem.TOO_LATE_FOR_IMMEDIATE)
