"""What is so of every case note: whose it is, and whether it was written in time (R-264, R-283)."""

import re
from datetime import date

PARTS = re.compile(r"[\s\-‐‑·]+")


def initials(full_name: str) -> str:
	"""The first letter of each part of a name, in capitals (R-264).

	Args:
		full_name: as the person writes it; the halves of a double name count as two parts.
	"""
	letters = (next((sign for sign in part if sign.isalpha()), "") for part in PARTS.split(full_name or ""))
	return "".join(letters).upper()


def is_late(happened_on: date, entered_on: date, days_allowed: int) -> bool:
	"""Whether something was written down later than the agency allows (R-283).

	Args:
		happened_on: the day of the event.
		entered_on: the day on which its note became final.
		days_allowed: how many days may lie between; the last of them is in time.
	"""
	return (entered_on - happened_on).days > days_allowed
