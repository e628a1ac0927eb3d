"""How a household is reached, and what its members were connected with (R-057, R-063, R-064, R-500).

Numbers are those that telephone companies keep for invented people: 555-0100 to 555-0199 of each area.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from css_case_mgmt.demo.chance import Weighted, between, day_between, happens, pick
from css_case_mgmt.demo.histories import History, Member
from css_case_mgmt.demo.plans import AddressPlan, ClientPlan, ConnectionPlan, ContactPlan, PhonePlan
from css_case_mgmt.rules.age import age_on
from css_case_mgmt.rules.dates import add_months

OWN_TELEPHONE_AGE = 16
IFH_MONTHS = 12
FRANCOPHONE = ("Conversational", "Fluent")

_NUMBERS_PER_AREA = 100
_NUMBERS_PER_FAMILY = 6
_STRIDE = 37  # shares no factor with the numbers of a place: distinct ones stay distinct
_SECOND_KINDS = Weighted(("Messaging", 40), ("Home", 30), ("Relative or friend", 22), ("Work", 8))
_SAFE = Weighted(("Yes", 84), ("Not Known", 12), ("No", 4))
_AT_RISK = Weighted(("Yes", 60), ("No", 40))
_SAFE_TIMES = ("Weekdays 9 to 12", "Weekdays after 18:00", "While the children are at school")
_STREETS = (
	"Lanternfish Lane",
	"Otterbrook Road",
	"Tamarack Bend",
	"Quillwort Street",
	"Snowberry Crescent",
	"Wolverine Terrace",
	"Chickadee Court",
	"Marram Avenue",
)
_SHELTERS = ("Lighthouse Family Shelter", "Open Door Residence")
_POSTAL_LETTERS = "ABCEGHJKLMNPRSTVWXYZ"
_SCREENING_AGENCIES = ("Riverside Community Health Centre", "Newcomer Health Clinic")
_RESETTLED = ("gar", "bvor", "psr")
_WITH_IFH = (*_RESETTLED, "protected_person")
_IFH = Weighted(("Yes", 86), ("Not Known", 9), ("No", 5))


@dataclass(frozen=True, slots=True)
class Place:
	"""Where the families of a site live."""

	city: str
	province: str
	postal_area: str
	telephone_areas: tuple[str, ...]


PLACES = {
	"Demo Site Two Rivers": Place(
		"Two Rivers", "Ontario", "K9Z", ("343", "365", "416", "437", "519", "613", "647", "705", "807", "905")
	),
	"Demo Site East Harbour": Place("East Harbour", "New Brunswick", "E9Z", ("506", "428")),
	"Demo Site Prairie View": Place("Prairie View", "Alberta", "T9Z", ("403", "587", "780", "825", "368")),
}
_ELSEWHERE = Place("Fourways", "Ontario", "M5V", ("416", "647"))


def place_of(site: str) -> Place:
	"""Return where a site is."""
	return PLACES.get(site, _ELSEWHERE)


def fictional_number(place: Place, serial: int) -> str:
	"""Return a telephone number that nobody has."""
	area, number = divmod(
		serial * _STRIDE % (len(place.telephone_areas) * _NUMBERS_PER_AREA), _NUMBERS_PER_AREA
	)
	return f"+1{place.telephone_areas[area]}55501{number:02d}"


def with_contacts(
	rng: Random,
	index: int,
	clients: tuple[ClientPlan, ...],
	history: History,
	site: str,
	category: str,
	today: date,
) -> tuple[ClientPlan, ...]:
	"""Return the clients of a family with contact and connections."""
	household = _Household(rng, index, history, place_of(site), today)
	return tuple(
		replace(
			client,
			contact=household.contact(client, member),
			connections=draw_connections(rng, client, member, category, today),
		)
		for client, member in zip(clients, history.members, strict=True)
	)


class _Household:
	def __init__(self, rng: Random, index: int, history: History, place: Place, today: date) -> None:
		self.rng = rng
		self.place = place
		self.today = today
		self.next_serial = index * _NUMBERS_PER_FAMILY
		self.home_numbers = [self.number() for _opened_on in history.opened]
		self.homes = [self.home(opened_on) for opened_on in history.opened]

	def number(self) -> str:
		self.next_serial += 1
		return fictional_number(self.place, self.next_serial)

	def home(self, opened_on: date) -> AddressPlan:
		is_shelter = happens(self.rng, 0.05)
		house = f"{between(self.rng, 2, 480)} {pick(self.rng, _STREETS)}"
		code = "".join(
			(
				f"{self.place.postal_area} {between(self.rng, 1, 9)}",
				pick(self.rng, _POSTAL_LETTERS),
				str(between(self.rng, 0, 9)),
			)
		)
		return AddressPlan(
			address_line=pick(self.rng, _SHELTERS) if is_shelter else house,
			unit=str(between(self.rng, 1, 24)) if not is_shelter and happens(self.rng, 0.6) else "",
			city=self.place.city,
			province=self.place.province,
			postal_code=code,
			kind="Shelter" if is_shelter else "Temporary" if happens(self.rng, 0.3) else "Permanent",
			lives_there_from=opened_on,
			lives_there_until=None,
			safe_to_visit="Not Known" if is_shelter else _SAFE.draw(self.rng),
			safe_to_write="No" if is_shelter else _SAFE.draw(self.rng),
		)

	def contact(self, client: ClientPlan, member: Member) -> ContactPlan:
		addresses = tuple(self.addresses(member))
		if age_on(client.date_of_birth, self.today) < OWN_TELEPHONE_AGE:
			return ContactPlan(addresses=addresses)
		has_email = client.literacy == "Reads and writes" and happens(self.rng, 0.5)
		return ContactPlan(
			phones=tuple(self.phones(member)),
			addresses=addresses,
			email=email_of(client) if has_email else "",
			safe_to_email=_SAFE.draw(self.rng) if has_email else "",
		)

	def addresses(self, member: Member) -> Iterator[AddressPlan]:
		"""Yield one home after the other."""
		since = member.stays[0].since
		for stay, following in zip(member.stays, [*member.stays[1:], None], strict=True):
			if following and following.case == stay.case:
				continue
			yield replace(
				self.homes[stay.case],
				lives_there_from=since,
				lives_there_until=following.since if following else None,
			)
			since = following.since if following else since

	def phones(self, member: Member) -> Iterator[PhonePlan]:
		is_parent = member.person.role in ("head", "spouse")
		if is_parent or happens(self.rng, 0.8):
			yield self.phone(self.number(), "Mobile")
		else:
			yield self.phone(self.home_numbers[member.stays[-1].case], "Home")
			return
		if happens(self.rng, 0.25):
			kind = _SECOND_KINDS.draw(self.rng)
			at_home = self.home_numbers[member.stays[-1].case]
			yield self.phone(at_home if kind == "Home" else self.number(), kind)

	def phone(self, number: str, kind: str) -> PhonePlan:
		if happens(self.rng, 0.06):
			times = pick(self.rng, _SAFE_TIMES)
			return PhonePlan(number, kind, _AT_RISK.draw(self.rng), "No", "No", times)
		uses = (_SAFE.draw(self.rng) for _use in range(3))
		return PhonePlan(number, kind, *uses, safe_times="")


def email_of(client: ClientPlan) -> str:
	first = re.sub("[^a-z]", "", client.given_names.lower()) or "client"
	return f"{first[:12]}.{client.key.replace('-', '')}@example.org"


def draw_connections(
	rng: Random, client: ClientPlan, member: Member, category: str, today: date
) -> ConnectionPlan:
	"""Return what a person was connected with; somebody born in Canada needs none of it."""
	joined = member.stays[0].since
	informed_on = min(joined + timedelta(days=between(rng, 0, 30)), today)
	speaks_french = client.french_ability in FRANCOPHONE and age_on(client.date_of_birth, today) >= 12
	explained = speaks_french and happens(rng, 0.85)
	plan = ConnectionPlan(
		francophone_services_explained_on=informed_on if explained else None,
		prefers_francophone_services=pick(rng, ("Yes", "No")) if explained else "",
	)
	if not client.arrival_date:
		return plan
	coverage = _IFH.draw(rng) if category in _WITH_IFH else ""
	plan = replace(
		plan,
		ifh_coverage=coverage,
		ifh_until=add_months(client.arrival_date, IFH_MONTHS) if coverage == "Yes" else None,
	)
	plan = with_screening(rng, plan, client.arrival_date, today)
	is_borrower = category in _RESETTLED and age_on(client.date_of_birth, client.arrival_date) >= 18
	if not is_borrower or happens(rng, 0.3):
		return plan
	has_loan = happens(rng, 0.5)
	return replace(
		plan,
		has_immigration_loan="Yes" if has_loan else "No",
		loan_explained_on=informed_on if has_loan else None,
	)


def with_screening(rng: Random, plan: ConnectionPlan, arrival: date, today: date) -> ConnectionPlan:
	day = day_between(rng, arrival + timedelta(days=4), arrival + timedelta(days=60))
	if day > today or not happens(rng, 0.88):
		return replace(plan, health_screening_connected="No" if happens(rng, 0.5) else "")
	return replace(
		plan,
		health_screening_connected="Yes",
		health_screening_on=day,
		health_screening_agency=pick(rng, _SCREENING_AGENCIES),
	)
