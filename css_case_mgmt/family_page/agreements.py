"""Consent and charter of each person, and which consent ends soon (R-110, R-119, D-16): two queries."""

from datetime import timedelta

from frappe import _

from css_case_mgmt.consent_gate import CHARTER, CONSENT, Standings, standings_of
from css_case_mgmt.family_page.family import Family, is_enrolled
from css_case_mgmt.lines import Line, consent_lines, line


def standings(family: Family) -> dict[str, Standings] | None:
	"""Of whoever is enrolled, or has a file of her or his own; a child's consent is the parents' to give."""
	if not (family.may_read(CONSENT) and family.may_read(CHARTER)):
		return None
	people = [person for person in family.living if person.enrolment or family.has_own_file(person)]
	return standings_of(people, family.case.site, family.today, with_releases=False)


def agreements(family: Family, found: dict[str, Standings] | None) -> list[dict] | None:
	if found is None:
		return None
	return [
		{
			"client": client,
			"full_name": family.by_name[client].full_name,
			"is_enrolled": is_enrolled(family.by_name[client]),
			"holds": standing.consent_is_valid and standing.charter_is_valid,
			"lines": consent_lines(standing),
		}
		for client, standing in found.items()
	]


def ending_soon(family: Family, found: dict[str, Standings] | None) -> list[Line]:
	"""Consents that hold today and end within the days in which renewal is asked for."""
	last = family.today + timedelta(days=family.setting("consent_renewal_days"))
	return [
		line(
			_("The consent ends"),
			who=family.by_name[client].full_name,
			date=standing.consent.valid_until,
			tone="warm",
			doctype=CONSENT,
			name=standing.consent.name,
		)
		for client, standing in (found or {}).items()
		if standing.consent_is_valid
		and standing.consent
		and standing.consent.valid_until
		and standing.consent.valid_until <= last
	]
