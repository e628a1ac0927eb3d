"""The way through the programme: enrolment, level of need, assessments every four months, exit (R-150, D-21)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from css_case_mgmt.demo.chance import Weighted, bell, between, day_between, happens, pick, working_day
from css_case_mgmt.demo.histories import DECEASED, History, Member
from css_case_mgmt.demo.leaving_plans import (
	DIED,
	EXITED,
	GRADUATED,
	LOST_CONTACT,
	SILENT_DAYS,
	EndPlan,
	weekday_before,
)
from css_case_mgmt.demo.needs import Factor, Needs
from css_case_mgmt.demo.plans import AssessmentPlan, EnrolmentPlan, LevelPlan
from css_case_mgmt.demo.shown import NOTHING_SHOWN, Showing
from css_case_mgmt.demo.vocabulary import Vocabulary
from css_case_mgmt.rules.age import age_on, own_file_from
from css_case_mgmt.rules.dates import add_months
from css_case_mgmt.rules.nam_schedule import slot_date

DAYS_PER_MONTH = 30.44
SHORTEST_ENROLMENT_DAYS = 14
# Who stays for less than this loses contact or graduates after another time.
SHORTEST_BEFORE_SILENCE_DAYS = 75
SHORTEST_TO_GRADUATE_MONTHS = 12
LEAVES_WITHIN_DAYS = 30
DAYS_AWAY = 180
LONGEST_LAG_OF_SHOWN = 10

_MODES = Weighted(("In Person", 72), ("Video", 9), ("Phone", 13), ("In Person and Remote", 6))
_EARLY_REASONS = Weighted(("moved_away", 50), ("withdrew", 25), (LOST_CONTACT, 25))
_LATE_REASONS = Weighted(
	(GRADUATED, 82), ("moved_away", 7), (LOST_CONTACT, 6), ("no_longer_eligible", 2), ("withdrew", 3)
)
_REASONS_OF_WHO_MOVED = ("moved_away", "withdrew")
_ON_THE_WAY = Weighted(("Draft", 35), ("Ready for Review", 25), ("Returned", 15), ("Approved", 25))
_SHARE_OF_DRAFTS_WITH_FINAL = 0.5
_SHARE_LEAVING_A_DRAFT = 0.12
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
		months = bell(rng, 16.4, 2.1) + (rng.random() * 9 if happens(rng, 0.06) else 0)
		reason = "maximum_duration" if months > 23 else _LATE_REASONS.draw(rng)
	ends_on = working_day(opened_on + timedelta(days=int(months * DAYS_PER_MONTH)))
	return Course(ends_on, reason, happens(rng, 0.7), 0 if happens(rng, 0.5) else between(rng, 1, 30))


def draw_enrolments(
	rng: Random,
	programme: Programme,
	history: History,
	client: int,
	courses: list[Course],
	showing: Showing = NOTHING_SHOWN,
) -> Iterator[EnrolmentPlan]:
	"""Yield a person's enrolments: mostly one, none for a child, rarely a second episode."""
	member = history.members[client]
	life = _Life(rng, programme, history, member, client, showing)
	last = member.stays[-1]
	start = life.start(courses[member.stays[0].case])
	course = courses[last.case]
	if start is None or (not showing.is_fixed and life.stays_out(start)):
		return
	ends_on, reason = life.end(start, course)
	if (ends_on - start).days < SHORTEST_ENROLMENT_DAYS:
		return
	yield life.enrolment(1, start, ends_on, reason, course.starts_high)
	again_from = ends_on + timedelta(days=showing.days_away or DAYS_AWAY)
	again_until = programme.today - timedelta(days=10)
	if reason != DIED and last.until is None and again_from < again_until and life.comes_back():
		start = working_day(day_between(rng, again_from, again_until))
		if start >= last.since:
			ends_on = start + timedelta(days=int(bell(rng, 9, 2) * DAYS_PER_MONTH))
			reason = life.reason_within(_LATE_REASONS.draw(rng), start, ends_on)
			yield life.enrolment(2, start, working_day(ends_on), reason, happens(rng, 0.5))


