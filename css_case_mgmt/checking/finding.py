"""What a check finds: where, what is wrong and what to do; never who it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
	"""One thing that is wrong.

	Args:
		check: what was looked for, as a word for programs.
		doctype: of the record.
		name: of the record, which is opaque.
		problem: what is wrong.
		remedy: what to do.
	"""

	check: str
	doctype: str
	name: str
	problem: str
	remedy: str


@dataclass(frozen=True, slots=True)
class Check:
	"""Something to look for, in the words of its findings. `{0}` in the problem is what `found` is given."""

	name: str
	problem: str
	remedy: str

	def found(self, doctype: str, names: Iterable[str], *said: object) -> Iterator[Finding]:
		"""A finding for each record, in the order of their names."""
		for name in sorted(set(names)):
			yield Finding(self.name, doctype, name, self.problem.format(*said), self.remedy)
