"""What happens between assessments: contacts, periodic assessments, appointments (R-180, R-220 to R-223, R-505)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from css_case_mgmt.demo.chance import Weighted, bell, between, happens, pick, working_day
from css_case_mgmt.demo.histories import History
from css_case_mgmt.demo.leaving_plans import weekday_before
from css_case_mgmt.demo.plans import (
	ActivityPlan,
	AppointmentPlan,
	ClientPlan,
	EnrolmentPlan,
	ParticipantPlan,
	PeriodicPlan,
)
from css_case_mgmt.rules.age import age_on
from css_case_mgmt.rules.dates import add_months

RECENT_DAYS = 60
RECENT_EXIT_DAYS = 30
IN_PERSON, PHONE, TEXT = "In Person", "Phone", "Text Message"
OFFICE, HOME, COMMUNITY = "Office", "Client's Home", "Community"
NOBODY_REACHED = Weighted(("No Answer", 60), ("Message Left", 40))

# Share of the working days on which somebody is contacted, by the level of need: rather within the targets.
_DAILY = {"High": 0.6, "Low": 0.225}
_ATTENTION = Weighted((1.0, 60), (1.25, 15), (0.7, 18), (0.25, 7))
_FIRST_APPOINTMENT_HOUR, _LAST_APPOINTMENT_HOUR = 9, 15


@dataclass(frozen=True, slots=True)
class Occasion:
	"""A kind of contact, how it is usually made, and what is written about it."""

	activity_type: str
	methods: Weighted[str]
	places: tuple[str, ...]
	minutes: tuple[int, ...]
	notes: tuple[str, ...]


_OCCASIONS = Weighted(
	(
		Occasion(
			"Check-in",
			Weighted((PHONE, 60), (TEXT, 30), (IN_PERSON, 10)),
			(OFFICE,),
			(5, 10, 15),
			("", "", "All is well; the client asked when the library opens.", "Asked how the week went."),
		),
		42,
	),
	(
		Occasion(
			"Client Navigation and Coordination",
			Weighted((IN_PERSON, 50), (PHONE, 40), ("Video", 10)),
			(OFFICE, OFFICE, HOME),
			(20, 30, 45),
			(
				"Read a letter of the school together; the client will answer it.",
				"Filled in the form for the transit pass; the client signed it.",
				"",
			),
		),
		22,
	),
	(
		Occasion(
			"Home Visit",
			Weighted((IN_PERSON, 1)),
			(HOME,),
			(45, 60, 75),
			(
				"Visited at home. The client showed how the thermostat is used now and asked about recycling.",
				"Visited at home. Went through the mail together; two letters need an answer this week.",
			),
		),
		10,
	),
	(
		Occasion(
			"Follow-up",
			Weighted((PHONE, 70), (TEXT, 20), (IN_PERSON, 10)),
			(OFFICE,),
			(10, 15),
			("The appointment took place; the next one is booked.", "", "The form was received."),
		),
		14,
	),
	(
		Occasion(
			"Community Accompaniment",
			Weighted((IN_PERSON, 1)),
			(COMMUNITY,),
			(60, 90, 120),
			("Went along to the registration; the client spoke for herself with the interpreter.", ""),
		),
		6,
	),
	(
		Occasion(
			"Adapting to Life in Canada",
			Weighted((IN_PERSON, 1)),
			(HOME, COMMUNITY),
			(45, 60),
			("Practised the way to the market by bus.", "Showed how to book a machine in the laundry room."),
		),
		4,
	),
	(
		Occasion(
			"Community Connection",
			Weighted((IN_PERSON, 60), (PHONE, 40)),
			(COMMUNITY,),
			(30, 45),
			("The client met the organizer of the sewing circle and will join on Thursdays.", ""),
		),
		2,
	),
)
_PLANNED = Weighted(("Home Visit", 40), ("Client Navigation and Coordination", 35), ("Follow-up", 25))
_WELLBEING = (
	"Sleeps better since the move; misses the garden.",
	"Feels at home in the street, and tired of waiting for news.",
	"Proud of the first month of classes.",
)
_PROGRESS = (
	"Takes the bus alone now. Next: the dentist for the children.",
	"Opened a bank account and compared two phone plans without help.",
	"Found the food market and made a friend there.",
)


@dataclass(frozen=True, slots=True)
class Family:
	"""What the meetings of a family are drawn from."""

	clients: tuple[ClientPlan, ...]
	enrolments: tuple[EnrolmentPlan, ...]
	history: History
	today: date
	own_file_age: int


def with_meetings(
	rng: Random, family: Family, enrolment: EnrolmentPlan, *, contact_days: int | None, attempts: int
) -> EnrolmentPlan:
	"""Return the enrolment with what happened between its assessments, and what is planned.

	Somebody who has moved to another case has none, so that a case never names who belongs to another.

	Args:
		rng: the source of chance.
		family: whom it belongs to.
		enrolment: with its assessments and consents.
		contact_days: of how many days there are contacts; None for all, which are very many.
		attempts: to reach somebody, before contact counts as lost.
	"""
	if len(family.history.members[enrolment.client].stays) > 1:
		return enrolment
	drawing = _Meetings(rng, family, enrolment, contact_days, attempts)
	return replace(
		enrolment,
		periodic=tuple(drawing.periodic()),
		activities=tuple(drawing.activities()),
		appointments=tuple(drawing.appointments()),
	)


class _Meetings:
	def __init__(
		self,
		rng: Random,
		family: Family,
		enrolment: EnrolmentPlan,
		contact_days: int | None,
		attempts: int,
	) -> None:
		self.rng = rng
		self.family = family
		self.enrolment = enrolment
		self.attempts = attempts
		self.limit = enrolment.reached_until or family.today
		self.earliest = enrolment.enrolment_date
		if contact_days is not None:
			self.earliest = max(self.earliest, family.today - timedelta(days=contact_days))
		self.attention = _ATTENTION.draw(rng)

	def activities(self) -> Iterator[ActivityPlan]:
		day, number = self.earliest, 0
		while day <= self.limit:
			share = _DAILY[self.enrolment.level_on(day)] * self.attention
			if day.weekday() < 5 and self.stays_on(self.enrolment.client, day) and happens(self.rng, share):
				yield self.activity(day, number)
				number += 1
			day += timedelta(days=1)
		for place, day in enumerate(self.days_of_silence()):
			yield self.attempt(day, number + place)

	def days_of_silence(self) -> Iterator[date]:
		"""When somebody was tried in vain, once or twice a week until the exit (R-371)."""
		if self.limit == self.enrolment.exit_date or not self.enrolment.exit_date:
			return
		last = (self.enrolment.exit_date - self.limit).days - 1
		count = self.attempts + between(self.rng, 0, 1)
		for place in range(1, count + 1):
			yield weekday_before(self.limit + timedelta(days=1 + last * place // count))

	def attempt(self, day: date, number: int) -> ActivityPlan:
		return ActivityPlan(
			number=number,
			activity_date=day,
			activity_type="Check-in",
			method=PHONE if happens(self.rng, 0.7) else TEXT,
			is_reached=False,
			attempt_result=NOBODY_REACHED.draw(self.rng),
			location_kind="",
			duration_minutes=0,
			participants=(self.participant(),),
			note="",
		)

	def activity(self, day: date, number: int) -> ActivityPlan:
		rng, occasion = self.rng, _OCCASIONS.draw(self.rng)
		method = occasion.methods.draw(rng)
		is_reached = method == IN_PERSON or not happens(rng, 0.18)
		return ActivityPlan(
			number=number,
			activity_date=day,
			activity_type=occasion.activity_type,
			method=method,
			is_reached=is_reached,
			attempt_result="" if is_reached else NOBODY_REACHED.draw(rng),
			location_kind=pick(rng, occasion.places) if method == IN_PERSON else "",
			duration_minutes=pick(rng, occasion.minutes) if is_reached else 0,
			participants=tuple(self.participants(day)) if is_reached else (self.participant(),),
			note=pick(rng, occasion.notes) if is_reached else "",
		)

	def participant(self) -> ParticipantPlan:
		return ParticipantPlan(self.enrolment.client, None)

	def participants(self, day: date) -> Iterator[ParticipantPlan]:
		"""The person, now and then another adult of the family, and now and then a child."""
		yield self.participant()
		if happens(self.rng, 0.22):
			others = [
				other.client
				for other in self.family.enrolments
				if other.client != self.enrolment.client
				and other.case == self.enrolment.case
				and self.stays_on(other.client, day)
				and other.enrolment_date <= day <= (other.reached_until or self.family.today)
			]
			if others:
				yield ParticipantPlan(pick(self.rng, others), None)
		if happens(self.rng, 0.06):
			children = [client for client in range(len(self.family.clients)) if self.is_child_on(client, day)]
			if children:
				yield ParticipantPlan(pick(self.rng, children), self.enrolment.client)

	def stays_on(self, client: int, day: date) -> bool:
		"""In this case on that day, and never in another one."""
		member = self.family.history.members[client]
		stay = member.stay_on(day)
		return len(member.stays) == 1 and stay is not None and stay.case == self.enrolment.case

	def is_child_on(self, client: int, day: date) -> bool:
		born = self.family.clients[client].date_of_birth
		return self.stays_on(client, day) and born <= day and age_on(born, day) < self.family.own_file_age

	def periodic(self) -> Iterator[PeriodicPlan]:
		"""Every three months or so, some missed, never without a consent in force (D-16)."""
		rng, month, sequence = self.rng, 3, 0
		while (due := add_months(self.enrolment.enrolment_date, month)) <= self.limit:
			month += 3
			day = working_day(due + timedelta(days=int(bell(rng, 2, 6))))
			is_missed = happens(rng, 0.14)
			if is_missed or day > self.limit or not self.may_be_assessed(day):
				continue
			sequence += 1
			yield PeriodicPlan(
				sequence=sequence,
				assessment_date=day,
				is_beside_session=happens(rng, 0.4),
				method=IN_PERSON if happens(rng, 0.7) else PHONE,
				is_ready_for_exit=month > 12 and happens(rng, 0.2),
				wellbeing=pick(rng, _WELLBEING),
				progress=pick(rng, _PROGRESS),
			)

	def may_be_assessed(self, day: date) -> bool:
		return any(
			consent.given_on <= day <= consent.valid_until and not consent.withdrawn_on
			for consent in self.enrolment.consents
		)

	def appointments(self) -> Iterator[AppointmentPlan]:
		"""Of those in the programme: what was planned lately, what nobody has closed, and what is to come; of those
		who have just left what had been planned for afterwards."""
		rng, today = self.rng, self.family.today
		if self.enrolment.exit_date:
			yield from self.appointments_after_exit(self.enrolment.exit_date)
			return
		number = 0
		for first, last, share in ((-20, -1, 0.7), (0, 0, 0.12), (1, 14, 0.6)):
			if not happens(rng, share):
				continue
			day = today + timedelta(days=between(rng, first, last))
			if day.weekday() >= 5 or not self.stays_on(self.enrolment.client, day):
				continue
			yield self.appointment(day, number)
			number += 1

	def appointments_after_exit(self, exit_date: date) -> Iterator[AppointmentPlan]:
		day = working_day(exit_date + timedelta(days=between(self.rng, 2, 12)))
		is_recent = (self.family.today - exit_date).days <= RECENT_EXIT_DAYS
		if is_recent and happens(self.rng, 0.6) and self.stays_on(self.enrolment.client, day):
			yield replace(self.appointment(day, 0), outcome="")

	def appointment(self, day: date, number: int) -> AppointmentPlan:
		rng = self.rng
		kind = _PLANNED.draw(rng)
		is_past = day < self.family.today
		outcome = Weighted(("Kept", 62), ("Missed", 14), ("Cancelled", 12), ("", 12)).draw(rng)
		return AppointmentPlan(
			number=number,
			day=day,
			hour=between(rng, _FIRST_APPOINTMENT_HOUR, _LAST_APPOINTMENT_HOUR),
			minutes=pick(rng, (30, 45, 60)),
			kind=kind,
			location_kind=HOME if kind == "Home Visit" else OFFICE,
			outcome=outcome if is_past else "",
		)