class _Life:
	def __init__(
		self,
		rng: Random,
		programme: Programme,
		history: History,
		member: Member,
		client: int,
		showing: Showing,
	) -> None:
		self.rng = rng
		self.programme = programme
		self.history = history
		self.member = member
		self.client = client
		self.showing = showing

	def start(self, course: Course) -> date | None:
		"""Return the day of enrolment, from the sixteenth birthday on; None if it is still to come."""
		joined = self.member.stays[0].since
		adult = own_file_from(self.member.person.born, self.programme.own_file_age)
		if adult <= joined:
			lag = course.lag_days if happens(self.rng, 0.8) else between(self.rng, 0, 40)
		else:
			lag = between(self.rng, 0, 35)
		if self.showing.is_fixed:
			lag = min(lag, LONGEST_LAG_OF_SHOWN)
		start = working_day(max(joined, adult) + timedelta(days=lag))
		return start if start <= self.programme.today and self.member.stay_on(start) else None

	def stays_out(self, start: date) -> bool:
		"""Whether somebody does not want to be enrolled: the old ones more often."""
		return happens(self.rng, 0.06 if age_on(self.member.person.born, start) < 60 else 0.25)

	def end(self, start: date, course: Course) -> tuple[date, str]:
		"""Return the last day and the reason; people of one family do not leave on the same day."""
		rng, last = self.rng, self.member.stays[-1]
		if self.showing.closed_by_job:
			return course.ends_on, course.exit_reason
		ends_on, reason = course.ends_on + timedelta(days=between(rng, 0, 21)), course.exit_reason
		if self.client in self.showing.stay_longer:
			ends_on += timedelta(days=120)
		elif happens(rng, 0.05) and not self.showing.is_fixed:
			ends_on += timedelta(days=between(rng, 40, 200))
		if reason == GRADUATED and ends_on < add_months(start, SHORTEST_TO_GRADUATE_MONTHS):
			ends_on = start + timedelta(days=int(bell(rng, 15.5, 1.2) * DAYS_PER_MONTH))
		ends_on = working_day(ends_on)
		if last.until and last.until <= ends_on:
			return last.until, DIED if last.reason == DECEASED else "moved_away"
		return ends_on, self.reason_within(reason, start, ends_on)

	def reason_within(self, reason: str, start: date, ends_on: date) -> str:
		"""Whoever has moved to another case takes no activities and referrals along, and so leaves without steps."""
		has_moved = len(self.member.stays) > 1
		is_short = (ends_on - start).days < SHORTEST_BEFORE_SILENCE_DAYS
		if (reason == GRADUATED and has_moved) or (reason == LOST_CONTACT and (has_moved or is_short)):
			return pick(self.rng, _REASONS_OF_WHO_MOVED)
		return reason

	def comes_back(self) -> bool:
		return happens(self.rng, 1 if self.showing.days_away else 0.03)

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
		end = self.end_plan(start, ends_on, reason)
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
			assessments=tuple(self._assessments(start, limit, starts_high, end)),
			end=end,
		)

	def end_plan(self, start: date, ends_on: date, reason: str) -> EndPlan | None:
		"""How the stay ended, or that its end has been begun; None for most who are in the programme."""
		state = self.state_of_exit(ends_on, reason)
		if not state:
			return None
		has_final = reason == GRADUATED and (
			state != "Draft" or happens(self.rng, _SHARE_OF_DRAFTS_WITH_FINAL)
		)
		word = self.programme.vocabulary.exit_reason(reason)
		final_on = self.final_day(start, ends_on) if has_final else None
		return EndPlan(reason, word, ends_on, state, final_on, self.showing.closed_by_job)

	def state_of_exit(self, ends_on: date, reason: str) -> str:
		days = (ends_on - self.programme.today).days
		if days <= 0:
			return EXITED
		if reason != GRADUATED or days > LEAVES_WITHIN_DAYS:
			return ""
		return self.showing.exit_state or _ON_THE_WAY.draw(self.rng)

	def final_day(self, start: date, ends_on: date) -> date:
		"""The day of the needs assessment at the end."""
		day = working_day(ends_on - timedelta(days=between(self.rng, 8, 26)))
		latest = weekday_before(self.programme.today - timedelta(days=between(self.rng, 3, 6)))
		return max(min(day, latest), start)

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
		self, start: date, limit: date, starts_high: bool, end: EndPlan | None
	) -> Iterator[AssessmentPlan]:
		rng = self.rng
		final_on = end.final_on if end else None
		needs = Needs(
			rng,
			self.programme.factors,
			bell(rng, 2.3 if starts_high else 1.95, 0.15),
			self.programme.children_factor,
			is_graduating=final_on is not None,
		)
		sequence = 0
		last = start - timedelta(days=1)
		for day in self._assessment_days(start, limit, end):
			stay = self.member.stay_on(day)
			if day <= last or stay is None:
				continue
			sequence += 1
			last = day
			yield self._assessment(needs, stay.case, stay.role, sequence, start, day)
		day = self._open_draft_day(start, last, end)
		stay = day and self.member.stay_on(day)
		if day and stay:
			yield self._assessment(needs, stay.case, stay.role, sequence + 1, start, day, is_draft=True)

	def _assessment_days(self, start: date, limit: date, end: EndPlan | None) -> Iterator[date]:
		"""A planned stay ends with an assessment of its own; nobody is assessed whom nobody reaches."""
		final_on = end.final_on if end else None
		if end and end.key == LOST_CONTACT:
			limit -= timedelta(days=SILENT_DAYS + 1)
		until = final_on - timedelta(days=45) if final_on else limit
		yield from self._days(start, until, "diligent" if final_on else _HABITS.draw(self.rng))
		if final_on:
			yield final_on

	def _days(self, start: date, limit: date, habit: str) -> Iterator[date]:
		"""Yield the days of the assessments: near their slots, some slots missed, rarely one in between."""
		rng = self.rng
		month = 0
		due = start
		while due <= limit:
			if not happens(rng, _MISSES[habit] if month or habit != "diligent" else 0):
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

	def _open_draft_day(self, start: date, last: date, end: EndPlan | None) -> date | None:
		"""When a draft was begun that is open, or was when the stay ended."""
		if end is None or end.state == "Draft":
			return self._draft_day(start, last)
		is_left_behind = end.state == EXITED and end.key in ("moved_away", "withdrew")
		if is_left_behind and happens(self.rng, _SHARE_LEAVING_A_DRAFT):
			day = end.last_day - timedelta(days=1)
			return day if last < day and start <= day else None
		return None

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
