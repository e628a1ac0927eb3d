"""How the duplicate search does on the labelled pairs, which were frozen before its rule was written."""

from css_case_mgmt.rules.tests.labelled_pairs import Measured, labelled_pairs, measured

HEADINGS = ("Labelled pairs", "Pairs", "Shown rightly", "Shown wrongly", "Missed", "Precision", "Recall")


def lines() -> list[tuple[str, ...]]:
	pairs = labelled_pairs()
	return [
		line("All", measured(pairs)),
		line("Even numbers", measured(pair for pair in pairs if not pair.number % 2)),
		line(
			"Odd numbers, never read by whoever wrote the rule",
			measured(pair for pair in pairs if pair.number % 2),
		),
	]


def line(name: str, figures: Measured) -> tuple[str, ...]:
	counts = (figures.pairs, figures.rightly_shown, figures.wrongly_shown, figures.missed)
	return name, *map(str, counts), f"{figures.precision:.3f}", f"{figures.recall:.3f}"
