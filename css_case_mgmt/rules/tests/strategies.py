"""What the property tests draw from."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from css_case_mgmt.rules.nam_scoring import Answer, UnansweredReason

FACTORS = ("housing", "language", "life_skills", "children")

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
percents = st.integers(0, 100)
weights = st.decimals(Decimal(1), Decimal(3), places=4)
reasons = st.sampled_from([None, *UnansweredReason])


@st.composite
def answers(draw, factors=FACTORS, max_size=16):
	"""Answers to different questions, some of them unanswered with or without a reason."""
	drawn = draw(
		st.lists(st.tuples(st.sampled_from(factors), weights | st.none(), reasons), max_size=max_size)
	)
	return [
		Answer(f"Q{number}", factor, weight, None if weight is not None else reason)
		for number, (factor, weight, reason) in enumerate(drawn)
	]


def answered(factor, *weights, prefix=""):
	"""Answers with the given weights; a reason in place of a weight leaves the question unanswered."""
	return [
		Answer(f"{prefix}{factor}{number}", factor, unanswered_reason=weight)
		if isinstance(weight, UnansweredReason)
		else Answer(f"{prefix}{factor}{number}", factor, weight)
		for number, weight in enumerate(weights, start=1)
	]
