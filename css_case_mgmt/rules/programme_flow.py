"""Who is in the programme, who comes and who leaves (R-356, R-391).

The exit date is the last day in the programme, so that of any period, site or worker: active at its start, and new,
less those who left, are active at its end. Nobody is counted twice.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from css_case_mgmt.rules.dates import add_months
from css_case_mgmt.rules.enrolment_level import LevelPeriod, NeedsLevel, level_on

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Episode:
	"""One enrolment, as far as it is counted.

	Args:
		client: whose it is.
		enrolled_on: the first day in the programme.
		exited_on: the last one; None while it lasts.
		is_planned: whether it ended as planned.
		levels: the dated history of the level of need, the oldest first.
		cases: the case with the day from which the client belongs to it, the oldest first; never empty.
	"""

	client: str
	enrolled_on: date
	exited_on: date | None
	is_planned: bool
	levels: tuple[LevelPeriod, ...]
	cases: tuple[tuple[date, str], ...]

	def is_active_at_end_of(self, day: date) -> bool:
		"""In the programme when a day ends: no more on the exit date."""
		return self.enrolled_on <= day and (self.exited_on is None or self.exited_on > day)

	def last_day_within(self, last: date) -> date:
		"""The last day up to `last` that this is about: the exit date, if that comes first."""
		return min(last, self.exited_on) if self.exited_on else last

	def level_on(self, day: date) -> NeedsLevel | None:
		"""The level in force on a day."""
		if len(self.levels) == 1:
			return self.levels[0].level if self.levels[0].level_from <= day else None
		return level_on(self.levels, day)

	def case_on(self, day: date) -> str:
		"""The case that the client had joined last by a day; before the first, the first."""
		found = self.cases[0][1]
		for since, css_case in self.cases[1:]:
			if since <= day:
				found = css_case
		return found

	def cases_within(self, first: date, last: date) -> set[str]:
		"""The cases to which the client belonged on any of these days."""
		return {self.case_on(first), *(css_case for since, css_case in self.cases if first <= since <= last)}


@dataclass(slots=True)
class Flow:
	"""Clients and cases of a period. `served` are the clients who were active at its start or came; a case is new if
	it was not active at the start, closed if it was active and is not at the end."""

	clients_start: int = 0
	enrolled: int = 0
	planned: int = 0
	unplanned: int = 0
	clients_end: int = 0
	clients_high: int = 0
	clients_low: int = 0
	served: set[str] = field(default_factory=set)
	cases_at_start: set[str] = field(default_factory=set)
	cases_served: set[str] = field(default_factory=set)
	cases_at_end: set[str] = field(default_factory=set)
	cases_at_high: set[str] = field(default_factory=set)

	@property
	def cases_start(self) -> int:
		return len(self.cases_at_start)

	@property
	def cases_new(self) -> int:
		return len(self.cases_served - self.cases_at_start)

	@property
	def cases_closed(self) -> int:
		return len(self.cases_served - self.cases_at_end)

	@property
	def cases_end(self) -> int:
		return len(self.cases_at_end)

	@property
	def cases_high(self) -> int:
		return len(self.cases_at_high)

	@property
	def cases_low(self) -> int:
		return len(self.cases_at_end) - len(self.cases_at_high)


def flows(
	episodes: Iterable[Episode],
	first: date,
	last: date,
	key_of: Callable[[str], Hashable | None],
) -> dict[Hashable, Flow]:
	"""Return the flow of each group of cases over some days (R-356, R-391).

	A client counts in the group of the case of the last of these days, or of the exit date; a case in its own.

	Args:
		episodes: of one client never two at the same time.
		first, last: both included.
		key_of: the group of a case; None leaves it out.
	"""
	found: dict[Hashable, Flow] = defaultdict(Flow)
	day_before = first - DAY
	for episode in episodes:
		if episode.enrolled_on > last or (episode.exited_on and episode.exited_on < first):
			continue
		key = key_of(episode.case_on(episode.last_day_within(last)))
		if key is not None:
			_count_client(found[key], episode, first, last)
		_count_cases(found, episode, (day_before, last), key_of)
	return dict(found)


def _count_client(flow: Flow, episode: Episode, first: date, last: date) -> None:
	flow.served.add(episode.client)
	if episode.enrolled_on < first:
		flow.clients_start += 1
	else:
		flow.enrolled += 1
	if episode.exited_on is None or episode.exited_on > last:
		flow.clients_end += 1
		if episode.level_on(last) is NeedsLevel.HIGH:
			flow.clients_high += 1
		else:
			flow.clients_low += 1
	elif episode.is_planned:
		flow.planned += 1
	else:
		flow.unplanned += 1


def _count_cases(
	found: dict[Hashable, Flow],
	episode: Episode,
	days: tuple[date, date],
	key_of: Callable[[str], Hashable | None],
) -> None:
	day_before, last = days
	active_from = max(day_before, episode.enrolled_on)
	for css_case in episode.cases_within(active_from, episode.last_day_within(last)):
		if (key := key_of(css_case)) is not None:
			found[key].cases_served.add(css_case)
	if episode.is_active_at_end_of(day_before):
		css_case = episode.case_on(day_before)
		if (key := key_of(css_case)) is not None:
			found[key].cases_at_start.add(css_case)
	if episode.is_active_at_end_of(last):
		css_case = episode.case_on(last)
		if (key := key_of(css_case)) is not None:
			found[key].cases_at_end.add(css_case)
			if episode.level_on(last) is NeedsLevel.HIGH:
				found[key].cases_at_high.add(css_case)


def of_level(episodes: Iterable[Episode], level: NeedsLevel, last: date) -> list[Episode]:
	"""Return those whose level on the last day, or on the exit date, is the one asked for (D-06)."""
	return [
		episode
		for episode in episodes
		if episode.enrolled_on <= last and episode.level_on(episode.last_day_within(last)) is level
	]


def parts(first: date, last: date, months: int) -> Iterator[tuple[date, date]]:
	"""Return the calendar months (1) or quarters (3) of some days, the first and the last cut to them (R-391)."""
	start = date(first.year, (first.month - 1) // months * months + 1, 1)
	while start <= last:
		following = add_months(start, months)
		yield max(start, first), min(following - DAY, last)
		start = following
