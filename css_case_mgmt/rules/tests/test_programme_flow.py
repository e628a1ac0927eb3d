"""R-356, R-391: who comes and who leaves adds up, of any people, days and groups."""

from datetime import date, timedelta
from itertools import pairwise
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from css_case_mgmt.rules.enrolment_level import LevelPeriod, NeedsLevel
from css_case_mgmt.rules.programme_flow import DAY, Episode, Flow, flows, of_level, parts

FIRST, LAST = date(2026, 4, 1), date(2026, 9, 30)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
LEVELS = st.sampled_from(NeedsLevel)
GROUP_OF = {"x": "one", "y": "one", "z": "two"}


@st.composite
def episodes(draw) -> list[Episode]:
	"""Of each client one after the other, in one case after the other."""
	found = []
	for number in range(draw(st.integers(0, 6))):
		days = sorted(draw(st.lists(DAYS, min_size=1, max_size=4)))
		for enrolled_on, exited_on in zip(days[::2], [*days[1::2], None], strict=False):
			changes = sorted(draw(st.sets(DAYS, max_size=3)))
			cases = [(enrolled_on, draw(st.sampled_from("xyz")))]
			cases += [(day, draw(st.sampled_from("xyz"))) for day in changes if day > enrolled_on]
			levels = [LevelPeriod(draw(LEVELS), enrolled_on)]
			levels += [LevelPeriod(draw(LEVELS), day) for day in changes if day > enrolled_on]
			found.append(
				Episode(
					f"client {number}",
					enrolled_on,
					exited_on,
					draw(st.booleans()),
					tuple(levels),
					tuple(cases),
				)
			)
	return found


@st.composite
def ranges(draw) -> tuple[date, date]:
	first, last = sorted((draw(DAYS), draw(DAYS)))
	return first, last


def episode(enrolled_on: date, exited_on: date | None = None, **values) -> Episode:
	values = {
		"client": "a",
		"is_planned": True,
		"levels": (LevelPeriod(NeedsLevel.HIGH, enrolled_on),),
		"cases": ((enrolled_on, "x"),),
		**values,
	}
	return Episode(enrolled_on=enrolled_on, exited_on=exited_on, **values)


def of_all(found: list[Episode], first: date = FIRST, last: date = LAST) -> Flow:
	return flows(found, first, last, lambda _case: "all").get("all", Flow())


