"""The way through the programme: enrolment, level of need, assessments every four months, exit (R-150, D-21)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from css_case_mgmt.demo.chance import Weighted, bell, between, day_between, happens, working_day
from css_case_mgmt.demo.histories import DECEASED, History, Member
from css_case_mgmt.demo.needs import Factor, Needs
from css_case_mgmt.demo.plans import AssessmentPlan, EnrolmentPlan, LevelPlan
from css_case_mgmt.demo.vocabulary import Vocabulary
from css_case_mgmt.rules.age import age_on, own_file_from
from css_case_mgmt.rules.nam_schedule import slot_date

DAYS_PER_MONTH = 30.44
SHORTEST_ENROLMENT_DAYS = 14

_MODES = Weighted(("In Person", 72), ("Video", 9), ("Phone", 13), ("In Person and Remote", 6))
_EARLY_REASONS = Weighted(("moved_away", 55), ("withdrew", 25), ("lost_contact", 20))
_LATE_REASONS = Weighted(("needs_met", 82), ("moved_away", 8), ("lost_contact", 6), ("no_longer_eligible", 2))
_HABITS = Weighted(("diligent", 58), ("usual", 30), ("slack", 10), ("never", 2))
_MISSES = {"diligent": 0.015, "usual": 0.08, "slack": 0.35, "never": 1.0}
_DELAYS = {"diligent": 3, "usual": 7, "slack": 14, "never": 0}
_LEVEL_REASONS = {
	"High": "New difficulties since the last review.",
	"Low": "Settled in; needs help with single matters only.",
}


@dataclass(frozen=True, slots=True)
class Programme:
	"""What the population assumes of the settings and the bank."""

	today: date
	factors: tuple[Factor, ...]
	vocabulary: Vocabulary
	interval_months: int
	own_file_age: int
	children_factor: str


@dataclass(frozen=True, slots=True)
class Course:
	"""How long and how closely a case is accompanied."""

	ends_on: date
	exit_reason: str  # a key of the vocabulary's exit reasons
	starts_high: bool
	lag_days: int  # from the opening of the case to the enrolments


def draw_course(rng: Random, opened_on: date) -> Course:
	"""Return the course of a case."""
	if happens(rng, 0.1):
		months, reason = 1 + rng.random() * 9, _EARLY_REASONS.draw(rng)
	else:
		months = bell(rng, 17.5, 2.8) + (rng.random() * 9 if happens(rng, 0.06) else 0)
		reason = "maximum_duration" if months > 23 else _LATE_REASONS.draw(rng)
	ends_on = working_day(opened_on + timedelta(days=int(months * DAYS_PER_MONTH)))
	return Course(ends_on, reason, happens(rng, 0.7), 0 if happens(rng, 0.5) else between(rng, 1, 30))


def draw_enrolments(
	rng: Random, programme: Programme, history: History, client: int, courses: list[Course]
) -> Iterator[EnrolmentPlan]:
	"""Yield a person's enrolments: mostly one, none for a child, rarely a second episode."""
	member = history.members[client]
	life = _Life(rng, programme, history, member, client)
	last = member.stays[-1]
	start = life.start(courses[member.stays[0].case])
	course = courses[last.case]
	if start is None or happens(rng, 0.06 if age_on(member.person.born, start) < 60 else 0.25):
		return
	ends_on, reason = course.ends_on + timedelta(days=between(rng, 0, 21)), course.exit_reason
	if happens(rng, 0.05):
		ends_on += timedelta(days=between(rng, 40, 200))
	ends_on = working_day(ends_on)
	if last.until and last.until <= ends_on:
		ends_on, reason = last.until, "deceased" if last.reason == DECEASED else "moved_away"
	if (ends_on - start).days < SHORTEST_ENROLMENT_DAYS:
		return
	yield life.enrolment(1, start, ends_on, reason, course.starts_high)
	again_from = ends_on + timedelta(days=60)
	again_until = programme.today - timedelta(days=10)
	if reason != "deceased" and last.until is None and again_from < again_until and happens(rng, 0.05):
		start = working_day(day_between(rng, again_from, again_until))
		if start >= last.since:
			ends_on = start + timedelta(days=int(bell(rng, 9, 2) * DAYS_PER_MONTH))
			yield life.enrolment(2, start, ends_on, _LATE_REASONS.draw(rng), happens(rng, 0.5))


