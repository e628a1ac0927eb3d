"""Where the families of the demo come from, and what is typical for each origin.

The shares follow the languages most asked for in the programme (R-058): Dari, Pashto, Arabic, Tigrinya, Somali.
The figures are in `data/cultures.json`.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from css_case_mgmt.demo.chance import Weighted

DATA_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Culture:
	"""An origin: its names, its languages and its typical households."""

	code: str
	share: float
	names: str  # the file with the tables of names
	pattern: str  # how a full name is put together
	male_table: str
	family_table: str
	primary_languages: Weighted[str]
	further_languages: tuple[tuple[str, float], ...]  # with the chance of speaking them
	estimated_births: float  # share of birth dates that are estimates
	children: float  # typical number
	categories: Weighted[str]  # keys of the vocabulary's immigration categories
	english: tuple[float, ...]  # chances of None, Limited, Conversational, Fluent on arrival
	french: tuple[float, ...]
	schooling: float  # share of adults who read and write


def read_table(name: str) -> Any:
	"""Return the content of a file of the data folder."""
	return json.loads((DATA_FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def cultures() -> Weighted[Culture]:
	"""Return every origin, weighted by its share."""
	table = read_table("cultures")
	categories = {name: Weighted(*weights.items()) for name, weights in table["categories"].items()}
	return Weighted(*((culture, culture.share) for culture in _read(table["cultures"], categories)))


def _read(rows: list[dict[str, Any]], categories: dict[str, Weighted[str]]) -> list[Culture]:
	return [
		Culture(
			**row
			| {
				"primary_languages": Weighted(*row["primary_languages"].items()),
				"further_languages": tuple(row["further_languages"].items()),
				"categories": categories[row["categories"]],
				"english": tuple(row["english"]),
				"french": tuple(row["french"]),
			}
		)
		for row in rows
	]
