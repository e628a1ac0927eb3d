"""Which dates of a person's file contradict each other (R-044, R-052, R-053, R-055, R-063)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

EARLIEST_BIRTH = date(1900, 1, 1)
# What has happened; the end of RAP and of health coverage may lie ahead.
HAS_HAPPENED = (
	"date_of_birth",
	"died_on",
	"arrival_date",
	"citizen_since",
	"rap_start_date",
	"rap_exit_assessed_on",
	"rap_results_received_on",
	"loan_explained_on",
	"health_screening_on",
	"francophone_services_explained_on",
)
# The second is never before the first.
IN_ORDER = (
	("date_of_birth", "arrival_date"),
	("date_of_birth", "citizen_since"),
	("date_of_birth", "died_on"),
	("arrival_date", "citizen_since"),
	("arrival_date", "rap_start_date"),
	("rap_start_date", "rap_end_date"),
	("rap_start_date", "rap_exit_assessed_on"),
	("rap_exit_assessed_on", "rap_results_received_on"),
	("arrival_date", "health_screening_on"),
)


@dataclass(frozen=True)
class InFuture:
	"""Something that has happened is dated after today."""

	field: str


@dataclass(frozen=True)
class TooEarly:
	"""A birth before anybody who lives."""

	field: str


@dataclass(frozen=True)
class OutOfOrder:
	"""What comes later is dated before what comes first."""

	first: str
	later: str


DateProblem = InFuture | TooEarly | OutOfOrder


def date_problem(dates: Mapping[str, date | None], today: date) -> DateProblem | None:
	"""Return the first problem of a file's dates: each date by itself, then their order.

	Args:
		dates: by field name; what is missing or None is not known.
		today: at the site.
	"""
	for field in HAS_HAPPENED:
		if (day := dates.get(field)) and day > today:
			return InFuture(field)
	birth = dates.get("date_of_birth")
	if birth and birth < EARLIEST_BIRTH:
		return TooEarly("date_of_birth")
	for first, later in IN_ORDER:
		day, later_day = dates.get(first), dates.get(later)
		if day and later_day and later_day < day:
			return OutOfOrder(first, later)
	return None
