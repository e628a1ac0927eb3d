"""What came of referrals: followed up, obtained, of use, and how soon (R-306, R-311).

A referral is *followed up* once somebody has asked whether the service was obtained. The *linkage rate* is the share
of those obtained among those of which it is known; where nothing is known there is no rate, which is not a rate of 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from css_case_mgmt.rules.exact_numbers import round_half_up
from css_case_mgmt.rules.referral import OPEN, Status, is_overdue

YES, NO = "Yes", "No"
OPEN_STATUSES = frozenset(status.value for status in OPEN)


class Referral(NamedTuple):
	"""One referral, as far as its outcome goes.

	Args:
		client: who was referred.
		css_case: her case.
		status: as the worker moves it on.
		referred_on: the day of the referral.
		follow_up_due: by when to ask, if that was set.
		followed_up_on: when somebody asked last.
		outcome_on: the day of the outcome.
		obtained: Yes, No, Not Known, or empty while nobody has asked.
		benefitted: the same of its use.
		is_of_closed_enrolment: she has left the programme since: nobody follows it up.
	"""

	client: str
	css_case: str
	status: str
	referred_on: date | None
	follow_up_due: date | None = None
	followed_up_on: date | None = None
	outcome_on: date | None = None
	obtained: str = ""
	benefitted: str = ""
	is_of_closed_enrolment: bool = False

	@property
	def is_open(self) -> bool:
		return self.status in OPEN_STATUSES and not self.is_of_closed_enrolment

	@property
	def is_followed_up(self) -> bool:
		return bool(self.obtained or self.followed_up_on)

	@property
	def is_obtained(self) -> bool:
		return self.obtained == YES

	@property
	def days_to_linkage(self) -> int | None:
		"""From the referral to the outcome of one that was obtained."""
		if not (self.is_obtained and self.referred_on and self.outcome_on):
			return None
		return (self.outcome_on - self.referred_on).days

	def is_overdue(self, today: date) -> bool:
		"""Open, and not followed up on or after the day on which that was due."""
		return self.is_open and is_overdue(
			Status(self.status), self.follow_up_due, self.followed_up_on, today
		)


@dataclass(frozen=True, slots=True)
class Outcomes:
	"""Figures of several referrals; people and cases count once (R-234)."""

	referrals: int
	people: int
	cases: int
	open: int
	followed_up: int
	obtained: int
	not_obtained: int
	benefitted: int
	overdue: int
	linkage_percent: Decimal | None
	days_to_linkage: Decimal | None


def outcomes(referrals: Iterable[tuple[Referral, date]]) -> Outcomes:
	"""Add up referrals.

	Args:
		referrals: each with what day it is where its case is.
	"""
	pairs = list(referrals)
	found = [referral for referral, _today in pairs]
	obtained = [referral for referral in found if referral.is_obtained]
	not_obtained = sum(referral.obtained == NO for referral in found)
	known = len(obtained) + not_obtained
	days = [referral.days_to_linkage for referral in obtained if referral.days_to_linkage is not None]
	return Outcomes(
		referrals=len(found),
		people=len({referral.client for referral in found}),
		cases=len({referral.css_case for referral in found}),
		open=sum(referral.is_open for referral in found),
		followed_up=sum(referral.is_followed_up for referral in found),
		obtained=len(obtained),
		not_obtained=not_obtained,
		benefitted=sum(referral.benefitted == YES for referral in found),
		overdue=sum(referral.is_overdue(today) for referral, today in pairs),
		linkage_percent=round_half_up(Fraction(100 * len(obtained), known), 1) if known else None,
		days_to_linkage=round_half_up(Fraction(sum(days), len(days)), 1) if days else None,
	)