class TestFlow(TestCase):
	@given(episodes(), ranges())
	def test_start_and_new_less_exits_are_end(self, found, days):
		"""R-356: of each group and of all, of clients as of cases, by level as well."""
		for key_of in (GROUP_OF.get, lambda _case: "all"):
			for flow in flows(found, *days, key_of).values():
				self.assertEqual(
					flow.clients_start + flow.enrolled - flow.planned - flow.unplanned, flow.clients_end
				)
				self.assertEqual(flow.cases_start + flow.cases_new - flow.cases_closed, flow.cases_end)
				self.assertEqual(flow.clients_high + flow.clients_low, flow.clients_end)
				self.assertEqual(flow.cases_high + flow.cases_low, flow.cases_end)
				self.assertTrue(flow.cases_at_end | flow.cases_at_start <= flow.cases_served)
				self.assertLessEqual(len(flow.served), flow.clients_start + flow.enrolled)

	@given(episodes(), ranges())
	def test_end_of_a_day_is_start_of_the_next(self, found, days):
		"""R-391: months follow upon each other without a gap, and together are the whole."""
		whole = of_all(found, *days)
		months = [of_all(found, *part) for part in parts(*days, 1)]
		for before, after in pairwise(months):
			self.assertEqual(before.clients_end, after.clients_start)
			self.assertEqual(before.cases_at_end, after.cases_at_start)
		self.assertEqual(months[0].clients_start, whole.clients_start)
		self.assertEqual(months[-1].clients_end, whole.clients_end)
		for count in ("enrolled", "planned", "unplanned"):
			self.assertEqual(sum(getattr(month, count) for month in months), getattr(whole, count))
		self.assertEqual(set().union(*(month.served for month in months)), whole.served)

	@given(episodes(), ranges())
	def test_groups_share_out_everybody(self, found, days):
		"""R-391: clients and cases of all groups are those of the whole, each once."""
		whole, groups = of_all(found, *days), flows(found, *days, GROUP_OF.get).values()
		for count in ("clients_start", "enrolled", "planned", "unplanned", "clients_end", "clients_high"):
			self.assertEqual(sum(getattr(group, count) for group in groups), getattr(whole, count))
		for count in ("cases_start", "cases_new", "cases_closed", "cases_end", "cases_high"):
			self.assertEqual(sum(getattr(group, count) for group in groups), getattr(whole, count))

	@given(episodes(), ranges())
	def test_levels_share_out_everybody(self, found, days):
		"""D-06: whoever is of no level is of the other."""
		whole = of_all(found, *days)
		high, low = (of_all(of_level(found, level, days[1]), *days) for level in NeedsLevel)
		self.assertEqual(high.clients_end + low.clients_end, whole.clients_end)
		self.assertEqual(high.clients_end, whole.clients_high)
		self.assertEqual(high.planned + low.planned, whole.planned)

	def test_last_day_counts(self):
		"""R-356: on the exit date somebody is still in the programme, at its end no more."""
		leaver = [episode(date(2025, 1, 1), FIRST)]
		self.assertEqual((of_all(leaver).clients_start, of_all(leaver).planned), (1, 1))
		self.assertEqual(of_all(leaver, FIRST + DAY).clients_start, 0)
		self.assertEqual(of_all(leaver, last=FIRST).clients_end, 0)
		self.assertEqual(of_all(leaver, FIRST - DAY, FIRST - DAY).clients_end, 1)

	def test_who_leaves_and_comes_back_is_one_person(self):
		"""T-15: two episodes, one person."""
		flow = of_all([episode(date(2025, 1, 1), date(2026, 5, 1)), episode(date(2026, 6, 1))])
		self.assertEqual((flow.clients_start, flow.enrolled, flow.planned, len(flow.served)), (1, 1, 1, 1))

	def test_who_comes_and_leaves_within_counts_as_both(self):
		flow = of_all([episode(FIRST, LAST, is_planned=False)])
		self.assertEqual((flow.clients_start, flow.enrolled, flow.unplanned, flow.clients_end), (0, 1, 1, 0))
		self.assertEqual((flow.cases_new, flow.cases_closed), (1, 1))

	def test_case_of_the_day(self):
		"""D-20: who moves between two cases leaves one and makes the other active."""
		moved = episode(date(2025, 1, 1), cases=((date(2025, 1, 1), "x"), (date(2026, 6, 1), "z")))
		self.assertEqual(of_all([moved], last=date(2026, 5, 31)).cases_at_end, {"x"})
		found = flows([moved], FIRST, LAST, GROUP_OF.get)
		self.assertEqual(
			(found["one"].cases_start, found["one"].cases_closed, found["one"].clients_start), (1, 1, 0)
		)
		self.assertEqual(
			(found["two"].cases_new, found["two"].clients_start, found["two"].clients_end), (1, 1, 1)
		)

	def test_level_of_the_last_day(self):
		"""D-06, R-185: the level in force then, not that of today."""
		levels = (LevelPeriod(NeedsLevel.HIGH, date(2025, 1, 1)), LevelPeriod(NeedsLevel.LOW, LAST))
		changed = episode(date(2025, 1, 1), levels=levels)
		self.assertEqual(of_all([changed]).clients_low, 1)
		self.assertEqual(of_all([changed], last=LAST - DAY).clients_high, 1)


class TestParts(TestCase):
	@given(ranges(), st.sampled_from((1, 3)))
	def test_every_day_once(self, days, months):
		"""R-391: cut to the days asked about, in order, without a gap."""
		found = list(parts(*days, months))
		self.assertEqual((found[0][0], found[-1][1]), days)
		for (_, end), (start, _) in pairwise(found):
			self.assertEqual(end + timedelta(days=1), start)
			self.assertEqual((start.day, (start.month - 1) % months), (1, 0))
