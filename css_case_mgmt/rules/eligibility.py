"""Who is eligible for case management (001 Annex B; D-07, R-049 to R-052, R-085 to R-094).

The legal status comes first. Then each of the three columns needs a numbered criterion; an Other Factor may
stand for the criterion of one column. Codes come out; the caller words them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

COLUMNS = (1, 2, 3)


class Standing(str, Enum):
	"""What a legal status means for eligibility (R-049 to R-051)."""

	ELIGIBLE = "Eligible"
	WITH_EVIDENCE = "Eligible With Evidence"
	AS_DEPENDANT = "Eligible as Dependant"
	NOT_ELIGIBLE = "Not Eligible"


class Outcome(str, Enum):
	"""The decision (R-091, R-094)."""

	ELIGIBLE = "Eligible"
	INELIGIBLE = "Ineligible"


class ReasonCode(str, Enum):
	"""Why a decision is what it is."""

	STATUS_NOT_ELIGIBLE = "status_not_eligible"
	CITIZEN = "citizen"
	COLUMN_EMPTY = "column_empty"
	COLUMN_EMPTY_OTHER_FACTOR_USED = "column_empty_other_factor_used"
	OTHER_FACTOR_TO_SPARE = "other_factor_to_spare"
	CRITERION_IN_EACH_COLUMN = "criterion_in_each_column"
	OTHER_FACTOR_STANDS_IN = "other_factor_stands_in"


class OtherFactorProblem(str, Enum):
	"""What is wrong with the use of Other Factor (D-07, R-092, R-093)."""

	TWICE = "twice"
	WITHOUT_TEXT = "without_text"
	WITHOUT_COLUMN = "without_column"
	WITHOUT_REASON = "without_reason"


class InvalidOtherFactor(ValueError):
	"""A decision was asked for while the use of Other Factor is invalid."""


@dataclass(frozen=True, slots=True)
class OtherFactor:
	"""A complexity that no numbered criterion names.

	Args:
		column: the column it stands for; None if none is named.
		is_described: whether it says what the complexity is.
		has_reason: whether the worker's professional understanding is given.
	"""

	column: int | None
	is_described: bool = True
	has_reason: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
	"""One reason: the column it speaks of, and the column that Other Factor is used for."""

	code: ReasonCode
	column: int | None = None
	other_factor_column: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
	"""The outcome, the columns without anything, and the reasons in order."""

	outcome: Outcome
	missing_columns: tuple[int, ...]
	reasons: tuple[Reason, ...]


def other_factor_problems(other_factors: Sequence[OtherFactor]) -> list[OtherFactorProblem]:
	"""Return everything that makes the use of Other Factor invalid (D-07, R-092, R-093)."""
	problems = []
	if len(other_factors) > 1:
		problems.append(OtherFactorProblem.TWICE)
	for found, problem in (
		(any(not factor.is_described for factor in other_factors), OtherFactorProblem.WITHOUT_TEXT),
		(any(factor.column not in COLUMNS for factor in other_factors), OtherFactorProblem.WITHOUT_COLUMN),
		(any(not factor.has_reason for factor in other_factors), OtherFactorProblem.WITHOUT_REASON),
	):
		if found:
			problems.append(problem)
	return problems


def decide(
	standing: Standing,
	columns_of_criteria: Iterable[int],
	other_factors: Sequence[OtherFactor] = (),
	*,
	is_citizen: bool = False,
) -> Decision:
	"""Decide on eligibility (R-049 to R-052, R-091, T-07).

	Args:
		standing: of the legal status.
		columns_of_criteria: the column of each numbered criterion that is met, in any order.
		other_factors: at most one is valid.
		is_citizen: whether the person was a Canadian citizen on the day.

	Raises:
		InvalidOtherFactor: `other_factor_problems` is not empty.
	"""
	if other_factor_problems(other_factors):
		raise InvalidOtherFactor(other_factors)
	met = set(columns_of_criteria)
	used_for = other_factors[0].column if other_factors else None
	missing = tuple(column for column in COLUMNS if column not in met and column != used_for)
	against = reasons_of_status(standing, is_citizen) + reasons_of_columns(met, missing, used_for)
	if against:
		return Decision(Outcome.INELIGIBLE, missing, tuple(against))
	return Decision(Outcome.ELIGIBLE, (), (reason_in_favour(met, used_for),))


def reasons_of_status(standing: Standing, is_citizen: bool) -> list[Reason]:
	if is_citizen:
		return [Reason(ReasonCode.CITIZEN)]
	return [Reason(ReasonCode.STATUS_NOT_ELIGIBLE)] if standing is Standing.NOT_ELIGIBLE else []


def reasons_of_columns(met: set[int], missing: tuple[int, ...], used_for: int | None) -> list[Reason]:
	"""A column that has a criterion of its own needs no Other Factor: it is then to spare for another."""
	if used_for is None:
		return [Reason(ReasonCode.COLUMN_EMPTY, column) for column in missing]
	code = ReasonCode.OTHER_FACTOR_TO_SPARE if used_for in met else ReasonCode.COLUMN_EMPTY_OTHER_FACTOR_USED
	return [Reason(code, column, used_for) for column in missing]


def reason_in_favour(met: set[int], used_for: int | None) -> Reason:
	if used_for is None or used_for in met:
		return Reason(ReasonCode.CRITERION_IN_EACH_COLUMN)
	return Reason(ReasonCode.OTHER_FACTOR_STANDS_IN, other_factor_column=used_for)
