"""How much a caseworker carries, against the programme's targets (D-11, R-350, R-357, T-16).

The targets are ranges, 10 to 20 cases of high needs or 50 of low needs, and so is the load: its low end counts
high needs by the larger number, its high end by the smaller. 1 is a full load.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from css_case_mgmt.rules.enrolment_level import NeedsLevel


class LoadCounts(Enum):
	"""What is counted; the Framework says "case/staff" (R-357)."""

	CASES = "Cases"
	CLIENTS = "Clients"


@dataclass(frozen=True, slots=True)
class Targets:
	"""How many a caseworker with a full load has, if all are of one level.

	Raises:
		ValueError: a target that nobody can be measured by.
	"""

	high_min: int = 10
	high_max: int = 20
	low: int = 50

	def __post_init__(self) -> None:
		if not 0 < self.high_min <= self.high_max or self.low < 1:
			raise ValueError(f"{self.high_min} to {self.high_max} high, {self.low} low")


@dataclass(frozen=True, slots=True)
class Load:
	"""What is counted, and the range that it amounts to."""

	high: int
	low: int
	from_load: Fraction
	to_load: Fraction
	counts: LoadCounts = LoadCounts.CASES

	@property
	def is_over_target(self) -> bool:
		"""Over even where high needs count least; a full load is not over (D-11)."""
		return self.from_load > 1


def case_level(levels: Iterable[NeedsLevel]) -> NeedsLevel | None:
	"""Return the level of a case, the highest of its open enrolments, or None if it has none (D-11)."""
	levels = set(levels)
	if NeedsLevel.HIGH in levels:
		return NeedsLevel.HIGH
	return NeedsLevel.LOW if levels else None


def load(
	cases: Iterable[Iterable[NeedsLevel]], targets: Targets, counts: LoadCounts = LoadCounts.CASES
) -> Load:
	"""Return the load of a caseworker.

	Args:
		cases: of each of the caseworker's open cases, the levels of its open enrolments.
		targets: of the site.
		counts: whether a case counts once or every enrolled client does.
	"""
	if counts is LoadCounts.CASES:
		counted = [case_level(levels) for levels in cases]
	else:
		counted = [level for levels in cases for level in levels]
	high, low = counted.count(NeedsLevel.HIGH), counted.count(NeedsLevel.LOW)
	low_needs = Fraction(low, targets.low)
	return Load(
		high,
		low,
		Fraction(high, targets.high_max) + low_needs,
		Fraction(high, targets.high_min) + low_needs,
		counts,
	)


def needs_reason(before: Load, after: Load) -> bool:
	"""Whether an assignment asks why: it adds to a load and takes it over the target (R-352)."""
	return after.is_over_target and after.from_load > before.from_load
