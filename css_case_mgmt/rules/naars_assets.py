"""What a NAARS says of somebody's strengths, line by line (R-196)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from css_case_mgmt.rules.settlement_plan import essence
from css_case_mgmt.rules.writing_hints.reading import pieces

BULLET = re.compile(r"^(?:[-–—*•·‣▪○●]+|\(?\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class AssetLine:
	"""A line that could become a strength.

	Args:
		text: as it was written, without a bullet before it.
		is_taken: whether the plan has a strength that says the same.
	"""

	text: str
	is_taken: bool


def asset_lines(text: str | None, strengths: Iterable[str | None] = ()) -> tuple[AssetLine, ...]:
	"""Return what is said, one thing a line, nothing twice.

	A line, a semicolon and the end of a sentence end what is said; a comma does not, since a list may be one thing.

	Args:
		text: the strengths and assets of a referral.
		strengths: those that the plan has.
	"""
	taken = {essence(strength) for strength in strengths}
	found: dict[str, str] = {}
	for said in _said(text or ""):
		found.setdefault(essence(said), said)
	return tuple(AssetLine(said, key in taken) for key, said in found.items())


def _said(text: str) -> Iterator[str]:
	for line in re.split(r"[\n\r;]+", text):
		unmarked = BULLET.sub("", line.strip())
		for start, end in pieces(unmarked):
			if re.search(r"\w", unmarked[start:end]):
				yield unmarked[start:end].strip()
