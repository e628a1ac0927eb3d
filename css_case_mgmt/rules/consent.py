"""What a client has agreed to, on a day, and what is missing before work may start (D-16, R-110 to R-122).

A consent is valid by computation: explained, signed by both, in date, not withdrawn, and given by whoever may
give it. No approver stands in between.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from css_case_mgmt.rules.age import own_file_from

GUARDIAN_OF_AN_ADULT = "Legal guardian of an adult"


class Standing(Enum):
	"""What a consent is worth on a day."""

	VALID = "Valid"
	NOT_EXPLAINED = "Not Explained"
	NOT_SIGNED = "Not Signed"
	NOT_YET_VALID = "Not Yet Valid"
	EXPIRED = "Expired"
	GUARDIAN_NO_LONGER = "Guardian No Longer"
	TOO_YOUNG_FOR_OWN = "Too Young For Own"
	WITHDRAWN = "Withdrawn"


class CharterStanding(Enum):
	"""What an acknowledgement of the charter is worth on a day."""

	VALID = "Valid"
	NOT_YET_VALID = "Not Yet Valid"
	WITHDRAWN = "Withdrawn"


class Use(Enum):
	"""What must not start without consent and charter."""

	NEEDS_ASSESSMENT = "Needs Assessment"
	SETTLEMENT_PLAN = "Settlement Plan"
	EXTERNAL_REFERRAL = "External Referral"


class Missing(Enum):
	"""Why work may not start."""

	NO_CONSENT = "No Consent"
	CONSENT_NOT_EXPLAINED = "Consent Not Explained"
	CONSENT_NOT_SIGNED = "Consent Not Signed"
	CONSENT_NOT_YET_VALID = "Consent Not Yet Valid"
	CONSENT_EXPIRED = "Consent Expired"
	CONSENT_OF_GUARDIAN_ENDED = "Consent Of Guardian Ended"
	CONSENT_OF_A_CHILD = "Consent Of A Child"
	CONSENT_WITHDRAWN = "Consent Withdrawn"
	RECIPIENT_NOT_COVERED = "Recipient Not Covered"
	PURPOSE_NOT_COVERED = "Purpose Not Covered"
	INFORMATION_NOT_COVERED = "Information Not Covered"
	NO_CHARTER = "No Charter"
	CHARTER_NOT_YET_VALID = "Charter Not Yet Valid"
	CHARTER_WITHDRAWN = "Charter Withdrawn"


# The first of these that a consent has says what is nearest to be done.
NEAREST_TO_VALID = (
	(Standing.NOT_SIGNED, Missing.CONSENT_NOT_SIGNED),
	(Standing.NOT_EXPLAINED, Missing.CONSENT_NOT_EXPLAINED),
	(Standing.NOT_YET_VALID, Missing.CONSENT_NOT_YET_VALID),
	(Standing.GUARDIAN_NO_LONGER, Missing.CONSENT_OF_GUARDIAN_ENDED),
	(Standing.TOO_YOUNG_FOR_OWN, Missing.CONSENT_OF_A_CHILD),
	(Standing.EXPIRED, Missing.CONSENT_EXPIRED),
	(Standing.WITHDRAWN, Missing.CONSENT_WITHDRAWN),
)


@dataclass(frozen=True, slots=True)
class Person:
	"""The client's age as far as it matters.

	Args:
		date_of_birth: as recorded; without one nobody is held to be too young.
		own_file_age: in years.
	"""

	date_of_birth: date | None
	own_file_age: int

	def is_grown_up(self, on: date) -> bool | None:
		"""Whether somebody decides for themselves on a day; None where no birth date is known."""
		if self.date_of_birth is None:
			return None
		return own_file_from(self.date_of_birth, self.own_file_age) <= on


@dataclass(frozen=True, slots=True)
class Release:
	"""One line of what a consent covers; no recipient means that nothing leaves the agency."""

	purpose: str
	recipient: str = ""
	information: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
	"""A consent as recorded.

	Args:
		explained_on: the day on which the form was explained.
		is_understood: the client said in own words what it means, limits of confidentiality included.
		has_signatures: both signatures are there to be seen, on the screen or on a scan.
		valid_until: the last day; None until withdrawn.
	"""

	explained_on: date | None = None
	is_understood: bool = False
	has_signatures: bool = False
	client_signed_on: date | None = None
	caseworker_signed_on: date | None = None
	valid_from: date | None = None
	valid_until: date | None = None
	withdrawn_on: date | None = None
	is_of_guardian: bool = False
	guardian_authority: str = ""
	releases: tuple[Release, ...] = ()
	reference: str = ""

	def signed_on(self) -> date | None:
		"""The day on which the second of both signatures was given."""
		if not (self.has_signatures and self.client_signed_on and self.caseworker_signed_on):
			return None
		return max(self.client_signed_on, self.caseworker_signed_on)


@dataclass(frozen=True, slots=True)
class Charter:
	"""An acknowledgement of the client charter."""

	acknowledged_on: date
	withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class Override:
	"""An approved emergency override (D-16); both days included."""

	use: Use
	first_day: date
	last_day: date

	def covers(self, use: Use, on: date) -> bool:
		return self.use == use and self.first_day <= on <= self.last_day


@dataclass(frozen=True, slots=True)
class Agreements:
	"""Everything a person has agreed to, and what was overridden."""

	person: Person
	consents: tuple[Consent, ...] = ()
	charters: tuple[Charter, ...] = ()
	overrides: tuple[Override, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
	"""What is about to start.

	Args:
		use: the kind of work.
		on: the day to which it belongs.
		today: a withdrawal up to this day stops it, whatever day it belongs to.
		recipient: of an external referral, the organisation that is told.
		purpose: of an external referral; empty: any.
		information: of an external referral, what is told; empty: not asked.
	"""

	use: Use
	on: date
	today: date
	recipient: str = ""
	purpose: str = ""
	information: tuple[str, ...] = ()


def standing(consent: Consent, person: Person, on: date) -> Standing:
	"""Return what a consent is worth on a day (D-16).

	A withdrawal counts from its first hour. Nothing is valid before the last of explanation and signatures.
	"""
	if consent.withdrawn_on and consent.withdrawn_on <= on:
		return Standing.WITHDRAWN
	if not consent.explained_on or not consent.is_understood:
		return Standing.NOT_EXPLAINED
	signed_on = consent.signed_on()
	if not signed_on:
		return Standing.NOT_SIGNED
	if not may_give(consent, person):
		return Standing.TOO_YOUNG_FOR_OWN
	if on < max(consent.explained_on, signed_on, consent.valid_from or signed_on):
		return Standing.NOT_YET_VALID
	if consent.valid_until and consent.valid_until < on:
		return Standing.EXPIRED
	if is_of_childs_guardian(consent) and person.is_grown_up(on):
		return Standing.GUARDIAN_NO_LONGER
	return Standing.VALID


def may_give(consent: Consent, person: Person) -> bool:
	"""Whether somebody who signed for themselves was old enough on that day (T-09)."""
	if consent.is_of_guardian or not consent.client_signed_on:
		return True
	return person.is_grown_up(consent.client_signed_on) is not False


def is_of_childs_guardian(consent: Consent) -> bool:
	return consent.is_of_guardian and consent.guardian_authority != GUARDIAN_OF_AN_ADULT


def last_valid_day(consent: Consent, person: Person) -> date | None:
	"""Return the last day on which a consent can be used, or None where it ends by withdrawal only.

	The consent of a child's guardian ends with the day before the age of an own file (D-09, T-09).
	"""
	ends = [consent.valid_until]
	if is_of_childs_guardian(consent) and person.date_of_birth:
		ends.append(own_file_from(person.date_of_birth, person.own_file_age) - timedelta(days=1))
	if consent.withdrawn_on:
		ends.append(consent.withdrawn_on - timedelta(days=1))
	return min((end for end in ends if end), default=None)


def charter_standing(charter: Charter, on: date) -> CharterStanding:
	if charter.withdrawn_on and charter.withdrawn_on <= on:
		return CharterStanding.WITHDRAWN
	return CharterStanding.VALID if charter.acknowledged_on <= on else CharterStanding.NOT_YET_VALID


def missing_to_start(agreements: Agreements, request: Request) -> list[Missing]:
	"""Return all that is missing before work may start; nothing where an override covers it (D-16, R-112).

	A consent must be valid on the day of the work and must not have been withdrawn since.
	"""
	if any(override.covers(request.use, request.on) for override in agreements.overrides):
		return []
	found = missing_of_consent(agreements, request)
	charter = missing_of_charter(agreements.charters, request)
	return [*found, charter] if charter else found


def missing_of_consent(agreements: Agreements, request: Request) -> list[Missing]:
	standings = [standing_for(consent, agreements.person, request) for consent in agreements.consents]
	valid = [
		consent
		for consent, found in zip(agreements.consents, standings, strict=True)
		if found is Standing.VALID
	]
	if not valid:
		return [
			next((missing for found, missing in NEAREST_TO_VALID if found in standings), Missing.NO_CONSENT)
		]
	if request.use is not Use.EXTERNAL_REFERRAL:
		return []
	uncovered = missing_of_release([release for consent in valid for release in consent.releases], request)
	return [uncovered] if uncovered else []


def standing_for(consent: Consent, person: Person, request: Request) -> Standing:
	if consent.withdrawn_on and consent.withdrawn_on <= request.today:
		return Standing.WITHDRAWN
	return standing(consent, person, request.on)


def missing_of_release(releases: Iterable[Release], request: Request) -> Missing | None:
	"""Sharing names the recipient, the purpose and the information in one line (R-119, R-120).

	Spelling counts, capitals and spaces do not. A line that names no recipient shares with nobody.
	"""
	recipient = plain(request.recipient)
	releases = [release for release in releases if recipient and plain(release.recipient) == recipient]
	if not releases:
		return Missing.RECIPIENT_NOT_COVERED
	if request.purpose:
		releases = [release for release in releases if plain(release.purpose) == plain(request.purpose)]
		if not releases:
			return Missing.PURPOSE_NOT_COVERED
	asked = {plain(item) for item in request.information}
	if any(asked <= items(release.information) for release in releases):
		return None
	return Missing.INFORMATION_NOT_COVERED


def missing_of_charter(charters: tuple[Charter, ...], request: Request) -> Missing | None:
	standings = {charter_standing(charter, request.on) for charter in charters if not gone(charter, request)}
	if CharterStanding.VALID in standings:
		return None
	if standings:
		return Missing.CHARTER_NOT_YET_VALID
	return Missing.CHARTER_WITHDRAWN if charters else Missing.NO_CHARTER


def gone(charter: Charter, request: Request) -> bool:
	return bool(charter.withdrawn_on and charter.withdrawn_on <= request.today)


def missing_to_continue(agreements: Agreements, use: Use, today: date) -> list[Missing]:
	"""Return what stops work that has begun: a withdrawal that nothing given since makes up for (R-122).

	What has merely expired does not stop it; the renewal is asked for.
	"""
	if any(override.covers(use, today) for override in agreements.overrides):
		return []
	found = []
	if is_stopped_by_consent(agreements, today):
		found.append(Missing.CONSENT_WITHDRAWN)
	if is_stopped_by_charter(agreements.charters, today):
		found.append(Missing.CHARTER_WITHDRAWN)
	return found


def is_stopped_by_consent(agreements: Agreements, today: date) -> bool:
	withdrawn, standing_ones = [], []
	for consent in agreements.consents:
		is_withdrawn = consent.withdrawn_on is not None and consent.withdrawn_on <= today
		(withdrawn if is_withdrawn else standing_ones).append(consent)
	if not withdrawn:
		return False
	last_withdrawal = max(consent.withdrawn_on for consent in withdrawn if consent.withdrawn_on)
	return not any(
		standing(consent, agreements.person, today) is Standing.VALID
		or is_given_since(consent, last_withdrawal, today)
		for consent in standing_ones
	)


def is_given_since(consent: Consent, day: date, today: date) -> bool:
	signed_on = consent.signed_on()
	return bool(consent.is_understood and signed_on and day <= signed_on <= today)


def is_stopped_by_charter(charters: Iterable[Charter], today: date) -> bool:
	standings = {charter_standing(charter, today) for charter in charters}
	return CharterStanding.WITHDRAWN in standings and CharterStanding.VALID not in standings


def plain(text: str) -> str:
	return " ".join((text or "").casefold().split())


def items(text: str) -> set[str]:
	"""The single pieces of information of a line, which are separated by commas, semicolons or new lines."""
	separated = (text or "").replace(";", "\n").replace(",", "\n")
	return {plain(item) for item in separated.splitlines() if plain(item)}


@dataclass(frozen=True, slots=True)
class Renewal:
	"""A consent to be asked for again."""

	last_day: date
	is_over: bool


def renewal_due(agreements: Agreements, today: date, notice_days: int) -> Renewal | None:
	"""Return the renewal to ask for, from `notice_days` before the last day on; None where nothing ends, where a
	newer consent goes on beyond, or where the client has withdrawn (R-119).

	Args:
		agreements: of one person.
		today: the day asked for.
		notice_days: how many days before the last day the worker is asked.
	"""
	given = [
		consent
		for consent in agreements.consents
		if consent.withdrawn_on is None
		and consent.is_understood
		and consent.signed_on()
		and may_give(consent, agreements.person)
	]
	ends = [last_valid_day(consent, agreements.person) for consent in given]
	if not ends or is_stopped_by_consent(agreements, today):
		return None
	if any(end is None for end in ends):
		return None
	last_day = max(end for end in ends if end)
	if today < last_day - timedelta(days=notice_days):
		return None
	return Renewal(last_day, is_over=last_day < today)
