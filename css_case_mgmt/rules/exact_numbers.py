"""Exact arithmetic for scores: fractions to the end, rounded once (D-03)."""

from decimal import Decimal
from fractions import Fraction
from math import floor

Number = int | float | Decimal | Fraction


def exact(number: Number) -> Fraction:
	"""Return `number` as the fraction that its decimal notation stands for.

	A float counts as the shortest decimal that names it, so 1.1 is 11/10 and not the nearest binary fraction.

	Raises:
		ValueError: if it is not a number (NaN).
		OverflowError: if it is infinite.
	"""
	if isinstance(number, float):
		number = Decimal(repr(number))
	return Fraction(number)


def round_half_up(value: Fraction, decimals: int) -> Decimal:
	"""Round once, halves away from zero, to a Decimal with exactly `decimals` decimals (D-03).

	Away from zero, so that an improvement and a worsening of the same size keep the same size.
	"""
	units = floor(abs(value) * 10**decimals + Fraction(1, 2))
	return Decimal(-units if value < 0 else units).scaleb(-decimals)
