"""A time of day as people write it, in English or in French, in one form."""

import re

WRITTEN = re.compile(
	r"\s*(?P<hour>\d{1,2})\s*(?:(?:[:.]|h|\s)\s*(?P<minute>\d{2})(?::\d{2})?|h)?\s*(?P<half>[ap])?(?:\.?\s?m\.?)?\s*",
	re.IGNORECASE,
)


class NotATimeOfDay(ValueError):
	"""A text that is no time of day."""


def normal_time(text: str) -> str:
	"""Return a time of day as hours and minutes of 24 hours: "14:30".

	Args:
		text: as typed: "14:30", "14 h 30", "2:30 pm", "9 a.m.", "9 h".

	Raises:
		NotATimeOfDay: it is none.
	"""
	found = WRITTEN.fullmatch(text)
	if not found:
		raise NotATimeOfDay(text)
	hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "").lower()
	if (half and not 1 <= hour <= 12) or hour > 23 or minute > 59:
		raise NotATimeOfDay(text)
	if half:
		hour = hour % 12 + (12 if half == "p" else 0)
	return f"{hour:02d}:{minute:02d}"