class _Life:
	def __init__(
		self, rng: Random, programme: Programme, history: History, member: Member, client: int
	) -> None:
		self.rng = rng
		self.programme = programme
		self.history = history
		self.member = member
		self.client = client

	def start(self, course: Course) -> date | None:
		"""Return the day of enrolment, from the sixteenth birthday on; None if it is still to come."""
		joined = self.member.stays[0].since
		adult = own_file_from(self.member.person.born, self.programme.own_file_age)
		if adult <= joined:
			lag = course.lag_days if happens(self.rng, 0.8) else between(self.rng, 0, 40)
		else:
			lag = between(self.rng, 0, 35)
		start = working_day(max(joined, adult) + timedelta(days=lag))
		return start if start <= self.programme.today and self.member.stay_on(start) else None

	def enrolment(
		self, episode: int, start: date, ends_on: date, reason: str, starts_high: bool
	) -> EnrolmentPlan:
		today = self.programme.today
		has_exited = ends_on <= today
		limit = ends_on if has_exited else today
		stay = self.member.stay_on(start)
		if stay is None:
			raise ValueError(f"nobody can be enrolled outside of a case: {start}")
		starts_high = starts_high if happens(self.rng, 0.85) else not starts_high
		levels = self._levels(start, limit, starts_high)
		return EnrolmentPlan(
			client=self.client,
			case=stay.case,
			current_case=self._case_at(limit),
			episode=episode,
			enrolment_date=start,
			levels=levels,
			status="Exited" if has_exited else "Active",
			exit_date=ends_on if has_exited else None,
			exit_reason=self.programme.vocabulary.exit_reason(reason) if has_exited else "",
			assessments=tuple(self._assessments(start, limit, starts_high, not has_exited)),
		)

	def _case_at(self, day: date) -> int:
		"""Return the case of a day, or the last one before it."""
		return [stay.case for stay in self.member.stays if stay.since <= day][-1]

	def _levels(self, start: date, limit: date, starts_high: bool) -> tuple[LevelPlan, ...]:
		levels = [LevelPlan("High" if starts_high else "Low", start, "")]
		on = start
		while len(levels) < 4:
			is_high = levels[-1].needs_level == "High"
			on = working_day(on + timedelta(days=between(self.rng, 80, 330)))
			if on >= limit or not happens(self.rng, 0.7 if is_high else 0.12):
				break
			level = "Low" if is_high else "High"
			levels.append(LevelPlan(level, on, _LEVEL_REASONS[level]))
		return tuple(levels)

	def _assessments(
		self, start: date, limit: date, starts_high: bool, may_have_draft: bool
	) -> Iterator[AssessmentPlan]:
		rng = self.rng
		needs = Needs(
			rng,
			self.programme.factors,
			bell(rng, 2.3 if starts_high else 1.95, 0.15),
			self.programme.children_factor,
		)
		sequence = 0
		last = start - timedelta(days=1)
		for day in self._days(start, limit):
			stay = self.member.stay_on(day)
			if day <= last or stay is None:
				continue
			sequence += 1
			last = day
			yield self._assessment(needs, stay.case, stay.role, sequence, start, day)
		if may_have_draft:
			day = self._draft_day(start, last)
			stay = day and self.member.stay_on(day)
			if day and stay:
				yield self._assessment(needs, stay.case, stay.role, sequence + 1, start, day, is_draft=True)

	def _days(self, start: date, limit: date) -> Iterator[date]:
		"""Yield the days of the assessments: near their slots, some slots missed, rarely one in between."""
		rng = self.rng
		habit = _HABITS.draw(rng)
		month = 0
		due = start
		while due <= limit:
			if not happens(rng, _MISSES[habit]):
				shift = (
					between(rng, 0, 4 + 2 * _DELAYS[habit])
					if month == 0
					else int(bell(rng, _DELAYS[habit], 7))
				)
				day = working_day(due + timedelta(days=shift))
				if start <= day <= limit:
					yield day
				between_slots = working_day(day + timedelta(days=between(rng, 25, 60)))
				if between_slots <= limit and happens(rng, 0.015):
					yield between_slots
			month += self.programme.interval_months
			due = slot_date(start, month)

	def _draft_day(self, start: date, last: date) -> date | None:
		"""Return when an assessment was begun that is still open, if there is one."""
		today = self.programme.today
		quiet = (today - max(last, start)).days
		chance = 0.16 if last < start or quiet > 95 else 0.004
		earliest = max(last + timedelta(days=1), start, today - timedelta(days=18))
		if earliest > today or not happens(self.rng, chance):
			return None
		return day_between(self.rng, earliest, today)

	def _assessment(
		self,
		needs: Needs,
		case: int,
		role: str,
		sequence: int,
		start: date,
		day: date,
		is_draft: bool = False,
	) -> AssessmentPlan:
		cares = role in ("head", "spouse") and self.history.has_minor(case, day)
		months = (day - start).days / DAYS_PER_MONTH
		answers = needs.answers(months, cares, is_draft)
		return AssessmentPlan(case, sequence, day, _MODES.draw(self.rng), is_draft, answers)
