"""Two years of work at four sites, drawn from a seed: what was written down, and at which moment.

Everything is dated the day on which it was written down, during the working hours of its site: after the
reminders of that morning, so that a run which comes later must not know it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from css_case_mgmt.rules.dates import add_months
from css_case_mgmt.rules.nam_schedule import nearest_timepoint
from css_case_mgmt.tests.factories import SIGNATURE

PREFIX = "simulated-"
EARLIER_DAYS = 600
"""So many days before the simulation the first people were enrolled."""


@dataclass(frozen=True)
class Place:
	"""A site and who works there."""

	site: str
	province: str
	time_zone: str
	workers: tuple[str, ...]
	manager: str

	def moment(self, day: date, hour: int = 14) -> datetime:
		return datetime.combine(day, time(hour, 7), ZoneInfo(self.time_zone)).astimezone(timezone.utc)


PLACES = tuple(
	Place(
		f"Simulated Site {name}",
		province,
		zone,
		(f"{name.lower()}.one@simulated.example", f"{name.lower()}.two@simulated.example"),
		f"{name.lower()}.manager@simulated.example",
	)
	for name, province, zone in (
		("Harbour", "Newfoundland and Labrador", "America/St_Johns"),
		("Lake", "Ontario", "America/Toronto"),
		("Prairie", "Saskatchewan", "America/Regina"),
		("Coast", "British Columbia", "America/Vancouver"),
	)
)
AT_TWO_SITES = "both@simulated.example"


@dataclass(frozen=True, order=True)
class Fact:
	"""Something written down: a new row, or new values of a row."""

	at: datetime
	order: int
	doctype: str = field(compare=False)
	name: str = field(compare=False)
	values: dict[str, Any] = field(compare=False)
	is_new: bool = field(default=True, compare=False)


class World:
	"""All facts of a simulation, in the order in which they are written down.

	Args:
		clients: how many people are enrolled.
		first: the first day.
		days: how many days.
		seed: the same seed draws the same facts.
	"""

	def __init__(self, clients: int, first: date, days: int, seed: int) -> None:
		self.random = Random(seed)
		self.first, self.last = first, first + timedelta(days=days - 1)
		self.facts: list[Fact] = []
		self.number = 0
		for number in range(clients):
			self.add_family(PLACES[number % len(PLACES)])
		for number in range(max(4, clients // 20)):
			self.add_referral(PLACES[number % len(PLACES)])
		self.facts.sort()

	def name(self) -> str:
		self.number += 1
		return f"{PREFIX}{self.number:08d}"

	def write(self, place: Place, day: date, doctype: str, **values) -> str:
		name = self.name()
		self.enter(place, day, doctype, name, values, is_new=True)
		return name

	def change(self, place: Place, day: date, doctype: str, name: str, **values) -> None:
		self.enter(place, day, doctype, name, values, is_new=False)

	def enter(self, place: Place, day: date, doctype: str, name: str, values: dict, *, is_new: bool) -> None:
		"""What is written down together, such as a correction and what it corrects, appears at one moment."""
		if day <= self.last:
			at = place.moment(day, 8 + day.toordinal() % 12)
			self.facts.append(Fact(at, len(self.facts), doctype, name, values, is_new))

	def chance(self, share: float) -> bool:
		return self.random.random() < share

	def some_day(self, first: date, last: date) -> date:
		return first + timedelta(days=self.random.randint(0, max(0, (last - first).days)))

	def days_from(self, day: date, least: int, most: int) -> date:
		return day + timedelta(days=self.random.randint(least, most))

	def add_family(self, place: Place) -> None:
		"""One person enrolled, at times with a child who turns sixteen, and all that happens to them."""
		begins = self.some_day(self.first - timedelta(days=EARLIER_DAYS), self.last - timedelta(days=20))
		if self.chance(0.15):
			begins = add_months(date(begins.year, 1, 31), begins.month - 1)
		born = date(self.random.randint(1950, 2005), self.random.randint(1, 12), self.random.randint(1, 28))
		css_case = self.write(place, begins, "CSS Case", site=place.site, status="Open")
		client = self.write(place, begins, "CSS Client", given_names="Somebody", date_of_birth=born)
		membership = self.write(
			place, begins, "CSS Case Member", css_case=css_case, client=client, member_from=begins
		)
		self.assign(place, css_case, begins)
		ends = self.end_of_work(place, client, begins)
		enrolment = self.write(
			place,
			begins,
			"CSS Enrolment",
			client=client,
			css_case=css_case,
			enrolment_date=begins,
			status="Active",
			episode=1,
		)
		self.add_work(place, client, css_case, enrolment, begins, ends)
		self.add_ending(place, client, enrolment, begins, ends)
		if self.chance(0.15):
			self.move(place, client, membership, enrolment, css_case, self.some_day(begins, ends))
		if self.chance(0.25):
			self.add_child(place, css_case, max(begins, self.first - timedelta(days=30)))

	def assign(self, place: Place, css_case: str, begins: date) -> None:
		"""A caseworker, and another after some time: from that day on, which ends the one before (R-070)."""
		workers = [*place.workers, AT_TWO_SITES]
		access, worker = None, None
		day = begins
		for _change in range(self.random.choice((0, 1, 1, 1, 2, 3))):
			if access:
				self.change(place, day, "CSS Case Access", access, access_until=day - timedelta(days=1))
			worker = self.random.choice([each for each in workers if each != worker])
			values = {"css_case": css_case, "user": worker, "kind": "Assigned", "access_from": day}
			access = self.write(place, day, "CSS Case Access", **values)
			day = self.days_from(day, 30, 300)
		if self.chance(0.2):
			covered = self.some_day(max(begins, self.first), self.last)
			self.write(
				place,
				covered,
				"CSS Case Access",
				css_case=css_case,
				user=place.workers[0],
				kind="Covering",
				access_from=self.days_from(covered, 1, 4),
				access_until=self.days_from(covered, 5, 30),
			)

	def end_of_work(self, place: Place, client: str, begins: date) -> date:
		return self.days_from(begins, 100, 900) if self.chance(0.5) else self.last + timedelta(days=1)

	def add_work(self, place, client: str, css_case: str, enrolment: str, begins: date, ends: date) -> None:
		about = {"client": client, "css_case": css_case, "enrolment": enrolment}
		for doctype, interval, first in (("CSS NAM Assessment", 4, 0), ("CSS Periodic Assessment", 3, 3)):
			self.add_assessments(place, doctype, about, begins, ends, interval, first)
		self.add_contacts(place, css_case, client, begins, ends)
		self.add_consents(place, css_case, client, begins, ends)

	def add_assessments(
		self, place, doctype: str, about: dict, begins: date, ends: date, interval: int, first: int
	) -> None:
		"""Early, in time, late or not at all; now and then corrected afterwards, or found to be in the wrong file."""
		month, sequence = first, 0
		while (due := add_months(begins, month)) < ends:
			month += interval
			done = max(begins, self.days_from(due, -20, 5 if self.chance(0.7) else 60))
			if self.chance(0.15) or done >= ends:
				continue
			sequence += 1
			values = {
				**about,
				"docstatus": 1,
				"assessment_date": done,
				"sequence": sequence,
				"revision": 0,
				"timepoint_month": nearest_timepoint(begins, done, interval, first),
				"draft_status": "Completed",
			}
			original = self.write(place, done, doctype, **values)
			corrected_on = self.days_from(done, 0, 40)
			if self.chance(0.1) and corrected_on <= self.last:
				corrected = {**values, "revision": 1, "revises": original}
				correction = self.write(place, corrected_on, doctype, **corrected)
				self.change(place, corrected_on, doctype, original, superseded_by=correction)
			elif self.chance(0.05) and corrected_on <= self.last:
				self.change(place, corrected_on, doctype, original, marked_in_error_on=corrected_on)

	def add_contacts(self, place, css_case: str, client: str, begins: date, ends: date) -> None:
		day = self.days_from(begins, 0, 30)
		while day < ends:
			activity = self.write(
				place, day, "CSS Activity", css_case=css_case, site=place.site, activity_date=day, docstatus=1
			)
			self.write(
				place,
				day,
				"CSS Activity Participant",
				parent=activity,
				parenttype="CSS Activity",
				parentfield="participants",
				client=client,
				docstatus=1,
				contact_on=day if self.chance(0.9) else None,
				successful=int(self.chance(0.8)),
			)
			day = self.days_from(day, 5, 120 if self.chance(0.15) else 50)

	def add_consents(self, place, css_case: str, client: str, begins: date, ends: date, **values) -> None:
		day = begins
		while day < ends:
			until = add_months(day, 12)
			signed = {
				"client_signed_on": day,
				"caseworker_signed_on": day,
				"explained_on": day,
				"valid_from": day,
			}
			consent = self.write(
				place,
				day,
				"CSS Consent",
				client=client,
				css_case=css_case,
				given_by="Self",
				understood=1,
				limits_explained=1,
				signature_method="Signed on Screen",
				client_signature=SIGNATURE,
				caseworker_signature=SIGNATURE,
				**{**signed, "valid_until": until, **values},
			)
			if self.chance(0.05):
				withdrawn = self.days_from(day, 10, 330)
				self.change(place, withdrawn, "CSS Consent", consent, withdrawn_on=withdrawn)
			day = self.days_from(until, -25, 30)

	def add_ending(self, place: Place, client: str, enrolment: str, begins: date, ends: date) -> None:
		"""An exit, a death that ends the enrolment some days later, or citizenship."""
		exited = {"status": "Exited", "exit_date": ends}
		if self.chance(0.1):
			self.change(place, ends, "CSS Client", client, died_on=ends)
			self.change(place, self.days_from(ends, 1, 9), "CSS Enrolment", enrolment, **exited)
		else:
			self.change(place, ends, "CSS Enrolment", enrolment, **exited)
		if self.chance(0.05):
			since = self.some_day(begins, ends)
			self.change(place, since, "CSS Client", client, citizen_since=since)

	def move(
		self, place: Place, client: str, membership: str, enrolment: str, css_case: str, day: date
	) -> None:
		"""To a household of her own, on a day; the enrolment goes along (D-20)."""
		other = self.write(place, day, "CSS Case", site=place.site, status="Open")
		self.change(place, day, "CSS Case Member", membership, member_to=day)
		self.write(place, day, "CSS Case Member", css_case=other, client=client, member_from=day)
		self.change(place, day, "CSS Enrolment", enrolment, css_case=other)
		self.change(place, day, "CSS Case", css_case, status="Closed")
		self.assign(place, other, day)

	def add_child(self, place: Place, css_case: str, joined: date) -> None:
		"""Who turns sixteen during the simulation, and gets an own file bit by bit, or not."""
		birthday = self.some_day(joined, self.last)
		if self.chance(0.1):
			birthday = max(joined, date(2028, 2, 29))
		child = self.write(
			place, joined, "CSS Client", given_names="Child", date_of_birth=add_months(birthday, -192)
		)
		self.write(place, joined, "CSS Case Member", css_case=css_case, client=child, member_from=joined)
		if self.chance(0.5):
			begins = self.days_from(birthday, 0, 30)
			self.write(
				place,
				begins,
				"CSS Charter Acknowledgement",
				client=child,
				css_case=css_case,
				acknowledged_on=begins,
			)
			enrolment = self.write(
				place,
				begins,
				"CSS Enrolment",
				client=child,
				css_case=css_case,
				enrolment_date=begins,
				status="Active",
				episode=1,
			)
			self.add_work(place, child, css_case, enrolment, begins, self.last + timedelta(days=1))

	def add_referral(self, place: Place) -> None:
		"""With a NAARS, decided on after some weeks, followed up, or not."""
		naars = self.some_day(self.first - timedelta(days=150), self.last - timedelta(days=100))
		received = self.days_from(naars, 0, 40)
		referral = self.write(
			place,
			received,
			"CSS Inbound Referral",
			site=place.site,
			received_on=received,
			status="Received",
			naars_date=naars,
			naars_follow_up_opens=add_months(naars, 3),
			naars_follow_up_due=add_months(naars, 6),
		)
		decided = self.days_from(received, 1, 60)
		decision: dict[str, Any] = {"status": "Returned", "decided_on": decided}
		if self.chance(0.75):
			css_case = self.write(place, decided, "CSS Case", site=place.site, status="Open")
			client = self.write(place, decided, "CSS Client", given_names="Referred")
			self.write(
				place, decided, "CSS Case Member", css_case=css_case, client=client, member_from=decided
			)
			self.assign(place, css_case, decided)
			decision = {"status": "Accepted", "decided_on": decided, "css_case": css_case, "client": client}
		self.change(place, decided, "CSS Inbound Referral", referral, **decision)
		if self.chance(0.6):
			done = max(decided, self.days_from(naars, 80, 220))
			self.change(place, done, "CSS Inbound Referral", referral, naars_followed_up_on=done)

	def until(self, moment: datetime, start: int) -> Iterator[Fact]:
		"""The facts from a position on that are written down by a moment."""
		for position in range(start, len(self.facts)):
			if self.facts[position].at > moment:
				return
			yield self.facts[position]
